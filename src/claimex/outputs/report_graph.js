// Who takes which side, as a small drawing: sources on the left, disputed statements on the right.
// All that it shows stands in the disputes below it, too.

const MOST_DISPUTES = 8;
const MOST_SOURCES = 16;
// Characters of a line: a name has one, a statement two.
const LONGEST_NAME = 27;
const LONGEST_LINE = 36;
const [WIDTH, LEFT, RIGHT] = [512, 184, 272];
const [NAME_ROW, STATEMENT_ROW, EDGE] = [25, 42, 20];
const SIDES = { c: "asserts", d: "denies", n: "did not respond" };

// The drawing of the disputes with most sides, null where there is none; each dispute has what it
// is called, where it leads and who takes its sides, as pairs of a name and a kind of side.
function drawing(disputes) {
  const most = [...disputes].sort((a, b) => b.takers.length - a.takers.length).slice(0, MOST_DISPUTES);
  const names = new Set();
  const shown = [];
  for (const dispute of disputes.filter((one) => most.includes(one))) {
    const joined = new Set([...names, ...dispute.takers.map(([name]) => name)]);
    if (joined.size > MOST_SOURCES) continue;
    joined.forEach((name) => names.add(name));
    shown.push(dispute);
  }
  if (!shown.length) return null;
  const sides = shown.map((dispute) => new Map([...dispute.takers].reverse())); // the first of a name counts
  const mean = (name) => {
    const places = sides.flatMap((kinds, place) => (kinds.has(name) ? [place] : []));
    return places.reduce((a, b) => a + b) / places.length;
  };
  const order = [...names].sort((a, b) => mean(a) - mean(b));
  const height = 2 * EDGE + Math.max(NAME_ROW * (order.length - 1), STATEMENT_ROW * (shown.length - 1));
  const place = (n, count) => (count === 1 ? height / 2 : EDGE + ((height - 2 * EDGE) / (count - 1)) * n);
  const [left, right] = [svg("g", { class: "left" }), svg("g", { class: "right" })];
  const edges = {};
  let dots = "";
  order.forEach((name, n) => {
    const y = place(n, order.length);
    dots += `M${LEFT} ${y}h0`;
    const [line] = wrapped(name, LONGEST_NAME, 1);
    const text = svg("text", { y: y + 4 }, line);
    if (line !== name) text.prepend(svg("title", {}, name));
    left.append(text);
    sides.forEach((kinds, m) => {
      const down = place(m, shown.length) - y;
      const bend = (RIGHT - LEFT) / 2;
      const kind = kinds.get(name);
      if (kind) edges[kind] = `${edges[kind] ?? ""}M${LEFT} ${y}c${bend} 0 ${bend} ${down} ${RIGHT - LEFT} ${down}`;
    });
  });
  shown.forEach((dispute, n) => {
    const y = place(n, shown.length);
    dots += `M${RIGHT} ${y}h0`;
    const lines = wrapped(dispute.title, LONGEST_LINE, 2);
    const text = svg("text", { y: y + 4 - 7.5 * (lines.length - 1) });
    lines.forEach((line, m) => text.append(svg("tspan", { x: 10, dy: m && 15 }, line), " "));
    const link = svg("a", { href: dispute.link });
    link.append(svg("rect", { y: y - 18 }), text);
    right.append(link);
  });
  const image = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}` });
  for (const [kind, d] of Object.entries(edges)) image.append(svg("path", { class: kind, d }));
  image.append(svg("path", { class: "dots", d: dots }), left, right);
  describe(image, "Sources and the statements they dispute");
  return framed(image, Object.keys(SIDES).filter((kind) => edges[kind]), disputes.length - shown.length);
}

// With the key of its lines and the number of disputes that it leaves out.
function framed(image, kinds, beyond) {
  const figure = element("figure", "graph");
  const box = element("div");
  box.tabIndex = 0; // on a phone it scrolls
  describe(box, "Drawing of who takes which side");
  box.append(image);
  const key = element("figcaption");
  for (const kind of kinds) key.append(element("i", kind, SIDES[kind]), " ");
  if (beyond) key.append(`· ${beyond.toLocaleString("en")} ${beyond === 1 ? "dispute is" : "disputes are"} left out of the drawing`);
  figure.append(box, key);
  return figure;
}

// The words of a text in lines of so many characters; what is beyond the last is an ellipsis.
function wrapped(text, width, most) {
  const lines = [];
  for (const word of text.trim().split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else if (lines.length < most) lines.push(word);
    else {
      lines[most - 1] = `${last}…`;
      break;
    }
  }
  return lines.map((line) => (line.length > width + 1 ? `${cut(line, width)}…` : line));
}

function svg(name, attributes, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.append(text);
  return made;
}
