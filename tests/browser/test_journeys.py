"""Journeys of a reader, in a real browser in which every other host is blocked."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.reading import MAP, PATIENCE_MS, metres_per_pixel

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.browser.reading import Reader

pytestmark = pytest.mark.browser

CLASH = "2024-06-17-second-thomas-shoal-boarding"
SHOAL = (115.867, 9.733)
# Long enough for a rerun that should not be there to have begun.
A_WHILE_MS = 800
# What stands for a page of another host, which no journey reaches.
ELSEWHERE = "<title>Another host</title>"


def test_filter_pick_follow_and_share(reader: Reader, reader_of: Callable[..., Reader]) -> None:
    reader.opens()
    whole = reader.counted()
    reader.filters_state("Philippines")
    reader.filters_day("From", "2024-06-01")
    reader.filters_day("To", "2024-08-31")
    assert 0 < reader.counts_agree() < whole
    expect(reader.summary).to_contain_text("involving the Philippines, 1 June to 31 August 2024")

    reader.picks(*SHOAL)
    assert reader.query["selected"] == CLASH
    expect(reader.sides.locator("b")).to_have_text(["China says", "Philippines says"])

    link = reader.dossier.locator("ol li > a").first
    href = link.get_attribute("href") or ""
    assert href in {report["url"] for feature in reader.api() for report in feature["properties"]["reports"]}
    assert link.get_attribute("target") == "_blank"
    assert "noopener" in (link.get_attribute("rel") or "")
    reader.page.context.route(href, lambda route: route.fulfill(body=ELSEWHERE, content_type="text/html"))
    with reader.page.context.expect_page() as opened:
        link.click()
    opened.value.wait_for_load_state()
    assert opened.value.url == href
    opened.value.close()
    assert reader.watch.outside == [href]

    address = copied(reader)
    assert address == reader.address
    friend = reader_of(reader.base)
    friend.page.goto(address)
    friend.sees_map()
    expect(friend.summary).to_have_text(reader.summary.inner_text())
    expect(friend.dossier.locator("h2").first).to_have_text(reader.dossier.locator("h2").first.inner_text())
    assert friend.query == reader.query
    assert same_map(friend, reader)
    friend.watch.quiet()


def test_a_report_and_its_features_are_one_click_apart(reader: Reader) -> None:
    reader.opens(f"?selected={CLASH}")
    title = reader.dossier.locator("h2").first.inner_text()
    reader.dossier.get_by_role("link", name="its record").first.click()
    expect(reader.page.get_by_role("heading", name="Reporting", exact=True)).to_be_visible()
    assert "/reporting?report=rpt-" in reader.address
    reader.page.get_by_role("link", name=title).first.click()
    reader.sees_map()
    assert reader.query["selected"] == CLASH
    expect(reader.dossier.locator("h2").first).to_have_text(title)
    reader.watch.quiet()


def test_a_newcomer_reads_both_accounts_within_a_minute(reader: Reader) -> None:
    begun = time.monotonic()
    reader.opens()
    reader.searches("second thomas")
    assert reader.counts_agree() > 0
    reader.dossier.get_by_role("button", name=re.compile("^17 June 2024: ")).first.click()
    expect(reader.sides.locator("b")).to_have_text(["China says", "Philippines says"])
    for side in reader.sides.all():
        assert len(side.inner_text()) > 60
        assert re.match("https?://", side.locator("a").first.get_attribute("href") or "")
    assert reader.dossier.locator("ol li > a[href^=http]").count() >= 4
    assert time.monotonic() - begun < 60
    reader.watch.quiet()


def test_panning_and_zooming_rerun_nothing(reader: Reader) -> None:
    reader.opens()
    reader.page.wait_for_timeout(A_WHILE_MS)
    sent = len(reader.watch.sent)
    drags(reader, 130, 60)
    reader.page.wait_for_url(re.compile("[?&]at="), timeout=PATIENCE_MS)
    dragged = reader.looks_at()
    assert dragged[0] < 113
    assert dragged[1] > 12.5
    reader.map.get_by_role("button", name="Zoom in").click()
    reader.page.wait_for_url(re.compile(r"[?&]at=[\d.,-]+,6$"), timeout=PATIENCE_MS)
    reader.page.wait_for_timeout(A_WHILE_MS)
    assert len(reader.watch.sent) == sent


def test_a_filter_keeps_the_map_where_it_is(reader: Reader) -> None:
    reader.opens()
    drags(reader, 130, 60)
    reader.map.get_by_role("button", name="Zoom in").click()
    reader.page.wait_for_url(re.compile(r"[?&]at=[\d.,-]+,6$"), timeout=PATIENCE_MS)
    reader.settles()
    before = reader.looks_at()
    scale = reader.map.locator(".scale-nm").inner_text()
    here = graticule(reader)
    reader.filters_state("Vietnam")
    reader.page.wait_for_timeout(A_WHILE_MS)
    assert reader.looks_at() == before
    assert reader.map.locator(".scale-nm").inner_text() == scale
    now = graticule(reader)
    common = here.keys() & now.keys()
    assert len(common) >= 4
    assert {words: now[words] for words in common} == {words: pytest.approx(here[words], abs=1) for words in common}
    reader.counts_agree()


def test_three_pages_ask_no_other_host(reader: Reader) -> None:
    reader.opens()
    expect(reader.page.locator("nav.phone")).to_be_hidden()
    reader.filters_state("Philippines")
    reader.picks(*SHOAL)
    for name in ("Reporting", "About", "Explore"):
        reader.page.get_by_role("link", name=name, exact=True).first.click()
        reader.page.wait_for_url(re.compile(f"/{name.lower()}|/$|/\\?"), timeout=PATIENCE_MS)
        reader.settles()
    reader.sees_map()
    for path in ("reporting", "about"):
        reader.page.goto(f"{reader.base}/{path}")
        expect(reader.page.locator("h1").first).to_be_visible()
        reader.settles()
    reader.watch.quiet()


def test_the_timeline_narrows_the_dates_and_gives_them_back(reader: Reader) -> None:
    reader.opens()
    whole = reader.counted()
    tallest(reader).click()
    reader.page.wait_for_url(re.compile(r"[?&]from=\d{4}-01-01&to=\d{4}-12-31"), timeout=PATIENCE_MS)
    reader.settles()
    assert 0 < reader.counts_agree() < whole
    all_dates(reader, whole)

    box = reader.map.locator(".timebar svg").bounding_box()
    assert box
    begin, y = box["x"] + 0.75 * box["width"], box["y"] + box["height"] / 3
    reader.page.mouse.move(begin, y)
    reader.page.mouse.down()
    reader.page.mouse.move(begin + 0.15 * box["width"], y, steps=12)
    reader.page.mouse.up()
    reader.page.wait_for_url(re.compile(r"[?&]from=20[12]\d-\d\d-\d\d&to=20[12]\d-"), timeout=PATIENCE_MS)
    reader.settles()
    assert 0 < reader.counts_agree() < whole
    all_dates(reader, whole)


def test_a_row_of_the_table_picks_and_flies_there(reader: Reader) -> None:
    reader.opens()
    row = reader.table.locator("tbody tr").first
    words = row.locator("td").nth(1).inner_text()
    row.click()
    reader.page.wait_for_url(re.compile(r"[?&]selected=.*[?&]at=[\d.,-]+,([89]|1\d)$"), timeout=PATIENCE_MS)
    reader.settles()
    expect(reader.dossier.locator("h2").first).to_have_text(words)
    picked = next(one for one in reader.api() if one["id"] == reader.query["selected"])
    reader.comes_to(picked["geometry"]["coordinates"], near_deg=0.02)


def test_the_keyboard_picks_a_row_of_the_table(reader: Reader) -> None:
    reader.opens("?place=second-thomas-shoal")
    rows = reader.table.locator("tbody tr")
    words = rows.nth(1).locator("td").nth(1).inner_text()
    rows.first.focus()
    for key in ("ArrowDown", "Enter"):
        reader.page.keyboard.press(key)
    reader.page.wait_for_url(re.compile("[?&]selected="), timeout=PATIENCE_MS)
    reader.settles()
    expect(reader.dossier.locator("h2").first).to_have_text(words)


def test_a_gathered_mark_zooms_in_and_picks_nothing(reader: Reader) -> None:
    reader.opens()
    gathered = max((face for face in reader.faces() if face.many), key=lambda face: int(face.words.split()[0]))
    sent = len(reader.watch.sent)
    reader.zooms_into(gathered)
    reader.page.wait_for_timeout(A_WHILE_MS)
    assert "selected" not in reader.query
    assert len(reader.watch.sent) == sent


def test_the_keyboard_reaches_a_mark_and_picks_it(reader: Reader) -> None:
    reader.opens(f"?place=second-thomas-shoal&at={SHOAL[0]},{SHOAL[1]},9")
    reader.sea.focus()
    for _ in range(80):
        reader.page.keyboard.press("Tab")
        if reader.map.locator(".mark.incidents:focus").count():
            break
    expect(reader.map.locator(".mark.incidents:focus")).to_have_count(1)
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(re.compile("[?&]selected="), timeout=PATIENCE_MS)
    titles = {one["id"]: one["properties"]["title"] for one in reader.api()}
    expect(reader.dossier.locator("h2").first).to_have_text(titles[reader.query["selected"]])


def test_the_picked_clash_has_its_ring_of_uncertainty(reader: Reader) -> None:
    reader.opens(f"?selected={CLASH}")
    picked = next(one for one in reader.api() if one["id"] == CLASH)
    reader.comes_to(picked["geometry"]["coordinates"], near_deg=0.05)
    reader.settles()
    ring = reader.map.locator("path.ring").bounding_box()
    assert ring
    across = 2 * picked["properties"]["precision_m"] / metres_per_pixel(SHOAL[1], reader.looks_at()[2])
    assert ring["width"] == pytest.approx(across, rel=0.06, abs=3)
    assert ring["height"] == pytest.approx(across, rel=0.06, abs=3)


def test_places_are_named_in_chinese(reader: Reader) -> None:
    reader.opens("?names=zh")
    named = reader.map.locator(".mark.place span").filter(has_text=re.compile("[\u4e00-\u9fff]{2}"))
    expect(named.first).to_be_visible()
    assert named.count() > 5
    reader.watch.quiet()


def test_the_first_screen_needs_no_scrolling(reader: Reader) -> None:
    reader.opens()
    parts = {
        "filters": reader.page.get_by_test_id("stSidebar").get_by_role("combobox", name="Place", exact=True),
        "summary": reader.summary,
        "map": reader.page.locator(MAP),
        "timeline": reader.map.locator(".timebar svg"),
    }
    for name, part in parts.items():
        box = part.bounding_box()
        assert box, name
        assert box["y"] >= 0, name
        assert box["y"] + box["height"] <= 900, name
        assert box["x"] + box["width"] <= 1440, name
    map_box = reader.page.locator(MAP).bounding_box()
    assert map_box
    assert map_box["width"] >= 600
    assert map_box["height"] >= 400


def test_a_phone_can_use_map_summary_and_table(base: str, reader_of: Callable[..., Reader]) -> None:
    reader = reader_of(base, viewport=PHONE, has_touch=True, is_mobile=True)
    reader.opens(f"?place=second-thomas-shoal&at={SHOAL[0]},{SHOAL[1]},8")
    links = reader.page.get_by_role("navigation", name="Pages", exact=True)
    for part in (links, reader.summary, reader.page.locator(MAP), reader.page.locator(".pick-table")):
        part.scroll_into_view_if_needed()
        expect(part).to_be_in_viewport()
        box = part.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
    overflow = "[document.scrollingElement, ...document.querySelectorAll('.stMain')].map(e => e.scrollWidth - e.clientWidth)"
    assert max(reader.page.evaluate(overflow)) <= 0
    mark = reader.map.locator(".mark.incidents:not(.under)").first
    mark.scroll_into_view_if_needed()
    mark.tap()
    reader.page.wait_for_url(re.compile("[?&]selected="), timeout=PATIENCE_MS)
    titles = {one["id"]: one["properties"]["title"] for one in reader.api()}
    expect(reader.dossier.locator("h2").first).to_have_text(titles[reader.query["selected"]])
    assert reader.counts_agree() == len(titles)
    reader.watch.quiet()


def tallest(reader: Reader) -> Locator:
    """Return the tallest piece of a bar of the timeline."""
    pieces = reader.map.locator(".timebar rect.bar")
    heights: list[float] = pieces.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    return pieces.nth(heights.index(max(heights)))


def all_dates(reader: Reader, whole: int) -> None:
    """Press "All dates" and see the whole record again."""
    reader.page.get_by_role("button", name="All dates").click()
    expect(reader.summary).to_contain_text(f"{whole} reported clashes in the whole record")
    reader.settles()
    assert "from" not in reader.query
    assert reader.counted() == whole


def copied(reader: Reader) -> str:
    """Press "Copy link" and return what the clipboard then holds."""
    reader.page.get_by_role("button", name="Copy link").click()
    expect(reader.page.get_by_role("button", name="Link copied")).to_be_visible()
    return str(reader.page.evaluate("navigator.clipboard.readText()"))


def drags(reader: Reader, right: int, down: int) -> None:
    """Drag the map by its open sea."""
    box = reader.page.locator(MAP).bounding_box()
    assert box
    # Below what stands in the north-west corner there is land without a mark.
    x, y = box["x"] + 40, box["y"] + 200
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + right, y + down, steps=12)
    reader.page.mouse.up()
    reader.settles()


def graticule(reader: Reader) -> dict[str, float]:
    """Return how far each degree is written from the middle of the map: a meridian across, a parallel up or down."""
    box = reader.sea.bounding_box()
    assert box
    middle = {"meridian": box["x"] + box["width"] / 2, "parallel": box["y"] + box["height"] / 2}
    places: list[tuple[str, str, float]] = reader.map.locator(".degree").evaluate_all(
        """all => all.map(one => {
          const kind = one.classList.contains("meridian") ? "meridian" : "parallel", at = one.getBoundingClientRect();
          return [kind, one.textContent, kind === "meridian" ? at.x : at.y];
        })"""
    )
    return {f"{kind} {words}": at - middle[kind] for kind, words, at in places}


def same_map(one: Reader, other: Reader) -> bool:
    """Tell whether two readers' maps look at the same waters from the same height."""
    if one.map.locator(".scale-nm").inner_text() != other.map.locator(".scale-nm").inner_text():
        return False
    here, there = (next(face for face in reader.faces() if face.picked) for reader in (one, other))
    return abs(here.x - there.x) < 2 and abs(here.y - there.y) < 2
