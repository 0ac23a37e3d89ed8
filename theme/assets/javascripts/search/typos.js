/**
 * Distance between words, as typing fingers make it: the twin of `kbgen/search/indexing/typos.py`.
 * @module
 */

/** @param {string} word @returns {number} how many typos to forgive */
export function allowedTypos(word) {
  if (/^\p{Nd}+$/u.test(word) || word.length < 3) return 0;
  return word.length < 8 ? 1 : 2;
}

/** @param {string} word @returns {number} its set of letters as 32 bits */
export function lettersOf(word) {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

/** @param {number} bits @returns {number} how many are set */
export function bitCount(bits) {
  let count = 0;
  for (let rest = bits >>> 0; rest; rest &= rest - 1) count++;
  return count;
}

/**
 * Optimal string alignment; `most` + 1 if the words are farther apart than `most`.
 * @param {string} left @param {string} right @param {number} most @returns {number}
 */
export function distance(left, right, most) {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const now = [row];
    let least = row;
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(now[column - 1] + 1, last[column] + 1, last[column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        cost = Math.min(cost, before[column - 2] + 1);
      }
      now.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, last] = [last, now];
  }
  return Math.min(last[right.length], most + 1);
}
