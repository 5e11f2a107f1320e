"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const pages = new Map(); // document number -> what the script keeps of it, made when it is opened
  const index = document.getElementById("index");
  const docs = document.querySelectorAll(".doc");
  const KINDS = { c: "Claim", a: "Agreement", d: "Denial", n: "No response" };
  const STANDINGS = ["contested", "confirmed", "unanswered", "uncontested"];
  // How much of a statement's words its card shows, as for notebooks: report_text.py.
  const LONGEST = 600;
  const MOST_SPANS = 40;
  const NEAR = 60;
  const OPENING = /["'“‘„«‹([โ]*$/;
  const CLOSING = /^["'”’»›)\].,;:!?โ]*/;

  class Page {
    constructor(doc) {
      this.doc = doc;
      this.number = Number(doc.id.slice(1));
      this.cards = [...doc.querySelectorAll(".cards > li")];
      this.read();
      this.markers = new Map([...doc.querySelectorAll(".text a")].map((a) => [statement(a), a]));
      this.items = this.cards.map((card) => this.item(card));
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

    // The article as one text, and where its marks stand in it.
    read() {
      const parts = [];
      let length = 0;
      const add = (text) => {
        parts.push(text);
        length += text.length;
      };
      this.marks = [];
      this.starts = [];
      this.ends = [];
      for (const paragraph of this.doc.querySelectorAll(".text p")) {
        for (const node of paragraph.childNodes) {
          const mark = node.nodeName === "U";
          if (mark) {
            this.marks.push(node);
            this.starts.push(length);
          }
          if (mark || node.nodeType === Node.TEXT_NODE) add(node.textContent);
          if (mark) this.ends.push(length);
        }
        add("\n");
      }
      this.text = parts.join("");
    }

    item(card) {
      const kind = card.className;
      const who = card.querySelector("b").textContent;
      const { x, w, l } = card.dataset;
      const layers = x ? x.split(",") : [];
      const spans = layers.map((range, n) => {
        const source = /^[wf]/.exec(range)?.[0];
        const [first, last = first] = range.slice(source ? 1 : 0).split("-");
        const role = source ? "i" : n === layers.length - 1 ? "b" : "";
        return first && { start: this.starts[first], end: this.ends[last], layer: source ? "w" : kind, role, far: source === "f" };
      });
      return {
        kind,
        who,
        id: card.querySelector("a").textContent,
        standing: card.querySelector("em")?.textContent ?? ("ca".includes(kind) ? "uncontested" : ""),
        names: w === undefined ? [who] : w.split("\n").filter(Boolean),
        links: l ? l.split(",").map(Number) : [],
        back: [],
        spans: spans.filter(Boolean),
      };
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
        words.append(...this.words(item.spans));
        card.firstElementChild.after(words);
      });
    }

    // A statement's own words from its first to its last, with what stands between them.
    words(spans) {
      const own = spans.filter((span) => span.role !== "");
      const marks = [...own.filter((span) => !span.far), ...spans.filter((span) => span.role === "").slice(0, MOST_SPANS)];
      const edges = [...new Set(marks.flatMap((span) => [span.start, span.end]))].sort((a, b) => a - b);
      const end = edges.at(-1);
      let position = edges[0];
      position -= OPENING.exec(this.text.slice(Math.max(position - 2, 0), position))[0].length;
      let room = LONGEST;
      const bits = [];
      const add = (text, role) => text && bits.push(role ? element(role, "", text) : text);
      for (let n = 1; n < edges.length; n += 1) {
        const [from, to] = [edges[n - 1], edges[n]];
        const over = marks.filter((span) => span.start <= from && to <= span.end);
        if (!over.length) continue;
        const gap = this.text.slice(position, from);
        add(gap.length > 4 * NEAR ? `${cut(gap, NEAR)} … ${cut(gap, -NEAR)}` : gap, "i");
        const inner = over.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
        add(cut(this.text.slice(from, to), room), inner.role);
        position = to;
        room -= to - from;
        if (room > 0) continue;
        if (room < 0 || to < end) add(" …", "i");
        return bits;
      }
      add(CLOSING.exec(this.text.slice(end, end + 3))[0], "i");
      return bits;
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

    label(link, number) {
      link.setAttribute("aria-label", `${this.items[number].name}: show it in the article`);
    }

    controls() {
      const title = this.doc.querySelector("h1");
      title.tabIndex = -1;
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
      const drawing = this.doc.querySelector(".graph div");
      if (drawing) {
        drawing.tabIndex = 0;
        describe(drawing, "Drawing of who takes which side");
        describe(drawing.firstElementChild, "Sources and the statements they dispute");
      }
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

    // The first mark that begins at or after a position.
    at(position) {
      let low = 0;
      let high = this.starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.starts[middle] < position) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    paint(number, name) {
      for (const span of this.items[number].spans) {
        const own = span.layer === "w" && name === "sel" ? "src" : name;
        if (span.layer === "w" && name !== "sel") continue;
        for (let n = this.at(span.start); n < this.marks.length && this.starts[n] < span.end; n += 1) {
          this.touch(this.marks[n], own);
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
      const place = this.markers.get(number) ?? this.marks[this.at(Math.min(...item.spans.map((s) => s.start)))];
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
        this.choose(statement(link), link.closest(".text") || !this.marks.length ? "card" : "text");
        return;
      }
      if (event.target.closest("a, button, input, select, label, summary")) return;
      if (!getSelection().isCollapsed) return;
      const mark = event.target.closest(".text p > u");
      if (mark) {
        const found = this.over(this.starts[this.marks.indexOf(mark)]);
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
      const here = event.target.closest(".text a, .cards a");
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
          if (!counts.has(span.layer)) counts.set(span.layer, new Int32Array(this.marks.length + 1));
          const change = counts.get(span.layer);
          change[this.at(span.start)] += 1;
          change[this.at(span.end)] -= 1;
        }
      });
      const running = {};
      this.marks.forEach((mark, n) => {
        for (const [layer, change] of counts) running[layer] = (running[layer] ?? 0) + change[n];
        for (let part = mark; part; part = part.firstElementChild) {
          part.classList.toggle("off", !running[part.className[0].toLowerCase()]);
        }
      });
    }
  }

  // The number of the statement that a link leads to, null for any other link.
  function statement(link) {
    const found = /^#[ms]\d+-(\d+)$/.exec(link.getAttribute("href"));
    return found && Number(found[1]);
  }

  function element(name, style, text = "") {
    const made = document.createElement(name);
    if (style) made.className = style;
    made.append(text);
    return made;
  }

  function copied(id) {
    return document.getElementById(id).content.firstElementChild.cloneNode(true);
  }

  function describe(group, name) {
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", name);
  }

  // The first so many characters, of a negative number the last.
  function cut(text, count) {
    if (text.length <= Math.abs(count)) return text;
    return (count < 0 ? [...text].slice(count) : [...text].slice(0, count)).join("");
  }

  // What is far away has a guessed height until it is drawn: look again once it is.
  function show(element) {
    element.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));
  }

  function open(number) {
    if (!pages.has(number)) {
      const doc = document.getElementById(`d${number}`);
      const kept = doc.querySelector("noscript");
      if (kept) doc.innerHTML = kept.textContent; // this page's own markup, escaped when it was made
      pages.set(number, new Page(doc));
    }
    return pages.get(number);
  }

  function route(event) {
    const [, kind, number, statement] = /^#([a-z])(\d+)(?:-(\d+))?$/.exec(location.hash) ?? [];
    const known = number !== undefined && document.getElementById(`d${number}`) !== null;
    const current = known ? number : docs.length === 1 ? "1" : null;
    for (const doc of docs) doc.classList.toggle("on", doc.id === `d${current}`);
    if (index) index.hidden = current !== null;
    if (current === null) {
      if (event) index.querySelector("h1").focus({ preventScroll: true });
      if (event) scrollTo({ top: 0, behavior: "instant" });
      return;
    }
    const page = open(current);
    if (statement !== undefined) page.choose(Number(statement), kind === "m" ? "text" : "card");
    else if (kind === "t" || kind === "p") document.getElementById(kind + current)?.scrollIntoView();
    else if (event) {
      page.doc.querySelector("h1").focus({ preventScroll: true });
      scrollTo({ top: 0, behavior: "instant" });
    }
  }

  function list() {
    const rows = [...index.querySelectorAll("tbody tr")];
    const words = rows.map((row) => `${row.textContent} ${row.dataset.q}`.toLocaleLowerCase());
    const input = index.querySelector("input");
    const status = index.querySelector(".status");
    const search = () => {
      const wanted = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, n) => {
        row.hidden = !wanted.every((word) => words[n].includes(word));
        if (!row.hidden) shown += 1;
      });
      status.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} documents shown`;
    };
    input.addEventListener("input", search);
    input.form.addEventListener("submit", (event) => event.preventDefault());
    index.querySelectorAll("thead th").forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const numeric = column > 1;
        const down = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : numeric;
        for (const other of index.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const value = (row) => row.cells[column].textContent.replaceAll(",", "");
        const compare = numeric ? (a, b) => value(a) - value(b) : (a, b) => value(a).localeCompare(value(b));
        const sorted = [...rows].sort((a, b) => (down ? compare(b, a) : compare(a, b)));
        index.querySelector("tbody").append(...sorted);
      });
    });
    search();
  }

  if (index) list();
  addEventListener("hashchange", route);
  route(null);
})();
