"""Periods: what began in one range of days beside the range before and the same a year earlier, and what is new since a day.

Python's own dates do: dateutil and pandas' offsets were left aside, because a range of whole months and one of days must
both keep their length, and neither knows the difference.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from layers import incidents, trends
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

    `unit` is what one and several of what is counted are called.
    """

    now: Period
    before: Period
    year_before: Period
    chosen: str
    note: str
    unit: tuple[str, str] = severity.unit(severity.CLASH)

    def sentence(self) -> str:
        """Return the comparison in words; the page's table and a deck's page say the same."""
        now, before, year_before = (len(period.bar.ids) for period in self[:3])
        sums = [period.bar.tension for period in self[:3]]
        long = self.now.span.length.removeprefix("1 ")
        return (
            f"{self.now.span.words}: {text.count(now, *(f'reported {words}' for words in self.unit))} began, "
            f"{_than(now, before)} in the {long} before and {_than(now, year_before)} a year earlier. "
            f"Their severities add up to {sums[0]} ({sums[1]} in the {long} before, {sums[2]} a year earlier)."
        )


def _than(now: int, then: int) -> str:
    return "as many as" if now == then else f"{now - then:,} more than" if now > then else f"{then - now:,} fewer than"


def compare(package: Package, frame: gpd.GeoDataFrame, view: View) -> Comparison:
    """Compare what the view admits in its period with the two others; `frame` holds every clash."""
    admitted = incidents.filter(frame, replace(view, start=None, end=None))
    counted = incidents.counted(frame, view)
    last = counted["last"].max().date() if len(counted) else coverage.dense_to(package) or LAST_DAY
    span, chosen = period(view, last, coverage.dense_to(package) or last)
    now, before, year_before = (within(admitted, compared) for compared in (span, span.before(), span.year_before()))
    overlap = "The period a year earlier overlaps this one." if year_before.span.end >= span.start else ""
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
    columns = (rows["date_start"], rows["date_precision"])
    begun = [dates.period(day.date(), None, precision) for day, precision in zip(*columns, strict=True)]
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

    `undated` reports carry no date, or a month or year that began before that day.
    """

    since: dt.date
    clashes: Period
    reports: tuple[Report, ...]
    undated: int
    corrections: pd.DataFrame


def news(package: Package, frame: gpd.GeoDataFrame, view: View, since: dt.date) -> News:
    """Return what is new since a day of what the view admits whatever its dates; `frame` holds every clash."""
    admitted = incidents.filter(frame, replace(view, start=None, end=None))
    reports = gathered(admitted["reports"])
    fresh = [report for report in reports if report.published and dates.published_period(report.published)[0] >= since]
    undated = sum(not report.published or _straddles(report.published, since) for report in reports)
    table = package.tables["corrections"]
    corrected = table[table["date"] >= pd.Timestamp(since)].sort_values(["date", "id"], ascending=[False, True])
    return News(since, within(admitted, Span(since, LAST_DAY)), tuple(fresh), undated, corrected)


def _straddles(published: str, since: dt.date) -> bool:
    first, last = dates.published_period(published)
    return first < since <= last
