"""Periods: equal lengths beside each other, and what is new since a day."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers import incidents, periods
from layers.periods import Span
from question.view import View
from record import coverage, reading
from words import dates

if TYPE_CHECKING:
    from layers.store import Store
    from tests.packages import Copy

DAYS = st.dates(dt.date(1971, 1, 1), dt.date(2027, 12, 31))
SPANS = st.tuples(DAYS, DAYS).map(lambda days: Span(*sorted(days)))
MONTHS = SPANS.map(lambda span: Span(*dates.period(*span, "month")))
VIEWS = st.builds(View, start=st.none() | DAYS, end=st.none() | DAYS, severity=st.integers(0, 4), states=st.just(("PHL",)))
LAST, DENSE_TO = dt.date(2026, 5, 24), dt.date(2025, 12, 31)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def span(first: str, last: str) -> Span:
    return Span(day(first), day(last))


@given(SPANS | MONTHS)
def test_the_periods_compared_are_as_long_as_the_one_chosen(chosen: Span):
    for other in (chosen.before(), chosen.year_before()):
        assert other.length == chosen.length
        assert bool(other.whole_months) == bool(chosen.whole_months)


@given(SPANS | MONTHS)
def test_the_period_before_ends_on_the_day_before(chosen: Span):
    assert chosen.before().end == chosen.start - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("chosen", "before", "year_before", "length"),
    [
        (
            span("2024-06-01", "2024-08-31"),
            span("2024-03-01", "2024-05-31"),
            span("2023-06-01", "2023-08-31"),
            "3 months",
        ),
        (span("2024-02-01", "2024-02-29"), span("2024-01-01", "2024-01-31"), span("2023-02-01", "2023-02-28"), "1 month"),
        (span("2024-01-01", "2024-12-31"), span("2023-01-01", "2023-12-31"), span("2023-01-01", "2023-12-31"), "1 year"),
        (span("2024-01-01", "2025-12-31"), span("2022-01-01", "2023-12-31"), span("2023-01-01", "2024-12-31"), "2 years"),
        (span("2024-02-29", "2024-03-05"), span("2024-02-23", "2024-02-28"), span("2023-02-28", "2023-03-05"), "6 days"),
        (span("2024-06-17", "2024-06-17"), span("2024-06-16", "2024-06-16"), span("2023-06-17", "2023-06-17"), "1 day"),
    ],
)
def test_months_are_compared_with_months_and_days_with_days(chosen: Span, before: Span, year_before: Span, length: str):
    assert (chosen.before(), chosen.year_before(), chosen.length) == (before, year_before, length)


@pytest.mark.parametrize(
    ("view", "chosen", "how"),
    [
        (View(), span("2025-10-01", "2025-12-31"), "of the dense part of the record"),
        (View(end=day("2024-08-31")), span("2024-06-01", "2024-08-31"), "up to the day chosen"),
        (View(end=day("2024-08-30")), span("2024-05-01", "2024-07-31"), "up to the day chosen"),
        (View(start=day("2026-01-05")), span("2026-01-05", "2026-05-24"), "to the last on record"),
        (View(start=day("2027-01-05")), span("2027-01-05", "2027-01-05"), "to the last on record"),
        (View(start=day("2024-06-01"), end=day("2024-06-17")), span("2024-06-01", "2024-06-17"), "the dates chosen"),
    ],
)
def test_the_period_is_the_views_own_or_said_to_be_another(view: View, chosen: Span, how: str):
    found, said = periods.period(view, LAST, DENSE_TO)
    assert found == chosen
    assert said.endswith(how)


def test_the_record_of_another_package_may_end_before_the_dense_part_does():
    assert periods.period(View(), day("2020-03-15"), DENSE_TO)[0] == span("2019-12-01", "2020-02-29")


@given(VIEWS)
def test_a_comparison_holds_what_began_in_each_period_and_says_what_may_have(store: Store, view: View):
    frame = store.frames["incidents"]
    admitted = set(incidents.filter(frame, replace(view, start=None, end=None)).index)
    if view.start and view.end and view.start > view.end:
        view = replace(view, start=view.end, end=view.start)
    compared = periods.compare(store.package, frame, view)
    for one, other in itertools.combinations(compared.periods, 2):
        assert one.span.end < other.span.start or other.span.end < one.span.start
    for one in compared.periods:
        began = [
            dates.period(row.date_start.date(), None, row.date_precision)
            for row in frame.loc[list(one.bar.ids)].itertuples()
        ]
        assert all(one.span.start <= first <= last <= one.span.end for first, last in began)
        assert {*one.bar.ids, *one.unsure} <= admitted
        assert not {*one.bar.ids} & {*one.unsure}
        assert not set(frame.loc[list(one.unsure), "date_precision"]) & {"day"}
    assert not {*compared.now.bar.ids} & {*compared.before.bar.ids}


@pytest.mark.parametrize("view", [View(start=dt.date.min, end=dt.date.max), View(start=dt.date.max), View(end=dt.date.min)])
def test_dates_at_the_edge_of_the_calendar_are_compared_without_a_failure(store: Store, view: View):
    compared = periods.compare(store.package, store.frames["incidents"], view)
    assert compared.now.span.start >= periods.FIRST_DAY - dt.timedelta(days=92)
    assert compared.now.span.end <= periods.LAST_DAY


def test_nothing_on_record_is_compared_without_a_failure(store: Store):
    assert periods.compare(store.package, store.frames["incidents"].iloc[:0], View()).now.bar.tension == 0


def test_a_comparison_that_reaches_past_the_dense_part_says_so(store: Store):
    frame, dense = store.frames["incidents"], coverage.dense_to(store.package)
    assert periods.compare(store.package, frame, View(end=dense)).note == ""
    assert coverage.words(store.package) in periods.compare(store.package, frame, View(start=dense)).note


def test_a_year_earlier_that_would_overlap_is_left_out_and_said_to_be(store: Store):
    frame, said = store.frames["incidents"], "a year earlier are left out: they overlap a period shown"
    year = periods.compare(store.package, frame, View(start=day("2024-01-01"), end=day("2024-12-31")))
    assert (year.year_before, said in year.note) == (None, False)
    for start in ("2023-12-31", "2024-02-01"):
        longer = periods.compare(store.package, frame, View(start=day(start), end=day("2024-12-31")))
        assert longer.year_before is None
        assert said in longer.note
        assert "a year earlier" not in longer.sentence()


def test_the_sentence_says_the_counts_the_differences_and_the_sums(store: Store):
    compared = periods.compare(
        store.package, store.frames["incidents"], View(start=day("2024-06-01"), end=day("2024-08-31"))
    )
    now, before, year_before = (len(one.bar.ids) for one in compared.periods)
    assert now > before > year_before
    said = compared.sentence()
    assert said.startswith(
        f"June to August 2024: {now} reported clashes began, {now - before} more than in the 3 months before"
    )
    assert f"and {now - year_before} more than a year earlier." in said
    assert f"add up to {compared.now.bar.tension} ({compared.before.bar.tension} in" in said


def test_one_day_stands_beside_the_day_before(store: Store):
    compared = periods.compare(
        store.package, store.frames["incidents"], View(start=day("2024-06-17"), end=day("2024-06-17"))
    )
    assert "1 more than on the day before" in compared.sentence()


@pytest.mark.parametrize(
    ("now", "then", "said"), [(2, 2, "as many as"), (1200, 1, "1,199 more than"), (0, 2, "2 fewer than")]
)
def test_a_difference_in_words(now: int, then: int, said: str):
    assert periods._than(now, then) == said


@given(VIEWS, DAYS)
def test_news_are_dated_since_and_stand_behind_what_is_admitted(store: Store, view: View, since: dt.date):
    frame = store.frames["incidents"]
    found = periods.news(store.package, frame, view, since)
    admitted = incidents.filter(frame, replace(view, start=None, end=None))
    behind = {report.id: report for reports in admitted["reports"] for report in reports}
    fresh = {report.id for report in found.reports}
    assert fresh <= set(behind)
    until = view.end or dt.date.max
    days = {r.id: dates.published_period(r.published) for r in behind.values() if r.published}
    assert all(since <= days[report.id][0] and days[report.id][1] <= until for report in found.reports)
    outside = [first > until or last < since for first, last in days.values()]
    # Where the last day comes before, nothing lies between the two, and a date may lie on both sides.
    assert since > until or len(fresh) + sum(outside) + found.undated == len(behind)
    assert (admitted.loc[list(found.clashes.bar.ids), "first"].dt.date >= since).all()
    assert (frame.loc[list(found.clashes.bar.ids), "date_start"].dt.date <= until).all()
    assert found.corrections["date"].dt.date.between(since, until).all()


def test_how_far_the_record_reaches_is_said_in_order(store: Store):
    days = [one.last for one in coverage.stretches(store.package)]
    assert days == sorted(days)
    said = "dense to December 2025, fair to March 2026, patchy to early July 2026 and empty after"
    assert coverage.words(store.package) == said


def test_a_package_that_does_not_say_how_far_it_reaches_is_said_to(copy: Copy):
    copy.write("coverage", [])
    package = reading.read(copy.path)
    assert coverage.dense_to(package) is None
    assert coverage.words(package) == coverage.UNSAID
    assert coverage.UNSAID in coverage.note(package, day("2020-01-01"))


def test_each_stretch_of_the_coverage_says_what_is_dated_in_it(store: Store):
    frame = incidents.counted(store.frames["incidents"], View())
    filled = periods.filled(store.package, frame)
    assert [row.how for row in filled] == ["dense", "fair", "patchy", "empty"]
    for before, after in itertools.pairwise(filled):
        assert after.span.start - before.span.end == dt.timedelta(days=1)
    dated = frame[(frame["date_precision"] == "day")]
    for row in filled:
        inside = dated["date_start"].dt.date.between(row.span.start, row.span.end).sum()
        unsure = (frame["date_precision"] != "day").sum()
        assert inside <= row.clashes <= inside + unsure
    assert filled[-1].clashes == 0
    assert sum(row.reports for row in filled) <= len(store.package.evidence.reports)
    assert all(row.note for row in filled[:-1])
