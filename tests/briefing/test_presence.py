"""Words and presence alone in a briefing, what a clash rests on, and the copies of a page that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing import story
from briefing.draft import draft, scene
from briefing.html import deck as html_deck
from briefing.html import map as html_map
from briefing.mapsheet import compose
from briefing.pages.compose import deck
from briefing.pages.model import Prose, Table
from question.view import View
from record import archive
from tests.packages import CLASH
from tests.presence import apart, filed

if TYPE_CHECKING:
    from briefing.pages.model import Deck, Page
    from layers.store import Store

CLASHES = len(filed()) - len(apart())


def tables(page: Page) -> list[Table]:
    return [block for block in (*page.left, *page.right) if isinstance(block, Table)]


def points(page: Page) -> list[str]:
    blocks = (block for block in (*page.left, *page.right) if isinstance(block, Prose))
    return [cell.words for block in blocks for cell in block.points]


def one_scene(store: Store, view: View) -> Deck:
    briefing = story.build(title="One", data_version="", scenes=(scene(store, view, "clash"),))
    return deck(store, briefing, sheet=compose.sheet)


@pytest.mark.parametrize(
    ("view", "noun", "n"), [(View(), "clashes", CLASHES), (View(severity=0), "incidents", len(filed()))]
)
def test_a_draft_counts_what_the_view_counts_and_calls_it_so(store: Store, view: View, noun: str, n: int):
    briefing = draft(store, view)
    assert briefing.title.startswith(f"Reported {noun}")
    assert briefing.scenes[0].title.startswith(f"{n} {noun}")
    assert f"of {n} {noun}" in "\n".join(scene.notes for scene in briefing.scenes)
    if view.severity == 0:
        counted = [scene.title for scene in briefing.scenes if scene.kind != "clash"]
        assert not [title for title in counted if "clash" in title]


def test_a_picked_one_is_said_to_be_no_clash(store: Store):
    identity = next(iter(apart()))
    kept = scene(store, View(selected=identity), "clash")
    assert "Words or presence only: not counted as a clash (" in kept.caption
    (facts,) = (block for page in one_scene(store, View(selected=identity)).pages[1:2] for block in tables(page))
    severity = next(row[1].words for row in facts.rows if row[0].words == "Severity")
    assert severity.startswith("0 of 7, words or presence only: not counted as a clash")


def test_a_clash_says_on_its_page_and_in_its_notes_what_it_rests_on(store: Store):
    words = store.frames["incidents"].loc[CLASH, "footing"].words
    made = one_scene(store, View(selected=CLASH))
    (facts,) = tables(made.pages[1])
    assert ("Rests on", words) in [(row[0].words, row[1].words) for row in facts.rows]
    assert f"It rests on {words}." in made.pages[1].notes
    assert f"Rests on {words}." in made.pages[1].caption


def test_the_sources_lead_to_archived_copies_on_the_same_line(store: Store):
    made = one_scene(store, View(selected=CLASH))
    (page,) = (page for page in made.pages if page.role == "sources")
    (table,) = tables(page)
    assert [row[-1].link for row in table.rows] == [archive.copies(report) for report in made.sources]
    assert {row[-1].words for row in table.rows} == {archive.WORDS}
    assert sum(table.shares) == pytest.approx(1)
    cited = html_map.reports(store, [report.id for report in made.sources])
    told = [archive.LIST.format(day=day, url=url.partition("#")[0]) for *_, url, day in cited.values()]
    assert sorted(told) == sorted(archive.copies(report) for report in made.sources)
    script = (html_deck.STATIC / "wording.js").read_text(encoding="utf-8")
    assert archive.LIST.replace("{day}", "${read}").partition("{url}")[0] in script


def test_the_limits_count_clashes_and_name_what_is_not_counted(store: Store):
    limits = [page for page in one_scene(store, View(selected=CLASH)).pages if page.role == "limits"]
    said = "\n".join(words for page in limits for words in points(page))
    assert f"The record holds {CLASHES} clashes" in said
    assert f"Not counted in it: {len(apart())} incidents of words or presence only." in said
    (years,) = (table for page in limits for table in tables(page) if "Year of beginning" in table.headings)
    assert sum(int(row[1].words) for row in years.rows) == CLASHES
