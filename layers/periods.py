"""Periods: what began in one range of days beside the range before and the same a year earlier, and what is new since a day.

Python's own dates do: dateutil and pandas' offsets were left aside, because a range of whole months and one of days must
both keep their length, and neither knows the difference.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pandas as pd

from layers import incident_rows, incidents, trends
from record import coverage, severity
from record.evidence import gathered
from words import dates, text

if TYPE_CHECKING:
    import geopandas as gpd

    from question.view import View
    from record.evidence import Report
    from record.reading import Package

# What is compared where a View names no first day.
MONTHS = 3
# So many days are shown a bar a day, with so many months before and after them for context.
SHORT_DAYS, MONTHS_AROUND = 31, 6
# A longer number of days is not read.
MOST_DAYS = 100
# Nothing on record lies outside, and the periods before these can be named.
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2100, 12, 31)


class Span(NamedTuple):
    """A range of days, both ends inclusive."""

    start: dt.date
    end: dt.date

    @property
    def whole_months(self) -> int:
        """How many whole calendar months it is; 0 where it is not."""
        if dates.period(self.start, self.end, "month") != self:
            return 0
        return 12 * (self.end.year - self.start.year) + self.end.month - self.start.month + 1

    @property
    def words(self) -> str:
        """The range in words: "June to August 2024" where it is whole months, else "3 June to 1 July 2024"."""
        return dates.words(self.start, self.end, "month" if self.whole_months else "day")

    @property
    def length(self) -> str:
        """Its length in words: "2 years", "3 months" or "29 days"."""
        whole = self.whole_months
        if not whole:
            return text.count((self.end - self.start).days + 1, "day")
        return text.count(whole, "month") if whole % 12 else text.count(whole // 12, "year")

    @property
    def before_words(self) -> str:
        """The range before as it follows a count: "in the 3 months before", "on the day before"."""
        days = (self.end - self.start).days + 1
        if days > MOST_DAYS and not self.whole_months:
            return "in as many days before"
        return "on the day before" if days == 1 else f"in the {self.length.removeprefix('1 ')} before"

    def before(self) -> Span:
        """Return the range of the same length that ends on the day before: as many months, or else as many days."""
        if self.whole_months:
            return months(self.start, back=self.whole_months, long=self.whole_months)
        return Span(self.start - (self.end - self.start) - dt.timedelta(days=1), self.start - dt.timedelta(days=1))

    def year_before(self) -> Span:
        """Return the range of the same length that begins a year earlier (on 28 February for a 29th)."""
        if self.whole_months:
            return months(self.start, back=12, long=self.whole_months)
        leap = (self.start.month, self.start.day) == (2, 29)
        start = self.start.replace(year=self.start.year - 1, day=28 if leap else self.start.day)
        return Span(start, start + (self.end - self.start))


def months(day: dt.date, *, back: int, long: int) -> Span:
    """Return `long` whole months, the first of them `back` months before that of `day`."""
    first = 12 * day.year + day.month - 1 - back
    last = first + long - 1
    return Span(*dates.period(dt.date(first // 12, first % 12 + 1, 1), dt.date(last // 12, last % 12 + 1, 1), "month"))


class Period(NamedTuple):
    """What began in a range of days; `unsure` may have: they are dated to a month or a year that reaches beyond it."""

    span: Span
    bar: trends.Bar
    unsure: tuple[str, ...]


class Comparison(NamedTuple):
    """A period, the one before, and the same a year earlier; how it was chosen, and what to bear in mind.

    No two of them overlap: `year_before` is None where it would be, or reach into, the period before. `unit` is what one and
    several of what is counted are called.
    """

    now: Period
    before: Period
    year_before: Period | None
    chosen: str
    note: str
    unit: tuple[str, str] = severity.unit(severity.CLASH)

    @property
    def others(self) -> tuple[tuple[str, Period], ...]:
        """What stands beside the period, after its words as they follow a count: "a year earlier"."""
        before = self.now.span.before_words, self.before
        return (before, ("a year earlier", self.year_before)) if self.year_before else (before,)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The period and what stands beside it."""
        return self.now, *(period for _, period in self.others)

    def sentence(self) -> str:
        """Return the comparison in words; the page's table and a deck's page say the same."""
        now = len(self.now.bar.ids)
        than = text.words([f"{_than(now, len(period.bar.ids))} {when}" for when, period in self.others])
        sums = ", ".join(f"{period.bar.tension:,} {when}" for when, period in self.others)
        return (
            f"{self.now.span.words}: {text.count(now, *(f'reported {words}' for words in self.unit))} began, {than}. "
            f"Their severities add up to {self.now.bar.tension:,} ({sums})."
        )


def _than(now: int, then: int) -> str:
    return "as many as" if now == then else f"{now - then:,} more than" if now > then else f"{then - now:,} fewer than"


def undated(view: View) -> View:
    """Return a view that asks the same of any time."""
    return replace(view, start=None, end=None, began=None)


def short(view: View) -> Span | None:
    """Return the days that a view asks for, both ends inclusive, where they are a month's at most; else None."""
    start, end = view.began or (view.start, view.end)
    if start is None or end is None or (end - start).days >= SHORT_DAYS:
        return None
    return Span(start, end) if FIRST_DAY.year < start.year and end.year < LAST_DAY.year else None


