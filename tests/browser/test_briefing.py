"""From a question to a deck that is presented: journeys over Explore, the Briefing page and the tab of the deck."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from briefing import story
from tests.browser.attending import Audience
from tests.browser.reading import PATIENCE_MS
from tests.packages import CLASH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.reading import Reader

pytestmark = pytest.mark.browser

SUMMER = "?states=PHL&from=2024-06-01&to=2024-08-31"


TAB_COPY = "() => sessionStorage.getItem('soundings-briefing')"


def keeps(reader: Reader, title: str = "") -> None:
    """Add the present view to the briefing, and wait until the tab has its copy."""
    before = reader.page.evaluate(TAB_COPY)
    reader.page.get_by_role("button", name="Add to briefing").click()
    reader.page.get_by_label("Title of the scene").fill(title)
    reader.page.get_by_role("button", name="Add", exact=True).click()
    expect(reader.page.get_by_text(re.compile("Added as scene"))).to_be_visible()
    reader.page.keyboard.press("Escape")
    reader.settles()
    reader.page.wait_for_function(f"before => ({TAB_COPY})() !== before", arg=before, timeout=PATIENCE_MS)


def goes_to(reader: Reader, name: str) -> None:
    """Go to another page by the navigation."""
    reader.page.get_by_role("link", name=name, exact=True).first.click()
    reader.page.wait_for_url(re.compile(f"/{name.lower()}"), timeout=PATIENCE_MS)
    reader.settles()


def drafts(reader: Reader) -> None:
    reader.page.get_by_role("button", name="Draft a briefing").click()
    expect(reader.page.get_by_text("Open in Explore").first).to_be_visible()
    reader.settles()


def presents(reader: Reader) -> Audience:
    """Press Present and sit before the deck in its new tab."""
    with reader.page.context.expect_page() as opened:
        reader.page.get_by_role("button", name="Present").click()
    page = opened.value
    page.locator(".scene:not([hidden])").wait_for(timeout=PATIENCE_MS)
    return Audience(page)


def kept(page: Page) -> story.Briefing:
    """Return the briefing that the tab holds."""
    return story.read(page.evaluate("sessionStorage.getItem('soundings-briefing')"))


def test_a_view_is_kept_with_where_the_map_looks_and_opens_there_again(reader: Reader):
    reader.opens(SUMMER)
    reader.map.get_by_role("button", name="Zoom in").click()
    reader.page.wait_for_url(re.compile(r"[?&]at=[\d.,-]+,6$"), timeout=PATIENCE_MS)
    asked = reader.query
    keeps(reader, "Where it clashed")
    goes_to(reader, "Briefing")
    assert {key: reader.query[key] for key in ("states", "from", "to")} == {
        key: asked[key] for key in ("states", "from", "to")
    }
    expect(reader.page.locator(".scene").first).to_contain_text("1. Where it clashed")
    reader.page.get_by_role("link", name="Open in Explore").click()
    reader.sees_map()
    assert reader.query == asked
    reader.watch.quiet()


def test_a_briefing_outlives_a_page_that_is_loaded_anew(reader: Reader):
    reader.opens(f"?selected={CLASH}")
    title = reader.dossier.locator("h2").first.inner_text()
    keeps(reader)
    reader.dossier.get_by_role("link", name="its record").first.click()
    expect(reader.page.get_by_role("heading", name="Reporting", exact=True)).to_be_visible()
    goes_to(reader, "Briefing")
    expect(reader.page.locator(".scene").first).to_contain_text(f"1. {title}"[:60])
    (scene,) = kept(reader.page).scenes
    assert scene.kind == "clash"
    assert scene.view.selected == CLASH


def test_a_tab_that_holds_no_briefing_says_so_and_begins_anew(reader: Reader):
    reader.opens()
    reader.page.evaluate("sessionStorage.setItem('soundings-briefing', '{')")
    reader.page.reload()
    goes_to(reader, "Briefing")
    expect(reader.page.get_by_text("The briefing that this tab held was left out").first).to_be_visible()
    expect(reader.page.get_by_text("No scene yet.")).to_be_visible()


def test_a_drafted_briefing_is_presented_offline_with_its_notes(reader: Reader):
    reader.page.goto(f"{reader.base}/briefing{SUMMER}")
    reader.settles()
    drafts(reader)
    audience = presents(reader)
    assert audience.page.url.startswith("blob:")
    assert audience.page.evaluate("window.opener") is None
    reader.page.context.set_offline(True)
    count = audience.step[1]
    assert count > len(kept(reader.page).scenes)
    audience.goes_to_map()
    scale = audience.scene.locator(".scale-nm")
    begun = scale.inner_text()
    audience.presses("+", "+", "+")
    expect(scale).not_to_have_text(begun)
    with reader.page.context.expect_page() as opened:
        audience.presses("n")
    expect(opened.value.locator(".words")).to_contain_text("What it shows: ")
    audience.presses("End")
    assert audience.step == (count, count)
    reader.page.context.set_offline(False)
    assert reader.watch.outside == []
    assert reader.watch.errors == []


def test_the_deck_that_is_presented_has_the_order_and_the_words_of_the_page(reader: Reader):
    reader.page.goto(f"{reader.base}/briefing{SUMMER}")
    reader.settles()
    drafts(reader)
    reader.page.get_by_text("Title, caption, notes").first.click()
    reader.page.get_by_label("Title", exact=True).first.fill("In one map")
    reader.page.get_by_label("Title", exact=True).first.press("Enter")
    expect(reader.page.locator(".scene").first).to_contain_text("1. In one map")
    reader.page.get_by_role("button", name="Down", exact=True).first.click()
    expect(reader.page.locator(".scene").nth(1)).to_contain_text("2. In one map")
    reader.settles()
    audience = presents(reader)
    shown = []
    for _ in audience.scenes():
        shown.append((audience.scene.get_attribute("aria-label") or "").split(": ", 1)[1])
        audience.presses("ArrowRight")
    titles = [scene.title for scene in kept(reader.page).scenes]
    assert titles[1] == "In one map"
    assert [title for title in shown if title in titles] == titles


def test_a_briefing_is_saved_and_opened_and_its_deck_downloaded_and_opened(
    reader: Reader, reader_of: Callable[..., Reader], chrome: Browser, tmp_path: Path
):
    reader.page.goto(f"{reader.base}/briefing{SUMMER}")
    reader.settles()
    drafts(reader)
    with reader.page.expect_download() as saving:
        reader.page.get_by_role("button", name="Save the briefing").click()
    saving.value.save_as(tmp_path / "summer.json")
    assert json.loads((tmp_path / "summer.json").read_text(encoding="utf-8"))["scenes"]

    friend = reader_of(reader.base)
    friend.page.goto(f"{reader.base}/briefing")
    friend.settles()
    friend.page.get_by_text("Open a saved briefing").click()
    friend.page.get_by_label("A briefing's JSON file").locator("input[type=file]").set_input_files(tmp_path / "summer.json")
    friend.page.get_by_role("button", name="Open it").click()
    expect(friend.page.get_by_text("Open in Explore").first).to_be_visible()
    assert kept(friend.page) == kept(reader.page)

    friend.page.get_by_role("combobox", name="File").click()
    friend.page.get_by_role("option", name=re.compile("HTML")).click()
    friend.settles()
    friend.page.get_by_role("button", name="Make the file").click()
    with friend.page.expect_download() as making:
        friend.page.get_by_role("button", name=re.compile(r"Download .*\.html")).click()
    making.value.save_as(tmp_path / making.value.suggested_filename)
    with chrome.new_context(viewport={"width": 1280, "height": 720}) as context:
        path = (tmp_path / making.value.suggested_filename).as_uri()
        audience = Audience.of(context, path)
        assert audience.step[1] > len(kept(friend.page).scenes)
        assert audience.requested == [path]
        assert audience.errors == []


def test_the_page_has_no_scrollbar_across_on_a_phone(base: str, reader_of: Callable[..., Reader]):
    reader = reader_of(base, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    reader.page.goto(f"{base}/briefing{SUMMER}")
    reader.settles()
    drafts(reader)
    overflow = "[document.scrollingElement, ...document.querySelectorAll('.stMain')].map(e => e.scrollWidth - e.clientWidth)"
    assert max(reader.page.evaluate(overflow)) <= 0


def test_a_point_and_a_bar_are_kept_as_they_were_picked_and_shown_in_the_deck(reader: Reader):
    page = reader.page
    page.goto(f"{reader.base}/claims?point=115.867,9.733")
    reader.settles()
    keeps(reader)
    page.goto(f"{reader.base}/trends{SUMMER}")
    places = page.get_by_role("combobox", name=re.compile("Open a bar of “Clashes by place"))
    places.wait_for(timeout=PATIENCE_MS)
    reader.settles()
    # A list closes when the page scrolls, which the browser tells of a frame later.
    places.scroll_into_view_if_needed()
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    places.click()
    page.get_by_role("option", name=re.compile("Sabina Shoal")).click()
    panel = page.locator(".opened")
    expect(panel).to_be_visible(timeout=PATIENCE_MS)
    listed = panel.locator("li a").count()
    reader.settles()
    page.get_by_role("button", name="Add to briefing").nth(1).click()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text(re.compile("Added as scene 2"))).to_be_visible()
    page.keyboard.press("Escape")
    goes_to(reader, "Briefing")
    expect(page.get_by_text("2 scenes make")).to_be_visible()
    expect(page.get_by_test_id("stImage").first.locator("img").first).to_be_visible(timeout=PATIENCE_MS)
    point, bar = kept(page).scenes
    assert (point.kind, point.query["point"], bar.kind, bar.query["place"]) == (
        "point",
        "115.867,9.733",
        "bar",
        "sabina-shoal",
    )

    audience = presents(reader).presses("ArrowRight")
    expect(audience.scene.locator(".cross")).to_be_visible()
    expect(audience.scene.get_by_role("columnheader", name="After the 2016 award")).to_be_visible()
    while bar.title not in audience.scene.locator("h2").inner_text():
        audience.presses("ArrowRight")
    rows = audience.scene.locator("table").first.locator("tbody tr").count()
    assert rows == listed
