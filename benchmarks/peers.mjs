/**
 * MiniSearch and lunr as help centers use them, over the documents that standard input gives; answers on standard output.
 * {"documents": {locale: [{path, title, headings, body}]}, "queries": {locale: [text]}} → {peer: {locale: [[path]]}}
 */

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const MiniSearch = require("minisearch");
const { documents, queries, tuned } = JSON.parse(readFileSync(0, "utf8"));
const fields = ["title", "headings", "body"];
const answers = { MiniSearch: {}, "Material's lunr": {} };

for (const [locale, list] of Object.entries(documents)) {
  const mini = new MiniSearch({ fields, idField: "path", ...(tuned ? { processTerm: termsOf(locale) } : {}) });
  mini.addAll(list);
  const options = { prefix: true, fuzzy: 0.2, boost: { title: 3, headings: 1.5 } };
  answers.MiniSearch[locale] = queries[locale].map((query) => mini.search(query, options).slice(0, 10).map((hit) => hit.id));

  if (tuned) continue;
  // As Material sets it up: lunr-languages where it has the language (Arabic yes, Persian no) with stemmers left out of the
  // pipeline for both, terms with a prefix, title weighed by 1,000 and headings by the default.
  const lunr = freshLunr(locale);
  const index = lunr(function () {
    if (locale === "ar") this.use(lunr.ar);
    if (locale !== "en") {
      this.pipeline.reset();
      this.searchPipeline.reset();
    }
    this.ref("path");
    this.field("title", { boost: 1e3 });
    this.field("headings");
    this.field("body");
    for (const document of list) this.add(document);
  });
  answers["Material's lunr"][locale] = queries[locale].map((text) => {
    const hits = index.query((query) => {
      for (const term of text.toLowerCase().split(/[\s\-،؟?.,"'!]+/).filter(Boolean)) {
        query.term(term, { boost: 10 });
        query.term(term, { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
      }
    });
    return hits.slice(0, 10).map((hit) => hit.ref);
  });
}
console.log(JSON.stringify(answers));

/** lunr's stop words and stemmer of the language, where it has one. */
function termsOf(locale) {
  const lunr = freshLunr(locale);
  const [stop, stem] = locale === "en" ? [lunr.stopWordFilter, lunr.stemmer] : [lunr[locale]?.stopWordFilter, lunr[locale]?.stemmer];
  return (term) => {
    let token = new lunr.Token(term.toLowerCase());
    if (stop) token = stop(token);
    if (token && stem) token = stem(token);
    return token ? token.toString() : null;
  };
}

function freshLunr(locale) {
  const lunr = require("lunr");
  if (locale === "ar" && !lunr.ar) {
    require("lunr-languages/lunr.stemmer.support")(lunr);
    require("lunr-languages/lunr.ar")(lunr);
  }
  return lunr;
}
