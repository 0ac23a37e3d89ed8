/**
 * Answers queries from the published files: the twin of `kbgen/search/answering/searcher.py`. Same articles, order and scores.
 * @module
 */

import { knownForms, needed } from "./cut.js";
import { bucket, digitAt, restored, unruns } from "./encoding.js";
import { cutOf, entryOf, expectedOf, readShard } from "./entries.js";
import { FileError, Files } from "./files.js";
import { QUOTED_TEXTS, batchesFor, candidates, isEnough, shareTogether, standingFirst, stands } from "./nearness.js";
import { inPassing, plan, withoutQuotes } from "./query.js";
import { EXACT_BONUS, RELEVANT, SATURATED, TOGETHER, rarity, rounded } from "./ranking.js";
import { languageOf, rulesOf } from "./rules.js";
import { Missing, Vocabulary } from "./vocabulary.js";

const FORMAT = 4;
const NAME = 5;
const GROUP = 32;
/** Of what the reader typed, a synonym says less where an excerpt is chosen. */
const SYNONYM = 0.4;
/** What stands for the name of a file that would be empty. */
const EMPTY = "-".repeat(NAME);

/**
 * @typedef {{article: string, path: string, url: string, title: string, kind: string, section: string, score: number, text: string, opinion?: string}} Result
 * `text` names the fragment that excerpts are cut from; `opinion` is set where a second opinion brought the result further up.
 * @typedef {{results: Result[], count: number, corrected: string, partial: boolean, gone: boolean, marks: Map<string, number>,
 *   terms: string[][], kinds: Map<string, number>, sections: Map<string, number>}} Answer
 * `partial` is true where a file did not arrive, `gone` where the server says there is none; `marks` are the stems and phrases to mark, with their weights;
 * `terms` are the stems and synonyms of each word; the other maps count what filters would leave.
 */

/**
 * Names of the files of one sort, by number: all of them, or where there are thousands, of the files that have the names.
 * @typedef {string | {count: number, groups: string}} Names
 * @typedef {{rules: import("./text.js").Tables, pieces?: [number, ...string[]][], rare?: [number, ...string[]][], common?: string, terms: Names, words: Names, cards: Names,
 *   facets: string, kinds: string[], sections: [string, string][], articles: number, page: number, locale: string, layouts: Record<string, string>}} Globals
 * The globals, and what was fetched of the index.
 * @typedef {{version: string, globals: Globals, language: import("./text.js").Language, vocabulary: Vocabulary, buckets: number,
 *   shards: Map<number, Map<string, string>>, rests: Map<string, string>, sequences: Map<number, Token[][]>}} Index
 * What did not arrive for this answer, and where it would be kept.
 * @typedef {{partial: boolean, gone: boolean, failed: [Map<any, unknown>, unknown][]}} State
 * @typedef {{limit?: number, kinds?: string[], sections?: string[], order?: number[], facets?: boolean}} Options
 * @typedef {import("./query.js").Term} Term
 * @typedef {import("./text.js").Token} Token
 */

export class Searcher {
  /** @param {string} folder address of the locale's index, ending with a slash */
  constructor(folder) {
    this.files = new Files(folder);
    /** Which language it most likely is: its rules come with the globals, and not behind them. */
    this.tag = folder.split("/").at(-2) ?? "";
    /** @type {Promise<Index> | null} */
    this.opened = null;
  }

