import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./loading.js";

load("briefing/html/static/gathering.js");

/**
 * @param {string} mark
 * @param {number} x
 * @param {MarkNumbers} numbers
 */
const dot = (mark, x, numbers) => ({ mark, at: { x, y: 0 }, ...numbers });

/** @param {number} seed */
function random(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

test("marks that stand apart stay apart, each in its place", () => {
  const groups = Gathering.gather("discs", [dot("a", 0, { n: 1 }), dot("b", 500, { n: 1 })], [], 1);
  assert.deepEqual(
    groups.map(({ mark, at, shift, all }) => ({ mark, at, shift, all })),
    [
      { mark: "a", at: { x: 0, y: 0 }, shift: { x: 0, y: 0 }, all: ["a"] },
      { mark: "b", at: { x: 500, y: 0 }, shift: { x: 0, y: 0 }, all: ["b"] },
    ],
  );
});

test("the gravest mark stands for those that it would hide, and says their sum", () => {
  const dots = [dot("many", 0, { n: 30, severity: 2 }), dot("grave", 5, { n: 1, severity: 6 }), dot("far", 900, { n: 2 })];
  const [first, second] = Gathering.gather("discs", dots, [], 1);
  assert.equal(first.mark, "grave");
  assert.equal(first.n, 31);
  assert.deepEqual(first.all, ["grave", "many"]);
  assert.equal(first.reach, Gathering.reach("discs", { n: 31 }, 1));
  assert.deepEqual([second.mark, second.n], ["far", 2]);
});

test("a picked mark stands for a graver one", () => {
  const dots = [dot("grave", 0, { n: 9, severity: 7 }), dot("picked", 3, { n: 1, severity: 1, picked: 1 })];
  const [group] = Gathering.gather("discs", dots, [], 1);
  assert.deepEqual([group.mark, group.picked, group.all], ["picked", 1, ["picked", "grave"]]);
});

test("a gathered mark grows, and takes up what it then reaches", () => {
  const apart = Gathering.reach("discs", { n: 40 }, 1) + Gathering.reach("discs", { n: 1 }, 1) + 0.1;
  const grown = Gathering.reach("discs", { n: 80 }, 1) + Gathering.reach("discs", { n: 1 }, 1);
  assert.ok(apart < grown);
  const pair = [dot("a", 0, { n: 40, severity: 3 }), dot("b", 1, { n: 40, severity: 2 })];
  const groups = Gathering.gather("discs", [dot("single", apart, { n: 1, severity: 4 }), ...pair], [], 1);
  assert.equal(groups.length, 1);
  assert.equal(groups[0].n, 81);
});

test("whatever is drawn, nothing is lost and no two marks lie over each other", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const next = random(seed);
    const kind = seed % 2 ? "discs" : "diamonds";
    const scale = 1 + next();
    const dots = Array.from({ length: Math.floor(next() * 60) }, (_, at) => ({
      mark: at,
      at: { x: next() * 600, y: next() * 400 },
      n: 1 + Math.floor(next() * 50),
      severity: Math.floor(next() * 8),
      picked: Number(at === 7),
    }));
    const given = structuredClone(dots);
    const groups = Gathering.gather(kind, dots, [], scale);
    assert.deepEqual(dots, given, "what is handed in stays as it was");
    assert.deepEqual(
      groups.flatMap(({ all }) => all).sort((a, b) => a - b),
      [...dots.keys()],
    );
    assert.equal(
      groups.reduce((sum, { n }) => sum + n, 0),
      dots.reduce((sum, { n }) => sum + n, 0),
    );
    for (const [at, one] of groups.entries()) {
      for (const other of groups.slice(at + 1)) {
        assert.ok(Math.hypot(one.at.x - other.at.x, one.at.y - other.at.y) >= one.reach + other.reach);
      }
    }
    if (dots.length > 7) assert.equal(groups.filter(({ mark }) => mark === 7).length, 1, "the picked mark is seen");
  }
});

test("a diamond stands up and to the right of its place, and clear of a mark before it", () => {
  assert.deepEqual(Gathering.stand("diamonds", { x: 0, y: 0 }, [], 2), { x: 23, y: -23 });
  const before = { at: { x: 0, y: 0 }, reach: 30 };
  const spot = Gathering.stand("diamonds", { x: 0, y: 0 }, [before], 1);
  assert.ok(Math.abs(Math.hypot(spot.x, spot.y) - 38) < 1e-9);
  assert.ok(spot.x > 0 && spot.y < 0);
});

test("a disc stands on its place whatever stands there", () => {
  const at = { x: 4, y: 5 };
  assert.equal(Gathering.stand("discs", at, [{ at, reach: 99 }], 1), at);
});

test("a mark's area grows with the features that it stands for, and with the scale", () => {
  assert.equal(Gathering.size(1, 1), 17);
  assert.equal(Gathering.size(1, 2), 34);
  assert.ok(Gathering.size(100, 1) > Gathering.size(10, 1));
  assert.equal(Gathering.reach("diamonds", { n: 1, picked: 1 }, 1), 14);
});
