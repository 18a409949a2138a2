// Which rows a question admits and which days they span: numbers alone, no map and no document. A day is a whole number, the
// days since 1 January 1970.
"use strict";

/** @typedef {"year" | "month" | "day"} Unit How wide a bar of time is. */
/**
 * A layer's rows as columns, as views/map/rows.py has them.
 * @typedef {{ id: string[], says: string[], at?: ([number, number] | null)[], severity?: number[], numbers?: MarkNumbers[],
 *   first?: (number | null)[], last?: (number | null)[], coarse?: number[], rough?: number[],
 *   states?: string[][], kinds?: string[][], pairs?: string[][] }} Rows
 */
/** @typedef {{ first: number, last: number, words: string, levels: number[] }} Bar A bar of time: its days, and how many began in it. */

const Days = (() => {
  const UNITS = /** @type {Unit[]} */ (["day", "month", "year"]);
  const MS = 86_400_000;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  // Bars of months up to so many, of days up to so many; else years.
  const MOST_MONTHS = 48;
  const MOST_DAYS = 62;

  /**
   * The rows whose bit is set: a bit a row, the first the highest of its byte, in hexadecimal digits.
   * @param {string} hex
   * @param {number} n
   */
  function bits(hex, n) {
    const set = new Uint8Array(n);
    for (let row = 0; row < n; row++) {
      const byte = Number.parseInt(hex.slice((row >> 3) * 2, (row >> 3) * 2 + 2), 16);
      set[row] = (byte >> (7 - (row & 7))) & 1;
    }
    return set;
  }

  /**
   * Whether a row's days touch a range, both ends inclusive. As in question/filtering.py, an end that is null is open, and a
   * row whose days are unknown is kept.
   * @param {Rows} rows
   * @param {number} row
   * @param {number | null} from
   * @param {number | null} to
   */
  function touches({ first, last }, row, from, to) {
    const begins = first?.[row] ?? null;
    const ends = last?.[row] ?? null;
    return !(from !== null && ends !== null && ends < from) && !(to !== null && begins !== null && begins > to);
  }

  /** @param {number} day */
  const date = (day) => new Date(day * MS);

  /**
   * @param {number} year
   * @param {number} month from 0; 12 is the next year's first
   */
  const dayOf = (year, month, day = 1) => Date.UTC(year, month, day) / MS;

  /** @param {number} day */
  function words(day) {
    const at = date(day);
    return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  }

  /**
   * The width of bars between two days.
   * @param {number} from
   * @param {number} to
   * @returns {Unit}
   */
  function unit(from, to) {
    if (to - from < MOST_DAYS) return "day";
    const [begin, end] = [date(from), date(to)];
    const months = 12 * (end.getUTCFullYear() - begin.getUTCFullYear()) + end.getUTCMonth() - begin.getUTCMonth() + 1;
    return months <= MOST_MONTHS ? "month" : "year";
  }

  /**
   * The first and last day of the bar that a day is in.
   * @param {number} day
   * @param {Unit} wide
   * @returns {[first: number, last: number]}
   */
  function period(day, wide) {
    const at = date(day);
    const year = at.getUTCFullYear();
    const month = at.getUTCMonth();
    if (wide === "year") return [dayOf(year, 0), dayOf(year + 1, 0) - 1];
    if (wide === "month") return [dayOf(year, month), dayOf(year, month + 1) - 1];
    return [day, day];
  }

  /**
   * @param {number} first
   * @param {Unit} wide
   */
  function named(first, wide) {
    if (wide === "day") return words(first);
    const at = date(first);
    return wide === "year" ? `${at.getUTCFullYear()}` : `${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  }

  /**
   * Bars between two days, each with how many of some rows began in it by severity. What touches these days and is known less
   * precisely than a bar is wide, or began before, is in none of them, and `left` says how many that are.
   * @param {Rows} rows
   * @param {Uint8Array} on
   * @param {number} from
   * @param {number} to
   * @param {Unit} wide
   * @returns {{ bars: Bar[], left: number }}
   */
  function bars(rows, on, from, to, wide) {
    /** @type {Bar[]} */
    const made = [];
    /** @type {Map<number, Bar>} */
    const by = new Map();
    for (let [first, last] = period(from, wide); first <= to; [first, last] = period(last + 1, wide)) {
      const bar = { first, last, words: named(first, wide), levels: Array(8).fill(0) };
      made.push(bar);
      by.set(first, bar);
    }
    let left = 0;
    for (let row = 0; row < on.length; row++) {
      if (!on[row] || !touches(rows, row, from, to)) continue;
      const begins = rows.first?.[row] ?? null;
      const fine = (rows.coarse?.[row] ?? 0) <= UNITS.indexOf(wide);
      const bar = begins !== null && fine ? by.get(period(begins, wide)[0]) : undefined;
      if (bar) bar.levels[rows.severity?.[row] ?? 1]++;
      else left++;
    }
    return { bars: made, left };
  }

  /**
   * The days that some rows span: from the first day of the earliest to the last of the latest, or null.
   * @param {Rows} rows
   * @param {Uint8Array} on
   * @returns {[from: number, to: number] | null}
   */
  function span({ first = [], last = [] }, on) {
    let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let row = 0; row < on.length; row++) {
      if (!on[row]) continue;
      from = Math.min(from, first[row] ?? from);
      to = Math.max(to, last[row] ?? to);
    }
    return from <= to ? [from, to] : null;
  }

  return { bars, bits, period, span, touches, unit, words };
})();
