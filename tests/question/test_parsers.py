"""A day as a reader types it: whole, or a month or a year that stands for its first or last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question import parsers

if TYPE_CHECKING:
    import datetime as dt


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024-06-17", "2024-06-17", "2024-06-17"),
        ("2024-6-7", "2024-06-07", "2024-06-07"),
        ("2024-06", "2024-06-01", "2024-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_month_or_a_year_stands_for_its_first_or_last_day(typed: str, first: str, last: str):
    assert str(parsers.typed_day(typed)) == first
    assert str(parsers.typed_day(typed, last=True)) == last


@pytest.mark.parametrize(
    "typed", ["17.06.2024", "2024-13", "2023-02-29", "0000", "24-06-01", "\uff12\uff10\uff12\uff14", "2024-06-17T00", "soon"]
)
def test_what_is_no_day_is_refused_with_what_was_expected(typed: str):
    with pytest.raises(ValueError, match=r"^a day as YYYY-MM-DD, or a month or a year as YYYY-MM or YYYY$"):
        parsers.typed_day(typed)


@given(st.dates())
def test_a_whole_day_is_that_day_however_it_is_asked(day: dt.date):
    assert parsers.typed_day(str(day)) == parsers.typed_day(str(day), last=True) == parsers.day(str(day))
