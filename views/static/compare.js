// Two questions on one map, each on its side of a bar that is moved: two lenses, or two last days. The other question's sheet
// lies over the first one's, and each is cut at the bar, for the eye and for the pointer.
"use strict";

/**
 * @param {Desk} desk
 * @param {(value: string) => void} ask
 */
const Compare = (desk, ask) => {
  const { map, looks } = desk;
  const STEP = 2;
  const other = (/** @type {string} */ name) => `${name}-beside`;
  const layered = [...looks.order, "fills", "rings", "clusters"];
  const bar = document.createElement("div");
  bar.className = "swipe";
  bar.hidden = true;
  for (const [name, value] of Object.entries({
    role: "slider",
    tabindex: "0",
    "aria-label": "The bar between the two maps",
    "aria-valuemin": "0",
    "aria-valuemax": "100",
  })) {
    bar.setAttribute(name, value);
  }
  const named = [document.createElement("span"), document.createElement("span")];
  bar.append(...named);
  map.getContainer().append(bar);
  const select = document.createElement("select");
  select.setAttribute("aria-label", "Compare with");
  const day = document.createElement("input");
  Object.assign(day, { type: "date", hidden: true });
  day.setAttribute("aria-label", "Compare with another last day");
  const control = document.createElement("div");
  control.append(select, day);
  /** @type {ReturnType<typeof Sheet> | undefined} */
  let sheet;
  /** @type {Message | undefined} */
  let message;
  /** How far from the left the bar stands, in hundredths. */
  let at = 50;

  select.addEventListener("change", () => {
    day.hidden = select.value !== "day";
    if (day.hidden) ask(select.value);
    else day.focus();
  });
  day.addEventListener("change", () => {
    if (day.value) ask(day.value);
  });
  bar.addEventListener("pointerdown", grab);
  bar.addEventListener("keydown", keyed);
  map.on("move zoomend resize", cut);
  L.DomEvent.disableClickPropagation(bar);

  /** @param {PointerEvent} event */
  function grab(event) {
    bar.setPointerCapture(event.pointerId);
    bar.addEventListener("pointermove", drag);
    bar.addEventListener("pointerup", () => bar.removeEventListener("pointermove", drag), { once: true });
    event.stopPropagation();
  }

  /** @param {PointerEvent} event */
  function drag({ clientX }) {
    const { left, width } = map.getContainer().getBoundingClientRect();
    set(((clientX - left) / width) * 100);
  }

  /** @param {KeyboardEvent} event */
  function keyed(event) {
    const to = { ArrowLeft: at - STEP, ArrowRight: at + STEP, Home: 0, End: 100 }[event.key];
    if (to === undefined) return;
    set(to);
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} percent */
  function set(percent) {
    at = Math.max(0, Math.min(100, percent));
    cut();
  }

  /** Cuts each sheet's panes at the bar. */
  function cut() {
    const { x, y } = map.getSize();
    const middle = (x * at) / 100;
    bar.style.left = `${middle}px`;
    bar.setAttribute("aria-valuenow", String(Math.round(at)));
    const [top, mid, end] = [
      [0, 0],
      [middle, 0],
      [x, y],
    ].map((corner) => map.containerPointToLayerPoint(/** @type {any} */ (corner)));
    const [above, below] = [top.y, end.y];
    const box = (/** @type {number} */ left, /** @type {number} */ right) =>
      `polygon(${left}px ${above}px, ${right}px ${above}px, ${right}px ${below}px, ${left}px ${below}px)`;
    for (const name of layered) {
      clip(name, sheet ? box(top.x, mid.x) : "");
      clip(other(name), box(mid.x, end.x));
    }
  }

  /**
   * @param {string} name
   * @param {string} path
   */
  function clip(name, path) {
    const pane = map.getPane(name);
    if (pane) pane.style.clipPath = path;
  }

  /** Makes the panes and the sheet of the other question. */
  function lie() {
    for (const name of layered) {
      const [own, pane] = [map.getPane(name), map.getPane(other(name)) ?? map.createPane(other(name))];
      pane.style.zIndex = own?.style.zIndex ?? "";
      pane.style.opacity = own?.style.opacity ?? "";
    }
    const groups = Object.fromEntries(looks.order.map((key) => [key, L.layerGroup()]));
    return Sheet(desk, groups, other);
  }

  /** @param {Message} sent */
  async function fill(sent) {
    message = sent;
    options(sent);
    if (!sent.beside) {
      sheet?.clear();
      sheet = undefined;
      bar.hidden = true;
      return cut();
    }
    sheet ??= lie();
    await sheet.fill(sent.beside.layers);
  }

  /** @param {Message} sent */
  function options({ besides, compared }) {
    const listed = besides.map(([value, words]) => new Option(words, value));
    select.replaceChildren(new Option("Compare with…", ""), ...listed, new Option("another last day…", "day"));
    const dated = /^\d/.test(compared);
    select.value = dated ? "day" : compared;
    day.hidden = !dated;
    day.value = dated ? compared : "";
  }

  async function lay() {
    await sheet?.lay();
  }

  /**
   * @param {Showing} showing
   * @param {Record<string, string>} names
   */
  function show(showing, names) {
    if (!sheet || !message?.beside || !sheet.ready()) return;
    sheet.show(showing);
    sheet.tidy(names);
    bar.hidden = false;
    named[0].textContent = message.words;
    named[1].textContent = message.beside.words;
    cut();
  }

  return { control, fill, lay, show };
};
