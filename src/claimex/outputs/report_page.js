// One document as it is used: what is chosen, what is filtered, how each side leads to the other.

const KINDS = { c: "Claim", a: "Agreement", d: "Denial", n: "No response" };
const STANDINGS = ["contested", "confirmed", "unanswered", "uncontested"];

class Page {
  constructor(doc) {
    this.doc = doc;
    this.number = Number(doc.id.slice(1));
    this.cards = [...doc.querySelectorAll(".cards > li")];
    this.article = new Article(doc.querySelectorAll(".text p"));
    this.markers = new Map([...doc.querySelectorAll(".text a")].map((a) => [statement(a), a]));
    this.items = this.cards.map((card) => this.item(card));
    this.link();
    this.items.forEach((item, n) => item.links.forEach((other) => this.items[other].back.push(n)));
    this.visible = this.items.map(() => true);
    this.chosen = null;
    this.touched = [];
    this.tell();
    this.rows = [...doc.querySelectorAll(".side li:not(.more)")].map((row) => [row, statement(row.querySelector("a"))]);
    this.tellSides();
    this.controls();
    doc.addEventListener("click", (event) => this.click(event));
    doc.addEventListener("keydown", (event) => this.key(event));
  }

  item(card) {
    const kind = card.className;
    const who = card.querySelector("b").textContent;
    const { x, w } = card.dataset;
    const layers = x ? x.split(",") : [];
    const spans = layers.map((range, n) => {
      const source = /^[wf]/.exec(range)?.[0];
      const [first, last = first] = range.slice(source ? 1 : 0).split("-");
      const role = source ? "i" : n === layers.length - 1 ? "b" : "";
      return first && { start: this.article.starts[first], end: this.article.ends[last], layer: source ? "w" : kind, role, far: source === "f" };
    });
    return {
      kind,
      who,
      id: card.querySelector("a").textContent,
      standing: card.querySelector("em")?.textContent ?? ("ca".includes(kind) ? "uncontested" : ""),
      names: w === undefined ? named(card, kind, who) : w.split("\n").filter(Boolean),
      links: [],
      back: [],
      spans: spans.filter(Boolean),
    };
  }

  // Who has no role written has the one that was last written with the same name; what is named in
  // a note becomes a link.
  link() {
    const numbers = new Map(this.items.map((item, n) => [item.id, n]));
    const roles = new Map();
    this.items.forEach((item, n) => {
      const first = this.cards[n].firstElementChild;
      const role = first.querySelector("i");
      if (role) roles.set(item.who, role.textContent);
      if (role?.textContent === "") role.remove();
      if (!role && roles.get(item.who)) first.querySelector("b").after(" ", element("i", "", roles.get(item.who)));
      for (const link of this.cards[n].querySelectorAll("a:not([href])")) {
        const other = numbers.get(link.textContent);
        link.href = `#s${this.number}-${other}`;
        link.className = this.items[other].kind;
        item.links.push(other);
      }
    });
  }

  // Give each card its words, and each link the name that those who cannot see the card need.
  tell() {
    this.items.forEach((item, n) => {
      const card = this.cards[n];
      const name = [`${KINDS[item.kind]} ${item.id}`, item.who, item.standing].filter(Boolean).join(", ");
      card.querySelector("a").setAttribute("aria-label", `${name}: show it in the article`);
      this.markers.get(n)?.setAttribute("aria-label", name);
      item.name = name;
      if (!item.spans.length) return;
      const words = element("p", "words");
      words.append(...this.article.words(item.spans));
      card.firstElementChild.after(words);
    });
  }

  // What a dispute shows of a statement is what its card shows.
  tellSides() {
    const copy = (number, selector) => [...this.cards[number].querySelectorAll(selector)].map((part) => part.cloneNode(true));
    for (const [row, number] of this.rows) {
      this.label(row.querySelector("a"), number);
      row.append(" ", ...copy(number, "p:first-child > i"), ...copy(number, ".words"));
    }
    for (const head of this.doc.querySelectorAll(".dispute > p")) {
      const link = head.querySelector("a");
      this.label(link, statement(link));
      head.after(...copy(statement(link), ".words, dl"));
    }
  }

  // A dispute for the drawing; one who asserts and denies is drawn as denying.
  dispute(row) {
    const link = row.querySelector("a");
    const takers = [..."dcn"].flatMap((kind) =>
      [...row.querySelectorAll(`.side.${kind} li:not(.more) > b`)].map((name) => [name.textContent, kind]),
    );
    return { title: this.title(statement(link)), link: link.getAttribute("href"), takers };
  }

