"""What a reader does on the Explore page, and what a reader sees there, in the words of a test."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Locator, Page

    from tests.browser.watching import Watch

MAP = "#map_div"
# Long enough for a machine that is busy with other work: nothing waits longer than it must.
PATIENCE_MS = 120_000
LOOK_MS = 50
MOST_ZOOMS = 8
EARTH_AROUND_M = 40_075_016.686

T = TypeVar("T")

expect.set_options(timeout=PATIENCE_MS)


class Face(NamedTuple):
    """One visible mark: its place in the window, in CSS pixels, and whether it stands for several marks."""

    number: int
    x: float
    y: float
    many: bool
    picked: bool
    words: str


# Marks that a reader can reach with the pointer: inside the frame, and nothing above them.
FACES = """marks => marks.map((mark, number) => {
  const face = mark.querySelector(".face"), box = mark.getBoundingClientRect();
  const x = box.x + box.width / 2, y = box.y + box.height / 2;
  const top = document.elementFromPoint(x, y);
  return { number, x, y, many: face.classList.contains("many"), picked: face.classList.contains("picked"), words: face.title,
    seen: box.width > 0 && mark.contains(top) };
}).filter(face => face.seen)"""
# Whether the map and its address look at one place: the address follows the map a moment later.
ONE_SIGHT = """() => {
  const said = new URL(location.href).searchParams.get("at")?.split(",").map(Number);
  const sight = document.querySelector("#map_div").dataset.at.split(",").map(Number);
  return !said || said.every((number, part) => Math.abs(number - sight[part]) < 1e-3);
}"""
COME_TO = """([[lon, lat], zoom, near]) => {
  const [east, north, level] = document.querySelector("#map_div").dataset.at.split(",").map(Number);
  return level >= zoom && Math.max(Math.abs(east - lon), Math.abs(north - lat)) < near;
}"""


@dataclass
class Reader:
    """A reader with one page of the app open, and the record of what the browser did."""

    page: Page
    base: str
    watch: Watch

    def opens(self, query: str = "", *, marks: bool = True) -> Reader:
        """Go to the Explore page and wait until the map is drawn."""
        self.page.goto(f"{self.base}/{query}")
        return self.sees_map(marks=marks)

    def sees_map(self, *, marks: bool = True) -> Reader:
        """Wait for land, for marks unless none are to be expected, for the page around them, and its script to end."""
        self.page.locator(f"{MAP}[data-drawn][data-whole]{'[data-marks]' * marks}").wait_for(timeout=PATIENCE_MS)
        self.settles()
        return self

    def settles(self) -> None:
        """Wait until the page's script has ended and the map stands still."""
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=PATIENCE_MS)
        if self.page.locator(MAP).count():
            expect(self.map.locator(".leaflet-zoom-anim, .leaflet-pan-anim")).to_have_count(0)

    def tells(self, act: Callable[[], None]) -> None:
        """Do what the page's script is told of some time later, such as an upload, and wait until it has run."""
        before = len(self.watch.sent)
        act()
        self.until(lambda: len(self.watch.sent) > before, "The browser told the page's script nothing")
        self.settles()

    def until(self, found: Callable[[], T | None], otherwise: str) -> T:
        """Wait until something beside the page is there, and return it. Raises AssertionError where it never is."""
        for _ in range(PATIENCE_MS // LOOK_MS):
            if it := found():
                return it
            self.page.wait_for_timeout(LOOK_MS)
        raise AssertionError(f"{otherwise} in {PATIENCE_MS} ms.")

    @property
    def map(self) -> Locator:
        """The map with what stands on it and under it."""
        return self.page.locator(MAP).first

    @property
    def sea(self) -> Locator:
        """The map alone, which takes the keys."""
        return self.map.locator(".leaflet-container")

    @property
    def summary(self) -> Locator:
        """The sentence over the map."""
        return self.page.locator("p.summary").first

    @property
    def dossier(self) -> Locator:
        """What stands at the right."""
        return self.page.locator(".st-key-dossier")

    @property
    def sides(self) -> Locator:
        """Each state's account in the dossier, those that were found."""
        return self.dossier.locator(".side:not(.none)")

    @property
    def address(self) -> str:
        """The page's address as the page itself has it: `page.url` hears of a change a moment later."""
        address: str = self.page.evaluate("location.href")
        return address

    @property
    def query(self) -> dict[str, str]:
        """The URL's keys and values."""
        return {key: values[0] for key, values in parse_qs(urlsplit(self.address).query).items()}

    def looks_at(self) -> tuple[float, float, float]:
        """Return where the map looks, once its address says the same or nothing: longitude, latitude, zoom."""
        self.page.wait_for_function(ONE_SIGHT, timeout=PATIENCE_MS)
        sight = self.query.get("at") or self.map.get_attribute("data-at") or ""
        lon, lat, zoom = (float(part) for part in sight.split(","))
        return lon, lat, zoom

    def comes_to(self, position: Sequence[float], *, near_deg: float, zoom: float = 8) -> None:
        """Wait until the map looks at a position (longitude, latitude), so near by or nearer, and at a zoom or closer."""
        self.page.wait_for_function(COME_TO, arg=[list(position), zoom, near_deg], timeout=PATIENCE_MS)

    def api(self, layer: str = "incidents") -> list[dict[str, Any]]:
        """Return the features that the JSON route gives for the same question."""
        with urlopen(f"{self.base}/api/{layer}.geojson?{urlsplit(self.address).query}") as answer:
            features: list[dict[str, Any]] = json.load(answer)["features"]
        return features

    @property
    def table(self) -> Locator:
        """The table under the map, whose rows are picked."""
        return self.page.get_by_role("grid")

    def counted(self) -> int:
        """Return the number of clashes that the summary names."""
        count = re.match(r"([\d,]+) reported clash", self.summary.inner_text())
        assert count, self.summary.inner_text()
        return int(count[1].replace(",", ""))

    def counts_agree(self) -> int:
        """Check that summary, table and JSON route give one number of clashes, and return it."""
        clashes = self.counted()
        assert len(self.api()) == clashes
        # The header is a row too. The table is drawn anew a moment after the page's script has ended.
        expect(self.table).to_have_attribute("aria-rowcount", str(clashes + 1))
        return clashes

    def filters_state(self, name: str) -> None:
        """Choose a state at the left."""
        self.page.get_by_test_id("stSidebar").get_by_role("combobox", name="States").click()
        self.page.get_by_role("option", name=re.compile(f"^{name} ")).click()
        expect(self.summary).to_contain_text(name)
        self.page.keyboard.press("Escape")
        self.settles()

    def day_field(self, label: str) -> Locator:
        """Return the field of a day at the left: the label is From or To."""
        return self.page.get_by_test_id("stSidebar").get_by_role("textbox", name=label, exact=True)

    def filters_day(self, label: str, day: str) -> None:
        """Type a day at the left: the label is From or To."""
        field = self.day_field(label)
        field.fill(day)
        field.press("Enter")
        self.page.wait_for_url(re.compile(rf"[?&]{label.lower()}={day}"), timeout=PATIENCE_MS)
        self.settles()

    def searches(self, words: str) -> None:
        """Type words in the search field at the left."""
        box = self.page.get_by_test_id("stSidebar").get_by_label("Search")
        box.fill(words)
        box.press("Enter")
        expect(self.summary).to_contain_text(f"matching “{words}”")
        self.settles()

    def faces(self, kind: str = "incidents") -> list[Face]:
        """Return the marks that can be reached with the pointer."""
        faces = self.map.locator(f".mark.{kind}").evaluate_all(FACES)
        return [Face(*(face[name] for name in Face._fields)) for face in faces]

    def clicks(self, face: Face, kind: str = "incidents") -> None:
        """Click a mark."""
        self.map.locator(f".mark.{kind}").nth(face.number).click(timeout=PATIENCE_MS)

    def pixels(self, lon_deg: float, lat_deg: float) -> tuple[float, float]:
        """Return where a position lies in the window, by Web Mercator."""
        at_lon, at_lat, zoom = self.looks_at()
        size = self.sea.bounding_box()
        assert size
        x, y = mercator(lon_deg, lat_deg, zoom)
        middle_x, middle_y = mercator(at_lon, at_lat, zoom)
        return size["x"] + size["width"] / 2 + x - middle_x, size["y"] + size["height"] / 2 + y - middle_y

    def nearest(self, lon_deg: float, lat_deg: float) -> Face:
        """Return the visible mark nearest to a position."""
        x, y = self.pixels(lon_deg, lat_deg)
        return min(self.faces(), key=lambda face: math.hypot(face.x - x, face.y - y))

    def zooms_into(self, cluster: Face) -> None:
        """Click a mark that stands for several, and wait until the map has come nearer."""
        _, _, before = self.looks_at()
        self.clicks(cluster)
        self.page.wait_for_function(
            "zoom => Number((new URL(location.href).searchParams.get('at') || ',,0').split(',')[2]) > zoom",
            arg=before,
            timeout=PATIENCE_MS,
        )
        self.settles()

    def picks(self, lon_deg: float, lat_deg: float) -> None:
        """Click the mark at a position, zooming in as long as it is one of several under a gathered mark."""
        for _ in range(MOST_ZOOMS):
            face = self.nearest(lon_deg, lat_deg)
            if not face.many:
                self.clicks(face)
                self.page.wait_for_url(re.compile("[?&]selected="), timeout=PATIENCE_MS)
                self.settles()
                return
            self.zooms_into(face)
        raise AssertionError(f"The mark at {lon_deg}, {lat_deg} never stood alone.")


def mercator(lon_deg: float, lat_deg: float, zoom: float) -> tuple[float, float]:
    """Return a position in Web Mercator pixels of a zoom level."""
    world = 256 * 2**zoom
    north = math.asinh(math.tan(math.radians(lat_deg)))
    return (lon_deg + 180) / 360 * world, (1 - north / math.pi) / 2 * world


def metres_per_pixel(lat_deg: float, zoom: float) -> float:
    """Return the ground length of a pixel."""
    return EARTH_AROUND_M * math.cos(math.radians(lat_deg)) / (256 * 2**zoom)
