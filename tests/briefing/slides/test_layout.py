"""Slides: every word of a page stands on them once, inside its place, and nothing lies over anything else."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import fonts
from briefing.mapsheet.sheet import Sheet
from briefing.pages.model import MAP_PT, Cell, Chart, Deck, Map, Page, Prose, Sides, Table
from briefing.slides import model
from briefing.slides.layout import slides as laid
from briefing.slides.model import SIZE_PT, SMALLEST_PT, Grid, Picture, Plot, Text
from question.view import View
from record.evidence import Account, Report
from tests.briefing.drafted import job, squeezed
from tests.examples import percent
from words import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.slides.model import Para, Slide
    from layers.store import Store

CONFIG = Path(__file__).resolve().parents[3] / ".streamlit" / "config.toml"
REPORT = Report("r", "https://example.org/r", "", "A paper", "independent_media", "PHL", "", "A title", "2024-06", "", "en")
WORDS = st.sampled_from(["shoal", "Bãi", "Cỏ", "Mây", "仁爱礁、", "南沙群岛", "x" * 300, "12.4 nm", "-", "(said)", "é"])
TEXTS = st.lists(WORDS, max_size=120).map(" ".join) | st.text(max_size=60)
LONG = "The coast guard said that the ship had turned away. " * 12


def made(*pages: Page, title: str = "A deck") -> Deck:
    cover = Page(title, (Prose(("As of 31 August 2024",)),))
    return Deck(
        title, "A desk", "For official use only", "31 August 2024", "1.0.0", "involving the Philippines", (cover, *pages), ()
    )


def inner(page: Page) -> tuple[Slide, ...]:
    """Return the slides of one page, without the cover."""
    return laid(made(page))[1:]


def paras(slide: Slide) -> Iterator[Para]:
    for item in slide.items:
        if isinstance(item, Text):
            yield from item.paras
        elif isinstance(item, Grid):
            yield from (para for row in item.rows for para in row)


def told(words: str) -> str:
    """Return words as a slide may show them."""
    return squeezed(fonts.one_line(unicodedata.normalize("NFC", text.plain(words))))


def said(found: tuple[Slide, ...]) -> str:
    return squeezed("".join("".join(para.lines) for slide in found for para in paras(slide)))


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6))
@percent(40)
def test_every_word_of_a_text_stands_on_its_slides_in_order(paragraphs: list[str], points: list[str]):
    page = Page("A page", (Prose(tuple(paragraphs), tuple(Cell(point) for point in points)),))
    assert said(inner(page)) == "".join(told(words) for words in [*paragraphs, *points])


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=30))
@percent(25)
def test_every_row_of_a_table_stands_on_its_slides_in_order(rows: list[tuple[str, str]]):
    table = Table(("First", "Second"), tuple((Cell(a), Cell(b)) for a, b in rows), (0.4, 0.6))
    found = [item for slide in inner(Page("A page", (table,))) for item in slide.items if isinstance(item, Grid)]
    assert all([para.words for para in grid.rows[0]] == ["First", "Second"] for grid in found)
    for column in (0, 1):
        cells = ["".join(row[column].lines) for grid in found for row in grid.rows[1:]]
        assert squeezed("".join(cells)) == "".join(told(row[column]) for row in rows)


@given(st.lists(TEXTS, min_size=1, max_size=4), st.integers(0, 2))
@percent(25)
def test_accounts_stand_side_by_side_and_whole_however_long(says: list[str], silent: int):
    accounts = tuple(Account(state, words, REPORT) for state, words in zip(("CHN", "PHL", "VNM", "MYS"), says, strict=False))
    found = inner(Page("A page", (Sides(accounts, ("USA", "JPN")[:silent]),)))
    columns: dict[str, str] = {}
    for slide in found:
        for item in slide.items:
            if isinstance(item, Text) and item.paras[0].style.bold:
                head, *rest = item.paras
                columns[head.words] = columns.get(head.words, "") + "".join("".join(para.lines) for para in rest)
    for name, words in zip(("China", "Philippines", "Vietnam", "Malaysia"), says, strict=False):
        assert squeezed(columns[name]) == told(words) + told("A paper, June 2024")


def test_two_accounts_begin_at_one_height():
    accounts = Account("CHN", LONG, REPORT), Account("PHL", "It did not.", REPORT)
    (slide,) = inner(Page("A page", (Sides(accounts, ("USA",)),)))
    heads = [item for item in slide.items if isinstance(item, Text) and item.paras[0].style.bold]
    assert len({head.box.top for head in heads}) == 1
    assert len({head.box.left for head in heads}) == 2
    assert "No account given by the United States was found." in [para.words for para in paras(slide)]


def _pages(long: str) -> list[Page]:
    names = tuple(f"Place {n} {long[:40]}" for n in range(40))
    chart = Chart(long or "A chart", names, (("One", "#8f2127", (1.0,) * 40),), horizontal=True)
    rows = tuple((Cell(f"{n}"), Cell(long[: 9 * n]), Cell("x")) for n in range(30))
    table = Table(("A", long, "C"), rows, (0.1, 0.8, 0.1))
    sides = Sides((Account("CHN", long, REPORT), Account("PHL", long, REPORT)), ("USA",))
    drawn = Map(View(), lambda width, height: Sheet(width, height, (), "none", ""))
    return [
        Page("Map", (drawn,), (Prose((long, long)), table)),
        Page("Chart", (chart,), (Prose((long,), heading="A heading"),), caption=long[:150]),
        Page("Stacked", (sides, table, chart), caption=long[:60]),
        Page(long, (Prose((long,) * 9),), caption=long),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("long", [LONG, "x" * 100_000, "仁爱礁" * 200, ""])
def test_nothing_leaves_its_slide_and_nothing_lies_over_anything_else(long: str):
    for slide in laid(made(*_pages(long), title=long or "A deck")):
        boxes = [slide.title.box, *(item.box for item in slide.items), slide.foot.box]
        for box in boxes:
            assert box.left >= 40 - 1e-6
            assert box.top >= 0
            assert box.right <= SIZE_PT[0] - 40 + 1e-6
            assert box.bottom <= SIZE_PT[1]
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                across = one.left < other.right - 0.01 and other.left < one.right - 0.01
                down = one.top < other.bottom - 0.01 and other.top < one.bottom - 0.01
                assert not (across and down), (one, other)


@pytest.mark.slow
@pytest.mark.parametrize("long", [LONG, "x" * 100_000, "仁爱礁" * 200])
def test_no_line_is_wider_than_its_place_and_none_too_small_to_read(long: str):
    for slide in laid(made(*_pages(long), title=long)):
        texts = [item for item in (slide.title, *slide.items) if isinstance(item, Text)]
        grids = [item for item in slide.items if isinstance(item, Grid)]
        set_in = [(para, item.box.width) for item in texts for para in item.paras]
        set_in += [cell for grid in grids for row in grid.rows for cell in zip(row, grid.widths, strict=True)]
        assert all(para.style.size_pt >= SMALLEST_PT for para, _ in set_in)
        for para, width in [*set_in, *((para, slide.foot.box.width) for para in slide.foot.paras)]:
            assert (
                max((fonts.width(row, para.style.size_pt, bold=para.style.bold) for row in para.lines), default=0) <= width
            )


def test_what_does_not_fit_goes_on_under_a_title_that_says_so():
    found = inner(Page("A long story", (Prose((LONG,) * 9),)))
    assert [slide.title.paras[0].words for slide in found] == [
        "A long story",
        *["A long story (continued)"] * (len(found) - 1),
    ]
    assert len(found) > 1
    assert [slide.further for slide in found] == [False, *[True] * (len(found) - 1)]


def test_a_table_keeps_one_size_over_all_its_slides():
    table = Table(("A", "B"), tuple((Cell(f"[{n}]"), Cell(LONG[: 7 * (n % 40)])) for n in range(60)), (0.1, 0.9))
    sizes = {para.style.size_pt for slide in inner(Page("Sources", (table,))) for para in paras(slide)}
    assert len(sizes) == 1


def test_a_title_that_finds_no_room_ends_in_dots_and_is_whole_in_the_notes():
    title = " ".join(f"word{number}" for number in range(60))
    slide = inner(Page(title, notes="Say this."))[0]
    assert slide.title.paras[0].words.endswith("…")
    assert slide.notes.startswith(f"{title}\nSay this.\n")


def test_a_caption_of_more_than_two_lines_stands_among_the_blocks():
    drawn = Map(View(), lambda width, height: Sheet(width, height, (), "none", ""))
    (slide,) = inner(Page("Map", (drawn,), caption=LONG))
    caption = next(item for item in slide.items if isinstance(item, Text))
    assert squeezed("".join(caption.paras[0].lines)) == squeezed(LONG)
    assert caption.box.left > 40 + MAP_PT[0]


@pytest.mark.parametrize("caption", ["", "One line.", LONG[:200], LONG])
def test_a_map_beside_text_has_one_size_whatever_its_caption(caption: str):
    drawn = Map(View(), lambda width, height: Sheet(width, height, (), "none", ""))
    (slide,) = inner(Page("Map", (drawn,), (Prose(("Beside it.",)),), caption=caption))
    (picture,) = (item for item in slide.items if isinstance(item, Picture))
    assert (picture.box.width, picture.box.height) == MAP_PT


@pytest.mark.slow
def test_no_heading_stands_alone_at_the_end_of_a_slide():
    for lines in range(9, 27):
        filler = Prose(tuple("One line." for _ in range(lines)))
        found = inner(Page("A page", (filler, Prose((LONG,) * 4, heading="A heading"))))
        assert all(not [*paras(slide)][-1].style.bold for slide in found)


def test_columns_of_numbers_are_set_to_the_right_and_no_word_is_broken():
    rows = ((Cell("Sabina Shoal"), Cell("1,204"), Cell("7 July 2024 [8]", REPORT.url)),)
    table = Table(("Place", "Clashes", "Latest"), rows, (0.6, 0.05, 0.35))
    (slide,) = inner(Page("Places", (table,), (Prose(("Beside it.",)),)))
    (grid,) = (item for item in slide.items if isinstance(item, Grid))
    assert grid.right == (False, True, False)
    assert [para.lines for para in grid.rows[0]] == [("Place",), ("Clashes",), ("Latest",)]
    assert grid.rows[1][2].link == REPORT.url


def test_a_chart_with_more_bars_than_its_place_bears_goes_on():
    names = tuple(f"Place {number}" for number in range(60))
    chart = Chart("Places", names, (("Clashes", "#8f2127", tuple(map(float, range(60)))),), horizontal=True)
    found = [item.chart for slide in inner(Page("A page", (chart,))) for item in slide.items if isinstance(item, Plot)]
    assert len(found) > 1
    assert sum((part.categories for part in found), ()) == names
    assert sum((part.series[0][2] for part in found), ()) == chart.series[0][2]


def test_every_foot_says_the_handling_line_the_question_and_the_data_version():
    pages = Page("One", filter="since 2020"), Page("Two")
    feet = [[para.words for para in slide.foot.paras] for slide in laid(made(*pages))]
    assert feet == [
        ["For official use only", f"{words} · data version 1.0.0"]
        for words in ("Involving the Philippines", "Since 2020", "Involving the Philippines")
    ]


def test_a_field_of_a_hundred_thousand_characters_ends_in_dots():
    found = inner(Page("A page", (Prose(("x" * 100_000,)),)))
    assert said(found) == "x" * (text.LONGEST - 1) + "…"


def test_no_map_of_a_drafted_briefing_is_laid_out_at_another_size(store: Store):
    pictures = [item for slide in laid(job(store).deck) for item in slide.items if isinstance(item, Picture)]
    assert {(picture.box.width, picture.box.height) for picture in pictures} == {MAP_PT}


def test_slides_wear_the_light_theme_of_the_page():
    light: dict[str, Any] = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]["light"]
    worn = {"backgroundColor": model.PAPER, "secondaryBackgroundColor": model.PALE, "textColor": model.INK}
    worn |= {"linkColor": model.LINK, "borderColor": model.RULE}
    assert worn == {key: light[key] for key in worn}