  /** Read the pointer and the globals; once, or again after a new release. */
  open() {
    this.opened ??= this.#open().catch((error) => {
      this.opened = null;
      throw error;
    });
    return this.opened;
  }

  /** @returns {Promise<Index>} */
  async #open() {
    const { format, version } = await this.files.pointer();
    if (format !== FORMAT) throw new Error("the page and the index are of different releases");
    const early = rulesOf(this.tag).catch(() => undefined);
    const globals = /** @type {Globals} */ (JSON.parse(await this.files.text(`globals-${version}.json`)));
    await early;
    const language = await languageOf(globals.rules);
    return {
      version,
      globals,
      language,
      vocabulary: new Vocabulary(language, globals),
      buckets: typeof globals.terms === "string" ? globals.terms.length / NAME : globals.terms.count,
      shards: new Map(),
      rests: new Map(),
      sequences: new Map(),
    };
  }

  /**
   * The kind and the section of every article: what filters are made from.
   * @param {Index} index @param {State} state
   * @returns {Promise<{kindOf: (document: number) => string, sectionOf: (document: number) => string}>}
   */
  async #facets(index, state) {
    const written = await this.#text(`facets-${index.globals.facets}.json`, state);
    if (!written) return { kindOf: () => "", sectionOf: () => "" };
    const { kindOf, sectionOf } = JSON.parse(written);
    const sections = unruns(sectionOf);
    return {
      kindOf: (document) => index.globals.kinds[digitAt(kindOf, document)],
      sectionOf: (document) => index.globals.sections[sections[document]][0],
    };
  }

  /**
   * @param {string} query
   * @param {Options} [options] `order`: numbers of articles
   *   as a second opinion has them; those among the results come first. `facets`: whether to count kinds and sections
   * @returns {Promise<Answer>} rejects only where nothing of the index can be had
   */
  async search(query, options = {}) {
    const index = await this.open();
    const answer = await this.#answer(index, query, options);
    if (answer.gone) {
      // A file of this index is no longer there. If a newer index is, answer from that one, whole.
      const { version } = await this.files.pointer().catch(() => index);
      if (version !== index.version) {
        this.opened = null;
        return this.#answer(await this.open(), query, options);
      }
    }
    return answer;
  }

  /** @param {Index} index @param {string} query @param {Options} options @returns {Promise<Answer>} */
  async #answer(index, query, { limit = 10, kinds = [], sections = [], order = [], facets = false }) {
    /** @type {State} */
    const state = { partial: false, gone: false, failed: [] };
    const understood = await this.#plan(index, query, state);
    const { terms, words, quoted } = understood;
    let { corrected } = understood;
    await this.#load(index, terms, state);
    const cuts = terms.filter((term) => term.form).map((term) => cutOf(index, term));
    const filtered = Boolean(kinds.length || sections.length);
    const whole = needed(cuts, words.length, filtered || quoted.length > 0);
    await this.#loadRests(index, whole, state);
    const { scores, exact, marks, meant } = scoresOf(index, terms, whole);
    // What did not arrive counted as empty for this answer; the next one asks for it again.
    for (const [kept, number] of state.failed) kept.delete(number);
    const standing = quoted.length && scores.size ? await this.#standing(index, quoted, ranked(scores).slice(0, QUOTED_TEXTS), state) : null;
    if (standing?.size) standingFirst(scores, standing, inPassing(understood));
    if (standing && !standing.size) corrected = withoutQuotes(corrected || query);
    const top = [...scores.values()].reduce((most, score) => Math.max(most, score), 0);
    const scoreOf = (/** @type {number} */ document) => /** @type {number} */ (scores.get(document));
    const texts = candidates(words, cuts.length, knownForms(cuts, whole), exact, ranked(scores));
    const large = cuts.some((cut) => cut.keys.length);
    const batches = batchesFor(words.length, large);
    for (let at = 1; at < batches.length; at++) {
      const batch = texts.slice(batches[at - 1], batches[at]);
      const near = await Promise.all(
        batch.map(async (document) => shareTogether(words, await this.#sequences(index, document, state))),
      );
      batch.forEach((document, place) => scores.set(document, rounded(scoreOf(document) + TOGETHER * top * near[place] * near[place])));
      if (isEnough(near, understood.prose && !large)) break;
    }
    const relevant = (/** @type {number} */ document) => scoreOf(document) >= top * RELEVANT;
    const documents = [...new Set([...order.filter(relevant), ...ranked(scores).filter(relevant)])];
    const counted = facets || filtered;
    const { kindOf, sectionOf } = counted && documents.length ? await this.#facets(index, state) : { kindOf: () => "", sectionOf: () => "" };
    const inKinds = (/** @type {number} */ document) => !kinds.length || kinds.includes(kindOf(document));
    const inSections = (/** @type {number} */ document) => {
      const path = sectionOf(document);
      return !sections.length || sections.some((section) => path === section || path.startsWith(`${section}/`));
    };
    const kept = documents.filter((document) => inKinds(document) && inSections(document));
    const results = await Promise.all(
      kept.slice(0, limit).map((document) => this.#result(index, document, scoreOf(document), state)),
    );
    return {
      results: results.filter((result) => result !== null),
      count: kept.length,
      corrected,
      marks,
      terms: meant,
      kinds: counted ? tally(documents.filter(inSections), kindOf) : new Map(),
      sections: counted ? tally(documents.filter(inKinds), sectionOf) : new Map(),
      partial: state.partial,
      gone: state.gone,
    };
  }

  /**
   * Those of `documents` in which all that is `quoted` stands so.
   * @param {Index} index @param {string[][]} quoted @param {number[]} documents @param {State} state
   */
  async #standing(index, quoted, documents, state) {
    const found = await Promise.all(
      documents.map(async (document) => {
        const text = await this.#sequences(index, document, state);
        return quoted.every((words) => stands(words, text)) ? [document] : [];
      }),
    );
    return new Set(found.flat());
  }

  /**
   * The words of an article's title, headings and passages, without identifiers as a whole; none where it did not arrive.
   * @param {Index} index @param {number} document @param {State} state @returns {Promise<Token[][]>}
   */
  async #sequences(index, document, state) {
    let sequences = index.sequences.get(document);
    if (!sequences) {
      const cards = await this.#named(index, "cards", Math.floor(document / index.globals.page), state);
      if (!cards) return [];
      const [title, , text] = JSON.parse(cards)[document % index.globals.page];
      const passages = await this.passages(text, true).catch(() => {
        state.partial = true;
        return null;
      });
      if (!passages) return [];
      const texts = [title, ...passages.flatMap(([, heading, written]) => [heading, written].filter(Boolean))];
      sequences = texts.map((part) => index.language.tokenise(part).filter((token) => !token.parts));
      index.sequences.set(document, sequences);
    }
    return sequences;
  }

  /**
   * @param {string} text as a result names it @param {boolean} [whole] all of it, where an excerpt is shorter
   * @returns {Promise<[string, string, string][]>} anchor, heading and text of each passage
   */
  async passages(text, whole = false) {
    const more = text.endsWith("+");
    const name = more ? text.slice(0, -1) : text;
    // Where all of it is here already, an excerpt is cut from that.
    const wanted = more && (whole || this.files.has(`whole-${name}.json`)) ? "whole" : "text";
    return JSON.parse(restored(await this.files.text(`${wanted}-${name}.json`)));
  }

  /** @param {Index} index @param {string} query @param {State} state */
  async #plan(index, query, state) {
    const { vocabulary, language, globals } = index;
    for (;;) {
      try {
        return plan(query, vocabulary, language, globals.layouts);
      } catch (error) {
        if (!(error instanceof Missing)) throw error;
        await Promise.all(
          error.parts.map(async (part) => {
            const written = typeof part === "string" ? this.#text(`${part}.txt`, state, vocabulary.parts, part) : this.#named(index, "words", part, state, vocabulary.parts);
            vocabulary.add(part, await written);
          }),
        );
      }
    }
  }

  /** Fetch the shards of these terms. @param {Index} index @param {Term[]} terms @param {State} state */
  async #load(index, terms, state) {
    const wanted = new Set(terms.flatMap((term) => term.keys.map(([key]) => bucket(key, index.buckets))));
    await Promise.all(
      [...wanted].map(async (number) => {
        if (!index.shards.has(number)) index.shards.set(number, readShard(await this.#named(index, "terms", number, state, index.shards)));
      }),
    );
  }

  /** Read the rests of these terms, so that they are known whole. @param {Index} index @param {Set<string>} keys @param {State} state */
  async #loadRests(index, keys, state) {
    await Promise.all(
      [...keys].map(async (key) => {
        const rest = entryOf(index, key)?.rest;
        if (rest && !index.rests.has(rest)) index.rests.set(rest, await this.#text(`rest-${rest}.txt`, state, index.rests, rest));
      }),
    );
  }

  /** @param {Index} index @param {number} document @param {number} score @param {State} state @returns {Promise<Result | null>} */
  async #result(index, document, score, state) {
    const cards = await this.#named(index, "cards", Math.floor(document / index.globals.page), state);
    if (!cards) return null;
    const [title, path, text, kind, ...told] = JSON.parse(cards)[document % index.globals.page];
    const usual = path.replace(/\.md$/, "");
    const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    const [section, article, url] = told.length ? told : [folder, usual, `${index.globals.locale}/${usual}/`];
    return { article, path, url, title, kind, section, score, text };
  }

  /**
   * A file that does not arrive is an empty one, and the answer says so. `kept` is where its content would be kept.
   * @param {Index} index @param {"terms" | "words" | "cards"} stem @param {number} number @param {State} state
   * @param {Map<any, unknown> | null} [kept]
   */
  async #named(index, stem, number, state, kept = null) {
    let [table, at] = [index.globals[stem], number];
    if (typeof table !== "string") {
      // Of thousands of files, the globals name files that have the names.
      const group = Math.floor(number / GROUP);
      table = await this.#text(`names-${stem}-${group}-${nameAt(table.groups, group)}.txt`, state, kept, number);
      at %= GROUP;
      if (!table) return "";
    }
    const name = nameAt(table, at);
    return name === EMPTY ? "" : this.#text(`${stem}-${number}-${name}.${stem === "cards" ? "json" : "txt"}`, state, kept, number);
  }

  /** @param {string} name @param {State} state @param {Map<any, unknown> | null} [kept] @param {unknown} [place] */
  async #text(name, state, kept = null, place = null) {
    try {
      return await this.files.text(name);
    } catch (error) {
      state.partial = true;
      state.gone ||= error instanceof FileError && error.gone;
      if (kept) state.failed.push([kept, place]);
      return "";
    }
  }
}

