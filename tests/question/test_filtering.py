"""The tests that layers put to their rows: words, periods, sets."""

from __future__ import annotations

import datetime as dt
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from question.filtering import haystack, meets, says, together, touches
from words import text

PLACES = pd.Series(
    [
        haystack(["Subi Reef", "渚碧礁", "Đá Xu Bi"]),
        haystack(["Subic Bay"]),
        haystack(["Vanguard Bank", "Bãi Tư Chính", "万安滩"]),
        haystack(["Second Thomas Shoal", "Ayungin", "仁爱礁"]),
    ],
    dtype=object,
)


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("subi", [0]),
        ("Subic", [1]),
        ("SUBI REEF", [0]),
        ("reef subi", [0]),
        ("subi bay", []),
        ("bai tu chinh", [2]),
        ("Bãi Tư Chính", [2]),
        ("da xu bi", [0]),
        ("Đá", [0]),
        ("仁爱", [3]),
        ("滩", [2]),
        ("ayun", [3]),
        ("", [0, 1, 2, 3]),
        ("!?", [0, 1, 2, 3]),
        ("zzz", []),
    ],
)
def test_words_match_whole_with_accents_optional_and_chinese_anywhere(q: str, found: list[int]):
    assert list(np.flatnonzero(says(PLACES, q))) == found


@given(st.lists(st.text(max_size=20)))
def test_a_haystack_is_the_words_of_all_its_texts_in_order(pieces: list[str]):
    words = re.findall(r"\w+", text.fold(" ".join(pieces)))
    assert haystack(pieces).split() == words
    assert haystack(pieces) == (f" {' '.join(words)} " if words else "  ")


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_text_is_found_by_any_word_of_its_own(lead: str, tail: str):
    hay = pd.Series([haystack([lead, tail]), haystack(["other"])], dtype=object)
    for word in haystack([lead, tail]).split():
        assert says(hay, word)[0]


@given(st.text(max_size=20), st.text(max_size=20))
def test_another_word_never_finds_more(one: str, more: str):
    assert not np.any(says(PLACES, f"{one} {more}") & ~says(PLACES, one))


def test_a_set_meets_any_wanted_word_and_no_word_admits_all():
    sets = pd.Series([frozenset({"CHN", "PHL"}), frozenset({"VNM"}), frozenset()])
    assert list(meets(sets, ["PHL", "VNM"])) == [True, True, False]
    assert list(meets(sets, [])) == [True, True, True]


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [
        ("2024-06-17", "2024-06-17", True),
        ("2024-06-18", None, False),
        (None, "2024-06-16", False),
        ("2024-06-17", None, True),
        (None, "2024-06-17", True),
        (None, None, True),
    ],
)
def test_a_day_is_in_a_range_that_begins_or_ends_on_it(start: str | None, end: str | None, inside: bool):  # noqa: FBT001
    day = pd.Series([pd.Timestamp("2024-06-17")])
    ends = [dt.date.fromisoformat(one) if one else None for one in (start, end)]
    assert list(touches(day, day, *ends)) == [inside]


DAY = st.dates(dt.date(1970, 1, 1), dt.date(2100, 1, 1))


@given(DAY, DAY, DAY, DAY)
def test_a_period_touches_a_range_just_when_they_share_a_day(first: dt.date, last: dt.date, start: dt.date, end: dt.date):
    (first, last), (start, end) = sorted((first, last)), sorted((start, end))
    frame = pd.Series([pd.Timestamp(first)]), pd.Series([pd.Timestamp(last)])
    assert touches(*frame, start, end)[0] == (max(first, start) <= min(last, end))


def test_an_unknown_date_is_kept_rather_than_hidden():
    unknown = pd.Series([pd.NaT])
    assert list(touches(unknown, unknown, dt.date(2024, 1, 1), dt.date(2024, 1, 2))) == [True]


def test_a_facet_is_counted_over_all_tests_but_its_own_and_a_test_that_is_not_there_is_an_error():
    masks = {"a": np.array([True, False]), "b": np.array([False, True])}
    assert list(together(masks)) == [False, False]
    assert list(together(masks, without="a")) == [False, True]
    with pytest.raises(KeyError, match="c"):
        together(masks, without="c")
