"""Every figure of the scenes that tell of many or keep a bar, held to a second count from the CSV rows alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from briefing import draft as drafts
from briefing.mapsheet import compose
from briefing.pages.compose import deck
from briefing.pages.model import Prose, Table, Timeline
from briefing.story import Briefing
from layers.store import store
from tests.briefing import slow_count
from tests.briefing.test_figures import Check, N, _compared, _situation, _voices, asked, plain, record
from tests.examples import percent
from words import states

if TYPE_CHECKING:
    from briefing.pages.model import Page
    from briefing.story import Kind, Length, Scene
    from question.view import View


def kept(view: View, kind: Kind) -> Scene:
    return drafts.scene(store(), view, kind)


def narrowed(view: View) -> str:
    return view.sentence(place_names={view.place: store().names("en").get(view.place, "")})


def pages(scene: Scene, length: Length = "full") -> list[Page]:
    """Return the pages of one scene."""
    made = deck(store(), Briefing(title="x", length=length, scenes=(scene,)), sheet=compose.sheet)
    return [page for page in made.pages if page.scene == 1]


@percent(60)
@given(asked())
def test_key_points_are_three_to_five_sentences_that_the_rows_bear_out(view: View):
    lines = kept(view, "points").body.splitlines()
    found = record().found(plain(view))
    assert 3 <= len(lines) <= 5
    assert lines[-1].startswith("How far the record reaches: dense to ")
    check = Check("\n".join(line for line in lines[:-1] if not line.startswith("The gravest")), narrowed(view))
    _situation(view, check)
    counts, _, _ = _compared(view)
    others = ", ".join([rf"({N})[^,;.]*"] * (len(counts) - 1))
    check.count(rf"({N}) (?:clash|incident)\w* began [^;]*; {others}", *counts, must=True)
    _voices(found, check)
    check.nothing_left()
    assert any(line.startswith("The gravest: ") for line in lines) == bool(found)


@percent(40)
@given(asked())
def test_the_gravest_of_the_key_points_names_the_states_that_speak_of_it_themselves(view: View):
    found = record().found(plain(view))
    gravest = [line for line in kept(view, "points").body.splitlines() if line.startswith("The gravest: ")]
    if not found:
        assert not gravest
        return
    row = next(row for row in found if f"The gravest: {row['title']}, " in gravest[0])
    assert f"severity {slow_count.level(row)} of 7" in gravest[0] or not slow_count.level(row)
    said = {
        account["state"]
        for account in slow_count.rows("accounts")
        if account["feature"] == row["id"] and not account["speaker"]
    }
    _, _, speaking = gravest[0].partition("States' own words on it: ")
    assert {code for code in states.NAMES if states.spoken(code) in speaking} == said


@percent(40)
@given(asked())
def test_a_timeline_counts_and_orders_what_the_rows_have(view: View):
    scene = kept(view, "timeline")
    found, events = record().found(plain(view)), record().events(plain(view))
    title = Check(scene.title, narrowed(view))
    title.count(rf"({N}) (?:clash|incident)\w* and ({N}) development", len(found), len(events), must=True)
    title.nothing_left()
    drawn = [block for block in pages(scene)[0].left if isinstance(block, Timeline)]
    assert bool(drawn) == bool(found or events)
    for line in drawn:
        assert [entry.first for entry in line.entries] == sorted(entry.first for entry in line.entries)
        assert sum(entry.development for entry in line.entries) == len(events)
        assert len(line.entries) == len(found) + len(events)
        assert sum(entry.named for entry in line.entries) == min(len(line.entries), 12)
        begun = sorted([slow_count.begins(row)[0] for row in found])
        assert sorted(entry.first for entry in line.entries if not entry.development) == begun


@percent(40)
@given(asked())
def test_a_bar_lists_the_clashes_that_it_counts(view: View):
    scene = kept(view, "bar")
    found = record().found(plain(view))
    title, caption = Check(scene.title, narrowed(view)), Check(scene.caption, narrowed(view))
    title.count(rf"({N}) (?:clash|incident)", len(found), must=True)
    title.nothing_left()
    _situation(view, caption)
    caption.nothing_left()
    tables = [block for block in pages(scene)[0].left if isinstance(block, Table)]
    if not found:
        assert isinstance(pages(scene)[0].left[0], Prose)
        return
    assert [row[1].words for row in tables[0].rows] == _titles(tables[0], found)
    assert len(tables[0].rows) == min(len(found), 120)


def _titles(table: Table, found: list[slow_count.Row]) -> list[str]:
    """Return the titles of the rows that a table should hold, in the table's order: each once, none that was not found."""
    left = [row["title"] for row in found]
    for row in table.rows:
        left.remove(row[1].words)
    return [row[1].words for row in table.rows]


@percent(40)
@given(asked())
def test_two_last_days_beside_each_other_are_counted_apart(view: View):
    days = [day for day in (view.start, view.end) if day]
    if len(days) < 2 or days[0] == days[1]:
        return
    scene = kept(replace(view, beside=days[0].isoformat()), "beside")
    both = [plain(view), replace(plain(view), end=days[0])]
    caption = Check(scene.caption, "")
    counts = [len(record().found(question)) for question in both]
    caption.count(rf"({N}) (?:clash|incident)\w*, against ({N}) (?:clash|incident)", *counts, must=True)
    caption.nothing_left()
    (page,) = pages(scene)
    for blocks, question in zip((page.left, page.right), both, strict=True):
        (table,) = (block for block in blocks if isinstance(block, Table))
        levels = [slow_count.level(row) for row in record().found(question)]
        assert [int(cell.words.replace(",", "")) for cell in table.rows[0][1:]] == [
            len(levels), *(levels.count(int(level)) for level in table.headings[2:]),
        ]  # fmt: skip
        assert set(levels) <= set(map(int, table.headings[2:]))


@pytest.mark.parametrize("length", ["short", "full"])
def test_a_short_timeline_cites_what_it_names_alone(length: Length):
    made = deck(
        store(), Briefing(title="x", length=length, scenes=(kept(store().parse({})[0], "timeline"),)), sheet=compose.sheet
    )
    assert (len(made.sources) <= 12) == (length == "short")
