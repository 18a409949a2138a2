"""Dates with a precision: said and found no finer than they are known."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words import dates
from words.dates import PRECISIONS

D = dt.date
DAYS = st.dates(D(1900, 1, 1), D(2100, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (D(2024, 6, 17), None, "day", "17 June 2024"),
        (D(2024, 6, 1), None, "month", "June 2024"),
        (D(2024, 1, 1), None, "year", "2024"),
        (D(2024, 6, 14), D(2024, 6, 17), "day", "14 to 17 June 2024"),
        (D(2024, 5, 1), D(2024, 6, 1), "month", "May to June 2024"),
        (D(2024, 6, 1), D(2024, 6, 30), "month", "June 2024"),
        (D(2023, 1, 1), D(2024, 12, 31), "year", "2023 to 2024"),
        (D(2023, 12, 31), D(2024, 1, 1), "day", "31 December 2023 to 1 January 2024"),
    ],
)
def test_a_date_reads_no_finer_than_it_is_known(start: D, end: D | None, precision: str, words: str):
    assert dates.words(start, end, precision) == words


@given(DAYS, st.none() | st.integers(0, 400), st.sampled_from(PRECISIONS))
def test_a_period_holds_the_days_that_are_given_and_whole_months_and_years(start: D, length: int | None, precision: str):
    end = None if length is None else start + dt.timedelta(days=length)
    first, last = dates.period(start, end, precision)
    assert first <= start <= (end or start) <= last
    if precision != "day":
        assert first.day == 1
        assert (last + dt.timedelta(days=1)).day == 1
    if precision == "year":
        assert (first.month, last.month) == (1, 12)


@pytest.mark.parametrize(
    ("value", "words"), [("2024-06-17", "17 June 2024"), ("2024-06", "June 2024"), ("2024", "2024"), ("", "no date")]
)
def test_a_reports_date_reads_as_precisely_as_its_page_gives_it(value: str, words: str):
    assert dates.published_words(value) == words
