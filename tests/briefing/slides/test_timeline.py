"""A line of time as ink: marks in proportion to their days, names apart and in order, nothing beyond its edges."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefing.mapsheet import labels
from briefing.mapsheet.sheet import Disc, Path, Words
from briefing.pages.model import Entry, Timeline
from briefing.slides import timeline

DAY = dt.timedelta(days=1)


def entry(first: dt.date, last: dt.date | None = None, **looks: Any) -> Entry:  # noqa: ANN401 -- an Entry's own fields
    return Entry(first, last or first, str(first), f"What happened on {first}", "#bb3a2b")._replace(**looks)


def discs(line: Timeline) -> list[Disc]:
    return [item for item in timeline.sheet(line, 880, 390).items if isinstance(item, Disc)]


@given(st.lists(st.floats(-50, 500), min_size=1, max_size=16).map(sorted))
def test_rows_stand_apart_in_order_and_inside(wanted: list[float]):
    rows = timeline.spaced(wanted, 8, 382)
    assert all(7.99 <= row <= 382.01 for row in rows)
    least = min(timeline.LEAST_ROW_PT, 374 / max(1, len(rows) - 1))
    assert all(later - row >= least - 0.01 for row, later in pairwise(rows))


def test_a_row_that_has_room_stands_beside_its_mark():
    assert timeline.spaced([20, 200, 380], 8, 390) == [20, 200, 380]


def test_marks_stand_in_proportion_to_their_days():
    days = [dt.date(2024, 1, 1) + number * DAY for number in (0, 10, 40, 100)]
    heights = [disc.at[1] for disc in discs(Timeline(tuple(map(entry, days))))]
    whole = heights[-1] - heights[0]
    assert [round((at - heights[0]) / whole, 3) for at in heights] == [0, 0.1, 0.4, 1]


def test_what_reaches_beyond_the_days_asked_for_is_cut_to_them():
    long = entry(dt.date(2020, 1, 1), dt.date(2026, 1, 1))
    line = Timeline((long, entry(dt.date(2024, 6, 15))), dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    sheet = timeline.sheet(line, 880, 390)
    for item in sheet.items:
        ys = [y for ring in item.rings for _, y in ring] if isinstance(item, Path) else [item.at[1]]
        assert all(0 <= y <= 390 for y in ys)
    years = [item.text for item in sheet.items if isinstance(item, Words) and "2020" in item.text]
    assert years == ["2020-01-01", "What happened on 2020-01-01"]


def test_what_is_not_named_is_a_small_mark_and_developments_are_diamonds():
    day = dt.date(2024, 6, 1)
    line = Timeline((entry(day), entry(day + DAY, named=False), entry(day + 2 * DAY, development=True)))
    small, *named = sorted(discs(line), key=lambda disc: disc.radius_pt)
    assert small.radius_pt < named[0].radius_pt
    assert [disc.diamond for disc in (small, *named)] == [False, False, True]
    words = [item.text for item in timeline.sheet(line, 880, 390).items if isinstance(item, Words)]
    assert f"What happened on {day + DAY}" not in words


def test_long_words_end_inside_the_sheet():
    line = Timeline((entry(dt.date(2024, 6, 1), words="word " * 80, when="15 September 2023 to 14 September 2024"),))
    for item in timeline.sheet(line, 600, 300).items:
        if isinstance(item, Words):
            assert labels.box(item).right <= 601
    (when,) = [item for item in timeline.sheet(line, 600, 300).items if isinstance(item, Words) and "2023" in item.text]
    assert labels.box(when).right <= timeline.WHAT_X_PT
