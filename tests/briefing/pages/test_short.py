"""A short briefing: a slide a scene, accounts on the slide of their clash, sources in two columns, and none left out."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from briefing import formats
from briefing.draft import draft
from briefing.html.deck import data
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.mapsheet.sheet import Disc, Path
from briefing.pages.compose import deck
from briefing.pages.model import Cell, Map, Page, Prose, Sides, Table
from briefing.slides import layout
from question.view import View, parse
from record import coverage
from tests.briefing.drafted import SUMMER, silent
from words import states

if TYPE_CHECKING:
    import pathlib

    from briefing.pages.model import Deck
    from briefing.slides.model import Text
    from layers.store import Store

QUESTIONS: tuple[dict[str, str], ...] = (
    SUMMER.query(),
    {},
    {"states": "VNM"},
    {"from": "2024-06-17", "to": "2024-06-17"},
    {"states": "QAT"},
)


def short(store: Store, query: dict[str, str]) -> Deck:
    return deck(store, draft(store, parse(query)[0], length="short"), sheet=compose.sheet)


def said(made: Deck) -> str:
    blocks = [block for page in made.pages if page.role != "sources" for block in (*page.left, *page.right)]
    cells = [cell.words for block in blocks if isinstance(block, Table) for row in block.rows for cell in row]
    prose = [paragraph for block in blocks if isinstance(block, Prose) for paragraph in block.paragraphs]
    return "\n".join([*cells, *prose])


@pytest.mark.slow
@pytest.mark.parametrize("query", QUESTIONS)
def test_a_scene_takes_one_slide_and_every_number_is_a_source(store: Store, query: dict[str, str]):
    made = short(store, query)
    slides = layout.slides(made)
    assert len(slides) == len(made.pages) <= 10
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", said(made))}
    assert cited == set(range(1, len(made.sources) + 1))
    maps = [block.sheet(560, 390) for page in made.pages for block in page.left if isinstance(block, Map)]
    links = {item.link for sheet in maps for item in sheet.items if isinstance(item, Disc | Path)}
    assert maps
    assert links <= {"", *(report.url for report in made.sources)}
    assert not [slide.title for slide in slides if layout.SHORTENED in foot(slide.foot)]
    # The standalone deck has no more of them.
    assert len(data(store, made)["pages"]) == len(made.pages)


@pytest.mark.parametrize("query", QUESTIONS)
def test_what_the_cover_says_no_page_after_it_says_again(store: Store, query: dict[str, str]):
    cover, *others = short(store, query).pages
    first = {point.words for block in cover.left if isinstance(block, Prose) for point in block.points}
    again = {p.words for page in others for block in page.right if isinstance(block, Prose) for p in block.points}
    assert len(first) == (5 if query.get("states") != "QAT" else 0)
    assert not first & again


def test_a_key_point_that_the_briefer_takes_out_stands_on_its_page_again(store: Store):
    briefing = draft(store, SUMMER, length="short")
    count, *_, harm, voices = briefing.points.splitlines()
    assert harm.startswith("Harm, as far as reported: 8 injured.")
    kept = briefing.model_copy(update={"points": f"{count}\n{voices}"})
    page = deck(store, kept, sheet=compose.sheet).pages[1]
    points = [point.words for block in page.right if isinstance(block, Prose) for point in block.points]
    assert harm in points
    assert voices not in points


@pytest.mark.slow
@pytest.mark.parametrize("query", QUESTIONS)
def test_the_lines_that_the_maps_draw_rest_on_a_report_for_each_state_that_drew_one(store: Store, query: dict[str, str]):
    made, claims = short(store, query), store.frames["claims"]
    sheet = next(block for page in made.pages for block in page.left if isinstance(block, Map)).sheet(560, 390)
    drawn = {item.id for item in sheet.items if isinstance(item, Path) and item.layer == "claims"} & set(claims.index)
    told = [
        (page, paragraph)
        for page in made.pages
        for block in page.right
        if isinstance(block, Prose)
        for paragraph in block.paragraphs
        if "claim line drawn" in paragraph
    ]
    if not drawn:
        assert not told
        return
    ((page, sentence),) = told
    assert page.title == "Whose claims these waters lie in" or "Whose claims these waters lie in" not in {
        page.title for page in made.pages
    }
    codes = {states.name(code): code for code in claims["claimant"]}
    cited = {codes[name]: int(number) for name, number in re.findall(r"([A-Z]\w+) \[(\d+)\]", sentence)}
    for state, number in cited.items():
        of_state = claims.loc[(claims["claimant"] == state) & claims.geometry.notna(), "reports"]
        assert made.sources[number - 1].id in {reports[0].id for reports in of_state}
    assert set(cited) == set(claims.loc[sorted(drawn), "claimant"])


def test_the_first_slide_has_the_key_points_and_how_far_the_record_reaches(store: Store):
    cover = short(store, SUMMER.query()).pages[0]
    (points,), (lines,) = cover.left, cover.right
    assert isinstance(points, Prose)
    assert isinstance(lines, Prose)
    assert 3 <= len(points.points) <= 5
    assert any(coverage.words(store.package) in line and line.startswith("Record to ") for line in lines.paragraphs)
    assert "Counts compare reporting, not danger." in cover.notes


def test_each_of_the_gravest_has_its_sides_on_its_slide_with_their_reports_among_the_sources(store: Store):
    made = short(store, {})
    told = [(page, block) for page in made.pages for block in page.left if isinstance(block, Sides)]
    assert len(told) == 3
    sources = {report.id for report in made.sources}
    for page, sides in told:
        assert page.alone
        assert len({account.state for account in sides.accounts}) == len(sides.accounts) >= 2
        assert {account.report.id for account in sides.accounts} <= sources


def test_what_finds_no_room_on_its_slide_is_left_out_and_its_foot_says_so(store: Store):
    made = short(store, SUMMER.query())
    rows = tuple((Cell(f"Row {number}"), Cell("word " * 40)) for number in range(60))
    page = Page("Long", (Table(("No.", "Words"), rows, (0.2, 0.8)),))
    feet = []
    for alone in (False, True):
        slides = layout.slides(replace(made, pages=(made.pages[0], replace(page, alone=alone))))[1:]
        assert (len(slides) == 1) == alone
        feet.append(foot(slides[0].foot))
    assert [layout.SHORTENED in words for words in feet] == [False, True]


def foot(text: Text) -> str:
    return " ".join(para.words for para in text.paras)


def test_sources_may_stand_in_a_file_beside_the_deck(store: Store, tmp_path: pathlib.Path):
    briefing = draft(store, View(states=("BRN",)), length="short", sources="file")
    made = deck(store, briefing, sheet=compose.sheet)
    assert "sources" not in {page.role for page in made.pages}
    formats.WRITERS[".pdf"](Job(store, View(), briefing, made), tmp_path / "b.pdf", silent)
    with (tmp_path / "b-sources.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert [row["number"] for row in listed] == [str(number) for number in range(1, len(made.sources) + 1)]
    assert [row["url"] for row in listed] == [report.url for report in made.sources]
