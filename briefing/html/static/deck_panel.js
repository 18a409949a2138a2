// The panel beside a scene's map: the cards of all features that a mark stands for.
"use strict";

const Panel = (() => {
  const { button, card, make: element } = Blocks;

  /** A panel that is closed. */
  function make() {
    const panel = element("aside", "panel");
    panel.hidden = true;
    panel.setAttribute("aria-label", "What stands behind the mark");
    // Returns whether there was something to close.
    const close = () => {
      const open = !panel.hidden;
      panel.hidden = true;
      return open;
    };
    const open = (/** @type {string[]} */ ids, /** @type {DeckData} */ deck) => {
      const cards = ids.map((id) => deck.cards[id]).filter(Boolean);
      const more = ids.length - cards.length;
      const shut = button("Close", "close", "Close (Esc)", close);
      panel.replaceChildren(shut);
      if (cards.length > 1) panel.append(element("p", "kicker", `${ids.length} at this mark, the newest first`));
      panel.append(...cards.map((each) => card(each, deck.reports)));
      if (more > 0) panel.append(element("p", "kicker", `and ${more} more`));
      panel.hidden = false;
      panel.scrollTop = 0;
      shut.focus();
    };
    return { close, element: panel, open };
  }

  return { make };
})();
