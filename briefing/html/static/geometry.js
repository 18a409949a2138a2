// Lengths, degrees and boxes of a map: numbers alone, no map and no document.
"use strict";

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box An upright box, in pixels. */
/** @typedef {{ lines: number[][], areas?: undefined } | { areas: number[][][], lines?: undefined }} Stepped */

const Geometry = (() => {
  const NAUTICAL_MILE_M = 1852;

  /**
   * A stepped line or ring: whole thousandths of a degree, each point a step from the one before, as [longitude, latitude].
   * @param {number[]} steps
   * @returns {[number, number][]}
   */
  function points(steps) {
    /** @type {[number, number][]} */
    const walked = [];
    let lon = 0;
    let lat = 0;
    for (let at = 0; at < steps.length; at += 2) {
      lon += steps[at];
      lat += steps[at + 1];
      walked.push([lon / 1000, lat / 1000]);
    }
    return walked;
  }

  /**
   * Stepped lines or areas as GeoJSON.
   * @param {Stepped} shape
   * @returns {GeoJSON.MultiLineString | GeoJSON.MultiPolygon}
   */
  function unstepped({ areas, lines }) {
    if (lines) return { type: "MultiLineString", coordinates: lines.map(points) };
    return { type: "MultiPolygon", coordinates: areas.map((rings) => rings.map(points)) };
  }

  /**
   * Degrees between two lines of the graticule, by the map's zoom.
   * @param {number} zoom
   */
  function gridStep(zoom) {
    if (zoom < 5) return 10;
    if (zoom < 7) return 5;
    return zoom < 9 ? 1 : 0.5;
  }

  /**
   * The graticule's degrees from `low` to `high`.
   * @param {number} low
   * @param {number} high
   * @param {number} step
   */
  function grid(low, high, step) {
    const degrees = [];
    for (let at = Math.ceil(low / step) * step; at <= high; at += step) degrees.push(at);
    return degrees;
  }

  /**
   * A meridian's name.
   * @param {number} lon
   */
  const meridian = (lon) => `${+lon.toFixed(1)}°E`;

  /**
   * A parallel's name.
   * @param {number} lat
   */
  const parallel = (lat) => `${Math.abs(+lat.toFixed(1))}°${lat < 0 ? "S" : "N"}`;

  /**
   * The longest bar of 1, 2 or 5 (tens, tenths ...) of a nautical mile that is no longer than `metres`, drawn at `width_px`.
   * @param {number} metres
   * @param {number} widthPx
   */
  function scaleBar(metres, widthPx) {
    const most = metres / NAUTICAL_MILE_M;
    const power = 10 ** Math.floor(Math.log10(most));
    const miles = ([5, 2, 1].find((n) => n * power <= most) ?? 1) * power;
    return { words: `${miles < 1 ? miles.toFixed(1) : miles} nm`, widthPx: (widthPx * miles) / most };
  }

  /**
   * Whether two boxes share more than an edge.
   * @param {Box} a
   * @param {Box} b
   */
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  /**
   * Whether a box lies wholly in another.
   * @param {Box} inner
   * @param {Box} outer
   */
  const within = (inner, outer) =>
    inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;

  return { grid, gridStep, meet, meridian, parallel, scaleBar, unstepped, within };
})();
