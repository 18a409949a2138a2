import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./loading.js";

load("views/static/deeds.js");

const REST = "notRunning";

/** @param {import("node:test").TestContext} context */
function beginning(context) {
  context.mock.timers.enable({ apis: ["setInterval", "Date"], now: 1000 });
  const page = { state: REST };
  const window = new EventTarget();
  /** @type {unknown[][]} */
  const sent = [];
  let given = 0;
  const document = { querySelector: () => ({ getAttribute: () => page.state }) };
  const [addEventListener, removeEventListener] = [
    window.addEventListener.bind(window),
    window.removeEventListener.bind(window),
  ];
  Object.assign(globalThis, { document, addEventListener, removeEventListener });
  const deeds = Deeds(
    (deed, { turn, value }) => sent.push([deed, turn, value]),
    () => given++,
  );
  context.after(deeds.stop);
  /** @param {number} ms */
  const waits = (ms) => context.mock.timers.tick(ms);
  return { deeds, page, sent, waits, goesBack: () => window.dispatchEvent(new Event("popstate")), givenUp: () => given };
}

test("a deed that was heard is told once", (context) => {
  const { deeds, sent, waits, givenUp } = beginning(context);
  const turn = deeds.send("picked", "a");
  deeds.heard(turn);
  waits(10_000);
  assert.deepEqual([sent, givenUp()], [[["picked", turn, "a"]], 0]);
});

test("one that a page at rest has not heard is told once more by the same turn, then given up", (context) => {
  const { deeds, sent, waits, givenUp } = beginning(context);
  const turn = deeds.send("asked", 1);
  deeds.heard(turn - 1);
  waits(900);
  assert.deepEqual([sent.length, givenUp()], [2, 0]);
  assert.deepEqual(sent[1], sent[0]);
  waits(10_000);
  assert.deepEqual([sent.length, givenUp()], [2, 1]);
});

test("one that the reader went back from is given up, not told again", (context) => {
  const { deeds, sent, waits, goesBack, givenUp } = beginning(context);
  deeds.send("asked", 1);
  goesBack();
  waits(900);
  assert.deepEqual([sent.length, givenUp()], [1, 1]);
});

test("a page at work is waited for", (context) => {
  const { deeds, page, sent, waits, givenUp } = beginning(context);
  page.state = "running";
  deeds.send("asked", 1);
  waits(60_000);
  assert.deepEqual([sent.length, givenUp()], [1, 0]);
});

test("every deed has a greater turn than the one before", (context) => {
  const { deeds } = beginning(context);
  const first = deeds.send("picked", "a");
  assert.ok(deeds.send("picked", "b") > first);
  context.mock.timers.tick(5000);
  assert.ok(deeds.send("picked", "c") >= 6000);
});

test("parts of a deed are told together until they are heard, of two of a name the later, and ticks one by one", (context) => {
  const { deeds, sent } = beginning(context);
  deeds.add("asked", { ticks: { CHN: true, PHL: true }, severity: 3 });
  const turn = deeds.add("asked", { ticks: { PHL: false }, severity: 4 });
  deeds.add("dropped", { dates: true });
  const both = { ticks: { CHN: true, PHL: false }, severity: 4 };
  assert.deepEqual(
    sent.map(([deed, , value]) => [deed, value]),
    [
      ["asked", { ticks: { CHN: true, PHL: true }, severity: 3 }],
      ["asked", both],
      ["dropped", { dates: true }],
    ],
  );
  deeds.heard(turn);
  deeds.add("asked", { types: ["ramming"] });
  deeds.add("dropped", { origins: true });
  assert.deepEqual(
    sent.slice(3).map(([, , value]) => value),
    [{ types: ["ramming"] }, { dates: true, origins: true }],
  );
});

test("parts that the reader went back from, or that were given up, are not told with the next", (context) => {
  const { deeds, sent, waits, goesBack, givenUp } = beginning(context);
  deeds.add("asked", { severity: 3 });
  goesBack();
  deeds.add("asked", { types: ["ramming"] });
  assert.deepEqual(sent.at(-1)?.[2], { types: ["ramming"] });
  waits(10_000);
  assert.equal(givenUp(), 1);
  deeds.add("asked", { severity: 2 });
  assert.deepEqual(sent.at(-1)?.[2], { severity: 2 });
});
