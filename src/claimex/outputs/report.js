// The page as a whole: which of its documents is open, and the index of many.

document.documentElement.classList.add("js");
const pages = new Map(); // document number -> what the script keeps of it, made when it is opened
const index = document.getElementById("index");
const docs = document.querySelectorAll(".doc");

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

// What is far away has a guessed height until it is drawn: look again while that goes on.
function show(element, frames = 4) {
  element.scrollIntoView({ block: "center" });
  if (frames) requestAnimationFrame(() => show(element, frames - 1));
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

// What a document is found by, opened or not: its article, the sources and words of its statements.
function searched(doc) {
  const kept = doc.querySelector("noscript");
  const read = kept ? new DOMParser().parseFromString(kept.textContent, "text/html") : doc;
  return [...read.querySelectorAll(".head, .text, .cards b, .words, .foot dd")].map((part) => part.textContent).join(" ");
}

function list() {
  const rows = [...index.querySelectorAll("tbody tr")];
  const words = [];
  // Read between other work once a search is likely, at once when it comes.
  const read = (idle) => {
    while (words.length < rows.length && (!idle || idle.timeRemaining() > 5)) {
      words.push(`${rows[words.length].textContent} ${searched(docs[words.length])}`.toLocaleLowerCase());
    }
    if (words.length < rows.length) requestIdleCallback(read);
  };
  const input = index.querySelector("input");
  const status = index.querySelector(".status");
  const search = () => {
    read();
    const wanted = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, n) => {
      row.hidden = !wanted.every((word) => words[n].includes(word));
      if (!row.hidden) shown += 1;
    });
    status.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} documents shown`;
  };
  input.addEventListener("input", search);
  input.addEventListener("focus", () => globalThis.requestIdleCallback?.(read));
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
  if (input.value) search(); // what was typed before the page was left
}

if (index) list();
addEventListener("hashchange", route);
route(null);
