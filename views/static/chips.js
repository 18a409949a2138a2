// Chips over the map: what the question narrows, a phrase each, each taken away by one click. Words enter the document as text.
"use strict";

/** @typedef {[test: string, words: string]} Chip A part of the question: the name by which it is taken away, and what it says. */

/**
 * @param {HTMLElement} frame
 * @param {(test: string) => void} drop
 */
const Chips = (frame, drop) => {
  const row = document.createElement("div");
  row.className = "chips";
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "What is asked for");
  frame.append(row);

  /** @param {Chip[]} parts */
  function show(parts) {
    const at = [...row.children].indexOf(/** @type {Element} */ (document.activeElement));
    const whole = Object.assign(document.createElement("span"), { textContent: "No filter: the whole record" });
    row.replaceChildren(...(parts.length ? parts.map(chip) : [whole]));
    // Whoever takes one away by key goes on to the next.
    if (at >= 0) /** @type {HTMLElement | undefined} */ (row.children[Math.min(at, parts.length - 1)])?.focus();
  }

  /** @param {Chip} part */
  function chip([test, words]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.setAttribute("aria-label", `Remove: ${words}`);
    button.addEventListener("click", () => {
      button.disabled = true;
      drop(test);
    });
    return button;
  }

  return { show };
};
