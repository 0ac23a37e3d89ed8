/**
 * What queries move: the browser's own search, over a built index on disk. Bytes are bodies as sent, gzip level 6.
 *
 *     node benchmarks/query_bytes.mjs site/search/en < queries.txt
 *
 * Receives the folder of one locale's index, and queries, one a line. Writes JSON: for each query the bytes and requests of a reader who
 * asks it first, and of one who asked all queries before it; the bytes by sort of file; milliseconds with everything there; the results.
 */

import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { Searcher } from "../theme/assets/javascripts/search/searcher.js";

const LIMIT = 7; // as the list under the search box
const EXCERPTS = 3;
const folder = process.argv[2];
const queries = readFileSync(0, "utf-8").split("\n").filter(Boolean);
let moved = [];
const sizes = new Map();

globalThis.fetch = async (/** @type {string} */ name) => {
  const path = `${folder}/${name}`;
  if (!existsSync(path)) return { ok: false, status: 404 };
  const content = readFileSync(path);
  if (!sizes.has(name)) sizes.set(name, gzipSync(content, { level: 6 }).length);
  moved.push([name, sizes.get(name)]);
  return { ok: true, status: 200, text: async () => content.toString("utf-8") };
};

async function ask(searcher, query) {
  moved = [];
  const answer = await searcher.search(query, { limit: LIMIT });
  await Promise.all(answer.results.slice(0, EXCERPTS).map((result) => searcher.passages(result.text)));
  const sorts = {};
  for (const [name, size] of moved) {
    const sort = name.split(/[-.]/)[0];
    sorts[sort] = (sorts[sort] ?? 0) + size;
  }
  const bytes = moved.reduce((sum, [, size]) => sum + size, 0);
  return { bytes, requests: moved.length, sorts, results: answer.results.map((result) => result.path), count: answer.count };
}

const first = [];
for (const query of queries) first.push(await ask(new Searcher(""), query));
const reader = new Searcher("");
const later = [];
for (const query of queries) later.push(await ask(reader, query));
const warm = [];
for (const query of queries) {
  const began = performance.now();
  await reader.search(query, { limit: LIMIT });
  warm.push(performance.now() - began);
}
console.log(JSON.stringify({ first, later: later.slice(1), warm }));