/** @param {string} names @param {number} at @returns {string} */
const nameAt = (names, at) => names.slice(at * NAME, (at + 1) * NAME);

/** @param {Map<number, number>} scores @returns {number[]} articles, best first */
const ranked = (scores) => [...scores.keys()].sort((a, b) => /** @type {number} */ (scores.get(b)) - /** @type {number} */ (scores.get(a)) || a - b);

/**
 * The score of every article that has any of `terms`, how many of their forms it has as typed, and what to mark in it.
 * @param {Index} index @param {Term[]} terms @param {Set<string>} whole
 */
function scoresOf(index, terms, whole) {
  /** @type {Map<number, number>} */
  const totals = new Map();
  /** @type {Map<number, number>} */
  const exact = new Map();
  /** @type {Map<string, number>} */
  const marks = new Map();
  /** @type {string[][]} */
  const meant = [];
  let unnamed = 0;
  for (const term of terms) {
    let least = 0;
    /** @type {Set<string>} */
    const keys = new Set();
    /** @type {Map<number, number>} */
    const best = new Map();
    /** @type {Set<number>} */
    const having = new Set();
    for (const [key, weight] of term.keys) {
      const entry = entryOf(index, key, whole.has(key));
      if (!entry) continue;
      for (const each of [key, ...entry.synonyms]) keys.add(each);
      marks.set(key, Math.max(marks.get(key) ?? 0, weight));
      for (const synonym of entry.synonyms) marks.set(synonym, Math.max(marks.get(synonym) ?? 0, weight * SYNONYM));
      const share = weight * rarity(index.globals.articles, entry.count);
      least = Math.max(least, share * expectedOf(entry, index.globals.articles));
      const place = term.form ? entry.forms.indexOf(term.form) : -1;
      const bit = place < 0 ? 0 : 1 << place;
      entry.documents.forEach((document, at) => {
        const mask = entry.masks ? digitAt(entry.masks, at) : 1;
        if (mask & bit) having.add(document);
        const score = share * SATURATED[digitAt(entry.levels, at)] * (mask & bit ? 1 + EXACT_BONUS : 1);
        if (score > (best.get(document) ?? 0)) best.set(document, score);
      });
    }
    if (term.form) meant.push([...keys]);
    for (const document of having) exact.set(document, (exact.get(document) ?? 0) + 1);
    for (const [document, score] of best) {
      if (score > least) totals.set(document, (totals.get(document) ?? 0) + (score - least));
    }
    unnamed += least;
  }
  for (const [document, score] of totals) totals.set(document, rounded(unnamed + score));
  return { scores: totals, exact, marks, meant };
}

/** @param {number[]} documents @param {(document: number) => string} property @returns {Map<string, number>} how many of `documents` have each value of `property` */
function tally(documents, property) {
  const counts = new Map();
  for (const document of documents) counts.set(property(document), (counts.get(property(document)) ?? 0) + 1);
  return counts;
}
