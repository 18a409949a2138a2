import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./loading.js";

load("views/static/asking.js");

const nothing = { states: [], match: "any", role: "any", severity: 1, types: [] };

/** @param {string[]} states */
const of = (states, more = {}) => ({ id: ["a"], says: ["A"], states: [states], ...more });

test("any is one of them, all is each of them, and none admits everything", () => {
  const asked = { ...nothing, states: ["CHN", "PHL"] };
  assert.equal(Asking.admits(of(["CHN", "VNM"]), 0, asked), true);
  assert.equal(Asking.admits(of(["CHN", "VNM"]), 0, { ...asked, match: "all" }), false);
  assert.equal(Asking.admits(of(["PHL", "USA", "CHN"]), 0, { ...asked, match: "all" }), true);
  assert.equal(Asking.admits(of(["VNM"]), 0, asked), false);
  assert.equal(Asking.admits(of(["VNM"]), 0, nothing), true);
  assert.equal(Asking.admits(of([]), 0, { ...nothing, match: "all" }), true);
});

test("between is by who stood across from whom, where that is known", () => {
  const asked = { ...nothing, states: ["CHN", "VNM"], match: "between" };
  const across = of(["CHN", "PHL", "VNM"], { pairs: [["CHN-PHL"]] });
  assert.equal(Asking.admits(across, 0, asked), false);
  assert.equal(Asking.admits(across, 0, { ...asked, states: ["CHN", "PHL"] }), true);
  assert.equal(Asking.admits(of(["CHN", "PHL", "VNM"]), 0, asked), true);
  assert.equal(Asking.admits(of(["CHN", "PHL"]), 0, asked), false);
});

test("severity is the least, and types are any of them", () => {
  const rows = of(["CHN"], { severity: [3], kinds: [["ramming", "obstruction"]] });
  assert.equal(Asking.admits(rows, 0, { ...nothing, severity: 3 }), true);
  assert.equal(Asking.admits(rows, 0, { ...nothing, severity: 4 }), false);
  assert.equal(Asking.admits(rows, 0, { ...nothing, types: ["ramming"] }), true);
  assert.equal(Asking.admits(rows, 0, { ...nothing, types: ["water_cannon"] }), false);
});

test("what hangs on a part is left to the server", () => {
  assert.equal(Asking.foresees({ ...nothing, role: "target" }), false);
  assert.equal(Asking.foresees({ ...nothing, match: "between" }), true);
});

test("a choice says what it changes alone, of states each that is ticked or unticked", () => {
  const before = { ...nothing, states: ["CHN", "PHL"] };
  assert.deepEqual(Asking.changed(before, { states: ["PHL", "VNM"] }), { ticks: { CHN: false, VNM: true } });
  assert.deepEqual(Asking.changed(before, { severity: 3 }), { severity: 3 });
  assert.deepEqual(Asking.changed(nothing, { states: [] }), { ticks: {} });
});
