// The dossier before the page's script has run: a picked feature's card, as the server has it, until the dossier itself is there.
"use strict";

const Early = (() => {
  // After so long a dossier that has not come is no longer waited for.
  const LATE_MS = 10_000;
  const DOSSIER = ".st-key-dossier";
  let last = 0;
  /** What was picked last, and the turn of that pick. @type {{ identity: string, turn: number } | undefined} */
  let awaited;

  /**
   * @param {URL} root where the app is
   * @param {string} identity
   * @param {number} picked the turn of the pick
   * @returns {Promise<boolean>} whether the card is shown
   */
  async function show(root, identity, picked) {
    awaited = { identity, turn: picked };
    const turn = ++last;
    const address = new URL("map/card.json", root);
    for (const [key, value] of new URLSearchParams(location.search))
      if (key !== "point") address.searchParams.append(key, value);
    address.searchParams.set("selected", identity);
    const answer = await fetch(address).catch(() => undefined);
    if (!answer?.ok) return false;
    const { html } = await answer.json();
    const dossier = /** @type {HTMLElement | null} */ (document.querySelector(DOSSIER));
    // A later pick came, or the page was left or changed its question meanwhile.
    if (turn !== last || !dossier || there(dossier, html)) return false;
    clear();
    const card = document.createElement("div");
    card.className = "early stHtml";
    // The server's own markup, with every word of the data escaped: the dossier shows the same.
    card.innerHTML = html;
    dossier.prepend(card);
    dossier.dataset.early = "";
    dossier.scrollTop = 0;
    const observer = new MutationObserver(() => {
      if (there(dossier, html)) done();
    });
    observer.observe(dossier, { childList: true, subtree: true, characterData: true });
    const clock = setTimeout(done, LATE_MS);

    function done() {
      clearTimeout(clock);
      observer.disconnect();
      card.remove();
      if (!dossier?.querySelector(".early")) delete dossier?.dataset.early;
    }
    return true;
  }

  /** What is awaited is awaited no more: another question was asked. */
  function drop() {
    awaited = undefined;
    last++;
    clear();
  }

  /**
   * What the page's script shows once it has heard the pick: where that is another feature or none, no card is awaited.
   * @param {string} picked
   * @param {number} heard the turn of what it heard last
   */
  function tell(picked, heard) {
    if (awaited && heard >= awaited.turn && picked !== awaited.identity) drop();
  }

  function clear() {
    for (const card of document.querySelectorAll(`${DOSSIER} > .early`)) card.remove();
    delete (/** @type {HTMLElement | null} */ (document.querySelector(DOSSIER))?.dataset.early);
  }

  /**
   * Whether the dossier itself shows the card.
   * @param {HTMLElement} dossier
   * @param {string} html
   */
  function there(dossier, html) {
    const wanted = new DOMParser().parseFromString(html, "text/html").querySelector("h2")?.textContent;
    const heads = [...dossier.querySelectorAll("h2")].filter((head) => !head.closest(".early"));
    return heads.some((head) => head.textContent === wanted);
  }

  return { drop, show, tell };
})();
