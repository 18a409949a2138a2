"""The map itself: it cannot be lost, hides nothing, says what it shows, and plays time without asking the server."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.reading import MAP, PATIENCE_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tests.browser.reading import Reader

pytestmark = pytest.mark.browser

CLASH = "2024-06-17-second-thomas-shoal-boarding"
A_WHILE_MS = 900
LARGE, SMALL = {"width": 1440, "height": 900}, {"width": 1280, "height": 720}
# Natuna and Taiwan, the southernmost and the northernmost of what a first sight holds.
NATUNA, TAIWAN = (108.2, 3.9), (121.0, 25.3)

# The share of each name that marks lie over.
COVERED = """names => names.map(name => {
  const own = name.getBoundingClientRect();
  const shared = [...document.querySelectorAll("#map_div .mark .face")].filter(face => face !== name).map(face => {
    const box = face.getBoundingClientRect();
    const wide = Math.min(own.right, box.right) - Math.max(own.left, box.left);
    return Math.max(0, wide) * Math.max(0, Math.min(own.bottom, box.bottom) - Math.max(own.top, box.top));
  });
  return shared.reduce((sum, one) => sum + one, 0) / (own.width * own.height);
})"""


@pytest.mark.parametrize("size", [LARGE, SMALL, PHONE])
def test_a_first_sight_has_the_region_the_names_and_one_sentence(
    base: str, reader_of: Callable[..., Reader], size: dict[str, int]
) -> None:
    reader = reader_of(base, viewport=size)
    reader.opens()
    box = reader.sea.bounding_box()
    assert box
    for lon, lat in (NATUNA, TAIWAN) if size is not PHONE else (NATUNA,):
        x, y = reader.pixels(lon, lat)
        assert box["x"] <= x <= box["x"] + box["width"]
        assert box["y"] <= y <= box["y"] + box["height"]
    expect(reader.page.get_by_role("heading", name="Soundings", level=1)).to_be_visible()
    expect(reader.summary).to_contain_text("reported clashes in the whole record")
    named = reader.map.locator(".mark.place span").all_inner_texts()
    assert {"Scarborough Shoal", "Second Thomas Shoal", "Paracel Islands", "Spratly Islands"} <= set(named)
    assert max(reader.map.locator(".mark.place.r0 span").evaluate_all(COVERED)) < 0.05
    claimants = set(reader.map.locator(".claimant").all_inner_texts())
    assert claimants == {"Brunei", "China", "Indonesia", "Malaysia", "Philippines", "Taiwan", "Vietnam"}
    assert reader.map.locator(".leaflet-overlaps-pane path").count() > 50
    whole = reader.map.bounding_box()
    assert whole
    assert whole["width"] * whole["height"] >= (0.5 if size is PHONE else 0.4) * size["width"] * size["height"]


def test_a_wheel_scrolls_the_page_unless_the_map_is_meant_and_one_notch_is_one_level(reader: Reader) -> None:
    reader.opens()
    _, _, begun = reader.looks_at()
    over(reader)
    reader.page.mouse.wheel(0, -120)
    reader.page.wait_for_timeout(A_WHILE_MS)
    assert reader.looks_at()[2] == begun
    reader.page.keyboard.down("Control")
    reader.page.mouse.wheel(0, -120)
    reader.page.keyboard.up("Control")
    zooms_to(reader, begun + 1)
    reader.sea.focus()
    over(reader)
    reader.page.mouse.wheel(0, 120)
    zooms_to(reader, begun)


def zooms_to(reader: Reader, zoom: float) -> None:
    """Wait until the map and its address are at a zoom, and see that they stay there."""
    reader.page.wait_for_url(re.compile(rf"[?&]at=[\d.,-]+,{zoom:g}(&|$)"), timeout=PATIENCE_MS)
    reader.page.wait_for_timeout(A_WHILE_MS)
    assert reader.looks_at()[2] == zoom


def test_the_map_cannot_be_lost(reader: Reader) -> None:
    reader.opens()
    reader.sea.focus()
    over(reader)
    for turn in (600, -600):
        for _ in range(14):
            reader.page.mouse.wheel(0, turn)
            reader.page.wait_for_timeout(200)
        # On a busy machine the last turns come late.
        reader.settles()
        reader.page.wait_for_timeout(A_WHILE_MS)
        lon, lat, zoom = reader.looks_at()
        assert 78 <= lon <= 150
        assert -24 <= lat <= 46
        assert 4 <= zoom <= 13
    # The link that it made is one that the app takes.
    reader.page.reload()
    reader.sees_map()
    expect(reader.page.get_by_test_id("stAlert")).to_have_count(0)
    assert reader.looks_at() == (lon, lat, zoom)
    reader.map.get_by_role("button", name="The whole region").click()
    zooms_to(reader, 5)


# Whether the map looks at a longitude, a latitude and a zoom: a flight's end is not told by the page's script.
LOOKS_THERE = """sight => document.querySelector("#map_div").dataset.at.split(",")
  .every((number, at) => Math.abs(number - sight[at]) < 1e-3)"""


def test_close_gives_back_where_the_map_looked(reader: Reader) -> None:
    reader.opens()
    reader.map.get_by_role("button", name="Zoom in").click()
    reader.page.wait_for_url(re.compile("[?&]at="), timeout=PATIENCE_MS)
    reader.settles()
    before = reader.looks_at()
    reader.dossier.get_by_role("button", name=re.compile("severity 7")).first.click()
    reader.page.wait_for_url(re.compile("[?&]selected="), timeout=PATIENCE_MS)
    reader.page.wait_for_function(f"before => !({LOOKS_THERE})(before)", arg=before, timeout=PATIENCE_MS)
    reader.settles()
    reader.dossier.get_by_role("button", name="Close").click()
    reader.page.wait_for_function(f"before => ({LOOKS_THERE})(before)", arg=before, timeout=PATIENCE_MS)
    reader.settles()
    reader.page.wait_for_timeout(A_WHILE_MS)
    assert reader.looks_at() == pytest.approx(before, abs=1e-3)


def test_what_is_asked_while_the_map_still_zooms_is_done_after(reader: Reader) -> None:
    reader.opens("?at=115,10,8")
    home, closer = (reader.map.get_by_role("button", name=name).element_handle() for name in ("The whole region", "Zoom in"))
    both = """async ([home, closer]) => {
      home.click();
      while (!document.querySelector(".leaflet-zoom-anim")) await new Promise(requestAnimationFrame);
      closer.click();
    }"""
    reader.page.evaluate(both, [home, closer])
    reader.page.wait_for_url(re.compile(r"[?&]at=[\d.,-]+,6(&|$)"), timeout=PATIENCE_MS)


def test_it_flies_to_each_thing_that_is_asked_for(reader: Reader) -> None:
    reader.opens()
    for number in range(5):
        reader.dossier.locator(".stButton button", has_text="severity 7").nth(number).click()
        reader.page.wait_for_url(re.compile("[?&]selected="), timeout=PATIENCE_MS)
        reader.settles()
        picked = next(one for one in reader.api() if one["id"] == reader.query["selected"])
        reader.comes_to(picked["geometry"]["coordinates"], near_deg=0.05)
        reader.dossier.get_by_role("button", name="Close").click()
        reader.settles()


def test_a_mark_that_says_so_many_opens_them_all(reader: Reader) -> None:
    reader.opens("?at=115.867,9.733,10")
    face = max((face for face in reader.faces() if not face.many), key=lambda face: int(re.match(r"\d+", face.words)[0]))  # type: ignore[index]
    many = int(face.words.split()[0])
    assert many > 5
    reader.clicks(face)
    reader.page.wait_for_url(re.compile("[?&]selected="), timeout=PATIENCE_MS)
    reader.settles()
    expect(reader.dossier.get_by_text(re.compile(rf"\d+ of {many} at this position"))).to_be_visible()
    seen = [reader.query["selected"]]
    step = "Next" if reader.dossier.get_by_role("button", name="Next").is_enabled() else "Previous"
    reader.dossier.get_by_role("button", name=step).click()
    reader.page.wait_for_function("before => !location.search.includes(before)", arg=seen[0], timeout=PATIENCE_MS)
    reader.settles()
    assert reader.query["selected"] not in seen


def test_what_is_pointed_at_says_what_it_is_without_the_server(reader: Reader) -> None:
    reader.opens("?at=115.867,9.733,9")
    reader.page.wait_for_timeout(A_WHILE_MS)
    sent = len(reader.watch.sent)
    face = next(face for face in reader.faces() if face.words.startswith("1 "))
    reader.page.mouse.move(face.x, face.y)
    card = reader.map.locator(".hover")
    expect(card).to_contain_text("of 7")
    titles = {one["properties"]["title"] for one in reader.api()}
    assert [title for title in titles if card.inner_text().startswith(title)]
    reader.page.mouse.move(*reader.pixels(115.0, 10.2))
    expect(card.filter(has_text=re.compile("^Waters claimed by .* km²$"))).to_be_visible()
    assert len(reader.watch.sent) == sent


def test_layers_are_switched_at_once_and_the_address_follows(reader: Reader) -> None:
    reader.opens()
    reader.map.get_by_text("Layers, legend, compare").click()
    marks = reader.map.locator(".mark.developments")
    assert marks.count() > 3
    switch = reader.map.get_by_role("checkbox", name="Regional developments")
    # In the very click, before the page's script can have heard of it.
    left: int = switch.evaluate("box => { box.click(); return document.querySelectorAll('.mark.developments').length; }")
    assert left == 0
    reader.page.wait_for_url(re.compile("[?&]layers="), timeout=PATIENCE_MS)
    reader.settles()
    assert "developments" not in reader.query["layers"]
    expect(marks).to_have_count(0)
    legend = reader.map.locator(".signs").inner_text()
    assert "development" not in legend
    assert "States that claim the water" in legend


# Keeps what is said while time is played, and pauses in the very step that shows 2015, however slow the machine is.
PAUSES_AT_2015 = """() => {
  const said = document.querySelector(".timebar output"), play = document.querySelector(".timebar button");
  window.played = [];
  new MutationObserver(() => {
    window.played.push(said.textContent);
    if (said.textContent.startsWith("2015") && play.getAttribute("aria-pressed") === "true") play.click();
  }).observe(said, { childList: true, characterData: true, subtree: true });
}"""


def test_time_is_played_in_the_browser_and_what_is_paused_at_can_be_asked_for(reader: Reader) -> None:
    reader.opens("?from=2012-01-01&to=2016-12-31")
    whole = reader.counted()
    reader.page.wait_for_timeout(A_WHILE_MS)
    sent = len(reader.watch.sent)
    reader.map.get_by_role("combobox", name="Speed").select_option("2")
    reader.page.evaluate(PAUSES_AT_2015)
    reader.map.get_by_role("button", name="Play").click()
    reader.page.wait_for_function("() => window.played.at(-1)?.startsWith('2015')", timeout=PATIENCE_MS)
    expect(reader.map.get_by_role("button", name="Play")).to_be_visible()
    played = reader.page.evaluate("window.played")
    assert [year for year, _ in itertools.groupby(words[:4] for words in played)][-4:] == ["2012", "2013", "2014", "2015"]
    assert len(reader.watch.sent) == sent
    # The next play goes on from there.
    reader.page.evaluate("window.played = []")
    reader.map.get_by_role("button", name="Play").click()
    reader.page.wait_for_function("() => window.played.length > 0", timeout=PATIENCE_MS)
    assert reader.page.evaluate("window.played[0]").startswith("2015")
    expect(reader.map.get_by_role("button", name="Play")).to_be_visible()
    assert len(reader.watch.sent) == sent
    reader.map.get_by_role("button", name="Ask for these days").click()
    reader.page.wait_for_url(re.compile("from=2015-01-01&to=2015-12-31"), timeout=PATIENCE_MS)
    reader.settles()
    year = reader.query["from"][:4]
    assert 0 < reader.counted() < whole
    expect(reader.summary).to_contain_text(year)
    reader.counts_agree()


def test_the_keyboard_brushes_time(reader: Reader) -> None:
    reader.opens("?from=2012-01-01&to=2016-12-31")
    bars = reader.map.locator(".timebar svg")
    bars.focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight"):
        reader.page.keyboard.press(key)
    expect(reader.map.locator(".timebar output")).to_contain_text("2013 to 2014")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(re.compile("from=2013-01-01&to=2014-12-31"), timeout=PATIENCE_MS)
    reader.settles()
    reader.counts_agree()


def over(reader: Reader) -> None:
    """Put the pointer over the open sea of the map."""
    box = reader.page.locator(MAP).bounding_box()
    assert box
    reader.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 0.3 * box["height"])


def test_a_layer_is_switched_before_the_map_has_what_it_draws(reader: Reader) -> None:
    page = reader.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    # The rows are asked for once.
    page.route(re.compile(r"/map/\w+-incidents\.json"), hold, times=1)
    with page.expect_request(re.compile(r"/map/\w+-incidents\.json"), timeout=PATIENCE_MS):
        page.goto(reader.base)
    switch = reader.map.locator(".layers:not(.asking) label", has_text="Claims as published").locator("input")
    expect(switch).to_be_checked()
    assert held
    switch.evaluate("box => box.click()")
    for route in held:
        route.continue_()
    reader.sees_map()
    page.wait_for_url(re.compile("layers="), timeout=PATIENCE_MS)
    reader.settles()
    assert "claims" not in reader.query["layers"].split(",")
    expect(switch).not_to_be_checked()
    reader.watch.quiet()
