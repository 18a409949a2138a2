// What stands on a scene's map: its zoom, the north arrow, the scale bar, and the degrees that these leave uncovered.
"use strict";

const DeckControls = (() => {
  const { button, make } = Blocks;

  /**
   * @param {L.Map} map
   * @param {ReturnType<typeof Marks>} marks
   * @param {number} step
   * @param {() => void} begin
   */
  function add(map, marks, step, begin) {
    const zooms = new L.Control({ position: "topright" });
    zooms.onAdd = () => {
      const nearer = button("+", "", "Zoom in (+)", () => map.setZoom(map.getZoom() + step));
      const further = button("−", "", "Zoom out (−)", () => map.setZoom(map.getZoom() - step));
      const reset = button("Reset", "reset", "As the scene begins (0)", begin);
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

  return { add, clearDegrees };
})();
