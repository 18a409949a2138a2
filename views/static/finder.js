// The search on the map: what some words may mean, offered by kinds. What is found is lit and the rest steps back; what is
// chosen is flown to. The server finds (api/find.json); words enter the document as text.
"use strict";

/** @typedef {{ id: string, words: string, detail: string, lon_deg: number | null, lat_deg: number | null }} Found */
/** @typedef {{ layer: string, heading: string, found: Found[] }} FoundGroup */
/**
 * What the map does for the search: whether a question admits a feature, lighting what was found, taking what is chosen.
 * @typedef {{ admits: (key: string, id: string) => boolean, light: (ids: Set<string> | null) => void,
 *   take: (found: Found) => void }} Finding
 */

const Finder = (() => {
  const WAIT_MS = 180;
  const MOST = 5;
  const LIST = "soundings-found";

  /**
   * @param {L.Map} map
   * @param {URL} root where the app is
   * @param {Finding} finding
   */
  function begin(map, root, { admits, light, take }) {
    const box = document.createElement("div");
    box.className = "finder";
    const field = document.createElement("input");
    Object.assign(field, {
      type: "search",
      placeholder: "Clash, place, day, position…",
      autocomplete: "off",
      maxLength: 200,
    });
    const list = document.createElement("div");
    list.id = LIST;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "What was found");
    const told = document.createElement("p");
    told.setAttribute("role", "status");
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-label": "Find on the map",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": LIST,
    })) {
      field.setAttribute(name, value);
    }
    box.append(field, told, list);
    Furniture.place(map, "topleft", box);

    /** @type {{ row: HTMLElement, found: Found }[]} */
    let rows = [];
    let at = -1;
    let chosen = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let clock;
    /** @type {AbortController | undefined} */
    let asked;

    field.addEventListener("input", () => {
      if (!field.value.trim()) return empty();
      chosen = false;
      drop();
      clock = setTimeout(ask, WAIT_MS);
    });
    field.addEventListener("keydown", keyed);
    field.addEventListener("focus", () => open(rows.length > 0));
    box.addEventListener("focusout", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && box.contains(relatedTarget))) open(false);
    });
    // The map's own keys are not meant while words are typed.
    for (const kind of ["keydown", "keypress", "keyup"]) box.addEventListener(kind, (event) => event.stopPropagation());

    /** Forgets what was found and what is still asked: the words have changed. */
    function drop() {
      clearTimeout(clock);
      asked?.abort();
      rows = [];
      at = -1;
      list.replaceChildren();
      open(false);
    }

    async function ask() {
      asked = new AbortController();
      const address = new URL("api/find.json", root);
      address.searchParams.set("q", field.value.trim());
      try {
        const answer = await fetch(address, { signal: asked.signal });
        const { groups = [], error = "" } = await answer.json();
        show(groups, error);
      } catch (fault) {
        if (!(fault instanceof DOMException)) show([], "The search could not be asked: is the app still running?");
      }
    }

    /**
     * @param {FoundGroup[]} groups
     * @param {string} error
     */
    function show(groups, error) {
      list.replaceChildren(...groups.map(group));
      told.textContent = error || (groups.length ? "" : "Nothing of this data set is found by these words.");
      light(groups.length ? new Set(groups.flatMap(({ found }) => found.map(({ id }) => id))) : null);
      open(rows.length > 0);
    }

    /** @param {FoundGroup} group */
    function group({ layer, heading, found }) {
      const made = document.createElement("div");
      made.setAttribute("role", "group");
      made.setAttribute("aria-label", heading);
      const head = document.createElement("b");
      head.textContent = layer ? `${heading}: ${found.length}` : heading;
      made.append(head, ...found.slice(0, MOST).map((one) => option(layer, one)));
      if (found.length > MOST) {
        const more = document.createElement("small");
        more.textContent = `and ${found.length - MOST} more, lit on the map`;
        made.append(more);
      }
      return made;
    }

    /**
     * @param {string} layer
     * @param {Found} found
     */
    function option(layer, found) {
      const row = document.createElement("div");
      row.id = `${LIST}-${rows.length}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      const words = document.createElement("span");
      words.textContent = found.words;
      const detail = document.createElement("small");
      const outside = layer && !admits(layer, found.id) ? "outside what is asked" : "";
      detail.textContent = [found.detail, outside].filter(Boolean).join(" · ");
      row.append(words, detail);
      // The field keeps the focus: without it the list would fold before the click.
      row.addEventListener("pointerdown", (event) => event.preventDefault());
      row.addEventListener("mousedown", (event) => event.preventDefault());
      row.addEventListener("click", () => choose(found));
      rows.push({ row, found });
      return row;
    }

    /** @param {KeyboardEvent} event */
    function keyed(event) {
      if (event.key === "ArrowDown") move(1);
      else if (event.key === "ArrowUp") move(-1);
      else if (event.key === "Enter") {
        if (rows.length) choose(rows[Math.max(at, 0)].found);
      } else if (event.key === "Escape") empty();
      else return;
      event.preventDefault();
    }

    /** @param {number} step */
    function move(step) {
      if (!rows.length) return;
      open(true);
      rows[at]?.row.setAttribute("aria-selected", "false");
      at = (at + step + rows.length) % rows.length;
      rows[at].row.setAttribute("aria-selected", "true");
      rows[at].row.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", rows[at].row.id);
    }

    /** @param {Found} found */
    function choose(found) {
      drop();
      chosen = true;
      field.value = found.words;
      light(found.id ? new Set([found.id]) : null);
      take(found);
    }

    function empty() {
      chosen = false;
      drop();
      field.value = "";
      told.textContent = "";
      light(null);
    }

    /** @param {boolean} wide */
    function open(wide) {
      list.hidden = !wide;
      field.setAttribute("aria-expanded", String(wide));
      if (!wide) field.removeAttribute("aria-activedescendant");
    }

    // What was chosen is closed: the rest comes forward again.
    return () => {
      if (chosen) empty();
    };
  }

  return { begin };
})();
