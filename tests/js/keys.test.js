import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./loading.js";

load("briefing/html/static/deck_keys.js");

/**
 * @param {string} key
 * @param {{ shiftKey?: boolean, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean }} [held]
 */
const act = (key, held = {}) => Keys.act({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

test("arrows, pages and Space step", () => {
  assert.deepEqual(
    ["ArrowRight", "ArrowDown", "PageDown", " "].map((key) => act(key)),
    Array(4).fill("next"),
  );
  assert.deepEqual(
    ["ArrowLeft", "ArrowUp", "PageUp"].map((key) => act(key)),
    Array(3).fill("previous"),
  );
  assert.equal(act(" ", { shiftKey: true }), "previous");
});

test("Shift with an arrow moves the map", () => {
  const moves = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"].map((key) => act(key, { shiftKey: true }));
  assert.deepEqual(moves, ["east", "west", "north", "south"]);
});

test("letters ask in either case, and + and = both zoom in", () => {
  assert.deepEqual(
    ["f", "F", "n", "N"].map((key) => act(key)),
    ["fullscreen", "fullscreen", "notes", "notes"],
  );
  assert.deepEqual([act("+", { shiftKey: true }), act("="), act("-"), act("0")], ["nearer", "nearer", "further", "home"]);
});

test("the browser keeps its own keys", () => {
  for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) assert.equal(act("f", held), undefined);
  for (const key of ["Tab", "Enter", "a", "F5", "Shift", "toString"]) assert.equal(act(key), undefined);
});
