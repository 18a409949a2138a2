// The filters at the left, read as soon as a reader changes one: the map shows what it leaves before the page's script has run.
// Only where a field said until then what the map asks is its change the reader's; what the script sends later holds.
"use strict";

/** @typedef {{ states?: string[], types?: string[], severity?: number, match?: string }} Fields What each says; none that cannot be read. */

/**
 * @param {Choices} choices
 * @param {() => Asked} asked what the map asks now
 * @param {(part: Partial<Asked>) => void} foresee
 */
const Sidebar = ({ states, types, levels }, asked, foresee) => {
  // A field shows its change well within this time of the press or key that made it.
  const CHANGED_MS = 1500;
  const SEEN = { childList: true, subtree: true, attributes: true, attributeFilter: ["value", "data-selected"] };
  const observer = new MutationObserver(changed);
  /** @type {Fields} */
  let before = {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let clock;
  for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, watch, { capture: true });

  function watch() {
    const sidebar = document.querySelector('[data-testid="stSidebar"]');
    if (!sidebar) return;
    before = read(sidebar);
    observer.observe(sidebar, SEEN);
    clearTimeout(clock);
    clock = setTimeout(() => observer.disconnect(), CHANGED_MS);
  }

  function changed() {
    const sidebar = document.querySelector('[data-testid="stSidebar"]');
    if (!sidebar) return;
    const now = read(sidebar);
    const differ = Object.entries(now).filter(([field, value]) => !same(value, Reflect.get(before, field)));
    const stood = differ.every(([field]) => same(Reflect.get(before, field), Reflect.get(asked(), field)));
    before = now;
    if (differ.length && stood) foresee(Object.fromEntries(differ));
  }

  /**
   * @param {Element} sidebar
   * @returns {Fields}
   */
  function read(sidebar) {
    const level = sidebar.querySelector(".st-key-w-severity input")?.getAttribute("value");
    const match = shown(sidebar, ".st-key-w-match [data-selected] p")[0]?.toLowerCase();
    const fields = {
      states: chosen(sidebar, "states", states),
      types: chosen(sidebar, "types", types),
      severity: levels.find(([each, name]) => `${each}+ ${name}` === bare(level ?? ""))?.[0],
      match,
    };
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  }

  /**
   * The keys of the choices that a field shows; none where one of them is not known by its words.
   * @param {Element} sidebar
   * @param {string} field
   * @param {[key: string, words: string][]} of
   */
  function chosen(sidebar, field, of) {
    const keys = shown(sidebar, `.st-key-w-${field} [data-tag] > span`).map(
      (words) => of.find(([, each]) => each === words)?.[0],
    );
    return keys.every((key) => key !== undefined) ? keys : undefined;
  }

  /**
   * @param {Element} sidebar
   * @param {string} selector
   */
  function shown(sidebar, selector) {
    // What a field measures its tags by stands in a template.
    const parts = [...sidebar.querySelectorAll(selector)].filter((part) => !part.closest("template"));
    return parts.map((part) => bare(part.textContent ?? ""));
  }

  /** Words without the number that stands behind them in brackets. @param {string} words */
  function bare(words) {
    return words.replace(/ \(\d+\)$/, "");
  }

  /**
   * @param {unknown} one
   * @param {unknown} other
   */
  function same(one, other) {
    /** @param {unknown} value */
    const sorted = (value) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
    return sorted(one) === sorted(other);
  }

  function stop() {
    clearTimeout(clock);
    observer.disconnect();
    for (const event of ["pointerdown", "keydown"]) document.removeEventListener(event, watch, { capture: true });
  }

  return { stop };
};