def around(span: Span) -> Span:
    """Return whole months, from half a year before a span to half a year after it."""
    long = 12 * (span.end.year - span.start.year) + span.end.month - span.start.month + 1
    return months(span.start, back=MONTHS_AROUND, long=long + 2 * MONTHS_AROUND)


def compare(package: Package, frame: gpd.GeoDataFrame, view: View) -> Comparison:
    """Compare what the view admits in its period with the two others; `frame` holds every clash."""
    if view.began:
        view = replace(view, start=view.began.start, end=view.began.end)
    admitted = incidents.filter(frame, undated(view))
    counted = incidents.counted(frame, view)
    last = counted["last"].max().date() if len(counted) else coverage.dense_to(package) or LAST_DAY
    span, chosen = period(view, last, coverage.dense_to(package) or last)
    now, before = (within(admitted, compared) for compared in (span, span.before()))
    apart = span.year_before().end < before.span.start
    year_before = within(admitted, span.year_before()) if apart else None
    same = span.year_before() == before.span
    overlap = "" if apart or same else "The same dates a year earlier are left out: they overlap a period shown."
    note = " ".join(filter(None, [overlap, coverage.note(package, span.end)]))
    return Comparison(now, before, year_before, chosen, note, view.unit)


def period(view: View, last: dt.date, dense_to: dt.date) -> tuple[Span, str]:
    """Return the period to compare and how it was chosen; `last` is the last day on record, `dense_to` of its dense part.

    It is the view's own where both its ends are set, and from its first day to the last on record where that one is. Else it
    is the last three whole months up to its last day, or to the end of the dense part of the record: whole months, because
    what is known to the month counts in them.
    """
    end = view.end or min(dense_to, last)
    if view.start:
        end = view.end or max(view.start, last)
        return Span(
            _near(view.start), _near(end)
        ), "the dates chosen" if view.end else "from the day chosen to the last on record"
    whole = end == dates.period(end, None, "month")[1]
    span = months(_near(end), back=MONTHS - whole, long=MONTHS)
    return span, f"the last three whole months {'up to the day chosen' if view.end else 'of the dense part of the record'}"


def _near(day: dt.date) -> dt.date:
    return min(max(day, FIRST_DAY), LAST_DAY)


def within(rows: gpd.GeoDataFrame, span: Span) -> Period:
    """Return what began in a range of days, as far as its dates tell."""
    begun = incident_rows.begun(rows)
    inside = np.array([span.start <= first and last <= span.end for first, last in begun], dtype=bool)
    touching = np.array([first <= span.end and last >= span.start for first, last in begun], dtype=bool)
    return Period(span, trends.bar(rows[inside], span.words), tuple(rows.index[touching & ~inside]))


class Filled(NamedTuple):
    """A stretch of the coverage, and how many of some clashes and of all reports are dated for certain within it."""

    how: str
    span: Span
    clashes: int
    reports: int
    note: str


def filled(package: Package, rows: gpd.GeoDataFrame) -> list[Filled]:
    """Return what is on record in each stretch that the package's coverage names, and after the last of them."""
    reports = [dates.published_period(report.published) for report in package.evidence.reports.values() if report.published]
    stretches, start, counted = coverage.stretches(package), FIRST_DAY, []
    for how, last, note in (*stretches, coverage.Stretch("empty", LAST_DAY, "")):
        span = Span(start, last)
        inside = sum(span.start <= first and end <= span.end for first, end in reports)
        counted.append(Filled(how, span, len(within(rows, span).bar.ids), inside, note))
        start = min(last, LAST_DAY) + dt.timedelta(days=1)
    return counted


class News(NamedTuple):
    """What is new since a day: clashes that began, reports of the admitted clashes, corrections of any table.

    `undated` reports carry no date, or a month or year that reaches beyond the days meant.
    """

    since: dt.date
    clashes: Period
    reports: tuple[Report, ...]
    undated: int
    corrections: pd.DataFrame


def news(package: Package, frame: gpd.GeoDataFrame, view: View, since: dt.date) -> News:
    """Return what is new since a day, up to the view's last, of what it admits otherwise; `frame` holds every clash."""
    admitted = incidents.filter(frame, undated(view))
    span = Span(since, view.end or LAST_DAY)
    reports = gathered(admitted["reports"])
    fresh = [report for report in reports if report.published and _lies(report.published, span) == "inside"]
    unsure = sum(not report.published or _lies(report.published, span) == "across" for report in reports)
    table = package.tables["corrections"]
    dated = table["date"].between(pd.Timestamp(span.start), pd.Timestamp(span.end))
    corrected = table[dated].sort_values(["date", "id"], ascending=[False, True])
    return News(since, within(admitted, span), tuple(fresh), unsure, corrected)


def _lies(published: str, span: Span) -> Literal["inside", "across", "outside"]:
    """Tell how a report's date lies to a range of days: across where it is a month or a year that reaches beyond."""
    first, last = dates.published_period(published)
    if span.start <= first and last <= span.end:
        return "inside"
    return "across" if first <= span.end and last >= span.start else "outside"
