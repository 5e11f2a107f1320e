// An article as it stands on the page: its text in one piece, the marks in it, the words between.

// How much of a statement's words its card shows, as for notebooks: report_text.py.
const LONGEST = 600;
const MOST_SPANS = 40;
const NEAR = 60;
const OPENING = /["'“‘„«‹([โ]*$/;
const CLOSING = /^["'”’»›)\].,;:!?โ]*/;

class Article {
  constructor(paragraphs) {
    const parts = [];
    let length = 0;
    const add = (text) => {
      parts.push(text);
      length += text.length;
    };
    this.marks = [];
    this.starts = [];
    this.ends = [];
    for (const paragraph of paragraphs) {
      for (const mark of paragraph.querySelectorAll(":scope > u")) parted(mark);
      for (const node of paragraph.childNodes) {
        const mark = node.nodeName === "U";
        if (mark) {
          node.className ||= "w"; // what is marked as no more is a source
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
}

// What neighbouring marks share is written once: give each a part of its own.
function parted(outer) {
  const parts = [];
  const visit = (node, layers) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) parts.push([layers, child.data]);
      else visit(child, [...layers, child.className]);
    }
  };
  visit(outer, [outer.className]);
  if (parts.length < 2) return;
  outer.replaceWith(...parts.map(([layers, text]) => layers.reduceRight((inner, layer) => element("u", layer, inner), text)));
}

// The first so many characters, of a negative number the last.
function cut(text, count) {
  if (text.length <= Math.abs(count)) return text;
  return (count < 0 ? [...text].slice(count) : [...text].slice(0, count)).join("");
}
