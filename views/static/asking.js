// What is asked most, chosen on the map: states, the least severity, a type. What it leaves is drawn at once, and the page
// follows.
"use strict";

/**
 * What is asked: states, how several are meant and in which part; the least severity; types, any of them.
 * @typedef {{ states: string[], match: string, role: string, severity: number, types: string[] }} Asked
 */
/** @typedef {{ states: [code: string, name: string][], levels: [level: number, name: string][],
 *   types: [type: string, words: string][], clash: number }} Choices `clash` is the level that is asked for at first. */

const Asking = (() => {
  const SEVERAL = "several";

  /**
   * Whether a row is of what is asked, as question/filtering.py and layers/incidents.py have it.
   * @param {Rows} rows
   * @param {number} row
   * @param {Asked} asked
   */
  function admits(rows, row, asked) {
    const { severity, kinds } = rows;
    if (severity && severity[row] < asked.severity) return false;
    if (kinds && asked.types.length && !asked.types.some((type) => kinds[row].includes(type))) return false;
    return ofStates(rows, row, asked);
  }

  /**
   * Whether what some states have a part in is of those asked for: any is one of them, all is each of them, between is what
   * two of them stood across in or, where nobody's part is known, two of them had a part in. No states admit everything.
   * @param {Rows} rows
   * @param {number} row
   * @param {Asked} asked
   */
  function ofStates({ states, pairs }, row, { states: wanted, match }) {
    if (!states) return true;
    if (match === "between" && wanted.length > 1 && pairs) {
      return pairs[row].some((pair) => pair.split("-").every((state) => wanted.includes(state)));
    }
    const least = Math.min({ any: 1, all: wanted.length }[match] ?? 2, wanted.length);
    return wanted.filter((state) => states[row].includes(state)).length >= least;
  }

  /**
   * Whether the browser can tell by itself what is admitted: who had which part is the server's to say.
   * @param {Asked} asked
   */
  const foresees = ({ role }) => role === "any";

  /**
   * The states by how often they have a part, each with a box to tick, and what else is asked most.
   * @param {L.Map} map
   * @param {Choices} choices
   * @param {(asked: Asked, parts: Parts) => number} choose is given what is asked for now and what the reader changed of it,
   *   and returns the turn of that choice
   */
  function control(map, { states: named, levels, types, clash }, choose) {
    const box = document.createElement("details");
    box.className = "layers asking";
    const head = document.createElement("summary");
    const list = document.createElement("div");
    /** @type {Asked} */
    let asked = { states: [], match: "any", role: "any", severity: clash, types: [] };
    /** @type {Map<string, HTMLInputElement>} */
    const ticks = new Map();
    const how = document.createElement("select");
    how.setAttribute("aria-label", "How several states are meant");
    for (const match of ["any", "all", "between"])
      how.add(new Option(`${match} of them`.replace("between of", "between"), match));
    how.addEventListener("change", () => change({ match: how.value }));
    const least = select("Least severity", [...levels.map(([level, name]) => [`${level}`, `${level}+ ${name}`])]);
    least.addEventListener("change", () => change({ severity: Number(least.value) }));
    const type = select("Type", [["", "any type"], ...types, [SEVERAL, "several types"]]);
    type.addEventListener("change", () => change({ types: type.value ? [type.value] : [] }));
    // Several types are asked for at the left: here they can be said, and left.
    const several = type.options[type.options.length - 1];
    several.hidden = several.disabled = true;
    box.append(head, labelled(least, "Least severity"), labelled(type, "Type"), list);
    Furniture.place(map, "topleft", box);

    /** What the reader chose last, until the page's script has answered it. @type {Asked | undefined} */
    let wanted;
    // The turn of that choice.
    let turn = 0;

    /** @param {Partial<Asked>} part */
    function change(part) {
      const parts = changed(asked, part);
      const next = { ...asked, ...part };
      wanted = { ...next, match: next.states.length > 1 ? next.match : "any" };
      write(wanted);
      turn = choose(wanted, parts);
    }

    /**
     * Takes what the page's script says is asked. What it says before it has heard the reader's last choice is no answer: then
     * that choice is returned. Once it has, what it says holds, whatever else was asked meanwhile beside the map.
     * @param {Asked} now
     * @param {number} heard the turn of what it heard last
     */
    function tell(now, heard) {
      if (wanted && heard < turn) return wanted;
      wanted = undefined;
      write(now);
      return undefined;
    }

    /** @param {Asked} now */
    function write(now) {
      asked = now;
      for (const [code, tick] of ticks) tick.checked = now.states.includes(code);
      const names = named.filter(([code]) => now.states.includes(code)).map(([, name]) => name);
      const words = [`States: ${names.join(", ") || "any"}`, ...besides(now)];
      head.textContent = words.join() === "States: any" ? "States, severity, type" : words.join(" · ");
      how.hidden = now.states.length < 2;
      how.value = now.match;
      least.value = `${now.severity}`;
      several.hidden = now.types.length < 2;
      type.value = now.types.length > 1 ? SEVERAL : (now.types[0] ?? "");
    }

    /** @param {Asked} now */
    function besides({ severity, types: kinds }) {
      const words = types.filter(([each]) => kinds.includes(each)).map(([, each]) => each);
      return [...(severity === clash ? [] : [`severity ${severity}+`]), ...words];
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
          const held = (/** @type {string} */ each) => (each === code ? tick.checked : asked.states.includes(each));
          change({ states: named.map(([each]) => each).filter(held) });
        });
        label.append(tick, ` ${name}`);
        ticks.set(code, tick);
        list.append(label);
      }
      list.prepend(how);
    }

    /**
     * Takes away what is asked of this; tells whether it is a part that is asked for here.
     * @param {string} test
     */
    function leave(test) {
      if (test === "states") change({ states: [], role: "any" });
      else if (test === "severity") change({ severity: clash });
      else if (test === "types") change({ types: [] });
      else return false;
      return true;
    }

    /**
     * Says what was chosen beside the map.
     * @param {Partial<Asked>} part
     */
    function hint(part) {
      const next = { ...asked, ...part };
      write({ ...next, match: next.states.length > 1 ? next.match : "any" });
      return asked;
    }

    return { asked: () => asked, hint, leave, offer, tell };
  }

  /**
   * What a choice changes, and nothing besides: what is asked for beside the map may not have come here yet.
   * @param {Asked} before
   * @param {Partial<Asked>} part
   * @returns {Parts}
   */
  function changed(before, { states, ...parts }) {
    if (!states) return parts;
    const turned = [...before.states, ...states].filter((each) => !(before.states.includes(each) && states.includes(each)));
    return { ...parts, ticks: Object.fromEntries(turned.map((each) => [each, states.includes(each)])) };
  }

  /**
   * @param {string} words
   * @param {string[][]} options each its value and its words
   */
  function select(words, options) {
    const made = document.createElement("select");
    made.setAttribute("aria-label", words);
    for (const [value, said] of options) made.add(new Option(said, value));
    return made;
  }

  /**
   * @param {HTMLElement} made
   * @param {string} words
   */
  function labelled(made, words) {
    const label = document.createElement("label");
    label.append(`${words} `, made);
    return label;
  }

  return { admits, changed, control, foresees };
})();
