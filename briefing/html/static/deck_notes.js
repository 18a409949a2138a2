// Speaker notes in a window that the deck opens itself and fills from its own content: it loads nothing.
"use strict";

/** @typedef {{ clock: string, since: string, step: string, title: string, words: string, next: string }} NotesText */

const Notes = (() => {
  const { make } = Blocks;
  /** @type {Window | null} */
  let other = null;

  /**
   * Returns whether the browser let the window open.
   * @param {Element | null} style
   * @param {(event: KeyboardEvent) => void} keys
   */
  function open(style, keys) {
    if (!other || other.closed) other = window.open("", "", "popup,width=820,height=640");
    if (!other) return false;
    const page = other.document;
    page.documentElement.dataset.theme = document.documentElement.dataset.theme;
    page.head.replaceChildren(...(style ? [page.importNode(style, true)] : []));
    page.title = "Speaker notes";
    page.body.className = "notes";
    const times = make("div", "times", make("b", "clock"), make("span", "since"), make("span", "step"));
    const parts = [times, make("h1", "title"), make("div", "words"), make("p", "next")];
    page.body.replaceChildren(...parts.map((part) => page.importNode(part, true)));
    other.addEventListener("keydown", keys);
    other.focus();
    return true;
  }

  /** @param {NotesText} facts */
  function tell(facts) {
    if (!other || other.closed) return;
    for (const [look, words] of Object.entries(facts)) {
      const part = other.document.querySelector(`.${look}`);
      if (part) part.textContent = words;
    }
  }

  window.addEventListener("pagehide", () => other?.close());
  return { open, tell };
})();
