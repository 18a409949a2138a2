// What a reader did on the map, until the page's script has heard of it. Streamlit loses a deed where another request comes just
// as its run begins: one that nobody answered is told again, or given up where the reader has gone back meanwhile.
"use strict";

/** Parts of a deed by name: of two of a name the later holds, and ticks are kept one by one.
 * @typedef {{ [name: string]: unknown, ticks?: Record<string, boolean> }} Parts */

/**
 * @param {Tell} report tells the page's script
 * @param {() => void} giveUp shows what the page's script said last, since it will never hear of the deed
 */
const Deeds = (report, giveUp) => {
  const LOOK_MS = 250;
  // A page that is at rest on so many looks in a row will not answer what it was told before.
  const LOOKS = 3;
  // Greater than any number that an earlier map of the same session gave.
  let turn = 0;
  let atRest = 0;
  /** @type {{ deed: Deed, value: unknown, again: boolean, left: boolean } | undefined} */
  let unheard;
  /** What was done in parts and is not heard yet. @type {{ [deed in Deed]?: { turn: number, parts: Parts } }} */
  let waiting = {};
  const clock = setInterval(look, LOOK_MS);
  addEventListener("popstate", leave);

  /**
   * Tells the page's script what a reader did, and returns the turn by which a message says that it was heard.
   * @param {Deed} deed
   * @param {unknown} value
   */
  function send(deed, value) {
    turn = Math.max(turn + 1, Date.now());
    unheard = { deed, value, again: false, left: false };
    tell();
    return turn;
  }

  function tell() {
    atRest = 0;
    if (unheard) report(unheard.deed, { turn, value: unheard.value });
  }

  /**
   * Tells a deed of several parts, together with those of its kind that the page's script has not heard of: of two requests
   * that wait, the newer takes the older's place.
   * @param {Deed} deed
   * @param {Parts} part
   */
  function add(deed, part) {
    const parts = merged(waiting[deed]?.parts ?? {}, part);
    waiting[deed] = { parts, turn: send(deed, parts) };
    return turn;
  }

  /**
   * @param {Parts} before
   * @param {Parts} part
   * @returns {Parts}
   */
  function merged(before, part) {
    const ticks = { ...before.ticks, ...part.ticks };
    return { ...before, ...part, ...(before.ticks || part.ticks ? { ticks } : {}) };
  }

  /** @param {number} last the turn of what the page's script heard last */
  function heard(last) {
    for (const [deed, { turn: since }] of Object.entries(waiting))
      if (last >= since) delete waiting[/** @type {Deed} */ (deed)];
    if (last >= turn) unheard = undefined;
  }

  function leave() {
    if (unheard) unheard.left = true;
    waiting = {};
  }

  function look() {
    const state = document.querySelector("[data-test-script-state]")?.getAttribute("data-test-script-state");
    atRest = state === "notRunning" ? atRest + 1 : 0;
    if (!unheard || atRest < LOOKS) return;
    if (unheard.again || unheard.left) {
      unheard = undefined;
      waiting = {};
      giveUp();
    } else {
      unheard.again = true;
      tell();
    }
  }

  function stop() {
    clearInterval(clock);
    removeEventListener("popstate", leave);
  }

  return { add, heard, send, stop };
};
