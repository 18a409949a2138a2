// A component's calls that overtake one another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./loading.js";

load("views/static/in_order.js");

/** @param {number[]} sents in the order in which the calls are made */
function shown(...sents) {
  /** @type {number[]} */
  const seen = [];
  const component = inOrder((/** @type {{ data: { sent: number }, parentElement: ParentNode }} */ { data }) =>
    seen.push(data.sent),
  );
  const parentElement = /** @type {ParentNode} */ (/** @type {unknown} */ ({}));
  for (const sent of sents) component({ data: { sent }, parentElement });
  return seen;
}

test("what was true before is not shown after what is true now, and the same is shown again", () => {
  assert.deepEqual(shown(1, 2, 3), [1, 2, 3]);
  assert.deepEqual(shown(3, 1, 2), [3]);
  assert.deepEqual(shown(2, 1, 3, 2, 3), [2, 3, 3]);
});

test("each element has its own order", () => {
  assert.deepEqual([shown(5), shown(4)], [[5], [4]]);
});
