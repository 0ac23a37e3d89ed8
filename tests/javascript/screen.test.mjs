import assert from "node:assert/strict";
import test from "node:test";

import { nearestLocale } from "../../theme/assets/javascripts/in_app/locale.js";
import { fitted } from "../../theme/assets/javascripts/in_app/look.js";
import { fits, suggestionsFor } from "../../theme/assets/javascripts/in_app/screen.js";

const at = (address) => new URL(address, "https://app.example.org");

test("stars stand for one part of an address or for all", () => {
  for (const [pattern, address, wanted] of [
    ["/team/**", "/team", true],
    ["/team/**", "/team/", true],
    ["/team/**", "/team/a/b", true],
    ["/team/**", "/teams", false],
    ["/team/*", "/team/a/b", false],
    ["/team/*/edit", "/team/7/edit?tab=2#top", true],
    ["/a.b", "/axb", false],
    ["**", "/anything", true],
    ["*", "/any/thing", true],
    ["#/reports/*", "/#/reports/7?month=2", true],
    ["#/reports/*", "/reports/7", false],
    ["/app#/reports/**", "/app#/reports", true],
    ["https://app.example.org/pay", "/pay", true],
    ["https://admin.example.org/pay", "/pay", false],
    ["/فاتورة/*", "/%D9%81%D8%A7%D8%AA%D9%88%D8%B1%D8%A9/7", true],
  ]) assert.equal(fits(pattern, at(address)), wanted, `${pattern} ${address}`);
});

test("the first pattern counts, and a screen without articles is offered what is read most", () => {
  const articles = ["a", "b", "c"].map((id) => ({ id, url: `en/${id}/`, title: id, description: "" }));
  const suggestions = { screens: [["/pay/*", [1]], ["/pay/**", [0]], ["/empty", []]], popular: [2], articles, ids: {}, sections: {} };
  const ids = (address) => suggestionsFor(suggestions, at(address)).articles.map(({ id }) => id);
  assert.deepEqual(["/pay/1", "/pay/1/2", "/empty", "/else"].map(ids), [["b"], ["a"], ["c"], ["c"]]);
  assert.deepEqual(["/pay/1", "/empty", "/else"].map((address) => suggestionsFor(suggestions, at(address)).screen), ["/pay/*", "/empty", ""]);
});

test("what was changed last is offered where no writer chose for the screen", () => {
  const suggestions = { screens: [["/pay", [1]], ["/empty", []]], popular: [0], recent: [2, 1], articles: ["a", "b", "c"].map((id) => ({ id })), ids: {} };
  const recent = (address) => suggestionsFor(suggestions, at(address)).recent.map(({ id }) => id);
  assert.deepEqual(["/pay", "/empty", "/else"].map(recent), [[], ["c", "b"], ["c", "b"]]);
  // As an older build of the help center wrote it.
  assert.deepEqual(suggestionsFor({ ...suggestions, recent: undefined }, at("/else")).recent, []);
});

test("an application gets the language that it asks for, exactly or nearly, else the first", () => {
  const have = ["en", "fa", "pt-BR"];
  assert.equal(nearestLocale(have, "fa-IR"), "fa");
  assert.equal(nearestLocale(have, null, "pt"), "pt-BR");
  assert.equal(nearestLocale(have, "PT-br", "fa"), "pt-BR");
  assert.equal(nearestLocale(["fa", "ar"], "xx", ""), "fa");
});

test("a style sheet is made fit for a shadow tree", () => {
  const css = ':root { --kb-accent: #0b6b74; --kb-shadow: 0 1px 2px rgb(0 0 0 / 6%), 0 2px; }\n:root[data-theme="dark"] { padding: .5rem 1rem; }';
  assert.equal(
    fitted(css, 20),
    '.kb-root { --kb-accent: var(--kb-help-accent, #0b6b74); --kb-shadow: var(--kb-help-shadow, 0 1px 2px rgb(0 0 0 / 6%), 0 2px); }\n.kb-root[data-theme="dark"] { padding: 10px 20px; }',
  );
});
