// What is said to the collector, and what becomes of it. A real server answers.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import test from "node:test";

import { mayComeAgain, send, ticket } from "../../theme/assets/javascripts/feedback/send.js";

/** A server that answers as told, and keeps what it was sent. */
async function collector(status) {
  const got = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      got.push({ method: request.method, type: request.headers["content-type"], body: JSON.parse(body) });
      response.writeHead(status).end();
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { got, url: `http://127.0.0.1:${server.address().port}/_kb/votes`, stop: () => server.close() };
}

for (const [status, outcome] of [[200, "stored"], [202, "stored"], [400, "refused"], [413, "refused"], [408, "busy"], [429, "busy"], [503, "busy"]]) {
  test(`an answer of ${status} is ${outcome}`, async () => {
    const { got, url, stop } = await collector(status);
    assert.equal(await send(url, { helpful: false, comment: "نه" }), outcome);
    stop();
    assert.deepEqual(got, [{ method: "POST", type: "application/json", body: { helpful: false, comment: "نه" } }]);
  });
}

test("what the collector refused does not come again, and nothing else is given up", () => {
  assert.deepEqual(["stored", "refused", "busy", "offline"].map(mayComeAgain), [false, false, true, true]);
});

test("a ticket is 32 hexadecimal digits, and no other's", () => {
  const some = Array.from({ length: 100 }, ticket);
  assert.equal(new Set(some).size, 100);
  assert.deepEqual(some.filter((each) => !/^[0-9a-f]{32}$/.test(each)), []);
});
