// The ruler on the map: distances and bearings along points, measured on WGS 84 by the server (api/distance.json), since the map
// is flat. Points are set by click, or by Enter at the map's middle; words enter the document as text.
"use strict";

/**
 * @param {L.Map} map
 * @param {URL} root where the app is
 */
const Ruler = (map, root) => {
  const DECIMALS = 5;
  const MOST = 40;
  const drawn = L.layerGroup().addTo(map);
  const box = document.createElement("div");
  box.className = "ruler";
  box.hidden = true;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "Distance and bearing");
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  const list = document.createElement("ol");
  box.append(
    told,
    list,
    act("Undo", undo),
    act("Clear", clear),
    act("Close", () => turn(false)),
  );
  Furniture.place(map, "bottomleft", box);
  let on = false;
  let asked = 0;
  /** @type {[lon: number, lat: number][]} */
  let points = [];
  map.getContainer().addEventListener("keydown", keyed);

  /**
   * @param {string} words
   * @param {() => void} press
   */
  function act(words, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", press);
    return made;
  }

  /** @param {boolean} [wanted] */
  function turn(wanted = !on) {
    on = wanted;
    box.hidden = !on;
    map.getContainer().classList.toggle("measuring", on);
    points = [];
    show();
    // Enter sets points from here on.
    if (on) map.getContainer().focus();
  }

  /**
   * Takes a click on the sea as a point, while it is measured; tells whether it did.
   * @param {L.LatLng} at
   */
  function takes({ lng, lat }) {
    if (!on) return false;
    if (points.length < MOST) points.push([+lng.toFixed(DECIMALS), +lat.toFixed(DECIMALS)]);
    show();
    return true;
  }

  /** @param {KeyboardEvent} event */
  function keyed(event) {
    if (!on || event.target !== map.getContainer()) return;
    if (event.key === "Enter") takes(map.getCenter());
    else if (event.key === "Backspace") undo();
    else if (event.key === "Escape") turn(false);
    else return;
    event.preventDefault();
  }

  function undo() {
    points.pop();
    show();
  }

  function clear() {
    points = [];
    show();
  }

  async function show() {
    drawn.clearLayers();
    list.replaceChildren();
    for (const [lon, lat] of points) drawn.addLayer(L.circleMarker([lat, lon], { radius: 4, className: "measured" }));
    told.textContent = points.length
      ? "Set the next point."
      : "Set points by clicking, or by Enter at the middle of the map; Backspace takes the last one back.";
    if (points.length < 2) return;
    const turnOf = ++asked;
    const address = new URL("api/distance.json", root);
    address.search = `line=${points.map((point) => point.join(",")).join(";")}`;
    try {
      const answer = await (await fetch(address)).json();
      if (turnOf === asked && points.length > 1) tell(answer);
    } catch {
      told.textContent = "The distance could not be asked: is the app still running?";
    }
  }

  /** @param {{ legs?: { line_deg: [number, number][] }[], words?: string[], total_words?: string, error?: string }} answer */
  function tell({ legs = [], words = [], total_words: total, error }) {
    told.textContent = error ?? (words.length > 1 ? `Together ${total}, on WGS 84.` : "Geodesic on WGS 84.");
    list.replaceChildren(
      ...words.map((leg) => {
        const row = document.createElement("li");
        row.textContent = leg;
        return row;
      }),
    );
    for (const { line_deg: line } of legs) {
      const latlngs = line.map(([lon, lat]) => /** @type {[number, number]} */ ([lat, lon]));
      drawn.addLayer(L.polyline(latlngs, { className: "measured", interactive: false, weight: 2 }));
    }
  }

  return { takes, turn };
};
