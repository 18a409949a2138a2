"""A briefing as pages: counts that agree, accounts beside each other and uncut, and every report cited under its number."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import story
from briefing.answers import Answers
from briefing.draft import draft
from briefing.mapsheet import compose
from briefing.mapsheet.sheet import Disc, Path, Pen, Sheet, Words
from briefing.pages import charts
from briefing.pages.compose import deck
from briefing.pages.model import Chart, Map, Prose, Sides, Table
from briefing.pages.scenes import KINDS
from briefing.slides import layout
from briefing.story import Briefing, InvalidBriefingError, Scene
from layers import incidents
from question.view import View
from record import archive, coverage, severity
from tests.examples import percent
from tests.packages import CLASH
from tests.questions import views
from waters import measure
from waters.lens import LENSES
from words import states, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.marks import Mark
    from briefing.pages.model import Block, Deck, Page
    from layers.store import Store

SUMMER = View(states=("PHL",), start=dt.date(2024, 6, 1), end=dt.date(2024, 8, 31))
PEN = Pen("#ffffff")
# These keep what a question picks, asks about or compares, and need one that does.
PICKED = {"clash", "feature", "point", "beside"}


def sheet(store: Store, view: View, /, *, width_pt: float, height_pt: float, marks: tuple[Mark, ...] = ()) -> Sheet:
    """Return a sheet of marks alone: one a clash; the wider it is, the more places have room for a dot."""
    assert not marks
    found = incidents.filter(store.frames["incidents"], view)
    discs = [Disc("incidents", (0, 0), 4, PEN, id=row.id, link=row.reports[0].url) for row in found.itertuples()]
    places = store.frames["places"].iloc[: int(width_pt // 100)]
    dots = [Disc("places", (0, 0), 1, PEN, id=row.id, link=row.reports[0].url) for row in places.itertuples()]
    ground = Path("land", (((0, 0), (1, 1)),), closed=False, pen=PEN)
    return Sheet(width_pt, height_pt, (ground, *discs, *dots, Words("places", (0, 0), "A name", 8, "#000000")), "none", "")


def drafted(store: Store, view: View = SUMMER) -> Deck:
    return deck(store, draft(store, view), sheet=sheet)


def one(store: Store, kind: str, query: dict[str, str]) -> tuple[Page, ...]:
    """Return the pages of a single scene, without the cover before and the pages behind."""
    scene = Scene.model_validate({"kind": kind, "query": query, "title": "One scene", "caption": "Said.", "notes": "Noted."})
    made = deck(store, Briefing(title="One", scenes=(scene,)), sheet=sheet)
    return tuple(page for page in made.pages if page.role == "scene")


def blocks(made: Deck) -> Iterator[Block]:
    for page in made.pages:
        yield from (*page.left, *page.right)


def tables(*pages: Page) -> list[Table]:
    return [block for page in pages for block in (*page.left, *page.right) if isinstance(block, Table)]


def said(made: Deck) -> str:
    """Return every word on the pages before the sources."""
    found = []
    for page in made.pages:
        if page.role == "sources":
            break
        found += [page.title, page.caption]
        for block in (*page.left, *page.right):
            if isinstance(block, Table):
                found += [cell.words for row in block.rows for cell in row]
            elif isinstance(block, Prose):
                found += [*block.paragraphs, *(point.words for point in block.points)]
    return "\n".join(found)


def test_a_deck_opens_with_its_cover_and_ends_with_sources_and_limits(store: Store):
    made = drafted(store)
    roles = [page.role for page in made.pages]
    assert roles == ["cover", *["scene"] * (len(roles) - 4), "sources", "limits", "limits"]
    assert made.pages[0].title == made.title


def test_the_cover_says_by_whom_of_when_for_whom_and_on_what(store: Store):
    briefing = draft(store, SUMMER, author="Duty desk", handling="Internal", as_of=dt.date(2024, 8, 31))
    (lines,) = deck(store, briefing, sheet=sheet).pages[0].left
    assert isinstance(lines, Prose)
    assert lines.paragraphs == (
        "Duty desk",
        "As of 31 August 2024",
        "Internal",
        "Filter: involving the Philippines, 1 June to 31 August 2024",
        f"Record to 23 June 2026: {coverage.words(store.package)}. Silence is no calm.",
        f"Data version {store.package.version}",
    )


def test_words_of_another_data_version_are_said_to_be(store: Store):
    briefing = draft(store, SUMMER).model_copy(update={"data_version": "0.1.0"})
    (lines,) = deck(store, briefing, sheet=sheet).pages[0].left
    assert isinstance(lines, Prose)
    assert "Titles and captions were written on data version 0.1.0: read them against the figures." in lines.paragraphs


def test_without_a_day_of_its_own_a_briefing_is_as_of_what_the_record_holds(store: Store):
    days = incidents.counted(store.frames["incidents"], View())["last"]
    assert drafted(store).as_of == f"Record to {days.max().day} {days.max():%B %Y}"


def test_pages_of_one_question_share_its_words_and_of_several_have_each_its_own(store: Store):
    assert drafted(store).filter == "involving the Philippines, 1 June to 31 August 2024"
    queries: list[dict[str, str]] = [{"states": "PHL"}, {"states": "VNM"}, {}]
    scenes = tuple(Scene(kind="trend", query=query, title="Trend") for query in queries)
    made = deck(store, Briefing(title="Two", scenes=scenes), sheet=sheet)
    assert made.filter == "several questions, each page its own"
    assert [page.filter for page in made.pages[1:4]] == ["involving the Philippines", "involving Vietnam", ""]
    assert [page.query for page in made.pages[1:4]] == ["states=PHL", "states=VNM", ""]


def test_every_number_on_a_page_is_a_source_and_every_source_is_cited_or_behind_a_mark(store: Store):
    made = drafted(store)
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", said(made))}
    assert cited == set(range(1, max(cited) + 1))
    behind = {item.link for block in blocks(made) if isinstance(block, Map) for item in links(block.sheet(511, 396))}
    rest = made.sources[max(cited) :]
    assert rest
    assert [report.id for report in rest if report.url not in behind] == []


def links(laid: Sheet) -> list[Disc | Path]:
    return [item for item in laid.items if isinstance(item, Disc | Path) and item.link]


def test_the_sources_stand_in_the_order_of_their_numbers_with_publisher_date_title_and_address(store: Store):
    made = drafted(store)
    (table,) = tables(next(page for page in made.pages if page.role == "sources"))
    assert [row[0].words for row in table.rows] == [f"[{number}]" for number in range(1, len(made.sources) + 1)]
    for row, report in zip(table.rows, made.sources, strict=True):
        words = " ".join(cell.words for cell in row)
        assert [part for part in (report.publisher, report.title, report.url) if part not in words] == []
        assert [cell.link for cell in row[-2:]] == [text.url(report.url), archive.copies(report)]


def test_no_page_opens_what_is_not_among_the_sources(store: Store):
    made = drafted(store)
    licences = {text.url(one["path"]) for one in store.package.descriptor["licenses"]}
    copies = {archive.copies(report) for report in made.sources}
    listed = {text.url(report.url) for report in made.sources} | copies | licences
    cells = [cell for page in made.pages for table in tables(page) for row in table.rows for cell in row]
    points = [point for block in blocks(made) if isinstance(block, Prose) for point in block.points]
    assert {cell.link for cell in (*cells, *points) if cell.link} <= listed


@pytest.mark.parametrize("width_pt", [300.0, 511.0, 2000.0])
def test_a_map_of_any_size_opens_no_report_that_is_not_among_the_sources(store: Store, width_pt: float):
    made = drafted(store)
    listed = {text.url(report.url) for report in made.sources}
    for block in blocks(made):
        if isinstance(block, Map):
            assert {item.link for item in links(block.sheet(width_pt, 396))} <= listed


def test_both_accounts_of_a_clash_stand_whole_beside_each_other_with_every_report(store: Store):
    what, whose = one(store, "clash", {"selected": CLASH})
    row = store.frames["incidents"].loc[CLASH]
    sides = next(block for block in whose.left if isinstance(block, Sides))
    assert sides.accounts == row["accounts"]
    assert sides.silent == ()
    (table,) = tables(whose)
    assert {cell.link for cells in table.rows for cell in cells if cell.link} == {report.url for report in row["reports"]}
    assert isinstance(what.left[0], Map)
    assert what.right[0] == Prose((row["summary"],))


def test_a_part_in_a_clash_reads_as_reported_by_a_state(store: Store):
    (table,) = tables(one(store, "clash", {"selected": CLASH})[0])
    told = {cells[0].words: cells[1].words for cells in table.rows}
    assert told["China"] == "China Coast Guard: the side that acted, as reported by the Philippines, disputed"
    assert told["When"] == "17 June 2024"
    assert re.fullmatch(r"9°44\.0′N 115°52\.0′E, within 4\.9 nm \(9\.0 km\)", told["Where"])


def test_whose_claims_says_each_position_with_its_precision_and_the_claimants_under_either_lens(store: Store):
    shown, lies_in = one(store, "claims", SUMMER.query())
    assert isinstance(shown.left[0], Map)
    (table,) = tables(lies_in)
    found = Answers(store, SUMMER)
    for row, (_, incident) in zip(table.rows, found.grave.iterrows(), strict=True):
        assert f", within {measure.distance_words(incident['precision_m'])}" in row[1].words
        for lens, cell in zip(LENSES, row[2:4], strict=True):
            claimants = found.standing(incident, lens).claimants
            assert [code for code in claimants if states.name(code) not in cell.words] == []
        cited = re.findall(r"\[\d+\]", row[4].words)
        assert cited
        assert len(cited) == len(set(cited))


def test_developments_of_the_period_come_with_their_first_report(store: Store):
    (page,) = one(store, "developments", SUMMER.query())
    (table,) = tables(page)
    found = Answers(store, SUMMER).developments
    assert [row[0].words for row in table.rows] == list(found["when"])
    assert [row[3].link for row in table.rows] == [reports[0].url for reports in found["reports"]]
    assert all(last >= dt.date(2024, 6, 1) for last in found["last"].dt.date)
    assert all(first <= dt.date(2024, 8, 31) for first in found["first"].dt.date)


def test_a_month_of_the_trend_holds_what_is_known_to_the_month_and_leaves_out_what_is_known_to_the_year(store: Store):
    frame = incidents.filter(store.frames["incidents"], View())
    coarse = frame[frame["date_precision"] == "month"].iloc[0]
    start = coarse["date_start"].date()
    _, last = coarse["first"].date(), coarse["last"].date()
    chart = charts.trend(Answers(store, View(start=start, end=last)))
    held = sum(values[chart.categories.index(coarse["when"])] for _, _, values in chart.series)
    assert held >= 1
    yearly = frame[frame["date_precision"] == "year"].iloc[0]
    year = yearly["date_start"].year
    chart = charts.trend(Answers(store, View(q=yearly["id"], start=dt.date(year, 1, 1), end=dt.date(year, 12, 31))))
    assert sum(sum(values) for _, _, values in chart.series) == 0
    assert chart.note == "One known less precisely than to the month is left out."


def test_the_trend_has_a_bar_for_every_month_from_a_year_before(store: Store):
    chart = charts.trend(Answers(store, SUMMER))
    assert (chart.categories[0], chart.categories[-1], len(chart.categories)) == ("June 2023", "August 2024", 15)


def test_a_bar_that_reaches_beyond_the_dates_chosen_is_said_to(store: Store):
    chart = charts.trend(Answers(store, View(start=dt.date(2024, 6, 3), end=dt.date(2024, 6, 20))))
    assert chart.note.endswith("Each month is counted whole, the first and the last beyond the dates chosen.")
    assert "counted whole" not in charts.trend(Answers(store, SUMMER)).note


def test_the_trend_of_the_whole_record_has_a_bar_a_year(store: Store):
    chart = charts.trend(Answers(store, View()))
    clashes = incidents.filter(store.frames["incidents"], View())
    first = clashes["first"].min().year
    assert chart.categories[0] == str(first)
    assert all(re.fullmatch(r"\d{4}", label) for label in chart.categories)
    assert sum(sum(values) for _, _, values in chart.series) == len(clashes)
    assert chart.note == coverage.note(store.package, clashes["last"].max().date())


@percent(25)
@given(st.data())
def test_the_counts_of_every_page_are_the_filters_own(store: Store, data: st.DataObject):
    view = data.draw(views(places=["", "sabina-shoal", "scarborough-shoal"], words=["", "ayungin", "navy"]))
    found = incidents.filter(store.frames["incidents"], view)
    for page in drafted(store, view).pages:
        for block in (*page.left, *page.right):
            if isinstance(block, Chart) and block.horizontal:
                assert sum(sum(values) for _, _, values in block.series) == len(found)
            if isinstance(block, Table) and block.headings == ("Severity", view.unit[1].capitalize()):
                counted = {cells[0].words: int(cells[1].words.replace(",", "")) for cells in block.rows}
                levels = found["severity"].value_counts()
                assert counted == {f"{level} {severity.NAMES[level]}": n for level, n in levels.items()}
            if isinstance(block, Table) and block.headings[:3] == ("When", "What", "Severity"):
                assert len(block.rows) == len(found)


@percent(25)
@given(kind=st.sampled_from([kind for kind in story.KINDS if kind not in PICKED]), view=views())
def test_any_scene_of_any_question_has_a_page(store: Store, kind: str, view: View):
    query = {key: value for key, value in view.query().items() if key not in {"place", "selected"}}
    page, *_ = one(store, kind, query)
    assert (page.title, page.caption, page.notes) == ("One scene", "Said.", "Noted.")
    assert page.left


def test_every_kind_of_scene_has_its_pages():
    assert set(KINDS) == set(story.KINDS)


def test_a_scene_that_names_what_the_data_do_not_hold_is_refused(store: Store):
    scene = Scene(kind="clash", query={"selected": "no-such-clash"}, title="Gone")
    with pytest.raises(InvalidBriefingError, match="scene 1: the query's “selected=no-such-clash” was not understood"):
        deck(store, Briefing(title="Old", scenes=(scene,)), sheet=sheet)


def test_the_limits_are_computed_from_the_data(store: Store):
    *_, method, limits = drafted(store).pages
    frame = incidents.filter(store.frames["incidents"], View())
    (coverage,) = tables(limits)
    assert sum(int(row[1].words) for row in coverage.rows) == len(frame)
    points = [point.words for block in limits.left if isinstance(block, Prose) for point in block.points]
    assert points[0].startswith("Silence is no calm.")
    assert points[1].startswith(f"The record holds {len(frame)} clashes, {frame['first'].min():%B %Y} to ")
    assert points[2].startswith("Licence: Creative Commons Attribution 4.0")
    (steps,) = tables(method)
    assert [row[0].words for row in steps.rows] == [f"{level} {name}" for level, name in severity.NAMES.items()]


@pytest.mark.slow
@percent(30)
@given(st.data())
def test_any_question_becomes_slides_with_its_maps_laid_out(store: Store, data: st.DataObject):
    view = data.draw(views(places=["", "sabina-shoal", "natuna-islands"], words=["", "navy", "shoal"]))
    made = deck(store, draft(store, view), sheet=compose.sheet)
    assert len(layout.slides(made)) >= len(made.pages)
