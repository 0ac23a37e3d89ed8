// Texts of scripts: filled in, counted, in the reader's digits.
import assert from "node:assert/strict";
import test from "node:test";

import { speaker } from "../../theme/assets/javascripts/search/strings.js";

const ARABIC = { zero: "صفر {n}", one: "واحدة", two: "اثنتان", few: "{n} نتائج", many: "{n} نتيجة", other: "{n} نتيجة." };

test("values are put in, and what has none stays", () => {
  const say = speaker({ "Results for “{query}”": "نتائج {query}، {nothing}" }, { locale: "ar" });
  assert.equal(say("Results for “{query}”", { query: "$& {query}" }), "نتائج $& {query}، {nothing}");
});

test("a message without a translation is said in English", () => {
  assert.equal(speaker({}, { locale: "fa" })("Section"), "Section");
  assert.equal(speaker({}, { locale: "en" }).count("{n} result", 1200), "1,200 result");
});

test("a count takes the form of its language and the digits of the site", () => {
  const say = speaker({ "{n} result": ARABIC }, { locale: "ar", numbers: "ar-u-nu-arab" });
  assert.deepEqual([1, 2, 3, 11, 100].map((n) => say.count("{n} result", n)), ["واحدة", "اثنتان", "٣ نتائج", "١١ نتيجة", "١٠٠ نتيجة."]);
});

test("a form that a language lacks falls back to the general one", () => {
  assert.equal(speaker({ "{n} result": { other: "{n} Treffer" } }, { locale: "de" }).count("{n} result", 1), "1 Treffer");
});

test("small numbers are written as the browser's own format writes them, and large ones by it", () => {
  for (const [locale, digits] of [["en", "latn"], ["ar", "arab"], ["fa", "arabext"], ["hi", "deva"], ["bn", "beng"], ["dz", "tibt"], ["my", "mymr"], ["sat", "olck"]]) {
    const numbers = `${locale}-u-nu-${digits}`;
    const say = speaker({}, { locale, numbers });
    for (const n of [0, 7, 42, 999, 1000, 98765, 2.5, -3]) assert.equal(say.number(n), new Intl.NumberFormat(numbers).format(n));
  }
});
