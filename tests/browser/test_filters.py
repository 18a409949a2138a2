"""The filters in a real browser: days that are typed, cleared and clicked away from, chips, and how states are meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.reading import PATIENCE_MS

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.reading import Reader

pytestmark = pytest.mark.browser

SUMMER = "?states=PHL&from=2024-06-01&to=2024-08-31&lens=award"


def chips(reader: Reader) -> Locator:
    return reader.map.get_by_role("group", name="What is asked for").get_by_role("button")


def asks(reader: Reader, pattern: str) -> None:
    reader.page.wait_for_url(re.compile(pattern), timeout=PATIENCE_MS)
    reader.settles()


def test_a_cleared_day_stays_cleared(reader: Reader):
    reader.opens("?from=2024-06-01")
    before = reader.counted()
    field = reader.day_field("From")
    field.fill("")
    field.press("Enter")
    asks(reader, r"^(?!.*from=)")
    expect(field).to_have_value("")
    expect(reader.summary).to_contain_text("in the whole record")
    assert reader.counted() > before
    # And it is still cleared after the next thing that is asked.
    reader.filters_state("Vietnam")
    expect(field).to_have_value("")
    assert reader.query == {"states": "VNM"}


def test_enter_takes_a_day_and_a_month_or_a_year_as_its_first_and_last(reader: Reader):
    reader.opens()
    reader.day_field("From").fill("2014")
    reader.day_field("From").press("Enter")
    asks(reader, "from=2014-01-01")
    reader.day_field("To").fill("2016-02")
    reader.day_field("To").press("Enter")
    asks(reader, "to=2016-02-29")
    expect(reader.day_field("From")).to_have_value("2014-01-01")
    expect(reader.summary).to_contain_text("1 January 2014 to 29 February 2016")
    reader.counts_agree()


def test_the_click_that_leaves_a_day_is_not_swallowed(reader: Reader):
    reader.opens("?states=PHL")
    reader.day_field("From").fill("2024-06-01")
    reader.page.get_by_test_id("stSidebar").get_by_role("button", name="Clear all filters").click()
    expect(reader.summary).to_contain_text("in the whole record")
    reader.settles()
    assert reader.query == {}
    expect(reader.day_field("From")).to_have_value("")


def test_a_day_and_the_choice_clicked_after_it_both_count(reader: Reader):
    reader.opens("?states=CHN,VNM")
    reader.day_field("To").fill("2016")
    reader.page.get_by_text(re.compile(r"^Between \(")).click()
    asks(reader, "match=between")
    expect(reader.summary).to_contain_text("between China and Vietnam, up to 31 December 2016")
    assert reader.query == {"states": "CHN,VNM", "match": "between", "to": "2016-12-31"}


def test_what_is_no_day_is_said_and_stays_to_be_put_right(reader: Reader):
    reader.opens("?from=2024-06-01")
    field = reader.day_field("From")
    field.fill("17.06.2024")
    field.press("Enter")
    refused = reader.page.get_by_test_id("stSidebar").get_by_role("alert")
    expect(refused).to_contain_text("“17.06.2024” was not understood: expected a day as YYYY-MM-DD, or a month or a year")
    expect(field).to_have_value("17.06.2024")
    assert reader.query == {"from": "2024-06-01"}
    field.fill("2024-06-17")
    field.press("Enter")
    asks(reader, "from=2024-06-17")
    expect(refused).to_have_count(0)


def test_each_chip_names_a_filter_and_takes_away_just_that(reader: Reader):
    reader.opens(SUMMER)
    names = ["involving the Philippines", "1 June to 31 August 2024", "claims counted after the 2016 award"]
    expect(chips(reader)).to_have_count(3)
    for chip, name in zip(chips(reader).all(), names, strict=True):
        expect(chip).to_have_accessible_name(f"Remove: {name}")
    chips(reader).get_by_text("1 June to 31 August 2024").click()
    asks(reader, r"^(?!.*from=)")
    expect(chips(reader)).to_have_count(2)
    assert reader.query == {"states": "PHL", "lens": "award"}
    reader.page.get_by_role("button", name="Remove: claims counted after the 2016 award").click()
    asks(reader, r"^(?!.*lens=)")
    reader.page.get_by_role("button", name="Remove: involving the Philippines").click()
    expect(chips(reader)).to_have_count(0)
    expect(reader.summary).to_contain_text("in the whole record")
    assert reader.query == {}


def test_what_was_between_two_states_is_the_bar_of_trends_and_the_map_that_it_leads_to(reader: Reader):
    reader.opens("?states=CHN,VNM&from=2014-01-01&to=2016-12-31")
    any_of_them = reader.counts_agree()
    reader.page.get_by_text(re.compile(r"^Between \(")).click()
    asks(reader, "match=between")
    between = reader.counts_agree()
    assert 0 < between < any_of_them
    reader.page.goto(f"{reader.base}/trends?from=2014-01-01&to=2016-12-31")
    reader.settles()
    reader.page.get_by_text("Table: clashes by pair of states").click()
    row = reader.page.get_by_role("row").filter(has=reader.page.get_by_role("link", name="China and Vietnam", exact=True))
    expect(row.get_by_role("cell").nth(-2)).to_have_text(str(between))
    row.get_by_role("link").click()
    reader.sees_map()
    assert reader.query == {"states": "CHN,VNM", "match": "between", "from": "2014-01-01", "to": "2016-12-31"}
    assert reader.counts_agree() == between


# The first redrawing of the map after a press or key: whether the page had answered by then, what is asked, the marks.
FIRST_REDRAWN = """() => {
  const map = document.querySelector("#map_div"), sent = map.dataset.asked;
  const marks = () => [...map.querySelectorAll(".mark.incidents")].map(mark => mark.getAttribute("aria-label")).sort();
  window.marks = marks;
  window.redrawn = new Promise(resolve => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve([map.dataset.asked !== sent, map.querySelector(".asking summary").textContent, marks()]);
    });
    observer.observe(map, { attributeFilter: ["data-marks"] });
  });
}"""


def test_what_is_chosen_at_the_left_is_drawn_before_the_page_has_answered(reader: Reader):
    reader.opens()
    left, page = reader.page.get_by_test_id("stSidebar"), reader.page

    def chooses(field: str, option: str, says: str) -> None:
        left.get_by_role("combobox", name=field).click()
        page.evaluate(FIRST_REDRAWN)
        page.get_by_role("option", name=re.compile(rf"^{option}")).click()
        drawn_at_once(says)

    def drawn_at_once(says: str) -> None:
        answered, words, marks = page.evaluate("window.redrawn")
        reader.settles()
        assert (answered, words) == (False, says)
        assert marks == page.evaluate("window.marks()")
        expect(reader.map.locator(".asking summary")).to_have_text(says)
        page.keyboard.press("Escape")

    chooses("States", "China ", "States: China")
    chooses("States", "Vietnam ", "States: China, Vietnam")
    page.evaluate(FIRST_REDRAWN)
    left.locator(".st-key-w-match").get_by_text("Between").click()
    drawn_at_once("States: China, Vietnam")
    assert reader.query["match"] == "between"
    chooses("Severity", "4", "States: China, Vietnam · severity 4+")
    chooses("Types of clash", "ramming", "States: China, Vietnam · severity 4+ · ramming")
    reader.counts_agree()
    # A part in a clash is told by the server alone: nothing is drawn before it has said so.
    reader.opens("?states=CHN&role=target")
    left.get_by_role("combobox", name="States").click()
    page.evaluate(FIRST_REDRAWN)
    page.get_by_role("option", name=re.compile("^Vietnam ")).click()
    assert page.evaluate("window.redrawn")[0]
    reader.watch.quiet()


def test_what_the_page_itself_writes_at_the_left_is_no_choice_of_the_readers(reader: Reader):
    reader.opens("?states=CHN,VNM&severity=4")
    summary = reader.map.locator(".asking summary")
    for chip, asked in (("severity", "States: China, Vietnam"), ("China", "States, severity, type")):
        chips(reader).filter(has_text=chip).first.click()
        reader.settles()
        expect(summary).to_have_text(asked)
    reader.page.go_back()
    expect(summary).to_have_text("States: China, Vietnam")
    reader.page.go_back()
    expect(summary).to_have_text("States: China, Vietnam · severity 4+")
    reader.settles()
    reader.page.get_by_test_id("stSidebar").get_by_role("button", name="Clear all filters").click()
    expect(summary).to_have_text("States, severity, type")
    reader.settles()
    expect(summary).to_have_text("States, severity, type")
    reader.counts_agree()
    reader.watch.quiet()


# Does one thing on the map and another at the left so many milliseconds later.
BOTH = """async ([onMap, atLeft, pause]) => {
  const labelled = [...document.querySelectorAll("#map_div details label")].find(each => each.textContent.trim() === onMap);
  labelled.querySelector("input").click();
  await new Promise(done => setTimeout(done, pause));
  const offered = [...document.querySelectorAll(".st-key-w-layers button, .st-key-w-states [data-tag] button")];
  const words = each => (each.getAttribute("aria-label") ?? each.textContent).replace("Remove ", "");
  offered.find(each => !each.closest("template") && words(each).startsWith(atLeft)).click();
}"""


def test_a_choice_on_the_map_and_one_at_the_left_just_after_it_both_hold(reader: Reader):
    reader.opens()
    page, left = reader.page, reader.page.get_by_test_id("stSidebar")
    expect(left.get_by_role("button", name="Regional developments")).to_be_visible()
    both, neither = "overlaps,claims,places,developments,incidents", "overlaps,claims,incidents"
    for number, pause_ms in enumerate((0, 50, 150, 400)):
        page.evaluate(BOTH, ["Strategic places", "Regional developments", pause_ms])
        page.wait_for_function(
            "layers => new URL(location.href).searchParams.get('layers') === layers",
            arg=both if number % 2 else neither,
            timeout=PATIENCE_MS,
        )
        reader.settles()
    reader.opens("?states=CHN,PHL,VNM")
    steps = {
        ("Malaysia", "Vietnam"): "CHN,PHL,MYS",
        ("Indonesia", "Philippines"): "CHN,MYS,IDN",
        ("Japan", "China"): "MYS,IDN,JPN",
    }
    for (on_map, at_left), pause_ms in zip(steps, (30, 150, 400), strict=True):
        expect(left.locator(".st-key-w-states [data-tag]:visible")).to_have_count(3)
        page.evaluate(BOTH, [on_map, at_left, pause_ms])
        expect(left.locator(".st-key-w-states")).to_contain_text(on_map)
        # No words with a number of before have come into the question.
        reader.page.wait_for_function(
            "asked => decodeURIComponent(location.search) === asked",
            arg=f"?states={steps[on_map, at_left]}",
            timeout=PATIENCE_MS,
        )
        reader.settles()
        expect(reader.map.locator(".asking label:has(input:checked)")).to_have_count(3)
    reader.counts_agree()
    reader.watch.quiet()
