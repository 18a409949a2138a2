// What stands on a scene's map: its zoom, the north arrow, the scale bar, and the degrees that these leave uncovered.
"use strict";

const DeckControls = (() => {
  const { button, make } = Blocks;

  /**
   * Returns what zooms a map by so many steps, and what sets it back. Leaflet takes no zoom while another is under way: what
   * is asked for then is done at its end, and no press is lost.
   * @param {L.Map} map
   * @param {number} step
   * @param {() => void} begin
   */
  function helm(map, step, begin) {
    let moving = false;
    /** @type {number | undefined} */
    let wanted;
    /** @type {(() => void) | undefined} */
    let next;
    const set = () => {
      moving = wanted !== undefined && wanted !== map.getZoom();
      if (moving) map.setZoom(/** @type {number} */ (wanted));
    };
    map.on("zoomanim", () => {
      moving = true;
    });
    map.on("zoomend", () => {
      const act = next;
      moving = false;
      next = undefined;
      if (act) act();
      else wanted = undefined;
    });
    /** @param {number} steps */
    const zoom = (steps) => {
      const to = (wanted ?? map.getZoom()) + steps * step;
      wanted = Math.min(Math.max(to, map.getMinZoom()), map.getMaxZoom());
      if (moving) next = set;
      else set();
    };
    const home = () => {
      wanted = undefined;
      if (moving) next = begin;
      else begin();
    };
    return { zoom, home };
  }

  /**
   * @param {L.Map} map
   * @param {ReturnType<typeof Marks>} marks
   * @param {{ zoom: (steps: number) => void, home: () => void }} helm
   */
  function add(map, marks, { zoom, home }) {
    const zooms = new L.Control({ position: "topright" });
    zooms.onAdd = () => {
      const nearer = button("+", "", "Zoom in (+)", () => zoom(1));
      const further = button("−", "", "Zoom out (−)", () => zoom(-1));
      const reset = button("Reset", "reset", "As the scene begins (0)", home);
      const box = make("div", "leaflet-bar zooms", nearer, further, reset);
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    const north = new L.Control({ position: "topleft" });
    north.onAdd = () => Object.assign(make("div", "north", make("i", ""), make("b", "", "N")), { title: "North is up" });
    for (const control of [zooms, north, marks.scaleBar(map)]) control.addTo(map);
  }

  /**
   * A degree that a control would cover is left unwritten.
   * @param {HTMLElement} box
   * @param {Box[]} covered
   */
  function clearDegrees(box, covered) {
    for (const degree of box.querySelectorAll(".degree")) {
      if (!(degree instanceof HTMLElement)) continue;
      const own = degree.getBoundingClientRect();
      degree.style.visibility = covered.some((other) => Geometry.meet(own, other)) ? "hidden" : "";
    }
  }

  return { add, clearDegrees, helm };
})();
