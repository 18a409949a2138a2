// The bar of time under the map: how many began when, drawn here so that a brush and the play button need no run of the page.
// What is brushed or played is shown at once; letting go asks for those days.
"use strict";

/** @typedef {{ from: number, to: number }} DayRange Whole days, both ends inclusive. */
/**
 * @typedef {{ rows: Rows, ever: Uint8Array, from: number | null, to: number | null, units: [singular: string, plural: string] }} Timed
 * What the bars are of: the rows that all but the dates admit, and the dates asked for.
 */

/**
 * @param {HTMLElement} frame
 * @param {string[]} shades by severity
 * @param {(range: DayRange | null) => void} preview shows some days alone, or all that are asked for
 * @param {(range: [from: number | null, to: number | null]) => void} ask
 */
const TimeBar = (frame, shades, preview, ask) => {
  const SVG = "http://www.w3.org/2000/svg";
  const HEIGHT = 56;
  const STEP_MS = 1000;
  const LABEL_PX = 74;
  const box = document.createElement("div");
  box.className = "timebar";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "Time");
  const play = document.createElement("button");
  const speed = document.createElement("select");
  const take = document.createElement("button");
  const whole = document.createElement("button");
  const chart = document.createElementNS(SVG, "svg");
  const said = document.createElement("output");
  const note = document.createElement("small");
  const axis = document.createElement("div");
  axis.className = "axis";
  axis.setAttribute("aria-hidden", "true");
  /** @type {{ bars: Bar[], left: number }} */
  let counted = { bars: [], left: 0 };
  /** @type {Unit} */
  let wide = "year";
  /** @type {[singular: string, plural: string]} */
  let units = ["feature", "features"];
  // The bars that are brushed or played: from one to the other.
  /** @type {[number, number] | null} */
  let brushed = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let clock;
  let cursor = 0;
  // How wide the axis is: asked at every step, the browser would lay out the page for each.
  let room = 0;
  const sized = new ResizeObserver(() => {
    room = box.clientWidth;
    axis.replaceChildren(...ticks(counted.bars));
  });
  build();
  sized.observe(box);

  function build() {
    play.type = take.type = whole.type = "button";
    take.textContent = "Ask for these days";
    take.addEventListener("click", commit);
    whole.textContent = "All dates";
    whole.hidden = true;
    whole.addEventListener("click", () => ask([null, null]));
    // A pause keeps what is shown, and the next play goes on from there.
    play.addEventListener("click", () => (clock ? stop() : run()));
    speed.setAttribute("aria-label", "Speed");
    for (const times of [1, 2, 4]) speed.add(new Option(`${times}×`, String(times)));
    speed.addEventListener("change", () => {
      if (clock) run();
    });
    chart.setAttribute("role", "application");
    chart.setAttribute("tabindex", "0");
    chart.setAttribute(
      "aria-label",
      "Bars of time: arrows go from one to the next, with Shift they take it along, Enter asks for it",
    );
    chart.addEventListener("pointerdown", grab);
    chart.addEventListener("pointermove", pointed);
    chart.addEventListener("pointerleave", () => say(brushed));
    chart.addEventListener("keydown", keyed);
    const head = document.createElement("div");
    head.append(play, speed, said, note, take, whole);
    box.append(head, chart, axis);
    frame.append(box);
    label();
  }

  function label() {
    play.textContent = clock ? "Pause" : "Play";
    play.setAttribute("aria-pressed", String(Boolean(clock)));
    take.hidden = Boolean(clock) || !brushed;
  }

  /** @param {Timed} timed */
  function show({ rows, ever, from, to, units: called }) {
    units = called;
    stop();
    const span = Days.span(rows, ever);
    box.hidden = !span;
    if (!span) return;
    const [first, last] = [from ?? span[0], to ?? span[1]];
    wide = Days.unit(first, last);
    counted = Days.bars(rows, ever, first, Math.max(first, last), wide);
    whole.hidden = from === null && to === null;
    brushed = null;
    label();
    draw();
    say(null);
  }

  function hide() {
    stop();
    box.hidden = true;
  }

  /** @param {Bar} bar */
  const total = ({ levels }) => levels.reduce((sum, n) => sum + n, 0);

  function draw() {
    const { bars } = counted;
    const most = Math.max(1, ...bars.map(total));
    chart.setAttribute("viewBox", `0 0 ${bars.length} ${HEIGHT}`);
    chart.setAttribute("preserveAspectRatio", "none");
    chart.replaceChildren(...bars.flatMap((bar, at) => stacked(bar, at, most)));
    mark();
    axis.replaceChildren(...ticks(bars));
  }

  /**
   * Some of the bars by name, so many as have room.
   * @param {Bar[]} bars
   */
  function ticks(bars) {
    const step = Math.max(1, Math.ceil((bars.length * LABEL_PX) / Math.max(1, room)));
    return bars.flatMap((bar, at) => {
      if (at % step || (bars.length > 1 && (at + 0.5) / bars.length > 0.98)) return [];
      const words = document.createElement("span");
      words.textContent = bar.words;
      words.style.left = `${((at && at + 0.5) / bars.length) * 100}%`;
      return [words];
    });
  }

  /**
   * @param {Bar} bar
   * @param {number} at
   * @param {number} most
   */
  function stacked({ levels }, at, most) {
    let foot = HEIGHT;
    return levels.flatMap((n, level) => {
      if (!n) return [];
      const tall = (n / most) * (HEIGHT - 2);
      foot -= tall;
      return [rect(at + 0.08, foot, 0.84, tall, shades[level], "bar")];
    });
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {string} fill
   * @param {string} kind
   */
  function rect(x, y, width, height, fill, kind) {
    const made = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ x, y, width, height })) made.setAttribute(name, String(value));
    if (fill) made.setAttribute("fill", fill);
    made.setAttribute("class", kind);
    return made;
  }

  function mark() {
    chart.querySelector(".brush")?.remove();
    if (!brushed) return;
    const [low, high] = ends(brushed);
    chart.prepend(rect(low, 0, high - low + 1, HEIGHT, "", "brush"));
  }

  /** @param {[number, number]} pair */
  const ends = ([one, other]) => [Math.min(one, other), Math.max(one, other)];

  /**
   * @param {[number, number]} pair
   * @returns {DayRange}
   */
  function range(pair) {
    const [low, high] = ends(pair);
    return { from: counted.bars[low].first, to: counted.bars[high].last };
  }

  /** @param {[number, number] | null} pair */
  function say(pair) {
    const { bars, left } = counted;
    const [low, high] = pair ? ends(pair) : [0, bars.length - 1];
    const some = bars.slice(low, high + 1);
    const spanned = low === high ? bars[low].words : `${bars[low].words} to ${bars[high].words}`;
    said.textContent = `${spanned}: ${Wording.count(
      some.reduce((sum, bar) => sum + total(bar), 0),
      ...units,
    )}`;
    note.textContent = left ? ` ${left} more known less precisely, or begun before` : "";
  }

  /** @param {[number, number] | null} pair */
  function brush(pair) {
    brushed = pair;
    label();
    mark();
    say(pair);
    preview(pair && range(pair));
  }

  /** @param {PointerEvent} event */
  function under({ clientX }) {
    const { left, width } = chart.getBoundingClientRect();
    const at = Math.floor(((clientX - left) / width) * counted.bars.length);
    return Math.max(0, Math.min(counted.bars.length - 1, at));
  }

  /** @param {PointerEvent} event */
  function grab(event) {
    if (event.button) return;
    stop();
    const from = under(event);
    chart.setPointerCapture(event.pointerId);
    brush([from, from]);
    chart.addEventListener("pointerup", () => commit(), { once: true });
    chart.addEventListener("pointercancel", () => brush(null), { once: true });
  }

  /** @param {PointerEvent} event */
  function pointed(event) {
    const at = under(event);
    if (event.buttons & 1 && brushed) {
      if (brushed[1] !== at) brush([brushed[0], at]);
    } else if (!clock) say([at, at]);
  }

  /** @param {KeyboardEvent} event */
  function keyed(event) {
    const far = { Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY }[event.key];
    const step = far ?? { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (event.key === "Enter" && brushed) commit();
    else if (event.key === "Escape" && brushed) brush(null);
    else if (step) {
      stop();
      const last = counted.bars.length - 1;
      const at = Math.max(0, Math.min(last, (brushed?.[1] ?? -1) + step));
      brush(event.shiftKey && brushed ? [brushed[0], at] : [at, at]);
    } else return;
    event.preventDefault();
  }

  function commit() {
    if (!brushed) return;
    const { from, to } = range(brushed);
    ask([from, to]);
  }

  // ---- playing ----
  function run() {
    clearInterval(clock);
    if (!clock) cursor = brushed ? ends(brushed)[0] : 0;
    clock = setInterval(step, STEP_MS / Number(speed.value));
    label();
    brush([cursor, cursor]);
  }

  function step() {
    cursor++;
    if (cursor < counted.bars.length) brush([cursor, cursor]);
    else {
      stop();
      brush(null);
    }
  }

  function stop() {
    clearInterval(clock);
    clock = undefined;
    label();
  }

  return { hide, show, stop };
};
