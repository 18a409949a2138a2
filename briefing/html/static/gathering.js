// Which marks lie over each other, and which one stands for them all: numbers alone, no map and no document.
// Places are pixels of the map's own layer; `scale` is 1 on a desk and larger where a deck is read from further off.
"use strict";

/** @typedef {"" | "discs" | "diamonds" | "names"} MarkKind How a layer's points stand: it says so itself. */
/** @typedef {{ x: number, y: number }} Spot A place in pixels, x to the right and y downwards. */
/** @typedef {{ n: number, severity?: number, picked?: number, wide?: number }} MarkNumbers What a mark's face says. */
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
  // Diamonds sit up and to the right of their place, and clear of the marks before them, so that neither hides the other.
  const ASIDE_PX = 11.5;
  const DIAMOND_REACH_PX = 8;

  /**
   * The width of the disc of so many features.
   * @param {number} n
   * @param {number} scale
   */
  const size = (n, scale) => Math.round(scale * (12 + 5 * Math.log2(1 + n)));

  /**
   * How far a mark reaches from its middle.
   * @param {MarkKind} kind
   * @param {MarkNumbers} numbers
   * @param {number} scale
   */
  const reach = (kind, { n, picked }, scale) =>
    (kind === "discs" ? size(n, scale) / 2 + 2 : DIAMOND_REACH_PX * scale) + (picked ? OUTLINE_PX : 0);

  /**
   * @param {Spot} one
   * @param {Spot} other
   */
  const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

  /**
   * Where the mark of a place is drawn: a disc on its place, a diamond beside it and clear of the marks before it.
   * @param {MarkKind} kind
   * @param {Spot} at
   * @param {Disc[]} before
   * @param {number} scale
   * @returns {Spot}
   */
  function stand(kind, at, before, scale) {
    if (kind === "discs") return at;
    const own = reach(kind, { n: 1 }, scale);
    const aside = { x: at.x + ASIDE_PX * scale, y: at.y - ASIDE_PX * scale };
    return before.reduce((spot, other) => {
      const apart = own + other.reach;
      const away = apart * Math.SQRT1_2;
      return distance(spot, other.at) < apart ? { x: other.at.x + away, y: other.at.y - away } : spot;
    }, aside);
  }

  /**
   * The picked mark stands for others before the gravest does, and the gravest before the one of most features.
   * @param {MarkNumbers} numbers
   */
  const rank = ({ n, severity = 0, picked = 0 }) => 1e6 * picked + 1e3 * severity + n;

  /**
   * Marks that would lie over each other are gathered into one that says their sum.
   * @template Mark
   * @param {MarkKind} kind
   * @param {Dot<Mark>[]} dots
   * @param {Disc[]} before
   * @param {number} scale
   * @returns {Group<Mark>[]}
   */
  function gather(kind, dots, before, scale) {
    /** @type {Group<Mark>[]} */
    let groups = [...dots]
      .sort((a, b) => rank(b) - rank(a))
      .map(({ mark, at, n, severity, picked }) => {
        const spot = stand(kind, at, before, scale);
        const shift = { x: spot.x - at.x, y: spot.y - at.y };
        return { mark, at: spot, shift, n, severity, picked, reach: reach(kind, { n, picked }, scale), all: [mark] };
      });
    // A gathered mark is larger than its parts, so it may reach another: gather until none lies over another.
    for (let many = Number.POSITIVE_INFINITY; groups.length < many; ) {
      many = groups.length;
      groups = merged(kind, groups, scale);
    }
    return groups;
  }

  /**
   * @template Mark
   * @param {MarkKind} kind
   * @param {Group<Mark>[]} groups
   * @param {number} scale
   */
  function merged(kind, groups, scale) {
    /** @type {Group<Mark>[]} */
    const kept = [];
    for (const group of groups) {
      const over = kept.find((other) => distance(group.at, other.at) < group.reach + other.reach);
      if (over) {
        over.all.push(...group.all);
        over.n += group.n;
        over.reach = reach(kind, over, scale);
      } else {
        kept.push(group);
      }
    }
    return kept;
  }

  return { gather, reach, size, stand };
})();
