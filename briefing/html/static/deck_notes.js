// Speaker notes in a window that the deck opens itself and fills from its own content: it loads nothing.
"use strict";
window.Notes = (() => {
  const { make } = Blocks;
  let other = null;

  // Returns whether the browser let the window open.
  function open(style, keys) {
    if (!other || other.closed) other = window.open("", "", "popup,width=820,height=640");
    if (!other) return false;
    const page = other.document;
    page.documentElement.dataset.theme = document.documentElement.dataset.theme;
    page.head.replaceChildren(page.importNode(style, true));
    page.title = "Speaker notes";
    page.body.className = "notes";
    page.body.replaceChildren(page.importNode(make("div", "times", make("b", "clock"), make("span", "since"), make("span", "step")), true),
      page.importNode(make("h1", "title"), true), page.importNode(make("div", "words"), true), page.importNode(make("p", "next"), true));
    other.addEventListener("keydown", keys);
    other.focus();
    return true;
  }

  function tell(facts) {
    if (!other || other.closed) return;
    Object.entries(facts).forEach(([look, words]) => { other.document.querySelector(`.${look}`).textContent = words; });
  }

  window.addEventListener("pagehide", () => other?.close());
  return { open, tell };
})();
