"""The standalone deck in a real browser: opened from disk, every host blocked."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import ExitStack
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from briefing.draft import draft
from briefing.html import deck as html_deck
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.pages.compose import deck
from layers.store import store
from question.view import View
from tests.browser.attending import Audience
from tests.browser.rules import AXE, grave

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page, ViewportSize

    from layers.store import Store
    from tests.packages import Copy

pytestmark = pytest.mark.browser

SUMMER = View(states=("CHN", "PHL"), start=dt.date(2024, 6, 1), end=dt.date(2024, 8, 31))
PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}
LAPTOP: ViewportSize = {"width": 1280, "height": 720}
PHONE: ViewportSize = {"width": 390, "height": 844}
HANDLING = "INTERNAL USE ONLY"


def written(store: Store, view: View, path: Path) -> str:
    """Write the drafted deck of a view and return its address on disk."""
    drafted = draft(store, view, handling=HANDLING, author="Desk for maritime affairs", as_of=dt.date(2024, 9, 2))
    work = Job(store, view, drafted, deck(store, drafted, sheet=compose.sheet))
    html_deck.write(work, path, lambda _done, _words: None)
    return path.as_uri()


@pytest.fixture(scope="module")
def summer(store: Store, tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(store, SUMMER, tmp_path_factory.mktemp("deck") / "summer.html")


@pytest.fixture(scope="module")
def every_year(store: Store, tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(store, View(), tmp_path_factory.mktemp("deck") / "whole.html")


@pytest.fixture
def attend(chrome: Browser) -> Iterator[Callable[..., Audience]]:
    with ExitStack() as contexts:

        def seat(address: str, **settings: Any) -> Audience:  # noqa: ANN401 -- whatever a context takes
            context = contexts.enter_context(chrome.new_context(**{"viewport": LAPTOP, "locale": "en-GB"} | settings))
            return Audience.of(context, address)

        yield seat


@pytest.fixture
def audience(attend: Callable[..., Audience], summer: str) -> Audience:
    return attend(summer)


def test_the_deck_asks_for_nothing_but_itself(audience: Audience, summer: str):
    for _ in audience.scenes():
        audience.presses("ArrowRight").settles()
    audience.presses("Escape", "Escape", "n")
    assert audience.requested == [summer]
    assert audience.errors == []


@pytest.mark.parametrize("key", ["ArrowRight", "ArrowDown", "PageDown", "Space"])
def test_keys_step_forward(audience: Audience, key: str):
    audience.presses(key, key)
    assert audience.step[0] == 3
    assert audience.scene.count() == 1


@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowUp", "PageUp", "Shift+Space"])
def test_keys_step_back(audience: Audience, key: str):
    audience.presses("End")
    last, count = audience.step
    assert last == count
    audience.presses(key)
    assert audience.step[0] == count - 1


def test_home_and_end_and_neither_end_is_passed(audience: Audience):
    audience.presses("End", "ArrowRight", "ArrowRight")
    assert audience.step[0] == audience.step[1]
    audience.presses("Home", "ArrowLeft")
    assert audience.step[0] == 1
    expect(audience.scene.locator("h1")).to_be_visible()


def test_a_reload_shows_the_same_scene_again(audience: Audience):
    audience.presses("ArrowRight", "ArrowRight")
    audience.page.reload()
    assert audience.step[0] == 3


def test_escape_shows_all_scenes_and_one_is_chosen_there(audience: Audience):
    overview = audience.page.locator(".overview")
    audience.presses("ArrowRight", "Escape")
    expect(overview).to_be_visible()
    tiles = overview.locator(".tile")
    assert tiles.count() == audience.step[1]
    expect(tiles.nth(1)).to_have_attribute("aria-current", "true")
    title = tiles.nth(4).locator("span").inner_text()
    tiles.nth(4).click()
    expect(overview).to_be_hidden()
    expect(audience.scene.locator("h2")).to_have_text(title)
    audience.presses("Escape", "Escape")
    expect(overview).to_be_hidden()


def test_full_screen_is_entered_and_left(audience: Audience):
    full = audience.page.locator(":root:fullscreen")
    audience.presses("f")
    expect(full).to_have_count(1)
    audience.presses("f")
    expect(full).to_have_count(0)
    expect(audience.page.locator(".overview")).to_be_hidden()
    audience.presses("f")
    expect(full).to_have_count(1)
    # Chromium takes Esc for itself; a page that is driven is left by the same call.
    audience.page.evaluate("document.exitFullscreen()")
    expect(audience.page.locator(".overview")).to_be_visible()


def noted(audience: Audience) -> Page:
    with audience.page.context.expect_page() as opened:
        audience.presses("n")
    opened.value.locator(".words").wait_for()
    return opened.value


def test_the_notes_stand_in_a_window_of_their_own_that_follows(audience: Audience):
    audience.presses("ArrowRight")
    notes = noted(audience)
    title = audience.scene.locator("h2").inner_text()
    expect(notes.locator(".title")).to_have_text(title)
    expect(notes.locator(".step")).to_have_text("2 / " + str(audience.step[1]))
    expect(notes.locator(".clock")).to_have_text(re.compile(r"^\d\d:\d\d:\d\d$"))
    expect(notes.locator(".words")).to_contain_text("What it shows: ")
    following = notes.locator(".next").inner_text().removeprefix("Next: ")
    audience.presses("ArrowRight")
    expect(notes.locator(".title")).to_have_text(following)
    expect(audience.scene.locator("h2")).to_have_text(following)
    notes.keyboard.press("ArrowLeft")
    expect(audience.scene.locator("h2")).to_have_text(title)
    expect(audience.scene).not_to_contain_text("What it shows: ")
    with notes.expect_event("close"):
        audience.page.close()


def test_the_map_is_zoomed_with_wheel_keys_and_buttons_and_set_back(audience: Audience):
    audience.goes_to_map()
    scale = audience.scene.locator(".scale-nm")
    begun = scale.inner_text()
    assert begun.endswith(" nm")

    def nearer(act: Callable[[], object]) -> None:
        act()
        expect(scale).not_to_have_text(begun)
        audience.presses("0")
        expect(scale).to_have_text(begun)

    box = audience.scene.locator(".chart-map").bounding_box()
    assert box
    audience.page.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 3)
    nearer(lambda: audience.page.mouse.wheel(0, -600))
    nearer(lambda: audience.presses("+", "+", "+"))
    nearer(lambda: audience.scene.get_by_role("button", name="+", exact=True).click(click_count=3))
    assert audience.step[0] == 2


# What of a chart's sums and labels is cut, lies over one another, or is covered by a bar.
UNREAD = """figure => {
  const plot = figure.querySelector(".plot"), edge = plot.getBoundingClientRect();
  const words = [...plot.querySelectorAll(".total, .category")].filter(part => part.textContent);
  const box = part => {
    const range = document.createRange();
    range.selectNodeContents(part);
    return range.getBoundingClientRect();
  };
  const boxes = words.map(box), bars = [...plot.querySelectorAll(".piece")].map(piece => piece.getBoundingClientRect());
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  return words.filter((_, at) => boxes[at].left < edge.left - 1 || boxes[at].right > edge.right + 1
    || boxes.some((other, n) => n !== at && meet(boxes[at], other)) || bars.some(bar => meet(boxes[at], bar)))
    .map(part => part.textContent);
}"""


@pytest.mark.parametrize("size", [LAPTOP, PROJECTOR])
def test_every_sum_of_a_chart_of_many_years_can_be_read(
    attend: Callable[..., Audience], every_year: str, size: ViewportSize
):
    audience = attend(every_year, viewport=size)
    charts = 0
    for _ in audience.scenes():
        for chart in audience.scene.locator("figure.chart").all():
            assert chart.evaluate(UNREAD) == []
            charts += 1
        audience.presses("ArrowRight")
    assert charts >= 2


def test_shift_and_an_arrow_move_the_map_and_not_the_scene(audience: Audience):
    audience.goes_to_map()
    pane = audience.scene.locator(".leaflet-map-pane")
    before = pane.get_attribute("style") or ""
    audience.presses("Shift+ArrowRight")
    expect(pane).not_to_have_attribute("style", before)
    assert audience.step[0] == 2


def alone(audience: Audience) -> Locator:
    """Return the gravest mark that stands for one clash alone."""
    faces = audience.scene.locator(".mark.incidents:not(.under) .face:not(.many)")
    words = faces.evaluate_all("all => all.map(face => face.title)")
    singles = [(text[-1], n) for n, text in enumerate(words) if text.startswith("1 reported clash,")]
    return faces.nth(max(singles)[1])


def test_a_mark_opens_what_stands_behind_it_with_both_accounts_and_links(audience: Audience):
    audience.goes_to_map()
    panel = audience.scene.locator(".panel")
    expect(panel).to_be_hidden()
    alone(audience).click()
    expect(panel.locator("h3").first).not_to_be_empty()
    said = panel.locator(".side:not(.none) b").all_inner_texts()
    assert len(said) == 2
    assert all(words.endswith(" says") for words in said)
    for link in panel.locator("a").all():
        assert re.match("https?://", link.get_attribute("href") or "")
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert link.get_attribute("target") == "_blank"
    assert panel.locator("ol a").count() >= 1
    audience.presses("Escape")
    expect(panel).to_be_hidden()
    expect(audience.page.locator(".overview")).to_be_hidden()


def test_the_keyboard_reaches_a_mark_and_opens_it(audience: Audience):
    audience.goes_to_map()
    audience.scene.locator(".mark.incidents:not(.under)", has=audience.page.locator(".face:not(.many)")).first.focus()
    audience.presses("Enter")
    expect(audience.scene.locator(".panel h3").first).not_to_be_empty()


def test_a_click_on_shared_waters_says_who_claims_them(audience: Audience):
    audience.presses("Home")
    while not audience.scene.locator(".leaflet-overlaps-pane path").count():
        audience.presses("ArrowRight")
    audience.settles()
    audience.scene.locator(".leaflet-overlaps-pane path").first.dispatch_event("click")
    panel = audience.scene.locator(".panel")
    expect(panel.locator("h3").first).to_have_text(re.compile("^Waters claimed by .+ and .+"))
    expect(panel).to_contain_text("After the 2016 award")
    assert panel.locator("ol a[href^=http]").count() >= 1


def test_a_gathered_mark_zooms_in(audience: Audience):
    audience.goes_to_map()
    scale = audience.scene.locator(".scale-nm")
    begun = scale.inner_text()
    audience.scene.locator(".mark.incidents:has(.many)").first.click()
    expect(scale).not_to_have_text(begun)
    expect(audience.scene.locator(".panel")).to_be_hidden()


def test_every_scene_has_its_lines_and_every_map_its_furniture(audience: Audience):
    maps = 0
    for number in audience.scenes():
        scene = audience.scene
        expect(scene.locator(".handling")).to_have_text(HANDLING)
        expect(scene.locator(".as-of")).to_have_text("As of 2 September 2024")
        assert audience.step[0] == number
        expect(scene.locator(".told")).to_contain_text("Data version ")
        if scene.locator(".chart-map").count():
            maps += 1
            expect(scene.locator(".north")).to_have_text("N")
            expect(scene.locator(".scale-nm")).to_have_text(re.compile(r"^[\d.]+ nm$"))
            expect(scene.locator(".legend")).to_contain_text("Web Mercator (EPSG:3857)")
            expect(scene.locator(".legend .steps:not(.depths) .step")).to_have_count(7)
            assert scene.locator(".mark.incidents:not(.under)").count() > 0
            assert scene.locator("path.claim").count() > 0
            dashes = scene.locator("path.claim").evaluate_all("all => all.map(one => one.getAttribute('stroke-dasharray'))")
            assert all(dashes)
        audience.presses("ArrowRight")
    assert maps >= 4


@pytest.mark.parametrize("size", [PROJECTOR, LAPTOP], ids=["1920x1080", "1280x720"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_lies_over_anything_else(attend: Callable[..., Audience], summer: str, size: ViewportSize, scheme: str):
    audience = attend(summer, viewport=size, color_scheme=scheme)
    for _ in audience.scenes():
        audience.settles()
        title = audience.scene.get_attribute("aria-label")
        assert audience.overlaps() == [], title
        assert audience.outside() == [], title
        assert audience.scene.locator(".scrolls").count() == 0, title
        audience.presses("ArrowRight")


def test_an_overlap_would_be_seen(audience: Audience):
    audience.goes_to_map()
    audience.page.add_style_tag(content="header h2 { transform: translateY(3rem); } .as-of { margin-right: -9rem; }")
    assert any("caption" in pair for pair in audience.overlaps())
    assert any("as-of" in name for name in audience.outside())


def test_a_window_that_changes_its_size_draws_the_map_anew(audience: Audience):
    audience.goes_to_map()
    audience.page.set_viewport_size(PROJECTOR)
    expect(audience.page.locator("html")).to_have_css("font-size", re.compile(r"^19\.\d+px$"))
    expect(audience.scene.locator(".chart-map")).to_have_attribute("style", re.compile(r"--scale: 1\.4"))
    assert audience.overlaps() == []


def test_a_phone_reads_every_scene_from_top_to_bottom(attend: Callable[..., Audience], summer: str):
    audience = attend(summer, viewport=PHONE, has_touch=True, is_mobile=True)
    for number in audience.scenes():
        assert audience.page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
        audience.scene.locator("footer").scroll_into_view_if_needed()
        expect(audience.scene.locator(".number")).to_contain_text(f"{number} / ")
        audience.page.get_by_title("Next scene").tap()
    audience.goes_to_map()
    audience.scene.locator(".mark.incidents:not(.under)").first.scroll_into_view_if_needed()
    alone(audience).tap()
    expect(audience.scene.locator(".panel h3").first).to_be_visible()


def test_the_readers_dark_theme_is_followed(attend: Callable[..., Audience], summer: str):
    shades = {}
    for scheme in ("light", "dark"):
        page = attend(summer, color_scheme=scheme).page
        shades[scheme] = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert shades == {"light": "rgb(251, 250, 246)", "dark": "rgb(16, 24, 30)"}


def test_the_deck_prints_one_scene_a_page(audience: Audience):
    found = PdfReader(BytesIO(audience.page.pdf(prefer_css_page_size=True, print_background=True))).pages
    assert len(found) == audience.step[1]
    for number, page in enumerate(found, start=1):
        assert f"{number} / {len(found)}" in page.extract_text()
    assert audience.step[0] == 1
    assert audience.scene.count() == 1


@pytest.fixture(scope="module")
def poisoned(hostile: Copy, tmp_path_factory: pytest.TempPathFactory) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOUNDINGS_DATA", str(hostile.path))
        return written(store(), View(), tmp_path_factory.mktemp("hostile") / "deck.html")


def test_hostile_words_are_shown_and_never_run(attend: Callable[..., Audience], poisoned: str):
    audience = attend(poisoned)
    audience.page.on("dialog", lambda dialog: audience.errors.append(dialog.message))
    for _ in audience.scenes():
        audience.settles()
        assert audience.page.locator("img, iframe, object, embed").count() == 0
        audience.presses("ArrowRight")
    audience.goes_to_map()
    audience.scene.locator(".mark.incidents:not(.under):has(.face:not(.many))").first.focus()
    audience.presses("Enter")
    expect(audience.scene.locator(".panel .card").first).to_contain_text("zqx")
    noted(audience)
    hrefs = audience.page.locator("a").evaluate_all("all => all.map(one => one.href)")
    assert hrefs
    assert all(re.match("https?://", href) for href in hrefs)
    assert audience.requested == [poisoned]
    assert audience.errors == []


@pytest.mark.skipif(not AXE.exists(), reason="axe-core comes with the checks of the JavaScript (tests/js/install.sh)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_scene(attend: Callable[..., Audience], summer: str, scheme: str):
    audience = attend(summer, color_scheme=scheme)
    audience.page.evaluate(AXE.read_text(encoding="utf-8"))
    for number in audience.scenes():
        audience.settles()
        outcome = audience.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        assert outcome["passes"]
        assert grave(outcome) == [], number
        audience.presses("ArrowRight")
    audience.presses("Escape")
    assert grave(audience.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) == []


def test_the_deck_has_one_first_heading_and_every_scene_and_mark_a_name(audience: Audience):
    assert audience.page.locator("html").get_attribute("lang") == "en-GB"
    assert audience.page.locator("h1").count() == 1
    scenes = audience.page.locator(".scene")
    titles = scenes.evaluate_all("all => all.map(scene => scene.querySelector('h1, h2').textContent)")
    named = scenes.evaluate_all("all => all.map(scene => [scene.tagName, scene.getAttribute('aria-label')])")
    assert named == [["SECTION", f"{number}: {title}"] for number, title in enumerate(titles, start=1)]
    audience.goes_to_map()
    marks = audience.scene.get_by_role("button", name=re.compile("clash"))
    assert marks.count() == audience.scene.locator(".mark.incidents:not(.under)").count() > 0
    single = audience.scene.locator(".mark.incidents:not(.under)", has=audience.page.locator(".face:not(.many)")).first
    name = single.locator(".face").get_attribute("aria-label") or ""
    single.focus()
    audience.presses("Enter")
    assert name.startswith(audience.scene.locator(".panel h3").first.inner_text())
