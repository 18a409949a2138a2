// The deck's stage: one scene at a time, stepped by keys; an overview of all, full screen, and the notes' window.
"use strict";
(() => {
  const { button, make } = Blocks;
  /** @type {DeckData} */
  const deck = JSON.parse(document.getElementById("deck")?.textContent ?? "");
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  // A column that does not fit is set smaller, down to this share; if that is not enough it scrolls.
  const SMALLEST = 0.7;
  const LESS = 0.05;
  // In full screen the controls leave the scene when the pointer rests.
  const IDLE_MS = 3000;
  const MESSAGE_MS = 6000;
  const RESIZE_MS = 150;
  const HELP =
    "Arrows, Page Up and Page Down, Space: step. Home, End: first, last. Esc: all scenes. F: full screen. " +
    "N: notes. + and −: zoom, Shift with arrows: move the map, 0: as it began.";
  const begun = Date.now();
  const scenes = Scenes.all(deck);
  const last = scenes.length - 1;
  let current = 0;
  let leaving = false;

  // ---- what stands around the scenes ----
  const tiles = scenes.map(({ title }, at) => {
    const tile = button("", "tile", "", () => {
      show(at);
      all(false);
    });
    tile.append(make("b", "", String(at + 1)), make("span", "", title));
    return tile;
  });
  const overview = make("nav", "overview", make("h2", "", deck.title), make("div", "tiles", tiles), make("p", "", HELP));
  overview.hidden = true;
  const message = make("div", "message");
  message.setAttribute("role", "status");
  message.hidden = true;
  const controls = make(
    "nav",
    "controls",
    button("‹", "", "Previous scene (Left, Page Up)", () => show(current - 1)),
    button("›", "", "Next scene (Right, Page Down, Space)", () => show(current + 1)),
    button("Scenes", "", "All scenes (Esc)", () => all(Boolean(overview.hidden))),
    button("Notes", "", "Speaker notes in a second window (N)", notes),
    button("Full screen", "", "Full screen (F)", fullscreen),
  );
  const stage = scenes.map(({ element }) => element);
  document.body.append(make("main", "", stage), controls, overview, message);

  // ---- stepping ----
  const charts = (at = current) => Charts.within(scenes[at].element);

  /** @param {number} at */
  function show(at) {
    for (const chart of charts()) chart.close();
    scenes[current].element.hidden = true;
    current = Math.min(Math.max(at, 0), last);
    scenes[current].element.hidden = false;
    document.title = `${current + 1} · ${scenes[current].title}`;
    window.location.replace(`#${current + 1}`);
    tiles.forEach((tile, number) => {
      tile.setAttribute("aria-current", String(number === current));
    });
    window.scrollTo(0, 0);
    settle(current);
    tell();
  }

  /**
   * Sets each column as large as fits, then draws the maps at the size that is left to them.
   * @param {number} at
   */
  function settle(at) {
    for (const column of scenes[at].element.querySelectorAll(".column")) if (column instanceof HTMLElement) fit(column);
    for (const chart of charts(at)) chart.draw();
  }

  /** @param {HTMLElement} column */
  function fit(column) {
    const over = () => column.scrollHeight > column.clientHeight + 1;
    let share = 1;
    column.style.fontSize = "";
    while (over() && share > SMALLEST) {
      share -= LESS;
      column.style.fontSize = `${share}em`;
    }
    column.classList.toggle("scrolls", over());
  }

  /** @param {boolean} shown */
  function all(shown) {
    overview.hidden = !shown;
    if (shown) tiles[current].focus();
  }

  // ---- notes and full screen ----
  function notes() {
    const open = Notes.open(document.querySelector("style:last-of-type"), keys);
    say(open ? "" : "The browser did not open the notes' window: allow pop-up windows for this file.");
    tell();
  }

  function tell() {
    const { title, notes: words } = scenes[current];
    Notes.tell({
      clock: new Date().toLocaleTimeString("en-GB"),
      since: `${Wording.minutes(Date.now() - begun)} since the deck was opened`,
      step: `${current + 1} / ${scenes.length}`,
      title,
      words: words || "No notes for this scene.",
      next: current < last ? `Next: ${scenes[current + 1].title}` : "This is the last scene.",
    });
  }

  /** @param {string} words */
  function say(words) {
    message.textContent = words;
    message.hidden = !words;
    setTimeout(() => {
      message.hidden = true;
    }, MESSAGE_MS);
  }

  async function fullscreen() {
    leaving = Boolean(document.fullscreenElement);
    try {
      await (leaving ? document.exitFullscreen() : root.requestFullscreen?.());
    } catch {
      say("The browser did not allow the full screen here.");
    }
  }

  // Esc leaves the full screen without telling the page of the key.
  document.addEventListener("fullscreenchange", () => {
    if (document.fullscreenElement) return;
    if (!leaving) all(true);
    leaving = false;
  });

  // ---- keys, in this window and in the notes' ----
  function back() {
    if (!charts().some((chart) => chart.close())) all(Boolean(overview.hidden));
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  const move = (x, y) => {
    for (const chart of charts()) chart.pan(x, y);
  };
  /** @param {number} steps */
  const zoom = (steps) => {
    for (const chart of charts()) chart.zoom(steps);
  };
  /** @type {Record<Act, () => void>} */
  const ACTS = {
    next: () => show(current + 1),
    previous: () => show(current - 1),
    first: () => show(0),
    last: () => show(last),
    escape: back,
    fullscreen,
    notes,
    nearer: () => zoom(1),
    further: () => zoom(-1),
    home: () => {
      for (const chart of charts()) chart.home();
    },
    east: () => move(1, 0),
    west: () => move(-1, 0),
    north: () => move(0, -1),
    south: () => move(0, 1),
  };

  /** @param {KeyboardEvent} event */
  function keys(event) {
    const act = Keys.act(event);
    if (!act || takenByTarget(event)) return;
    event.preventDefault();
    ACTS[act]();
  }

  /**
   * A focused button, link or mark takes Space and Enter itself. The target may stand in the notes' window.
   * @param {KeyboardEvent} event
   */
  function takenByTarget({ key, target }) {
    const element = /** @type {Partial<Element> | null} */ (target);
    return [" ", "Enter"].includes(key) && Boolean(element?.closest?.("button, a, .mark"));
  }

  // ---- the pointer, the window, the reader's theme, and paper ----
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  function awake() {
    root.classList.remove("idle");
    clearTimeout(resting);
    resting = setTimeout(() => root.classList.toggle("idle", Boolean(document.fullscreenElement)), IDLE_MS);
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(() => settle(current), RESIZE_MS);
  }

  const theme = (/** @type {string} */ name) => {
    root.dataset.theme = name;
  };
  const preferred = () => theme(dark.matches ? "dark" : "light");

  /** @param {boolean} printing */
  function paper(printing) {
    root.classList.toggle("printing", printing);
    scenes.forEach(({ element }, at) => {
      element.hidden = !printing && at !== current;
    });
    if (printing) theme("light");
    else preferred();
    scenes.forEach((_, at) => {
      if (printing || at === current) settle(at);
    });
  }

  preferred();
  dark.addEventListener("change", preferred);
  window.addEventListener("keydown", keys);
  window.addEventListener("pointermove", awake);
  window.addEventListener("resize", later);
  window.addEventListener("beforeprint", () => paper(true));
  window.addEventListener("afterprint", () => paper(false));
  window.addEventListener("hashchange", () => {
    const at = Number(window.location.hash.slice(1)) - 1;
    if (at !== current && at >= 0 && at <= last) show(at);
  });
  setInterval(tell, 1000);
  show((Number(window.location.hash.slice(1)) || 1) - 1);
})();
