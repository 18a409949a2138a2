import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./loading.js";

load("briefing/html/static/wording.js");

test("a mark says how many features it stands for, and the gravest where they are graded", () => {
  assert.equal(Wording.mark(["reported clash", "reported clashes"], 1, 4), "1 reported clash, gravest severity 4");
  assert.equal(Wording.mark(["reported clash", "reported clashes"], 12, 7), "12 reported clashes, gravest severity 7");
  assert.equal(Wording.mark(["development", "developments"], 1, undefined), "1 development");
  assert.equal(Wording.mark(["development", "developments"], 3, undefined), "3 developments");
});

test("a length of time is minutes and seconds of two digits, an hour sixty minutes", () => {
  assert.deepEqual([0, 999, 1000, 61_500, 3_600_000, 7_325_000].map(Wording.minutes), [
    "00:00",
    "00:00",
    "00:01",
    "01:01",
    "60:00",
    "122:05",
  ]);
});

test("a chart's bars add up series by series", () => {
  const chart = { categories: ["May", "June"], series: [{ values: [1, 2] }, { values: [10, 0] }] };
  assert.deepEqual(Wording.totals(chart), [11, 2]);
  assert.deepEqual(Wording.totals({ categories: ["May"], series: [] }), [0]);
});

test("labels are left out where the longest word of each would not fit", () => {
  const months = Array.from({ length: 24 }, (_, at) => `May ${2000 + at}`);
  assert.equal(Wording.every(months, 96, 1), 1);
  assert.equal(Wording.every(months, 95, 1), 2);
  assert.equal(Wording.every(["a long label"], 1, 0.1), 1);
});

test("copies of a page are looked for at the day on which it was read, and of no other address", () => {
  const kept = "https://web.archive.org/web/20261120*/https://a.example/x?y=1";
  assert.equal(Wording.copies("https://a.example/x?y=1#z", "20261120"), kept);
  assert.equal(Wording.copies("http://a.example/", ""), "https://web.archive.org/web/*/http://a.example/");
  for (const address of ["", "javascript:alert(1)", "//x"]) assert.equal(Wording.copies(address, "20261120"), "");
});

test("an address becomes a link only where it is one of the web", () => {
  assert.equal(Wording.address("https://example.org/a"), "https://example.org/a");
  assert.equal(Wording.address("HTTP://example.org"), "HTTP://example.org");
  for (const address of ["", undefined, "javascript:alert(1)", "data:text/html,x", "//x", " https://x", "ftp://x"]) {
    assert.equal(Wording.address(address), "");
  }
});
