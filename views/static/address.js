// Where the map looks, as the page's address says it: "longitude,latitude,zoom" under the key `at`. Strings alone.
"use strict";

/** @typedef {{ lat: number, lon: number, zoom: number }} Sight */

const Address = (() => {
  const KEY = "at";
  const DECIMALS = 4;

  /**
   * Where a query lets the map look; undefined where it says nothing that can be read.
   * @param {string} query
   * @returns {Sight | undefined}
   */
  function read(query) {
    const numbers = new URLSearchParams(query).get(KEY)?.split(",").map(Number) ?? [];
    if (numbers.length !== 3 || !numbers.every(Number.isFinite)) return undefined;
    const [lon, lat, zoom] = numbers;
    return { lat, lon, zoom };
  }

  /**
   * The address, its host left out, that says where the map looks; undefined where it says so already. All else in it stays.
   * @param {string} href
   * @param {Sight} sight
   * @returns {string | undefined}
   */
  function write(href, { lat, lon, zoom }) {
    const address = new URL(href);
    const at = `${+lon.toFixed(DECIMALS)},${+lat.toFixed(DECIMALS)},${zoom}`;
    if (address.searchParams.get(KEY) === at) return undefined;
    address.searchParams.delete(KEY);
    // Not by searchParams: the commas stay as they are.
    const query = address.search ? `${address.search}&${KEY}=${at}` : `?${KEY}=${at}`;
    return `${address.pathname}${query}`;
  }

  return { read, write };
})();
