// Which letter led to a page: the name is taken from the address once, and the address is then everybody's.

import assert from "node:assert/strict";
import { test } from "node:test";

import { takeCampaign } from "../../theme/assets/javascripts/feedback/campaign.js";

/** @param {string} address */
function at(address) {
  let now = address;
  globalThis.location = /** @type {any} */ ({ get href() { return now; } });
  globalThis.history = /** @type {any} */ ({ state: null, replaceState: (state, title, next) => (now = String(next)) });
  return () => now;
}

test("a letter's name is told and leaves the address", () => {
  const address = at("https://help.example/fa/start/tour/?via=first-week/3&q=a#steps");
  assert.equal(takeCampaign(), "mail:first-week/3");
  assert.equal(address(), "https://help.example/fa/start/tour/?q=a#steps");
  assert.equal(takeCampaign(), "");
});

test("nothing else is taken for a letter's name", () => {
  for (const via of ["", "a", "first-week/x", "<b>/1", "a/1/2", `${"a".repeat(41)}/1`, "mail:a/1", "../1"]) {
    const address = at(`https://help.example/en/?via=${encodeURIComponent(via)}`);
    const before = address();
    assert.equal(takeCampaign(), "");
    assert.equal(address(), before);
  }
});
