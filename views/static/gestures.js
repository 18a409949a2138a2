// How wheel and fingers move the map: a page that is scrolled past it stays a page that is scrolled.
"use strict";

const Gestures = (() => {
  // Wheels and touchpads send a stream; so long after one step the next may follow.
  const STEP_MS = 160;

  /**
   * One notch, one level; without Ctrl only where the map has the focus.
   * @param {L.Map} map
   */
  function wheel(map) {
    const element = map.getContainer();
    let next = 0;
    element.addEventListener(
      "wheel",
      (event) => {
        if (!(event.ctrlKey || event.metaKey || element.contains(document.activeElement))) return;
        event.preventDefault();
        if (event.timeStamp < next || !event.deltaY) return;
        next = event.timeStamp + STEP_MS;
        map.setZoomAround(map.mouseEventToLatLng(event), map.getZoom() - Math.sign(event.deltaY));
      },
      { passive: false },
    );
  }

  /**
   * One finger scrolls the page, two move the map.
   * @param {L.Map} map
   */
  function fingers(map) {
    const element = map.getContainer();
    if (!matchMedia("(pointer: coarse)").matches) return;
    map.dragging.disable();
    element.style.touchAction = "pan-y";
    element.addEventListener("touchstart", ({ touches }) => {
      if (touches.length > 1) map.dragging.enable();
    });
    element.addEventListener("touchend", ({ touches }) => {
      if (touches.length < 2) map.dragging.disable();
    });
  }

  /** @param {L.Map} map */
  function begin(map) {
    wheel(map);
    fingers(map);
  }

  return { begin };
})();
