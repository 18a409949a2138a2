"""A chart as files: its figures are those of its bars, its picture leaves no time out, and no cell is a formula."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from PIL import Image

from briefing import chart_file
from layers import incidents, trends
from question.view import View

if TYPE_CHECKING:
    from layers.store import Store

VIEW = View(states=("PHL",))


@pytest.fixture(scope="module")
def pairs(store: Store) -> trends.Bars:
    return trends.by_pair(incidents.filter(store.frames["incidents"], VIEW))


def test_the_figures_are_those_of_the_bars(pairs: trends.Bars):
    table = pd.read_csv(io.BytesIO(chart_file.table(pairs, str.lower, VIEW)), keep_default_na=False)
    assert list(table["key"]) == [bar.key for bar in pairs.bars]
    assert list(table["name"]) == [bar.key.lower() for bar in pairs.bars]
    for row, bar in zip(table.itertuples(), pairs.bars, strict=True):
        assert [getattr(row, f"severity_{level}") for level in range(1, 8)] == list(bar.levels[1:])
        assert (row.all, row.tension) == (len(bar.ids), bar.tension)


def test_no_name_is_a_formula(pairs: trends.Bars):
    written = chart_file.table(pairs, lambda key: f"=cmd({key})", VIEW).decode("utf-8-sig")
    assert not [cell for line in written.splitlines()[1:] for cell in line.split(",") if cell.lstrip('"').startswith("=")]


def test_a_question_without_a_bar_has_headings_alone():
    assert len(chart_file.table(trends.Bars(()), str, VIEW).splitlines()) == 1


@pytest.mark.parametrize("lying", [False, True])
def test_a_picture_is_drawn(store: Store, pairs: trends.Bars, *, lying: bool):
    rows = incidents.filter(store.frames["incidents"], VIEW)
    bars = pairs if lying else trends.by_time(rows, "year")
    picture = Image.open(io.BytesIO(chart_file.png(store, VIEW, "Clashes", bars, str, lying=lying)))
    assert picture.width > 1_400
    assert len(picture.convert("RGB").getcolors(maxcolors=1_000_000) or ()) > 8


@pytest.mark.parametrize(
    ("first", "last", "count"), [("2019", "2024", 6), ("2023-11", "2024-02", 4), ("2024-02-27", "2024-03-01", 4)]
)
def test_time_without_a_clash_keeps_its_place(first: str, last: str, count: int):
    bars = tuple(trends.Bar(key, ("one",), (0, 1, 0, 0, 0, 0, 0, 0)) for key in (first, last))
    steps = chart_file._without_gaps(bars)
    assert (steps[0], steps[-1], len(steps)) == (bars[0], bars[1], count)
    assert not any(step.ids for step in steps[1:-1])
    assert sorted(step.key for step in steps) == [step.key for step in steps]
