"""The other question of a comparison."""

from __future__ import annotations

import datetime as dt

import pytest

from question import view as views
from question.beside import other
from question.view import View


@pytest.mark.parametrize(
    ("view", "compared"),
    [
        (View(), None),
        (View(beside="award"), View(lens="award")),
        (View(lens="award", beside="award"), None),
        (View(beside="2012-12-31"), View(end=dt.date(2012, 12, 31))),
        (View(start=dt.date(2014, 1, 1), beside="2012-12-31"), View(end=dt.date(2012, 12, 31))),
        (View(lens="award", beside="2012-12-31"), View(end=dt.date(2012, 12, 31))),
        (View(states=("PHL",), lens="award", beside="2020-12-31"), View(("PHL",), lens="award", end=dt.date(2020, 12, 31))),
        (View(end=dt.date(2020, 1, 1), beside="2020-01-01"), None),
    ],
)
def test_it_is_the_same_question_under_another_lens_or_with_another_last_day(view: View, compared: View | None):
    assert other(view) == compared


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"beside": "soon"}, "a lens (claimed, award) or a date written YYYY-MM-DD"),
        ({"beside": "2026-02-30"}, "a lens (claimed, award) or a date written YYYY-MM-DD"),
        ({"beside": "award", "to": "2015-12-31"}, "the award is of 12 July 2016"),
        ({"beside": "award", "lens": "award"}, "it is what the map shows by itself"),
        ({"beside": "2020-01-01", "to": "2020-01-01"}, "it is what the map shows by itself"),
    ],
)
def test_what_cannot_be_compared_is_said(query: dict[str, str], expected: str):
    view, complaints = views.parse(query)
    assert view.beside == ""
    assert len(complaints) == 1
    assert expected in complaints[0]


def test_a_comparison_is_part_of_a_link_and_of_no_file():
    view, complaints = views.parse({"beside": "2016-07-12"})
    assert (view.query(), complaints) == ({"beside": "2016-07-12"}, [])
    assert view.unseen() == View()
    assert view.sentence() == ""


def test_a_comparison_that_has_become_one_with_itself_is_left_out_of_the_link():
    assert View(lens="award", beside="award").settled().beside == ""
    assert View(lens="award", beside="claimed").settled().beside == "claimed"
