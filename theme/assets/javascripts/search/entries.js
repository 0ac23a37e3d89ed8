/**
 * A term as an index has it: which articles have it, and how much it weighs in each: the twin of `kbgen/search/answering/entries.py`.
 * @module
 */

import { bucket, digitAt, undelta } from "./encoding.js";
import { expected } from "./ranking.js";

/**
 * @typedef {import("./searcher.js").Index} Index
 * @typedef {import("./query.js").Term} Term
 * @typedef {{forms: string[], synonyms: string[], documents: number[], levels: string, masks: string, count: number, rest: string}} Entry
 */

/** @param {string} written a shard as published @returns {Map<string, string>} lines by their key */
export function readShard(written) {
  /** @type {Map<string, string>} */
  const lines = new Map();
  for (const line of written.split("\n")) if (line) lines.set(line.slice(0, line.indexOf("\t")), line);
  return lines;
}

/**
 * A term: those of its articles that its line has, or, where its rest is wanted and here, all.
 * @param {Index} index @param {string} key @returns {Entry | null}
 */
export function entryOf(index, key, whole = false) {
  const line = index.shards.get(bucket(key, index.buckets))?.get(key);
  if (!line) return null;
  let [, forms, synonyms, numbers, levels, masks, having, rest] = line.split("\t");
  let documents = undelta(numbers);
  const count = having ? Number(having) : documents.length;
  const others = whole && rest && index.rests.get(rest);
  if (others) {
    const [more, ...columns] = others.trimEnd().split("\t");
    documents = documents.concat(undelta(more));
    levels += columns[0];
    masks += columns[1] ?? "";
  }
  return { forms: forms.split(" "), synonyms: synonyms.split(",").filter(Boolean), documents, levels, masks, count, rest };
}

/** @param {Index} index @param {Term} term @returns {import("./cut.js").Cut} */
export function cutOf(index, term) {
  const found = term.keys.flatMap(([key]) => {
    const entry = entryOf(index, key);
    return entry?.rest ? [{ key, count: entry.count }] : [];
  });
  return { keys: found.map(({ key }) => key), having: Math.max(0, ...found.map(({ count }) => count)) };
}

/** What a term is worth in an article that is not named, of so many. @param {Entry} entry @param {number} articles */
export function expectedOf({ levels, count, documents }, articles) {
  if (count <= documents.length) return 0;
  let least = 0;
  for (let at = 1; at < levels.length; at++) if (levels[at] < levels[least]) least = at;
  return expected(articles, count, documents.length, digitAt(levels, least));
}
