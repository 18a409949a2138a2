// Which marks lie over each other, and which one stands for them all: numbers alone, no map and no document.
// Places are pixels of the map's own layer; `scale` is 1 on a desk and larger where a deck is read from further off.
"use strict";

/** @typedef {{ x: number, y: number }} Spot A place in pixels, x to the right and y downwards. */
/** @typedef {{ n: number, severity?: number, picked?: number }} MarkNumbers What a mark's face says. */
/** @typedef {{ at: Spot, reach: number }} Disc What a mark covers. */
/**
 * @template Mark
 * @typedef {MarkNumbers & { mark: Mark, at: Spot }} Dot A mark before it is gathered, and the place that it is a mark of.
 */
/**
 * @template Mark
 * @typedef {Disc & MarkNumbers & { mark: Mark, shift: Spot, all: Mark[] }} Group The gravest mark, and all that it stands for.
 */

const Gathering = (() => {
  // What marks.css draws around a picked mark.
  const OUTLINE_PX = 6;
  // Developments sit up and to the right of their place, and clear of the clashes, so that neither hides the other.
  const ASIDE_PX = 11.5;
  const DEVELOPMENT_REACH_PX = 8;

  /**
   * The width of the mark of so many clashes.
   * @param {number} n
   * @param {number} scale
   */
  const size = (n, scale) => Math.round(scale * (12 + 5 * Math.log2(1 + n)));

  /**
   * How far a mark reaches from its middle.
   * @param {string} key
   * @param {MarkNumbers} numbers
   * @param {number} scale
   */
  const reach = (key, { n, picked }, scale) =>
    (key === "incidents" ? size(n, scale) / 2 + 2 : DEVELOPMENT_REACH_PX * scale) + (picked ? OUTLINE_PX : 0);

  /**
   * @param {Spot} one
   * @param {Spot} other
   */
  const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

  /**
   * Where the mark of a place is drawn: a clash on its place, a development beside it.
   * @param {string} key
   * @param {Spot} at
   * @param {Disc[]} clashes
   * @param {number} scale
   * @returns {Spot}
   */
  function stand(key, at, clashes, scale) {
    if (key === "incidents") return at;
    const own = reach(key, { n: 1 }, scale);
    const aside = { x: at.x + ASIDE_PX * scale, y: at.y - ASIDE_PX * scale };
    return clashes.reduce((spot, clash) => {
      const apart = own + clash.reach;
      const away = apart * Math.SQRT1_2;
      return distance(spot, clash.at) < apart ? { x: clash.at.x + away, y: clash.at.y - away } : spot;
    }, aside);
  }

  /**
   * The picked mark stands for others before the gravest does, and the gravest before the one of most clashes.
   * @param {MarkNumbers} numbers
   */
  const rank = ({ n, severity = 0, picked = 0 }) => 1e6 * picked + 1e3 * severity + n;

  /**
   * Marks that would lie over each other are gathered into one that says their sum.
   * @template Mark
   * @param {string} key
   * @param {Dot<Mark>[]} dots
   * @param {Disc[]} clashes
   * @param {number} scale
   * @returns {Group<Mark>[]}
   */
  function gather(key, dots, clashes, scale) {
    /** @type {Group<Mark>[]} */
    let groups = [...dots]
      .sort((a, b) => rank(b) - rank(a))
      .map(({ mark, at, n, severity, picked }) => {
        const spot = stand(key, at, clashes, scale);
        const shift = { x: spot.x - at.x, y: spot.y - at.y };
        return { mark, at: spot, shift, n, severity, picked, reach: reach(key, { n, picked }, scale), all: [mark] };
      });
    // A gathered mark is larger than its parts, so it may reach another: gather until none lies over another.
    for (let before = Number.POSITIVE_INFINITY; groups.length < before; ) {
      before = groups.length;
      groups = merged(key, groups, scale);
    }
    return groups;
  }

  /**
   * @template Mark
   * @param {string} key
   * @param {Group<Mark>[]} groups
   * @param {number} scale
   */
  function merged(key, groups, scale) {
    /** @type {Group<Mark>[]} */
    const kept = [];
    for (const group of groups) {
      const over = kept.find((other) => distance(group.at, other.at) < group.reach + other.reach);
      if (over) {
        over.all.push(...group.all);
        over.n += group.n;
        over.reach = reach(key, over, scale);
      } else {
        kept.push(group);
      }
    }
    return kept;
  }

  return { gather, reach, size, stand };
})();
