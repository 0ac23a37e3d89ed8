/**
 * The name of a place on a page, as its address says it. A per cent sign that begins no code, in an address that somebody cut or typed,
 * stands for itself: the browser takes it so too.
 * @param {string} hash with or without its sign @returns {string}
 */
export function placeNamed(hash) {
  const name = hash.replace(/^#/, "");
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
