"""Journeys over the Trends page: from a filter to a bar, and from a bar to the clashes behind it on Explore."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import TimeoutError as Late
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.reading import PATIENCE_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.browser.reading import Reader

pytestmark = pytest.mark.browser
MOST_TRIES = 6
OPENED_MS = 10_000

SUMMER = "states=PHL&from=2024-06-01&to=2024-08-31"
TITLES = ("Clashes by month", "Clashes by pair of states", "Clashes by place", "Clashes by type")


def opens_trends(reader: Reader, query: str = "") -> Reader:
    """Go to the page and wait until its charts are drawn."""
    reader.page.goto(f"{reader.base}/trends?{query}")
    bar(reader, "Clashes by pair of states").wait_for(timeout=PATIENCE_MS)
    reader.settles()
    return reader


def chart(reader: Reader, title: str) -> Locator:
    """Return the chart of a title."""
    return reader.page.get_by_test_id("stVegaLiteChart").filter(has_text=title)


def bar(reader: Reader, title: str) -> Locator:
    """Return the first piece of a bar that a chart draws."""
    return chart(reader, title).locator('path[aria-roledescription="bar"]').first


def opened(reader: Reader, title: str) -> tuple[str, list[str]]:
    """Click a bar of a chart; return its name and the ids of the clashes that open under it."""
    piece = bar(reader, title)
    name = (piece.get_attribute("aria-label") or "").split(",")[0]
    piece.click()
    panel = reader.page.locator(".opened")
    panel.wait_for(timeout=PATIENCE_MS)
    expect(panel.locator("h3")).to_contain_text(re.sub(r" \(\d+\)$", "", name))
    reader.settles()
    links = [link.get_attribute("href") or "" for link in panel.locator("li a").all()]
    return name, [link.split("selected=")[1].split("&")[0] for link in links]


@pytest.mark.parametrize("title", TITLES)
def test_a_bar_leads_to_its_clashes_on_explore(reader: Reader, title: str) -> None:
    opens_trends(reader, SUMMER)
    assert reader.counted() == len(reader.api())
    _, ids = opened(reader, title)
    assert ids
    reader.page.locator(".opened").get_by_role("link", name="Show them on Explore").click()
    reader.sees_map()
    reader.counts_agree()
    assert set(ids) <= {one["id"] for one in reader.api()}
    reader.watch.quiet()


def test_a_clash_behind_a_bar_is_picked_in_one_click(reader: Reader) -> None:
    opens_trends(reader, SUMMER)
    _, ids = opened(reader, "Clashes by place")
    reader.page.locator(".opened li a").first.click()
    reader.sees_map()
    assert reader.query["selected"] == ids[0]
    expect(reader.dossier.locator("h2").first).to_be_visible()
    reader.watch.quiet()


def test_a_filter_goes_from_explore_to_trends_and_back(reader: Reader) -> None:
    reader.opens(f"?{SUMMER}")
    found = reader.counted()
    reader.page.get_by_role("link", name="Trends of these clashes").click()
    bar(reader, "Clashes by month").wait_for(timeout=PATIENCE_MS)
    reader.settles()
    assert reader.counted() == found
    reader.filters_state("Vietnam")
    assert reader.counted() > found
    assert reader.query["states"] == "PHL,VNM"
    reader.page.get_by_role("link", name="See them on the map").click()
    reader.sees_map()
    assert reader.query["states"] == "PHL,VNM"
    reader.watch.quiet()


def test_the_keyboard_alone_opens_a_bar_and_a_table(reader: Reader) -> None:
    opens_trends(reader, SUMMER)
    first = reader.page.get_by_role("option", name=re.compile("^China and Philippines"))
    opened = reader.page.locator(".opened h3")
    # A list that was opened while the page was still being drawn is closed again by it.
    for _ in range(MOST_TRIES):
        reader.settles()
        reader.page.get_by_role("combobox", name=re.compile("pair of states")).press("ArrowDown")
        with suppress(Late):
            first.wait_for(timeout=OPENED_MS)
            reader.page.keyboard.press("ArrowDown")
            reader.page.keyboard.press("Enter")
            opened.wait_for(timeout=OPENED_MS)
            break
    expect(opened).to_contain_text("China and Philippines")
    reader.settles()
    summary = reader.page.get_by_test_id("stExpander").filter(has_text="Table: clashes by place").locator("summary")
    summary.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("table", name="Clashes by place and severity")).to_be_visible()
    reader.watch.quiet()


@pytest.mark.parametrize("zone", ["Asia/Manila", "America/Los_Angeles"])
def test_a_bar_of_time_is_the_same_days_wherever_the_reader_sits(
    base: str, reader_of: Callable[..., Reader], zone: str
) -> None:
    reader = reader_of(base, timezone_id=zone)
    name, ids = opened(opens_trends(reader, SUMMER), "Clashes by month")
    assert name == "June 2024"
    assert all(identity.startswith("2024-06-") for identity in ids)
    reader.opens()
    bars = reader.map.locator(".timebar svg")
    bars.focus()
    for key in ("End", "ArrowLeft", "ArrowLeft", "Enter"):
        bars.press(key)
    reader.page.wait_for_url(re.compile(r"[?&]from=2024-01-01&to=2024-12-31"), timeout=PATIENCE_MS)


def test_a_phone_can_read_the_charts(base: str, reader_of: Callable[..., Reader]) -> None:
    reader = opens_trends(reader_of(base, viewport=PHONE, has_touch=True, is_mobile=True), SUMMER)
    for title in TITLES:
        box = chart(reader, title).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
    overflow = "[document.scrollingElement, ...document.querySelectorAll('.stMain')].map(e => e.scrollWidth - e.clientWidth)"
    assert max(reader.page.evaluate(overflow)) <= 0
    reader.watch.quiet()
