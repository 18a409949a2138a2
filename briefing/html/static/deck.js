// The deck's stage: one scene at a time, stepped by keys; an overview of all, full screen, and the notes' window.
"use strict";
(() => {
  const { button, make } = Blocks;
  const deck = JSON.parse(document.getElementById("deck").textContent);
  const root = document.documentElement, dark = window.matchMedia("(prefers-color-scheme: dark)");
  // A column that does not fit is set smaller, down to this share; if that is not enough it scrolls.
  const SMALLEST = 0.7, LESS = 0.05;
  // In full screen the controls leave the scene when the pointer rests.
  const IDLE_MS = 3000;
  const HELP = "Arrows, Page Up and Page Down, Space: step. Home, End: first, last. Esc: all scenes. F: full screen. "
    + "N: notes. + and −: zoom, Shift with arrows: move the map, 0: as it began.";
  const begun = Date.now();
  const scenes = Scenes.all(deck);
  const last = scenes.length - 1;
  let current = 0, leaving = false;

  // ---- what stands around the scenes ----
  const tiles = scenes.map(({ title }, at) => {
    const tile = button("", "tile", "", () => { show(at); all(false); });
    tile.append(make("b", "", String(at + 1)), make("span", "", title));
    return tile;
  });
  const overview = make("nav", "overview", make("h2", "", deck.title), make("div", "tiles", tiles), make("p", "", HELP));
  overview.hidden = true;
  const message = make("div", "message");
  message.setAttribute("role", "status");
  message.hidden = true;
  const controls = make("nav", "controls",
    button("‹", "", "Previous scene (Left, Page Up)", () => show(current - 1)),
    button("›", "", "Next scene (Right, Page Down, Space)", () => show(current + 1)),
    button("Scenes", "", "All scenes (Esc)", () => all(overview.hidden)),
    button("Notes", "", "Speaker notes in a second window (N)", notes),
    button("Full screen", "", "Full screen (F)", fullscreen));
  document.body.append(make("main", "", scenes.map(({ element }) => element)), controls, overview, message);

  // ---- stepping ----
  const charts = (at = current) => [...scenes[at].element.querySelectorAll(".map")].map((one) => one.chart);

  function show(at) {
    charts().forEach((one) => one.close());
    scenes[current].element.hidden = true;
    current = Math.min(Math.max(at, 0), last);
    scenes[current].element.hidden = false;
    document.title = `${current + 1} · ${scenes[current].title}`;
    window.location.replace(`#${current + 1}`);
    tiles.forEach((tile, number) => tile.setAttribute("aria-current", String(number === current)));
    window.scrollTo(0, 0);
    settle(current);
    tell();
  }

  // Sets each column as large as fits, then draws the maps at the size that is left to them.
  function settle(at) {
    scenes[at].element.querySelectorAll(".column").forEach((column) => {
      const over = () => column.scrollHeight > column.clientHeight + 1;
      let share = 1;
      column.style.fontSize = "";
      while (over() && share > SMALLEST) {
        share -= LESS;
        column.style.fontSize = `${share}em`;
      }
      column.classList.toggle("scrolls", over());
    });
    charts(at).forEach((one) => one.draw());
  }

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
    const seconds = Math.floor((Date.now() - begun) / 1000), two = (n) => String(n).padStart(2, "0");
    Notes.tell({
      clock: new Date().toLocaleTimeString("en-GB"),
      since: `${two(Math.floor(seconds / 60))}:${two(seconds % 60)} since the deck was opened`,
      step: `${current + 1} / ${scenes.length}`,
      title,
      words: words || "No notes for this scene.",
      next: current < last ? `Next: ${scenes[current + 1].title}` : "This is the last scene.",
    });
  }

  function say(words) {
    message.textContent = words;
    message.hidden = !words;
    setTimeout(() => { message.hidden = true; }, 6000);
  }

  function fullscreen() {
    leaving = Boolean(document.fullscreenElement);
    const asked = leaving ? document.exitFullscreen() : root.requestFullscreen?.();
    asked?.catch(() => say("The browser did not allow the full screen here."));
  }

  // Esc leaves the full screen without telling the page of the key.
  document.addEventListener("fullscreenchange", () => {
    if (document.fullscreenElement) return;
    if (!leaving) all(true);
    leaving = false;
  });

  // ---- keys, in this window and in the notes' ----
  function escape() {
    if (!charts().some((one) => one.close())) all(overview.hidden);
  }

  const move = (x, y) => charts().forEach((one) => one.pan(x, y));
  const zoom = (steps) => charts().forEach((one) => one.zoom(steps));
  const KEYS = {
    ArrowRight: () => show(current + 1), ArrowDown: () => show(current + 1), PageDown: () => show(current + 1),
    ArrowLeft: () => show(current - 1), ArrowUp: () => show(current - 1), PageUp: () => show(current - 1),
    Home: () => show(0), End: () => show(last), Escape: escape, f: fullscreen, n: notes,
    "+": () => zoom(1), "=": () => zoom(1), "-": () => zoom(-1), 0: () => charts().forEach((one) => one.home()),
  };
  const SHIFTED = { ArrowRight: () => move(1, 0), ArrowLeft: () => move(-1, 0), ArrowUp: () => move(0, -1), ArrowDown: () => move(0, 1) };

  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, shiftKey, target } = event;
    // A focused button, link or mark takes these two keys itself.
    if ([" ", "Enter"].includes(key) && target.closest?.("button, a, .mark")) return;
    const act = key === " " ? () => show(current + (shiftKey ? -1 : 1)) : (shiftKey && SHIFTED[key]) || KEYS[key.length > 1 ? key : key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  }

  // ---- the pointer, the window, the reader's theme, and paper ----
  let resting = 0;
  function awake() {
    root.classList.remove("idle");
    clearTimeout(resting);
    resting = setTimeout(() => root.classList.toggle("idle", Boolean(document.fullscreenElement)), IDLE_MS);
  }

  let waiting = 0;
  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(() => settle(current), 150);
  }

  const theme = (name) => { root.dataset.theme = name; };
  const preferred = () => theme(dark.matches ? "dark" : "light");

  function paper(printing) {
    root.classList.toggle("printing", printing);
    scenes.forEach(({ element }, at) => { element.hidden = !printing && at !== current; });
    if (printing) theme("light");
    else preferred();
    scenes.forEach((_, at) => { if (printing || at === current) settle(at); });
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
