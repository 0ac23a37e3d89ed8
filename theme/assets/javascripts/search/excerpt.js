/**
 * Finds the passage of an article that answers best, and marks the words in it.
 * @module
 */

const BEFORE = 50;
const LENGTH = 170;

/** @typedef {{anchor: string, heading: string, text: string}} Passage */

/**
 * @param {[string, string, string][]} passages anchor, heading, text @param {Set<string>} marks stems and phrases
 * @param {import("./text.js").Language} language
 * @returns {{anchor: string, heading: string, text: string}} the best passage, its text cut to an excerpt
 */
export function excerpt(passages, marks, language) {
  let best = { score: 0, passage: passages[0] ?? ["", "", ""], places: [] };
  for (const passage of passages) {
    const inHeading = new Set(found(passage[1], marks, language).map((place) => place.mark));
    const places = found(passage[2], marks, language);
    const different = new Set([...inHeading, ...places.map((place) => place.mark)]);
    const score = different.size + inHeading.size + places.length / 100;
    if (score > best.score) best = { score, passage, places };
  }
  const [anchor, heading, text] = best.passage;
  return { anchor, heading, text: cut(text, best.places) };
}

/** Where marked words stand in `text`: single stems, and phrases as a whole. */
export function found(text, marks, language) {
  const tokens = language.tokenise(text);
  const places = [];
  tokens.forEach((token, at) => {
    if (marks.has(token.stem)) places.push({ start: token.start, end: token.end, mark: token.stem });
    for (let size = 2; size <= 5 && at + size <= tokens.length; size++) {
      const phrase = tokens.slice(at, at + size).map((each) => each.stem).join(" ");
      if (marks.has(phrase)) places.push({ start: token.start, end: tokens[at + size - 1].end, mark: phrase });
    }
  });
  return places;
}

function cut(text, places) {
  if (text.length <= LENGTH) return text;
  const counts = places.map((place) => new Set(places.filter((other) => other.start >= place.start && other.end <= place.start + LENGTH - BEFORE).map((other) => other.mark)).size);
  const densest = places[counts.indexOf(Math.max(...counts))]?.start ?? 0;
  let start = Math.max(0, Math.min(densest - BEFORE, text.length - LENGTH));
  if (start > 0) start = text.indexOf(" ", start) + 1;
  let end = start + LENGTH;
  if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + LENGTH / 2);
  return `${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
}

/** @param {string} text @param {Set<string>} marks @param {import("./text.js").Language} language @returns {Node[]} text and <mark> nodes, never markup */
export function marked(text, marks, language) {
  const nodes = [];
  let at = 0;
  for (const { start, end } of found(text, marks, language).sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    nodes.push(document.createTextNode(text.slice(at, start)));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.push(mark);
    at = end;
  }
  nodes.push(document.createTextNode(text.slice(at)));
  return nodes;
}
