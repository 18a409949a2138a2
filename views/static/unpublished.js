// What editors have accepted at the desk and not published: on an editor's own map alone, and marked so.
"use strict";

/** @typedef {{ at: [number, number], radius: number, says: string, page: number }} Accepted */

/**
 * @param {L.Map} map
 * @param {URL} root where the app is
 */
const Unpublished = (map, root) => {
  const group = L.layerGroup().addTo(map);

  /** @param {Accepted[]} accepted */
  function show(accepted) {
    group.clearLayers();
    for (const each of accepted) {
      const ring = L.circle(each.at, { radius: each.radius, className: "unpublished", interactive: false });
      const words = document.createElement("a");
      words.href = new URL(`desk?page=${each.page}`, root).href;
      words.textContent = "unpublished";
      words.title = each.says;
      words.setAttribute("aria-label", each.says);
      const icon = L.divIcon({ className: "unpublished", html: words, iconSize: [76, 20], iconAnchor: [38, -8] });
      group.addLayer(ring).addLayer(L.marker(each.at, { icon, keyboard: false }));
    }
  }

  return { show };
};
