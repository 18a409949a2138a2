import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./loading.js";

load("views/static/parties.js");

test("any is one of them, all is each of them, and none admits everything", () => {
  const asked = { states: ["CHN", "PHL"], match: "any", role: "any" };
  assert.equal(Parties.admits(["CHN", "VNM"], asked), true);
  assert.equal(Parties.admits(["CHN", "VNM"], { ...asked, match: "all" }), false);
  assert.equal(Parties.admits(["PHL", "USA", "CHN"], { ...asked, match: "all" }), true);
  assert.equal(Parties.admits(["VNM"], asked), false);
  assert.equal(Parties.admits(["VNM"], { ...asked, states: [] }), true);
  assert.equal(Parties.admits([], { ...asked, states: [], match: "all" }), true);
});

test("what hangs on parts or pairs is left to the server", () => {
  assert.equal(Parties.foresees({ states: ["CHN"], match: "between", role: "any" }), false);
  assert.equal(Parties.foresees({ states: ["CHN"], match: "any", role: "target" }), false);
  assert.equal(Parties.foresees({ states: [], match: "all", role: "any" }), true);
});
