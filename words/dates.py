"""Dates with a precision: what a report says is "in June 2024" is never shown or counted as a day."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal

Precision = Literal["day", "month", "year"]
PRECISIONS: tuple[Precision, ...] = ("day", "month", "year")
# The calendar makes each name anew each time that it is asked.
MONTHS = tuple(calendar.month_name)


def period(start: dt.date, end: dt.date | None, precision: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that an event of this precision may touch.

    >>> period(dt.date(2024, 6, 1), None, "month")
    (datetime.date(2024, 6, 1), datetime.date(2024, 6, 30))
    """
    last = end or start
    if precision == "month":
        return start.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])
    if precision == "year":
        return start.replace(month=1, day=1), last.replace(month=12, day=31)
    return start, last


def words(start: dt.date, end: dt.date | None = None, precision: str = "day") -> str:
    """Return "17 June 2024", "June 2024", "2024", or a span of two such ("14 to 17 June 2024")."""
    first = _day_words(start, precision)
    if end is None or _day_words(end, precision) == first:
        return first
    if precision == "day" and (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {_day_words(end, precision)}"
    if precision != "year" and start.year == end.year:
        return f"{first.rsplit(' ', 1)[0]} to {_day_words(end, precision)}"
    return f"{first} to {_day_words(end, precision)}"


def _day_words(day: dt.date, precision: str) -> str:
    month = MONTHS[day.month]
    return {"year": f"{day.year}", "month": f"{month} {day.year}"}.get(precision, f"{day.day} {month} {day.year}")


def published_words(value: str) -> str:
    """Return a report's "2024-06-17", "2024-06" or "2024" in words; "no date" where it gives none."""
    return _day_words(*_published(value)) if value else "no date"


def published_period(value: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of "2024-06-17", "2024-06" or "2024"."""
    day, precision = _published(value)
    return period(day, None, precision)


def _published(value: str) -> tuple[dt.date, Precision]:
    parts = [int(part) for part in value.split("-")]
    return dt.date(*([*parts, 1, 1])[:3]), PRECISIONS[3 - len(parts)]
