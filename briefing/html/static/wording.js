// Words and numbers as they are written on marks, charts and clocks: strings alone, no map and no document.
"use strict";

const Wording = (() => {
  /**
   * @param {number} n
   * @param {string} singular
   * @param {string} plural
   */
  const count = (n, singular, plural) => `${n} ${n === 1 ? singular : plural}`;

  /**
   * What a mark stands for, as it is read out.
   * @param {[singular: string, plural: string]} units
   * @param {number} n
   * @param {number | undefined} gravest
   */
  const mark = (units, n, gravest) => `${count(n, ...units)}${gravest === undefined ? "" : `, gravest severity ${gravest}`}`;

  /**
   * Minutes and seconds of a length of time; hours are counted as minutes.
   * @param {number} ms
   */
  function minutes(ms) {
    const seconds = Math.floor(ms / 1000);
    const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
    return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  }

  /**
   * What a chart's bars add up to, category by category.
   * @param {{ categories: string[], series: { values: number[] }[] }} chart
   */
  const totals = ({ categories, series }) =>
    categories.map((_, at) => series.reduce((sum, { values }) => sum + values[at], 0));

  /**
   * The number n where every nth bar has room for its label, a label's words standing one under the other.
   * @param {string[]} categories
   * @param {number} roomRem how wide the chart is
   * @param {number} letterRem how wide a letter is
   */
  function every(categories, roomRem, letterRem) {
    const longest = Math.max(...categories.flatMap((words) => words.split(" ")).map((word) => word.length));
    return Math.ceil((longest * letterRem * categories.length) / roomRem);
  }

  /**
   * An address that may become a link, or "".
   * @param {string | undefined} url
   */
  const address = (url) => (url && /^https?:\/\//i.test(url) ? url : "");

  /**
   * The list of a page's archived copies, as record/archive.py has it, or "".
   * @param {string} url
   * @param {string} read the day on which the page was read, as digits
   */
  const copies = (url, read) => (address(url) ? `https://web.archive.org/web/${read}*/${url.split("#")[0]}` : "");

  return { address, copies, count, every, mark, minutes, totals };
})();
