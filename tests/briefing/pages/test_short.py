"""A short briefing: a slide a scene, accounts on the slide of their clash, sources in two columns, and none left out."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from briefing import formats
from briefing.draft import draft
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.mapsheet.sheet import Disc, Path
from briefing.pages.compose import deck
from briefing.pages.model import Cell, Map, Page, Prose, Sides, Table
from briefing.slides import layout
from question.view import View, parse
from record import coverage
from tests.briefing.drafted import SUMMER, silent

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
    cells = [
        cell.words
        for page in made.pages
        if page.role != "sources"
        for block in (*page.left, *page.right)
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
    ]
    return "\n".join(cells)


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
