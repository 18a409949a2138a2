// The states that are asked for, chosen on the map: what they leave is drawn at once, and the page follows.
"use strict";

/** @typedef {{ states: string[], match: string, role: string }} Asked The states asked for, how they are meant, and their part. */

const Parties = (() => {
  // The ways that the browser can tell by itself; for others the map waits for the page.
  const KNOWN = ["any", "all"];
  // After so long an answer that has not come is no longer waited for.
  const ANSWERED_MS = 8000;

  /**
   * Whether what some states have a part in is of those asked for. As in question/filtering.py: any is one of them, all is
   * each of them, and no states admit everything.
   * @param {string[]} held
   * @param {Asked} asked
   */
  function admits(held, { states, match }) {
    const least = Math.min(match === "all" ? states.length : 1, states.length);
    return states.filter((state) => held.includes(state)).length >= least;
  }

  /**
   * Whether the browser can tell by itself what is admitted.
   * @param {Asked} asked
   */
  const foresees = ({ match, role }) => KNOWN.includes(match) && role === "any";

  /**
   * The states by how often they have a part, each with a box to tick.
   * @param {L.Map} map
   * @param {[code: string, name: string][]} named
   * @param {(asked: Asked) => void} choose
   */
  function control(map, named, choose) {
    const box = document.createElement("details");
    box.className = "layers parties";
    const head = document.createElement("summary");
    const list = document.createElement("div");
    box.append(head, list);
    Furniture.place(map, "topleft", box);
    /** @type {Asked} */
    let asked = { states: [], match: "any", role: "any" };
    /** @type {Map<string, HTMLInputElement>} */
    const ticks = new Map();
    const how = document.createElement("select");
    how.setAttribute("aria-label", "How several states are meant");
    for (const match of ["any", "all", "between"])
      how.add(new Option(`${match} of them`.replace("between of", "between"), match));
    how.addEventListener("change", () => change({ match: how.value }));

    /** What the reader chose last, until the page's script has answered it. @type {Asked | undefined} */
    let wanted;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let clock;

    /** @param {Partial<Asked>} part */
    function change(part) {
      const next = { ...asked, ...part };
      wanted = { ...next, match: next.states.length > 1 ? next.match : "any" };
      clearTimeout(clock);
      clock = setTimeout(() => {
        wanted = undefined;
      }, ANSWERED_MS);
      write(wanted);
      choose(wanted);
    }

    /**
     * Takes what the page's script says is asked. An answer to an earlier choice than the reader's last is none: then that
     * last choice is returned.
     * @param {Asked} now
     */
    function tell(now) {
      if (wanted && key(now) !== key(wanted)) return wanted;
      wanted = undefined;
      write(now);
      return undefined;
    }

    const key = (/** @type {Asked} */ { states, match }) => `${states.join()};${match}`;

    /** @param {Asked} now */
    function write(now) {
      asked = now;
      for (const [code, tick] of ticks) tick.checked = now.states.includes(code);
      const names = named.filter(([code]) => now.states.includes(code)).map(([, name]) => name);
      head.textContent = `States: ${names.join(", ") || "any"}`;
      how.hidden = now.states.length < 2;
      how.value = now.match;
    }

    write(asked);

    /** @param {string[][]} every the states of each row */
    function offer(every) {
      if (ticks.size) return;
      /** @type {Record<string, number>} */
      const count = {};
      for (const held of every) for (const code of held) count[code] = (count[code] ?? 0) + 1;
      for (const [code, name] of named.filter(([code]) => count[code]).sort(([a], [b]) => count[b] - count[a])) {
        const label = document.createElement("label");
        const tick = document.createElement("input");
        tick.type = "checkbox";
        tick.addEventListener("change", () => {
          const states = named.map(([each]) => each).filter((each) => ticks.get(each)?.checked);
          change({ states });
        });
        label.append(tick, ` ${name}`);
        ticks.set(code, tick);
        list.append(label);
      }
      list.append(how);
    }

    return { offer, tell };
  }

  return { admits, control, foresees };
})();
