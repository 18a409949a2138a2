// The map's component: loads the map's scripts once for the page, then hands on each message of the page's script.

/** @typedef {{ scripts: string[], styles: string, alone: boolean }} Sent */
/** @typedef {HTMLElement & { chart?: { show: (message: any) => Promise<void>, close: () => void }, latest?: Sent }} Frame */
/** @typedef {Window & { soundingsScripts?: Promise<void> }} Keeper */

const LATE_MS = 4000;

/** @param {{ parentElement: ParentNode, data: Sent, setTriggerValue: (event: string, value: unknown) => void }} component */
function chart({ parentElement, data, setTriggerValue }) {
  const frame = /** @type {Frame | null} */ (parentElement.querySelector("#map_div"));
  if (!frame) return undefined;
  frame.latest = data;
  // The page outlives its maps: scripts that stand in it are not loaded again.
  const keeper = /** @type {Keeper} */ (window);
  keeper.soundingsScripts ??= load(data);
  const standing = keeper.soundingsScripts.then(() => {
    // The page may have been left while the scripts came.
    if (!frame.isConnected) return undefined;
    frame.chart ??= Soundings(frame, root(), setTriggerValue);
    return frame.chart.show(frame.latest);
  });
  // The rest of the page waits for the map, but not for one that cannot be drawn.
  if (data.alone) {
    const late = new Promise((done) => setTimeout(done, LATE_MS));
    const ask = () => {
      if (frame.isConnected) setTriggerValue("drawn", true);
    };
    // A page that is asked for the rest while another is on its way comes back in its place: whoever has followed a link
    // meanwhile is given time to leave.
    const followed = follows();
    Promise.race([standing, late]).finally(() => (followed() ? setTimeout(ask, LATE_MS) : ask()));
  }
  // Streamlit cleans up after a call that a newer one overtakes, too: the map goes when its element does.
  return () => {
    if (!frame.isConnected) frame.chart?.close();
  };
}

/** Tells, when it is called, whether a link to another page was followed since; then it listens no more. */
function follows() {
  let followed = false;
  const heard = (/** @type {Event} */ { target }) => {
    if (target instanceof Element && target.closest("a[href]:not([target=_blank])")) followed = true;
  };
  document.addEventListener("click", heard, { capture: true });
  return () => {
    document.removeEventListener("click", heard, { capture: true });
    return followed;
  };
}

/** Where the app is, whatever path it is served under: Streamlit's own scripts come from there. */
function root() {
  const own = document.querySelector('script[src*="static/js/"]')?.getAttribute("src") ?? "./static/js/";
  return new URL(own.slice(0, own.indexOf("static/js/")) || "./", document.baseURI);
}

/**
 * Asks for all at once; scripts run in their order.
 * @param {Sent} sent
 */
async function load({ scripts, styles }) {
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address(styles) });
  const parts = scripts.map((name) => Object.assign(document.createElement("script"), { src: address(name), async: false }));
  await Promise.all([sheet, ...parts].map(loaded));
}

/** @param {string} name */
const address = (name) => new URL(`map/${name}`, root()).href;

/** @param {HTMLScriptElement | HTMLLinkElement} part */
function loaded(part) {
  return new Promise((done, failed) => {
    part.onload = () => done(undefined);
    part.onerror = () => failed(new Error(`A part of the map could not be read: ${"src" in part ? part.src : part.href}`));
    document.head.append(part);
  });
}

export default inOrder(chart);
