import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./loading.js";

load("views/static/days.js");

const day = (/** @type {string} */ words) => Date.parse(`${words}T00:00:00Z`) / 86_400_000;

/** @type {Rows} Known to the day, the month, the year, and not at all. */
const ROWS = {
  id: ["a", "b", "c", "d"],
  says: ["", "", "", ""],
  severity: [4, 7, 1, 2],
  first: [day("2014-05-02"), day("2014-05-01"), day("2014-01-01"), null],
  last: [day("2014-07-15"), day("2014-05-31"), day("2014-12-31"), null],
  coarse: [0, 1, 2, 2],
};
const ALL = new Uint8Array([1, 1, 1, 1]);

test("bits are read a row a bit, the first the highest of its byte", () => {
  assert.deepEqual([...Days.bits("a080", 9)], [1, 0, 1, 0, 0, 0, 0, 0, 1]);
  assert.deepEqual([...Days.bits("", 2)], [0, 0]);
});

test("days touch a range whose ends belong to it, and an open end or an unknown day keeps a row", () => {
  const rows = (/** @type {number | null} */ from, /** @type {number | null} */ to) =>
    ROWS.id.filter((_, row) => Days.touches(ROWS, row, from, to)).join("");
  assert.equal(rows(null, null), "abcd");
  assert.equal(rows(day("2014-07-15"), null), "acd");
  assert.equal(rows(day("2014-07-16"), null), "cd");
  assert.equal(rows(null, day("2014-05-01")), "bcd");
  assert.equal(rows(null, day("2013-12-31")), "d");
});

test("bars are years, months or days by how long the time is", () => {
  assert.equal(Days.unit(day("1974-01-19"), day("2026-06-23")), "year");
  assert.equal(Days.unit(day("2014-01-01"), day("2017-12-31")), "month");
  assert.equal(Days.unit(day("2014-01-01"), day("2018-01-01")), "year");
  assert.equal(Days.unit(day("2024-06-01"), day("2024-07-31")), "day");
});

test("a period is the whole year, month or day, leap days and days before 1970 too", () => {
  assert.deepEqual(Days.period(day("2024-02-29"), "month"), [day("2024-02-01"), day("2024-02-29")]);
  assert.deepEqual(Days.period(day("1956-08-22"), "year"), [day("1956-01-01"), day("1956-12-31")]);
  assert.deepEqual(Days.period(day("2001-09-09"), "day"), [day("2001-09-09"), day("2001-09-09")]);
});

test("what is known less precisely than a bar is wide is in none, and is counted as left", () => {
  const of = (/** @type {Unit} */ wide) => Days.bars(ROWS, ALL, day("2014-05-01"), day("2014-05-31"), wide);
  const years = of("year");
  assert.deepEqual(
    years.bars.map(({ words }) => words),
    ["2014"],
  );
  assert.deepEqual(years.bars[0].levels, [0, 1, 0, 0, 1, 0, 0, 1]);
  assert.equal(years.left, 1);
  const months = of("month");
  assert.deepEqual(months.bars[0].levels, [0, 0, 0, 0, 1, 0, 0, 1]);
  assert.equal(months.left, 2);
  const days = of("day");
  assert.equal(days.bars.length, 31);
  assert.deepEqual(days.bars[1].levels, [0, 0, 0, 0, 1, 0, 0, 0]);
  assert.equal(days.left, 3);
});

test("what lies outside the days asked for is neither in a bar nor left over", () => {
  const { bars, left } = Days.bars(ROWS, ALL, day("2014-06-01"), day("2014-07-31"), "month");
  assert.deepEqual(
    bars.map(({ words }) => words),
    ["Jun 2014", "Jul 2014"],
  );
  assert.equal(
    bars.flatMap(({ levels }) => levels).reduce((sum, n) => sum + n, 0),
    0,
  );
  // One began before, one is known to the year, one not at all; one ended in May.
  assert.equal(left, 3);
});

test("the span of rows is from the first day of the earliest to the last of the latest", () => {
  assert.deepEqual(Days.span(ROWS, ALL), [day("2014-01-01"), day("2014-12-31")]);
  assert.equal(Days.span(ROWS, new Uint8Array([0, 0, 0, 1])), null);
});

test("a day is written as a person writes it", () => {
  assert.equal(Days.words(day("1988-03-14")), "14 Mar 1988");
});
