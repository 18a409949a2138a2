// Which key does what in a deck, in its own window and in the notes'.
"use strict";

/**
 * @typedef {"next" | "previous" | "first" | "last" | "escape" | "fullscreen" | "notes" | "nearer" | "further" | "home"
 *   | "east" | "west" | "north" | "south"} Act
 */

const Keys = (() => {
  /** @type {Record<string, Act>} */
  const PLAIN = {
    ArrowRight: "next",
    ArrowDown: "next",
    PageDown: "next",
    " ": "next",
    ArrowLeft: "previous",
    ArrowUp: "previous",
    PageUp: "previous",
    Home: "first",
    End: "last",
    Escape: "escape",
    f: "fullscreen",
    n: "notes",
    "+": "nearer",
    "=": "nearer",
    "-": "further",
    0: "home",
  };
  /** @type {Record<string, Act>} */
  const SHIFTED = { ArrowRight: "east", ArrowLeft: "west", ArrowUp: "north", ArrowDown: "south", " ": "previous" };

  /**
   * What a key asks for; undefined where it is not the deck's.
   * @param {{ key: string, shiftKey: boolean, ctrlKey: boolean, metaKey: boolean, altKey: boolean }} event
   * @returns {Act | undefined}
   */
  function act({ key, shiftKey, ctrlKey, metaKey, altKey }) {
    if (ctrlKey || metaKey || altKey) return undefined;
    const plain = key.length > 1 ? key : key.toLowerCase();
    if (shiftKey && Object.hasOwn(SHIFTED, key)) return SHIFTED[key];
    return Object.hasOwn(PLAIN, plain) ? PLAIN[plain] : undefined;
  }

  return { act };
})();
