"""What stands on the map for its reader: the search, the ruler, the comparison, and marks that are known but roughly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect
from pyproj import Geod

from tests.browser.conftest import PHONE
from tests.browser.reading import PATIENCE_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.browser.reading import Reader

pytestmark = pytest.mark.browser

BOARDING = "2024-06-17-second-thomas-shoal-boarding"


def field(reader: Reader) -> Locator:
    return reader.map.get_by_role("combobox", name="Find on the map")


def finds(reader: Reader, typed: str) -> Locator:
    """Type words in the map's search, and return what it offers."""
    field(reader).fill(typed)
    offered = reader.map.locator(".finder [role=option]")
    expect(offered.first).to_be_visible()
    return offered


def test_a_search_flies_to_what_is_chosen_and_dims_the_rest(reader: Reader) -> None:
    reader.opens()
    everything = reader.counted()
    offered = finds(reader, "17 June 2024")
    expect(offered.first).to_contain_text("boards Philippine navy boats at Second Thomas Shoal")
    expect(reader.map.locator(".mark.incidents.dim").first).to_be_attached()
    assert reader.map.locator(".mark.incidents:not(.dim)").count() >= 1
    field(reader).press("ArrowDown")
    field(reader).press("Enter")
    reader.page.wait_for_url(re.compile(f"selected={BOARDING}"), timeout=PATIENCE_MS)
    expect(reader.dossier.locator("h2").first).to_contain_text("Second Thomas Shoal")
    reader.page.wait_for_url(re.compile(r"at=115\.8\d*,9\.7\d*,"), timeout=PATIENCE_MS)
    # Nothing was filtered away by it.
    assert reader.counted() == everything
    field(reader).press("Escape")
    expect(reader.map.locator(".mark.dim")).to_have_count(0)
    reader.watch.quiet()


def test_a_search_answers_a_position_a_name_in_any_language_and_a_layer_that_is_off(reader: Reader) -> None:
    reader.opens("?layers=incidents")
    visited: list[str] = []
    reader.page.on("framenavigated", lambda frame: visited.append(unquote(frame.url)))
    finds(reader, "15-08.2N 117-45.6E").first.click()
    reader.page.wait_for_url(re.compile(r"point=117\.76(,|%2C)15\.13667"), timeout=PATIENCE_MS)
    reader.settles()
    finds(reader, "仁爱礁").first.click()
    reader.page.wait_for_url(re.compile("selected=second-thomas-shoal"), timeout=PATIENCE_MS)
    reader.settles()
    assert reader.query["layers"] == "places,incidents"
    # A suggestion lies over the sea, and the sea under it was not asked about.
    asked = [address for address in visited if "point=" in address]
    assert asked
    assert all("point=117.76,15.13667" in address for address in asked), asked
    field(reader).fill("9.5")
    expect(reader.map.locator(".finder [role=status]")).to_contain_text("a position has two")
    field(reader).fill("zzqx")
    expect(reader.map.locator(".finder [role=status]")).to_contain_text("Nothing of this data set")
    assert reader.map.locator(".mark.dim").count() == 0


def test_the_ruler_measures_on_the_ellipsoid_by_pointer_and_by_key(reader: Reader) -> None:
    reader.opens("?at=114,12,6&layers=none", marks=False)
    reader.map.get_by_role("button", name="Measure distance and bearing").click()
    box = reader.sea.bounding_box()
    assert box
    reader.page.mouse.click(box["x"] + box["width"] / 2 + 128, box["y"] + box["height"] / 2)
    reader.sea.focus()
    reader.page.keyboard.press("Enter")
    # At this zoom 256 pixels are 5.625 degrees.
    azimuth, _, metres = Geod(ellps="WGS84").inv(116.8125, 12, 114, 12)
    leg = reader.map.locator(".ruler li")
    expect(leg).to_have_count(1)
    words = re.fullmatch(r"([\d.]+) nm \(([\d.]+) km\), (\d{3})° true", leg.inner_text())
    assert words, leg.inner_text()
    nm, km, bearing = (float(part) for part in words.groups())
    assert abs(nm - metres / 1852) < 1.5
    assert abs(km - metres / 1000) < 3
    assert abs(bearing - azimuth % 360) <= 1
    assert "point" not in reader.query
    reader.page.keyboard.press("Escape")
    expect(reader.map.locator(".ruler")).to_be_hidden()
    reader.watch.quiet()


