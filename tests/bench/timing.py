"""Timing one page in the browser's own clock: cold to drawn, and a filter change to redrawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import expect

from tests.browser.reading import PATIENCE_MS, Reader
from tests.browser.watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWPORT = {"width": 1440, "height": 900}
QUIET_MS = 1000


class Drawn(NamedTuple):
    """How to tell, in the page, that it is drawn, and which element changes when it is drawn anew: two expressions."""

    done: str
    target: str


MAP = Drawn("document.querySelector('#map_div[data-asked][data-drawn]')", "document.querySelector('#map_div')")
_FRAME = """document.querySelector('iframe[title="streamlit_folium.st_folium"]')?.contentDocument"""
CIRCLES = Drawn(f"{_FRAME}?.querySelector('path.leaflet-interactive')", "document.querySelector('[data-testid=\"stMain\"]')")
BARE = Drawn("document.querySelector('.answer')", "document.querySelector('[data-testid=\"stMain\"]')")

# Asks at every frame from the start of the navigation on.
_COLD = """(() => {
  const look = () => { if (%s) window.drawnAt = performance.now(); else requestAnimationFrame(look); };
  if (window === window.top) requestAnimationFrame(look);
})()"""
# The time from the key that commits the choice to the change that it brings.
_CHANGE = """() => {
  const target = %s;
  window.changed = new Promise(resolve => {
    let begun = 0;
    document.addEventListener("keydown", () => { begun = performance.now(); }, { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (!begun || !(%s)) return;
      observer.disconnect();
      resolve(performance.now() - begun);
    });
    observer.observe(target, { childList: true, subtree: true, characterData: true });
  });
}"""

# The same for our map: it is drawn anew before the page has answered, so the time to the answer is noted too.
_REDRAWN = """() => {
  const map = document.querySelector("#map_div");
  let begun = 0;
  document.addEventListener("keydown", () => { begun = performance.now(); }, { capture: true, once: true });
  const when = (attribute, test) => new Promise(resolve => {
    const observer = new MutationObserver(() => {
      if (!begun || !test()) return;
      observer.disconnect();
      resolve(performance.now() - begun);
    });
    observer.observe(map, { attributeFilter: [attribute] });
  });
  window.changed = when("data-marks", () => map.querySelector(".asking summary").textContent.includes("%s"));
  window.answered = when("data-asked", () => true);
}"""

# The same where a whole document is drawn anew: asked at every frame, since nothing in the page says so.
_REPLACED = """() => {
  const before = %(frame)s;
  window.changed = new Promise(resolve => document.addEventListener("keydown", () => {
    const begun = performance.now();
    const look = () => {
      if (%(frame)s !== before && %(done)s) resolve(performance.now() - begun); else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { capture: true, once: true }));
}"""

# From the press to the end of the first frame after the marks were written: nothing of it waits for the server.
_TICKED = """() => {
  const map = document.querySelector("#map_div"), sent = map.dataset.asked;
  window.changed = new Promise((resolve, reject) => {
    let begun = 0;
    document.addEventListener("pointerdown", () => { begun = performance.now(); }, { capture: true, once: true });
    document.addEventListener("change", () => requestAnimationFrame(() => setTimeout(() => {
      if (map.dataset.asked === sent) resolve(performance.now() - begun); else reject(new Error("The server came first."));
    })), { once: true });
  });
  return sent;
}"""

# From the press to a heading in the dossier, which had none before: two clashes may have the same heading.
_PICKED = """() => {
  const head = () => document.querySelector(".st-key-dossier h2");
  if (head()) throw new Error("The dossier is open already.");
  window.changed = new Promise(resolve => {
    let begun = 0;
    document.addEventListener("pointerdown", () => { begun = performance.now(); }, { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (!begun || !head()) return;
      observer.disconnect();
      resolve(performance.now() - begun);
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}"""


@dataclass
class Timed:
    """One server's figures."""

    name: str
    base: str
    drawn: Drawn
    cold_ms: list[float] = field(default_factory=list)
    change_ms: list[float] = field(default_factory=list)
    answered_ms: list[float] = field(default_factory=list)
    ticked_ms: list[float] = field(default_factory=list)
    picked_ms: list[float] = field(default_factory=list)
    change_bytes: list[int] = field(default_factory=list)
    reruns: int = 0
    reader: Reader | None = None

    def cold(self, browser: Browser) -> None:
        """Open the page in a fresh context, with nothing cached, and note when it is drawn."""
        with browser.new_context(viewport=VIEWPORT) as context:  # type: ignore[arg-type]
            context.add_init_script(_COLD % self.drawn.done)
            page = context.new_page()
            page.goto(self.base)
            page.wait_for_function("() => window.drawnAt", timeout=PATIENCE_MS)
            self.cold_ms.append(page.evaluate("window.drawnAt"))

    def opens(self, browser: Browser) -> None:
        """Seat a reader before the page, for the filter changes."""
        context = browser.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]
        watch = Watch(self.base).over(context)
        self.reader = Reader(context.new_page(), self.base, watch)
        self.reader.page.goto(self.base)
        self.reader.page.wait_for_function(f"() => {self.drawn.done}", timeout=PATIENCE_MS)
        self.reader.settles()

    def change(self, state: str) -> None:
        """Choose one more state, and note the time to the redrawn page and the bytes that came."""
        assert self.reader
        page, received = self.reader.page, self.reader.watch.received
        page.bring_to_front()
        box = page.get_by_role("combobox", name="States")
        box.fill(state)
        page.get_by_role("option", name=state).first.wait_for()
        before = len(received)
        page.evaluate(_watch(self.drawn, state))
        page.keyboard.press("Enter")
        self.change_ms.append(_changed(page))
        if self.drawn is MAP:
            self.answered_ms.append(_changed(page, "answered"))
        self.reader.settles()
        page.wait_for_timeout(QUIET_MS / 4)
        self.change_bytes.append(sum(received[before:]))

    def ticks(self, state: str) -> None:
        """Take a state away on the map itself, and note the time from the press to the frame that shows it."""
        assert self.reader
        page, box = self.reader.page, self.reader.map.locator(".asking")
        page.bring_to_front()
        if not box.get_by_role("checkbox").first.is_visible():
            box.locator("summary").click()
        tick = box.get_by_role("checkbox", name=state, exact=True)
        assert tick.is_checked()
        marks = page.evaluate(_TICKED)
        tick.click()
        self.ticked_ms.append(_changed(page))
        self.reader.settles()
        page.wait_for_timeout(QUIET_MS / 4)
        assert marks != page.evaluate("document.querySelector('#map_div').dataset.asked")

    def picks(self, number: int) -> None:
        """Pick one of the marks that stand for a single place, and note the time to its card in the dossier."""
        assert self.reader
        page = self.reader.page
        page.bring_to_front()
        close = self.reader.dossier.get_by_role("button", name="Close", exact=True)
        if close.count():
            close.click()
            expect(close).to_have_count(0)
            self.reader.settles()
        page.evaluate(_PICKED)
        marks = self.reader.map.locator(".mark.incidents:has(.face:not(.many))")
        marks.nth(number % marks.count()).dispatch_event("pointerdown")
        marks.nth(number % marks.count()).dispatch_event("click")
        self.picked_ms.append(_changed(page))
        self.reader.settles()
        page.wait_for_timeout(QUIET_MS / 2)

    def moves(self) -> None:
        """Drag the map and zoom in, and count the messages that the server was sent: each would be a rerun."""
        assert self.reader
        page, watch = self.reader.page, self.reader.watch
        page.keyboard.press("Escape")
        page.wait_for_timeout(QUIET_MS)
        before = len(watch.sent)
        drag(page)
        self.reader.map.get_by_role("button", name="Zoom in").click()
        self.reader.settles()
        page.wait_for_timeout(QUIET_MS)
        self.reruns = len(watch.sent) - before


def _changed(page: Page, what: str = "changed") -> float:
    """Return the time of what was waited for; a promise has no end, so one that never comes is an error."""
    late = f"(_, fail) => setTimeout(() => fail(new Error('No change came in {PATIENCE_MS} ms.')), {PATIENCE_MS})"
    ms: float = page.evaluate(f"Promise.race([window.{what}, new Promise({late})])")
    return ms


def drag(page: Page) -> None:
    """Drag the map by the land at its western edge."""
    box = page.locator("#map_div").bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 170, box["y"] + 260, steps=10)
    page.mouse.up()


def _watch(drawn: Drawn, state: str) -> str:
    """Return the script that times the change which a choice of one more state brings."""
    if drawn is MAP:
        return _REDRAWN % state
    if drawn is CIRCLES:
        return _REPLACED % {"frame": _FRAME, "done": drawn.done}
    return _CHANGE % (drawn.target, f"document.querySelector('.answer')?.textContent.includes('{state}')")
