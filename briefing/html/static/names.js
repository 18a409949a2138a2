// Place names on a map: each stands clear of the marks, beside its own place's mark, and nowhere near another name.
"use strict";

/** @typedef {{ covered?: Box[], within?: Box }} Limits What covers the map, and what it must keep within, in window pixels. */

const Names = (() => {
  // From which zoom on a place of each rank is named; rank 0 always is, on whichever side of its mark there is room.
  const FROM_ZOOM = [0, 5, 6, 8];
  // A name further from its place would be read as another one's: a line leads to it from there on.
  const FARTHEST_PX = 30;
  // How many rows of names away from its place a name that always stands may be led.
  const LED_ROWS = [2, 3, 4, 5];

  /** @type {WeakMap<L.Map, string>} */
  const families = new WeakMap();
  /** What stands on a name's element: the browser would lay it out anew for the same words. @type {WeakMap<Element, string>} */
  const written = new WeakMap();

  /** @param {Marker} layer */
  const rank = (layer) => layer.feature.properties.rank ?? FROM_ZOOM.length;

  /**
   * @param {number} left
   * @param {number} right
   * @param {number} y
   * @param {number} half
   * @returns {Box}
   */
  const strip = (left, right, y, half) => ({ left, right, top: y - half, bottom: y + half });

  /**
   * Writes the names that have room. Where they are set anew on every move, they also keep within the frame and clear of
   * what covers it.
   * @param {L.Map} map
   * @param {Marker[]} places
   * @param {Record<string, string>} names
   * @param {(Disc & { all?: unknown[] })[]} gathered
   * @param {number} scale
   * @param {Limits} [limits]
   */
  function write(map, places, names, gathered, scale, { covered = [], within } = {}) {
    // Where nothing covers the map its place in the window is not asked for: the browser would lay out the page for it.
    const onMap = covered.length || within ? ontoMap(map) : undefined;
    const taken = onMap ? covered.map(onMap) : [];
    const frame = within && onMap?.(within);
    const width = ruler(map, scale);
    const box = (/** @type {Disc} */ { at, reach }) => strip(at.x - reach, at.x + reach, at.y, reach);
    const marks = gathered.map(box);
    // A mark of several positions is not named after one of them.
    const crowds = gathered.filter(({ all = [] }) => all.length > 1).map(box);
    // A name of the second rank or below gives way to any other place's own mark.
    const dots = places.map((layer) => {
      const at = map.latLngToLayerPoint(layer.getLatLng());
      return { layer, at, dot: strip(at.x - 3 * scale, at.x + 3 * scale, at.y, 3 * scale) };
    });
    dots.sort((a, b) => rank(a.layer) - rank(b.layer));
    for (const { layer, at } of dots) {
      if (!layer.getElement()) continue;
      const words = names[String(layer.feature.id)] || "";
      const own = marks.find((mark) => Geometry.meet(mark, strip(at.x - 3, at.x + 3, at.y, 3)));
      const others = [...taken, ...marks.filter((mark) => mark !== own)];
      if (rank(layer) > 1) others.push(...dots.filter((other) => other.layer !== layer).map(({ dot }) => dot));
      const clear = (/** @type {Box} */ room) =>
        !others.some((other) => Geometry.meet(other, room)) && (!frame || Geometry.within(room, frame));
      const wide = width(words) + 8 * scale;
      const sides = rooms(at, own, wide, scale);
      if (!rank(layer))
        sides.push(
          ...others
            .filter((other) => Geometry.meet(other, sides[0].room) && other.right - at.x < FARTHEST_PX * scale)
            .map((other) => past(other, at, wide, scale)),
          ...led(at, wide, scale),
        );
      const side = rank(layer)
        ? sides.slice(0, 1).find(({ room }) => clear(room))
        : roomiest(
            sides.filter(({ room }) => !frame || Geometry.within(room, frame)),
            taken,
            others,
          );
      const lost = rank(layer) > 0 && crowds.some((crowd) => Geometry.meet(crowd, strip(at.x - 3, at.x + 3, at.y, 3)));
      const named = words !== "" && !lost && side !== undefined && map.getZoom() >= FROM_ZOOM[rank(layer)];
      if (named) taken.push(side.room);
      show(layer, words, named, side?.shift ?? { x: 0, y: 0 }, map.getZoom());
      lead(layer, named ? side?.shift : undefined, wide, scale);
    }
  }

  /**
   * The first side that covers the least of others, and no other name.
   * @param {{ room: Box, shift: Spot }[]} sides
   * @param {Box[]} names
   * @param {Box[]} others
   */
  function roomiest(sides, names, others) {
    const covers = (/** @type {Box} */ room) => others.reduce((sum, other) => sum + common(other, room), 0);
    const free = sides.filter(({ room }) => !names.some((name) => Geometry.meet(name, room)));
    return free.sort((one, other) => covers(one.room) - covers(other.room))[0];
  }

  /**
   * Where a name may stand past something that lies in its way to the right.
   * @param {Box} other
   * @param {Spot} at
   * @param {number} wide
   * @param {number} scale
   */
  const past = (other, at, wide, scale) => ({
    room: strip(other.right + 2, other.right + 2 + wide, at.y, 8 * scale),
    shift: { x: other.right - at.x - 4, y: 0 },
  });

  /**
   * The area that two boxes share, in square pixels.
   * @param {Box} one
   * @param {Box} other
   */
  function common(one, other) {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const tall = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return Math.max(0, wide) * Math.max(0, tall);
  }

  /**
   * Where a name may stand, and how far that is from where it stands by itself: to the right of its mark, to the left, below it,
   * above it, and at its corners.
   * @param {Spot} at
   * @param {Box | undefined} own
   * @param {number} wide
   * @param {number} scale
   * @returns {{ room: Box, shift: Spot }[]}
   */
  function rooms(at, own, wide, scale) {
    const half = 8 * scale;
    const right = own ? own.right - at.x - 4 * scale : 0;
    const left = (own ? own.left - at.x : 0) - wide - 6;
    const below = (own ? own.bottom - at.y : 0) + half + 2;
    const above = (own ? own.top - at.y : 0) - half - 2;
    const aside = [0, below / 2, above / 2, below, above].flatMap((y) => [
      { x: right, y },
      { x: left, y },
    ]);
    const shifts = [...aside.slice(0, 2), { x: -wide / 2, y: below }, { x: -wide / 2, y: above }, ...aside.slice(2)];
    return shifts.map((shift) => moved(at, shift, wide, half));
  }

  /**
   * The room of a name that is moved from where it stands by itself.
   * @param {Spot} at
   * @param {Spot} shift
   * @param {number} wide
   * @param {number} half
   */
  function moved(at, shift, wide, half) {
    const start = at.x + shift.x + 6;
    return { room: strip(start, start + wide, at.y + shift.y, half), shift };
  }

  /**
   * Where a name may stand that finds no room beside its place, the nearest first.
   * @param {Spot} at
   * @param {number} wide
   * @param {number} scale
   */
  const led = (at, wide, scale) =>
    LED_ROWS.flatMap((row) => [row, -row]).flatMap((row) =>
      [0, -wide, -wide / 2].map((x) => moved(at, { x, y: row * 16 * scale }, wide, 8 * scale)),
    );

  /**
   * Draws the line from a place to its name, where the name stands away from it.
   * @param {Marker} layer
   * @param {Spot | undefined} shift
   * @param {number} wide
   * @param {number} scale
   */
  function lead(layer, shift, wide, scale) {
    const element = layer.getElement();
    if (!element || rank(layer)) return;
    const far = shift !== undefined && Math.abs(shift.y) > FARTHEST_PX * scale;
    element.classList.toggle("led", far);
    if (!far) return;
    const x = Math.min(Math.max(0, shift.x + 6), shift.x + wide);
    const y = shift.y - Math.sign(shift.y) * 7 * scale;
    element.style.setProperty("--lead", `${Math.hypot(x, y)}px`);
    element.style.setProperty("--toward", `${Math.atan2(y, x)}rad`);
  }

  /**
   * Returns a function that turns window pixels into those of the map's own layer.
   * @param {L.Map} map
   * @returns {(box: Box) => Box}
   */
  function ontoMap(map) {
    const edge = map.getContainer().getBoundingClientRect();
    const origin = map.containerPointToLayerPoint([0, 0]);
    const x = origin.x - edge.left;
    const y = origin.y - edge.top;
    return ({ left, right, top, bottom }) => ({ left: left + x, right: right + x, top: top + y, bottom: bottom + y });
  }

  /**
   * Returns a function that tells how wide words are when they are written on the map.
   * @param {L.Map} map
   * @param {number} scale
   * @returns {(words: string) => number}
   */
  function ruler(map, scale) {
    const pen = document.createElement("canvas").getContext("2d");
    if (!pen) throw new Error("This browser has no canvas to measure names with.");
    const family = families.get(map) ?? getComputedStyle(map.getContainer()).fontFamily;
    families.set(map, family);
    pen.font = `600 ${11 * scale}px ${family}`;
    return (words) => pen.measureText(words).width;
  }

  /**
   * @param {Marker} layer
   * @param {string} words
   * @param {boolean} named
   * @param {Spot} shift
   * @param {number} zoom
   */
  function show(layer, words, named, shift, zoom) {
    const element = layer.getElement();
    const face = element?.firstElementChild;
    if (!(face instanceof HTMLElement)) return;
    const anew = [words, named, shift.x, shift.y, zoom < 7].join(";");
    if (written.get(face) === anew) return;
    written.set(face, anew);
    face.textContent = named ? words : "";
    face.title = words;
    face.style.marginLeft = `${shift.x}px`;
    face.style.transform = shift.y ? `translateY(${shift.y}px)` : "";
    element?.classList.toggle("minor", !named && zoom < 7);
  }

  return { write };
})();
