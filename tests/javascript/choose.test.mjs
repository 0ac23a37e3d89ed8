// To which of the site's languages a first visit leads.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { runInNewContext } from "node:vm";

const script = readFileSync(new URL("../../theme/assets/javascripts/choose.js", import.meta.url), "utf-8");

/** Where a browser that asks for `languages` goes on a site that has `locales`. */
function visit(locales, languages) {
  let address = "";
  runInNewContext(script, {
    document: { currentScript: { dataset: { locales } } },
    navigator: { languages },
    location: { search: "?q=1", hash: "#a", replace: (to) => (address = to) },
    Intl,
  });
  assert.ok(address.endsWith("/?q=1#a"));
  return address.slice(0, -"/?q=1#a".length);
}

for (const [locales, languages, expected, why] of [
  ["en ar fa", ["fa"], "fa", "exactly"],
  ["en ar fa", ["fa-AF", "en"], "fa", "without the country"],
  ["en ar fa", ["prs", "en"], "fa", "Dari is Persian as it is written in Afghanistan"],
  ["en ar fa", ["ja", "ar-EG", "en"], "ar", "in the browser's order"],
  ["en ar fa", ["ja"], "en", "the default where there is none"],
  ["en ar fa", ["", "x-y", "ar"], "ar", "what is no tag is passed over"],
  ["en zh-Hans zh-Hant", ["zh-TW", "zh", "en"], "zh-Hant", "Taiwan reads traditional characters"],
  ["en zh-Hans zh-Hant", ["zh-HK"], "zh-Hant", "so does Hong Kong"],
  ["en zh-Hans zh-Hant", ["zh-CN"], "zh-Hans", "China reads simplified ones"],
  ["en zh-Hans zh-Hant", ["zh-SG"], "zh-Hans", "so does Singapore"],
  ["en zh", ["zh-Hans-CN"], "zh", "a plain tag stands for its usual script"],
  ["en zh-Hans", ["zh-TW", "en"], "en", "another script comes after everything that is asked for"],
  ["de zh-Hans", ["zh-TW", "fr"], "zh-Hans", "and before a language that is not"],
  ["en sr-Cyrl sr-Latn", ["sr-Latn-RS"], "sr-Latn", "Serbian in Latin letters"],
  ["en sr-Latn sr", ["sr"], "sr", "Serbian without a script is Cyrillic"],
  ["en sr-Latn sr-Cyrl", ["sr-ME"], "sr-Latn", "but in Montenegro"],
  ["en pt-BR", ["pt"], "pt-BR", "Portuguese without a country"],
  ["en pt-BR", ["pt-PT"], "pt-BR", "and with another"],
  ["en pt-BR pt-PT", ["pt-AO"], "pt-PT", "Angola writes as Portugal does"],
  ["en pt-PT pt-BR", ["pt"], "pt-BR", "most write as Brazil does"],
  ["es es-419", ["es-MX"], "es-419", "Mexico is in Latin America"],
  ["es-419 es", ["es-ES"], "es", "Spain is not"],
  ["en-US en-GB", ["en-AU"], "en-GB", "Australia writes as Britain does"],
  ["de-CH de", ["de-AT"], "de", "a plain tag before another country"],
  ["en no", ["nb-NO"], "no", "Norwegian has three tags"],
  ["en nn", ["no"], "nn", "the other way round too"],
  ["en he id", ["iw"], "he", "a tag of old"],
]) {
  test(`${languages.join(", ")} on a site in ${locales}: ${why}`, () => assert.equal(visit(locales, languages), expected));
}

test("a browser that does not know CLDR's data takes the language alone", () => {
  let address = "";
  runInNewContext(script, {
    document: { currentScript: { dataset: { locales: "en pt-BR" } } },
    navigator: { language: "pt-PT" },
    location: { search: "", hash: "", replace: (to) => (address = to) },
    Intl: {},
  });
  assert.equal(address, "pt-BR/");
});
