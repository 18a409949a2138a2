// The button that opens the standalone deck in a tab of its own.

/**
 * @typedef {object} PresentData
 * @property {boolean} ready whether there is anything to present
 * @property {string} [page] the deck as HTML, once it was asked for
 * @property {string} [fault] why there is none
 */

/** @type {Window | null} */
let waiting = null;

/** @param {{ data: PresentData, parentElement: ParentNode, setTriggerValue: (name: string, value: unknown) => void }} component */
function present({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  const status = parentElement.querySelector("p");
  if (!button || !status) return;
  button.disabled = !data.ready;
  button.onclick = () => {
    // The click itself opens the tab: browsers block one that a script opens later.
    waiting = window.open("", "_blank");
    status.textContent = waiting ? "" : "The browser did not open a tab: allow pop-up windows for this page.";
    if (!waiting) return;
    waiting.opener = null;
    waiting.document.title = "Soundings";
    waiting.document.body.textContent = "The briefing is being made.";
    setTriggerValue("asked", true);
  };
  if (waiting && data.page) {
    waiting.location.replace(URL.createObjectURL(new Blob([data.page], { type: "text/html" })));
    waiting = null;
  } else if (waiting && data.fault) {
    waiting.document.body.textContent = data.fault;
    waiting = null;
  }
}

export default inOrder(present);
