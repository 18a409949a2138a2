import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./loading.js";

load("briefing/html/static/wording.js", "briefing/html/static/deck_blocks.js", "briefing/html/static/deck_legend.js");

test("the legend names the claimants whose lines are drawn, in the palette's order, and no other", () => {
  const claimants = ["CHN", "PHL", "VNM"].map((state) => ({ state, name: state, colour: "#000", dash: "" }));
  /** @type {DeckFeature[]} */
  const features = [
    ["limits", "a", null, { n: 1, state: "VNM" }],
    ["claims", "b", null, { n: 1, state: "CHN" }],
    ["claims", "c", null, { n: 1, state: "CHN" }],
    ["incidents", "d", [114, 10], { n: 1, state: "PHL" }],
  ];
  assert.deepEqual(
    Legend.drawn(claimants, features).map(({ state }) => state),
    ["CHN", "VNM"],
  );
  assert.deepEqual(Legend.drawn(claimants, []), []);
});
