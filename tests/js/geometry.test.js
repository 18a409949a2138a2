import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./loading.js";

load("briefing/html/static/geometry.js");

test("stepped lines are walked from 0, 0, each from its own beginning, as longitude and latitude", () => {
  const shape = Geometry.unstepped({
    lines: [
      [114000, 10000, 500, -250, -1, 1],
      [7, 8],
    ],
  });
  const coordinates = [
    [
      [114, 10],
      [114.5, 9.75],
      [114.499, 9.751],
    ],
    [[0.007, 0.008]],
  ];
  assert.deepEqual(shape, { type: "MultiLineString", coordinates });
});

test("stepped areas keep their holes", () => {
  const ring = [0, 0, 1000, 0, 0, 1000, -1000, -1000];
  const closed = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  const shape = Geometry.unstepped({ areas: [[ring, ring], [ring]] });
  assert.deepEqual(shape, { type: "MultiPolygon", coordinates: [[closed, closed], [closed]] });
});

test("the steps lose no thousandth of a degree however long the line", () => {
  const steps = Array.from({ length: 20_000 }, () => 1);
  const { coordinates } = Geometry.unstepped({ lines: [steps] });
  assert.deepEqual(coordinates[0].at(-1), [10, 10]);
});

test("the graticule is finer the nearer the map", () => {
  assert.deepEqual([3, 4.75, 5, 6.9, 7, 8, 9, 13].map(Geometry.gridStep), [10, 10, 5, 5, 1, 1, 0.5, 0.5]);
});

test("the graticule's lines are whole steps inside the view, its edges among them", () => {
  assert.deepEqual(Geometry.grid(101.2, 120, 5), [105, 110, 115, 120]);
  assert.deepEqual(Geometry.grid(-1, 1, 0.5), [-1, -0.5, 0, 0.5, 1]);
  assert.deepEqual(Geometry.grid(111.1, 111.4, 1), []);
});

test("a degree says its hemisphere and no more decimals than it needs", () => {
  assert.deepEqual([105, 114.5].map(Geometry.meridian), ["105°E", "114.5°E"]);
  assert.deepEqual([10, 0, -2.5].map(Geometry.parallel), ["10°N", "0°N", "2.5°S"]);
});

test("the scale bar is 1, 2 or 5 nautical miles, tens or tenths of them, and as long as it says", () => {
  for (const [metres, words] of /** @type {const} */ ([
    [1852, "1 nm"],
    [1851, "0.5 nm"],
    [1852 * 99, "50 nm"],
    [1852 * 100, "100 nm"],
    [1852 * 4.9, "2 nm"],
    [1852 * 0.3, "0.2 nm"],
  ])) {
    const bar = Geometry.scaleBar(metres, 110);
    assert.equal(bar.words, words);
    assert.ok(Math.abs((bar.widthPx / 110) * metres - Number.parseFloat(words) * 1852) < 1e-6);
    assert.ok(bar.widthPx <= 110 + 1e-9 && bar.widthPx > 110 / 2.5 - 1e-9);
  }
});

test("boxes that share an edge alone do not meet", () => {
  const box = { left: 0, right: 10, top: 0, bottom: 10 };
  assert.equal(Geometry.meet(box, { ...box, left: 10, right: 20 }), false);
  assert.equal(Geometry.meet(box, { ...box, left: 9.9, right: 20 }), true);
  assert.equal(Geometry.meet(box, { ...box, top: 11, bottom: 12 }), false);
});

test("a box lies within another when no side reaches out", () => {
  const outer = { left: 0, right: 10, top: 0, bottom: 10 };
  assert.equal(Geometry.within(outer, outer), true);
  for (const side of [{ left: -1 }, { right: 11 }, { top: -1 }, { bottom: 11 }]) {
    assert.equal(Geometry.within({ ...outer, ...side }, outer), false);
  }
});
