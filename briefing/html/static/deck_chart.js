// A scene's chart: bars of plain elements, so that they print, scale and can be read out.
"use strict";

const BarChart = (() => {
  const { make, some, swatch } = Blocks;
  // A scene's chart is about so wide, and a letter under its bars; labels that would meet are left out.
  const WIDE_REM = 56;
  const NARROW_REM = 22;
  const LETTER_REM = 0.68;
  const NARROW_WINDOW_PX = 760;

  /** @param {ChartBlock} chart */
  function block(chart) {
    const totals = Wording.totals(chart);
    const top = Math.max(1, ...totals);
    const key = chart.series.map(({ name, colour }) => make("span", "", swatch(colour), name));
    const room = window.innerWidth > NARROW_WINDOW_PX ? WIDE_REM : NARROW_REM;
    const every = Wording.every(chart.categories, room, LETTER_REM);
    const bars = totals.map((total, at) => bar(chart, at, total, top, at % every === 0));
    const plot = make("div", `plot ${chart.horizontal ? "across" : "upright"}`, bars);
    plot.setAttribute("role", "img");
    const read = chart.categories.map((words, at) => `${words} ${totals[at]}`);
    plot.setAttribute("aria-label", `${chart.title}: ${read.join(", ")}`);
    const legend = key.length > 1 ? make("div", "legend", key) : null;
    return make("figure", "chart", make("figcaption", "", chart.title), plot, legend, some("p", "note", chart.note));
  }

  /**
   * @param {ChartBlock} chart
   * @param {number} at
   * @param {number} total
   * @param {number} top
   * @param {boolean} labelled
   */
  function bar(chart, at, total, top, labelled) {
    const words = chart.categories[at];
    const pieces = chart.series.filter(({ values }) => values[at] > 0).map((series) => piece(series, at, words));
    const stack = make("div", "stack", pieces);
    stack.style.setProperty("--share", String(total / top));
    const told = total ? total.toLocaleString("en") : "";
    const sum = make("span", "total", told);
    // Of many narrow bars each sum is written as small as its bar is wide.
    sum.style.setProperty("--digits", String(Math.max(1, told.length)));
    const under = labelled ? words.replaceAll(" ", "\n") : "";
    const label = make("span", "category", chart.horizontal ? words : under);
    return make("div", "bar", label, make("div", "track", stack, sum));
  }

  /**
   * @param {Series} series
   * @param {number} at
   * @param {string} words
   */
  function piece({ name, colour, values }, at, words) {
    const box = make("i", "piece");
    box.style.background = colour;
    box.style.flexGrow = String(values[at]);
    box.title = `${words}: ${values[at].toLocaleString("en")} ${name}`;
    return box;
  }

  return { block };
})();