def test_two_lenses_are_compared_at_a_bar_that_is_moved(reader: Reader) -> None:
    reader.opens("?at=114.5,12,6&layers=overlaps,incidents")
    reader.map.get_by_text("Layers, legend, compare").click()
    reader.map.get_by_role("combobox", name="Compare with").select_option("award")
    reader.page.wait_for_url(re.compile("beside=award"), timeout=PATIENCE_MS)
    bar = reader.map.get_by_role("slider", name="The bar between the two maps")
    expect(bar).to_be_visible()
    expect(bar).to_contain_text("After the 2016 award")
    box = reader.sea.bounding_box()
    assert box

    def under(part: float) -> str:
        """Point at the sea beside the bar, on the same water, and return what is said there."""
        reader.page.mouse.move(box["x"] + box["width"] * part, box["y"] + box["height"] * 0.4)
        reader.page.mouse.move(box["x"] + box["width"] * part + 1, box["y"] + box["height"] * 0.4)
        card = reader.map.locator(".hover-box")
        return card.first.inner_text() if card.count() else ""

    bar.focus()
    bar.press("End")
    reader.page.wait_for_timeout(400)
    claimed = under(0.53)
    bar.press("Home")
    reader.page.wait_for_timeout(400)
    award = under(0.53)
    assert "China" in claimed
    assert award != claimed
    reader.page.reload()
    reader.sees_map()
    expect(bar).to_be_visible()
    reader.map.get_by_text("Layers, legend, compare").click()
    reader.map.get_by_role("combobox", name="Compare with").select_option("")
    expect(bar).to_be_hidden()
    assert "beside" not in reader.query
    reader.watch.quiet()


def test_a_clash_placed_in_an_area_has_no_crisp_mark_and_shows_the_area(reader: Reader) -> None:
    reader.opens("?selected=2025-11-01-north-natuna-sea-detention&from=2025-11-01&to=2025-11-01")
    mark = reader.map.locator(".mark.incidents")
    expect(mark).to_have_count(1)
    expect(mark).to_have_class(re.compile(r"\bsoft\b"))
    mark.hover()
    expect(reader.map.locator(".hover-box")).to_contain_text("no position is reported")


def test_a_tap_on_a_phone_raises_the_dossier_over_the_map(base: str, reader_of: Callable[..., Reader]) -> None:
    reader = reader_of(base, viewport=PHONE, has_touch=True, is_mobile=True)
    reader.opens("?place=second-thomas-shoal&at=115.8667,9.7333,8")
    reader.map.locator(".mark.incidents").first.tap()
    reader.page.wait_for_url(re.compile("[?&]selected="), timeout=PATIENCE_MS)
    expect(reader.dossier.locator("h2").first).to_be_in_viewport()
    box, sea = reader.dossier.bounding_box(), reader.map.bounding_box()
    assert box
    assert sea
    assert box["y"] + box["height"] >= PHONE["height"] - 1
    assert box["y"] > 0.3 * PHONE["height"]
    reader.dossier.get_by_role("button", name="Close", exact=True).tap()
    expect(reader.map).not_to_have_attribute("data-open", "")


