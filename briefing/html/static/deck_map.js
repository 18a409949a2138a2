// A scene's map: the marks, lines and names of one question, live, with what stands behind a mark one click away.
"use strict";

/** @typedef {{ map: L.Map, zoom: (steps: number) => void, home: () => void, moved: () => boolean }} LiveMap */
/**
 * What the stage does with a map.
 * @typedef {object} Chart
 * @property {() => void} draw Draws the map where it is not yet drawn at its present size, looking where it looked.
 * @property {(steps: number) => void} zoom
 * @property {(x: number, y: number) => void} pan
 * @property {() => void} home
 * @property {() => boolean} close Closes the panel; tells whether there was something to close.
 */

const Charts = (() => {
  const { make } = Blocks;
  const LEAST_ZOOM = 3;
  const CLOSEST_ZOOM = 13;
  const STEP = 0.5;
  // Marks and names are drawn at a desk's size up to here (CSS pixels a rem), and grow with the scene beyond.
  const DESK_REM_PX = 13;
  const STRIDE_PX = 120;
  /** @type {WeakMap<Element, Chart>} */
  const charts = new WeakMap();

  const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

  /**
   * The maps inside an element.
   * @param {Element} element
   */
  const within = (element) => [...element.querySelectorAll(".map")].flatMap((each) => charts.get(each) ?? []);

  /**
   * @param {MapBlock} data
   * @param {DeckData} deck
   */
  function block(data, deck) {
    const box = make("div", "chart-map");
    const panel = Panel.make();
    const element = make("div", "map", make("div", "frame", box, panel.element), Legend.element(data));
    /** @type {LiveMap | undefined} */
    let live;
    let size = "";
    charts.set(element, {
      draw() {
        const present = `${box.clientWidth} ${box.clientHeight} ${rem()}`;
        if (live && size === present) return;
        const bounds = live?.moved() && live.map.getBounds();
        live?.map.remove();
        size = present;
        live = draw(box, data, deck, (ids) => panel.open(ids, deck));
        if (bounds) live.map.fitBounds(bounds, { animate: false });
      },
      zoom: (steps) => live?.zoom(steps),
      pan: (x, y) => live?.map.panBy([STRIDE_PX * x, STRIDE_PX * y]),
      home: () => live?.home(),
      close: panel.close,
    });
    return element;
  }

  /**
   * @param {HTMLElement} box
   * @param {MapBlock} data
   * @param {DeckData} deck
   * @param {(ids: string[]) => void} open
   * @returns {LiveMap}
   */
  function draw(box, data, deck, open) {
    const scale = Math.max(1, rem() / DESK_REM_PX);
    box.style.setProperty("--scale", String(scale));
    const map = L.map(box, {
      attributionControl: false,
      keyboard: false,
      maxZoom: CLOSEST_ZOOM,
      minZoom: LEAST_ZOOM,
      zoomControl: false,
      zoomDelta: STEP,
      zoomSnap: 0.25,
      trackResize: false,
    });
    let moved = false;
    const begin = () => {
      map.fitBounds(data.box, { animate: false });
      moved = false;
    };
    begin();
    const marks = Marks(scale);
    marks.panes(map, deck.look);
    const helm = DeckControls.helm(map, STEP, begin);
    DeckControls.add(map, marks, helm);
    const style = { className: "land", weight: 0.7, fillOpacity: 1 };
    L.geoJSON(Geometry.unstepped(deck.land), { pane: "land", interactive: false, style }).addTo(map);
    const shown = DeckFeatures.add(map, marks, data, deck, open);
    DeckAnnotations.add(map, data);
    const tidy = tidying({ box, map, marks, scale, data, shown, looks: deck.look, names: deck.names[data.names], open });
    map.on("moveend", tidy);
    tidy();
    map.on("zoomstart dragstart", () => {
      moved = true;
    });
    return { map, ...helm, moved: () => moved };
  }

  /**
   * Returns what is done whenever the map has moved: marks are gathered anew, names and degrees set where there is room.
   * @param {{ box: HTMLElement, map: L.Map, marks: ReturnType<typeof Marks>, scale: number, data: MapBlock, shown: Shown,
   *   looks: Looks, names: Record<string, string>, open: (ids: string[]) => void }} scene
   */
  function tidying({ box, map, marks, scale, data, shown, looks, names, open }) {
    const clusters = L.layerGroup().addTo(map);
    /** @type {L.LayerGroup | undefined} */
    let lines;

    /**
     * @param {string} key
     * @param {Disc[]} before
     */
    function gather(key, before) {
      const look = looks.layers[key];
      const groups = marks.gather(map, look.marks, shown[key] ?? [], before);
      for (const group of groups.filter(({ all }) => all.length > 1)) {
        const ids = group.all.flatMap(({ feature }) => DeckFeatures.behind(data, String(feature.id)));
        // As near as the map goes, marks that are still gathered are opened together.
        const atOnce = () => {
          if (map.getZoom() >= CLOSEST_ZOOM) open(ids);
        };
        clusters.addLayer(marks.cluster(map, key, look, group).on("click", atOnce));
      }
      return groups;
    }

    return () => {
      lines?.remove();
      lines = marks.graticule(map).addTo(map);
      clusters.clearLayers();
      const covered = [...box.querySelectorAll(".leaflet-control")].map((control) => control.getBoundingClientRect());
      /** @type {Disc[]} */
      const gathered = [];
      for (const key of marks.gathered(looks)) gathered.push(...gather(key, [...gathered]));
      const named = Object.keys(shown).filter((key) => looks.layers[key].marks === "names");
      const places = named.flatMap((key) => shown[key]);
      Names.write(map, places, names, gathered, scale, { covered, within: box.getBoundingClientRect() });
      box.dataset.marks = String(gathered.length);
      DeckControls.clearDegrees(box, covered);
    };
  }

  return { block, within };
})();
