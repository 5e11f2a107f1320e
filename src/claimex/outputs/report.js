"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const pages = new Map(); // document number -> what the script keeps of it, made when it is opened
  const index = document.getElementById("index");
  const docs = document.querySelectorAll(".doc");

  class Page {
    constructor(doc) {
      this.doc = doc;
      this.number = doc.id.slice(1);
      this.panel = doc.querySelector(".panel");
      this.form = doc.querySelector(".filters");
      this.cards = [...doc.querySelectorAll(".card")];
      this.marks = [...doc.querySelectorAll("mark")];
      this.starts = this.marks.map((mark) => Number(mark.dataset.a));
      this.markers = new Map([...doc.querySelectorAll(".m[data-i]")].map((m) => [Number(m.dataset.i), m]));
      this.sides = doc.querySelectorAll(".side li[data-s]");
      this.items = this.cards.map((card) => this.item(card));
      this.items.forEach((item, n) => item.links.forEach((other) => this.items[other].back.push(n)));
      this.visible = this.items.map(() => true);
      this.chosen = null;
      this.touched = [];
      this.status = this.form.querySelector(".status");
      this.form.addEventListener("input", () => this.filter());
      this.form.addEventListener("submit", (event) => event.preventDefault());
      doc.addEventListener("click", (event) => this.click(event));
      doc.addEventListener("keydown", (event) => this.key(event));
      this.filter(); // a browser restores what was chosen before a reload
    }

    item(card) {
      const numbers = (text) => (text ? text.split(" ").map(Number) : []);
      const spans = card.dataset.x.split(" ").map((span) => {
        const [start, rest] = span.split("-");
        return { start: Number(start), end: parseInt(rest, 10), layer: rest.slice(-1) };
      });
      return {
        kind: card.dataset.k,
        standing: card.dataset.st,
        sources: numbers(card.dataset.w),
        links: numbers(card.dataset.l),
        back: [],
        spans,
      };
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
      for (const side of this.sides) {
        if (Number(side.dataset.s) === number) this.touch(side, "sel");
      }
      const card = this.cards[number];
      card.querySelector(".id").setAttribute("aria-current", "true");
      const place = this.markers.get(number) ?? this.marks[this.at(Math.min(...item.spans.map((s) => s.start)))];
      if (focus === "card") {
        card.querySelector(".id").focus({ preventScroll: true });
        show(card);
      } else if (focus === "text" && place) {
        if (place.matches("a")) place.focus({ preventScroll: true });
        show(place);
      }
      history.replaceState(null, "", `#s${this.number}-${number}`);
    }

    click(event) {
      if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const link = event.target.closest("a[data-i]");
      if (link) {
        event.preventDefault();
        this.choose(Number(link.dataset.i), link.matches(".m") || !this.marks.length ? "card" : "text");
        return;
      }
      if (event.target.closest("a, button, input, select, label, summary")) return;
      if (!getSelection().isCollapsed) return;
      const mark = event.target.closest("mark");
      if (mark) {
        const found = this.over(Number(mark.dataset.a));
        if (!found.length) return;
        const next = found.indexOf(this.chosen) + 1; // a further click goes on to what lies below
        this.choose(found[next % found.length], "card");
        return;
      }
      const row = event.target.closest(".side li[data-s], .card");
      if (row) this.choose(Number(row.dataset.s ?? this.cards.indexOf(row)), "text");
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
      const here = event.target.closest(".card .id, .m[data-i]");
      if (!step || !here) return;
      event.preventDefault();
      const inText = here.matches(".m");
      let number = Number(here.dataset.i) + step;
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
      const wanted = source === "" ? null : Number(source);
      let shown = 0;
      this.items.forEach((item, n) => {
        const visible =
          kinds.has(item.kind) &&
          (standing === "" || item.standing === standing) &&
          (wanted === null || item.sources.includes(wanted));
        if (visible) shown += 1;
        if (visible === this.visible[n]) return;
        this.visible[n] = visible;
        this.cards[n].hidden = !visible;
        const marker = this.markers.get(n);
        if (marker) marker.hidden = !visible;
      });
      // A dispute stays as long as one who takes part in it does.
      for (const dispute of this.doc.querySelectorAll(".dispute")) {
        let any = this.visible[Number(dispute.dataset.s)];
        for (const side of dispute.querySelectorAll(".side")) {
          let left = false;
          for (const row of side.querySelectorAll("li[data-s]")) {
            row.hidden = !this.visible[Number(row.dataset.s)];
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
          part.classList.toggle("off", !running[part.className[0]]);
        }
      });
    }
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
    else if (kind === "t") document.getElementById(`t${current}`).scrollIntoView();
    else if (event) {
      page.doc.querySelector(".title").focus({ preventScroll: true });
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
        const numeric = head.classList.contains("num");
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