def test_states_are_chosen_on_the_map_and_the_page_follows(reader: Reader) -> None:
    reader.opens()
    box = reader.map.locator(".asking")
    box.locator("summary").click()
    before = reader.map.get_attribute("data-marks")
    drawn = """label => {
      const frame = document.querySelector("#map_div"), sent = frame.dataset.asked;
      label.click();
      return { marks: frame.dataset.marks, followed: frame.dataset.asked !== sent };
    }"""
    # The marks are redrawn in the click itself, before the page's script has heard of it.
    at_once = box.locator("label", has_text="Vietnam").evaluate(drawn)
    assert not at_once["followed"]
    assert at_once["marks"] != before
    expect(reader.summary).to_contain_text("involving Vietnam")
    reader.settles()
    assert reader.map.get_attribute("data-marks") == at_once["marks"]
    box.locator("label", has_text="China").click()
    expect(reader.summary).to_contain_text("involving China or Vietnam")
    reader.settles()
    box.get_by_role("combobox", name="How several states are meant").select_option("between")
    expect(reader.summary).to_contain_text("between China and Vietnam")
    reader.settles()
    assert reader.query["match"] == "between"
    reader.counts_agree()
    box.get_by_role("combobox", name="Least severity").select_option("4")
    reader.page.wait_for_url(re.compile("severity=4"), timeout=PATIENCE_MS)
    box.get_by_role("combobox", name="Type").select_option("water_cannon")
    reader.page.wait_for_url(re.compile("types=water_cannon"), timeout=PATIENCE_MS)
    reader.settles()
    expect(box.locator("summary")).to_have_text("States: China, Vietnam · severity 4+ · water cannon")
    reader.counts_agree()
    reader.watch.quiet()


# Chooses a type and goes back so many milliseconds later: gives the query that this led to.
LEFT_AGAIN = """(type, pause) => {
  type.value = "ramming";
  type.dispatchEvent(new Event("change"));
  return new Promise(led => {
    addEventListener("popstate", () => led(location.search), { once: true });
    setTimeout(() => history.back(), pause);
  });
}"""


def test_a_choice_that_the_page_has_left_again_does_not_stay_on_the_map(reader: Reader) -> None:
    reader.opens()
    box = reader.map.locator(".asking")
    box.locator("summary").click()
    seen: dict[str, tuple[str, str, str]] = {}

    def stands(query: str, summary: str, states: str) -> None:
        expect(reader.summary).to_contain_text(summary)
        expect(box.locator("summary")).to_have_text(states)
        reader.settles()
        assert reader.page.evaluate("location.search") == query
        seen.setdefault(query, (summary, states, reader.map.get_attribute("data-marks") or ""))
        expect(reader.map).to_have_attribute("data-marks", seen[query][2])

    stands("", "in the whole record", "States, severity, type")
    for pause_ms in (20, 50, 100, 200):
        box.locator("label", has_text="China").click()
        stands("?states=CHN", "involving China", "States: China")
        # The page has seldom answered by then, and Back leads before both choices; where it has, before the second.
        query = box.get_by_role("combobox", name="Type").evaluate(LEFT_AGAIN, pause_ms)
        stands(query, *seen[query][:2])
        if query:
            reader.page.go_back()
            stands("", *seen[""][:2])
    reader.watch.quiet()


# Keeps what the early card says, and whether the page had answered by then.
WATCHES_EARLY = """() => {
  const frame = document.querySelector("#map_div"), sent = frame.dataset.asked;
  window.early = [];
  new MutationObserver(() => {
    const head = document.querySelector(".st-key-dossier > .early h2");
    if (head) window.early.push([head.textContent, frame.dataset.asked === sent]);
  }).observe(document.body, { childList: true, subtree: true });
}"""


def test_a_picked_mark_says_what_it_is_before_the_page_has_answered(reader: Reader) -> None:
    reader.opens("?at=115.8,9.7,7")
    reader.page.evaluate(WATCHES_EARLY)
    reader.picks(115.867, 9.733)
    expect(reader.dossier.locator(".early")).to_have_count(0)
    head = reader.dossier.locator("h2").first
    expect(head).to_be_visible()
    assert [head.inner_text(), True] in reader.page.evaluate("window.early")
    assert reader.dossier.get_attribute("data-early") is None
    reader.watch.quiet()
