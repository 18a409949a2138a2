// What stands beside a mark, a line or an area that is pointed at or has the focus. Words enter the document as text.
"use strict";

const Hover = (() => {
  const MOST = 4;

  /**
   * A card of lines, the first in bold; of many only the first are listed, and how many more there are.
   * @param {string[]} lines
   * @param {string} [head]
   */
  function card(lines, head) {
    const box = document.createElement("div");
    box.className = "hover";
    const add = (/** @type {string} */ words, /** @type {"b" | "span"} */ tag) => {
      const line = document.createElement(tag);
      line.textContent = words;
      box.append(line);
    };
    if (head) add(head, "b");
    for (const words of lines.slice(0, MOST)) add(words, "span");
    if (lines.length > MOST) add(`and ${lines.length - MOST} more`, "span");
    return box;
  }

  /**
   * Shows what `say` returns beside a layer; it is asked when it is needed.
   * @template {L.Layer} Told
   * @param {Told} layer
   * @param {() => HTMLElement} say
   * @param {boolean} follows whether it keeps to the pointer, as for a long line
   * @returns {Told}
   */
  function on(layer, say, follows) {
    return layer.bindTooltip(say, {
      className: "hover-box",
      direction: follows ? "auto" : "top",
      sticky: follows,
      opacity: 1,
    });
  }

  return { card, on };
})();
