"""Sitting before a standalone deck that was opened from disk: what is shown, and what lies over what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

# Parts of a scene that must stand clear of each other.
PARTS = (
    ".handling, .as-of, header h2, header .caption, .column > *, .opening > *, .legend > span, .told, .number, "
    ".leaflet-control, .mark.place span"
)
BOXES = """parts => parts.map(part => {
  const box = part.getBoundingClientRect();
  return { name: `${part.className || part.tagName}: ${part.textContent.slice(0, 40)}`, left: box.left, top: box.top,
    right: box.right, bottom: box.bottom, inside: parts.map((other, n) => other !== part && other.contains(part) ? n : -1) };
})"""
# Boxes are measured to fractions of a pixel.
SLACK_PX = 0.6


class Element(NamedTuple):
    """One part of a scene in window pixels, and the numbers of the parts that hold it."""

    name: str
    left: float
    top: float
    right: float
    bottom: float
    inside: frozenset[int]

    def meets(self, other: Element) -> bool:
        """Tell whether two elements share more than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > SLACK_PX and down > SLACK_PX


@dataclass
class Audience:
    """A browser window with one deck in it, and what the window asked for and complained of."""

    page: Page
    requested: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, context: BrowserContext, address: str) -> Audience:
        """Open a deck in a context in which every host is blocked."""
        audience = cls(context.new_page())
        context.route(lambda url: urlsplit(url).scheme in {"http", "https"}, lambda route: route.abort())
        context.on("request", lambda request: audience.requested.append(request.url))
        context.on("weberror", lambda event: audience.errors.append(str(event.error)))
        context.on("console", lambda event: audience.errors.append(event.text) if event.type == "error" else None)
        audience.page.goto(address)
        audience.scene.wait_for()
        return audience

    @property
    def scene(self) -> Locator:
        """The scene that is shown."""
        return self.page.locator(".scene:not([hidden])")

    @property
    def step(self) -> tuple[int, int]:
        """The shown scene's number, and how many there are."""
        number, count = self.scene.locator(".number").inner_text().split(" / ")
        return int(number), int(count)

    def presses(self, *keys: str) -> Audience:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def goes_to_map(self) -> Audience:
        """Step to the first scene with a map, and wait until it is drawn and stands still."""
        self.presses("Home")
        while not self.scene.locator(".chart-map").count():
            self.presses("ArrowRight")
        return self.settles()

    def settles(self) -> Audience:
        """Wait until no map moves."""
        expect(self.page.locator(".leaflet-zoom-anim, .leaflet-pan-anim")).to_have_count(0)
        return self

    def scenes(self) -> range:
        """Return the numbers of all scenes; stepping there is up to the caller."""
        self.presses("Home")
        return range(1, self.step[1] + 1)

    def elements(self) -> list[Element]:
        """Return the shown scene's parts that have a size, the controls of the window among them."""
        parts = self.page.locator(f":is(.scene:not([hidden])) :is({PARTS}), .controls button")
        return [
            Element(box["name"], box["left"], box["top"], box["right"], box["bottom"], frozenset(box["inside"]) - {-1})
            for box in parts.evaluate_all(BOXES)
        ]

    def overlaps(self) -> list[str]:
        """Return each pair of parts that lie over each other, one holding the other left aside."""
        numbered = list(enumerate(self.elements()))
        return [
            f"{element.name} | {other.name}"
            for n, element in numbered
            for m, other in numbered[n + 1 :]
            if n not in other.inside and m not in element.inside and element.meets(other)
        ]

    def outside(self) -> list[str]:
        """Return the parts that reach out of the window."""
        size = self.page.viewport_size
        assert size
        return [
            element.name
            for element in self.elements()
            if element.right > element.left
            and not (element.left >= -1 and element.right <= size["width"] + 1 and element.bottom <= size["height"] + 1)
        ]