  // What a statement says: as it was read, where that is written, else in its own words.
  title(number) {
    const read = this.cards[number].querySelector("p:not(:first-child, .words) > b");
    if (read) return read.nextSibling.data;
    const words = this.cards[number].querySelector(".words").cloneNode(true);
    for (const other of words.querySelectorAll(this.items[number].kind === "a" ? "i" : "i, b")) other.remove();
    const text = words.textContent.trim();
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  label(link, number) {
    link.setAttribute("aria-label", `${this.items[number].name}: show it in the article`);
  }

  controls() {
    const title = this.doc.querySelector("h1");
    title.tabIndex = -1;
    title.id = `h${this.number}`;
    this.doc.setAttribute("aria-labelledby", title.id);
    this.doc.querySelector(".text")?.setAttribute("aria-label", "Article");
    this.doc.querySelector(".panel").setAttribute("aria-label", "Statements");
    // On a phone the panel is far below.
    const contested = this.doc.querySelector(".summary strong");
    if (contested) {
      const link = element("a");
      link.href = `#p${this.number}`;
      contested.replaceWith(link);
      link.append(contested);
      this.doc.querySelector(".panel h2").id = `p${this.number}`;
    }
    const disputes = this.doc.querySelector(".disputes");
    const figure = disputes && drawing([...disputes.children].map((dispute) => this.dispute(dispute)));
    if (figure) disputes.before(figure);
    for (const list of this.doc.querySelectorAll("ol")) list.setAttribute("role", "list"); // lost with its numbers
    if (docs.length > 1) {
      const between = copied("between");
      for (const [rel, number] of [["prev", this.number - 1], ["next", this.number + 1]]) {
        const link = between.querySelector(`[rel=${rel}]`);
        if (number < 1 || number > docs.length) link.remove();
        else link.href = `#d${number}`;
      }
      this.doc.querySelector(".head").prepend(between);
    }
    this.form = copied("filters");
    this.status = this.form.querySelector(".status");
    const count = (values) => {
      const counts = new Map();
      for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
      return counts;
    };
    const kinds = count(this.items.map((item) => item.kind));
    for (const label of this.form.querySelectorAll(".kinds label")) {
      label.querySelector(".count").textContent = (kinds.get(label.className) ?? 0).toLocaleString("en");
    }
    const options = (name, counts, values) => {
      for (const value of values) {
        const text = `${value} (${counts.get(value).toLocaleString("en")})`;
        this.form.elements[name].add(new Option(text, value));
      }
    };
    const standings = count(this.items.map((item) => item.standing));
    options("standing", standings, STANDINGS.filter((standing) => standings.has(standing)));
    const sources = count(this.items.flatMap((item) => item.names));
    options("source", sources, [...sources.keys()].sort((a, b) => a.localeCompare(b, "en")));
    this.form.addEventListener("input", () => this.filter());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    if (this.items.length) this.doc.querySelector(".panel").prepend(this.form);
  }

  paint(number, name) {
    for (const span of this.items[number].spans) {
      const own = span.layer === "w" && name === "sel" ? "src" : name;
      if (span.layer === "w" && name !== "sel") continue;
      for (let n = this.article.at(span.start); n < this.article.marks.length && this.article.starts[n] < span.end; n += 1) {
        this.touch(this.article.marks[n], own);
      }
    }
    this.touch(this.cards[number], name);
  }

  touch(element, name) {
    element.classList.add(name);
    this.touched.push([element, name]);
  }

  clear() {
    for (const [element, name] of this.touched) element.classList.remove(name);
    for (const element of this.doc.querySelectorAll("[aria-current]")) element.removeAttribute("aria-current");
    this.touched = [];
    this.chosen = null;
  }

  // Choose a statement and bring the other side into view; `focus` is "card", "text" or null.
  choose(number, focus) {
    const item = this.items[number];
    if (!item) return;
    if (!this.visible[number]) this.reset();
    this.clear();
    this.chosen = number;
    for (const other of [...item.links, ...item.back].slice(0, 200)) this.paint(other, "rel");
    this.paint(number, "sel");
    for (const [row, other] of this.rows) {
      if (other === number) this.touch(row, "sel");
    }
    const card = this.cards[number];
    const link = card.querySelector("a");
    link.setAttribute("aria-current", "true");
    const place = this.markers.get(number) ?? this.article.marks[this.article.at(Math.min(...item.spans.map((s) => s.start)))];
    if (focus === "card") {
      link.focus({ preventScroll: true });
      show(card);
    } else if (focus === "text" && place) {
      if (place.matches("a")) place.focus({ preventScroll: true });
      show(place);
    }
    history.replaceState(null, "", `#s${this.number}-${number}`);
  }

  click(event) {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a");
    if (link && statement(link) !== null) {
      event.preventDefault();
      this.choose(statement(link), link.getAttribute("href")[1] === "s" || !this.article.marks.length ? "card" : "text");
      return;
    }
    if (event.target.closest("a, button, input, select, label, summary")) return;
    if (!getSelection().isCollapsed) return;
    const mark = event.target.closest(".text p > u");
    if (mark) {
      const found = this.over(this.article.starts[this.article.marks.indexOf(mark)]);
      if (!found.length) return;
      const next = found.indexOf(this.chosen) + 1; // a further click goes on to what lies below
      this.choose(found[next % found.length], "card");
      return;
    }
    const row = event.target.closest(".side li:not(.more), .cards > li");
    if (row) this.choose(statement(row.querySelector("a")), "text");
  }

  // The visible statements over a position, the shortest first.
  over(position) {
    const found = [];
    this.items.forEach((item, number) => {
      if (!this.visible[number]) return;
      let least = Infinity;
      for (const span of item.spans) {
        if (span.layer !== "w" && span.start <= position && position < span.end) {
          least = Math.min(least, span.end - span.start);
        }
      }
      if (least < Infinity) found.push([least, number]);
    });
    return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, number]) => number);
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && this.chosen !== null) {
      this.clear();
      history.replaceState(null, "", docs.length > 1 ? `#d${this.number}` : location.pathname + location.search);
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = event.target.closest(".text a, .cards p:first-child > a");
    if (!step || !here) return;
    event.preventDefault();
    const inText = here.closest(".text") !== null;
    let number = statement(here) + step;
    while (this.items[number] && (!this.visible[number] || (inText && !this.markers.has(number)))) number += step;
    if (this.items[number]) this.choose(number, inText ? "text" : "card");
  }

  reset() {
    this.form.reset();
    this.filter();
  }

  filter() {
    const data = new FormData(this.form);
    const kinds = new Set(data.getAll("kind"));
    const standing = data.get("standing");
    const source = data.get("source");
    let shown = 0;
    this.items.forEach((item, n) => {
      const visible =
        kinds.has(item.kind) &&
        (standing === "" || item.standing === standing) &&
        (source === "" || item.names.includes(source));
      if (visible) shown += 1;
      if (visible === this.visible[n]) return;
      this.visible[n] = visible;
      this.cards[n].hidden = !visible;
      const marker = this.markers.get(n);
      if (marker) marker.hidden = !visible;
    });
    // A dispute stays as long as one who takes part in it does.
    for (const dispute of this.doc.querySelectorAll(".dispute")) {
      let any = this.visible[statement(dispute.querySelector("a"))];
      for (const side of dispute.querySelectorAll(".side")) {
        let left = false;
        for (const row of side.querySelectorAll("li:not(.more)")) {
          row.hidden = !this.visible[statement(row.querySelector("a"))];
          left ||= !row.hidden;
        }
        side.hidden = !left;
        any ||= left;
      }
      dispute.hidden = !any;
    }
    this.shade();
    const all = this.items.length;
    this.status.textContent = shown === all ? "" : `${shown} of ${all} statements shown`;
    if (this.chosen !== null && !this.visible[this.chosen]) this.clear();
  }

  // Lines in the text show only where a visible statement of their kind lies.
  shade() {
    const counts = new Map();
    this.items.forEach((item, n) => {
      if (!this.visible[n]) return;
      for (const span of item.spans) {
        if (!counts.has(span.layer)) counts.set(span.layer, new Int32Array(this.article.marks.length + 1));
        const change = counts.get(span.layer);
        change[this.article.at(span.start)] += 1;
        change[this.article.at(span.end)] -= 1;
      }
    });
    const running = {};
    this.article.marks.forEach((mark, n) => {
      for (const [layer, change] of counts) running[layer] = (running[layer] ?? 0) + change[n];
      for (let part = mark; part; part = part.firstElementChild) {
        part.classList.toggle("off", !running[part.className[0].toLowerCase()]);
      }
    });
  }
}

// The names by which a card is found that has no list of them: those of its first line, and for an
// agreement those who signed it.
function named(card, kind, who) {
  if (kind !== "a") return [who];
  const signed = [...card.querySelectorAll("dt")].find((term) => term.textContent === "Signed by");
  const signatories = signed ? signed.nextSibling.textContent.trim().split(", ") : [];
  return [...new Set([...who.split(" · "), ...signatories])];
}
