"""How far a record reaches and how densely it is filled: said once, in `coverage.csv`, so that no page can differ."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING, NamedTuple

from words import text
from words.dates import words as date_words

if TYPE_CHECKING:
    import datetime as dt

    from record.reading import Package

UNSAID = "filled to an extent that its package does not say"


class Stretch(NamedTuple):
    """How densely the record is filled up to a day, from the end of the stretch before."""

    how: str
    last: dt.date
    note: str


def stretches(package: Package) -> tuple[Stretch, ...]:
    """Return the stretches of a record in the order of time."""
    table = package.tables["coverage"][list(Stretch._fields)].sort_values("last")
    return tuple(Stretch(how, last.date(), note) for how, last, note in table.itertuples(index=False, name=None))


def dense_to(package: Package) -> dt.date | None:
    """Return the last day of the dense part; None where the package does not say, or has no such part."""
    return next((stretch.last for stretch in stretches(package) if stretch.how == "dense"), None)


def words(package: Package) -> str:
    """Return "dense to December 2025, fair to March 2026, patchy to early July 2026 and empty after"."""
    phrases = [f"{stretch.how} to {_month(stretch.last)}" for stretch in stretches(package)]
    return text.words([", ".join(phrases), "empty after"]) if phrases else UNSAID


def _month(day: dt.date) -> str:
    """Return a day's month, and which part of it the day ends: "December 2025" for its last day, "early July 2026"."""
    month = date_words(day, precision="month")
    if day.day == calendar.monthrange(day.year, day.month)[1]:
        return month
    return f"{('early', 'mid', 'late')[min((day.day - 1) // 10, 2)]} {month}"


def note(package: Package, end: dt.date) -> str:
    """Return what to bear in mind of figures that reach to `end`; "" where all of them lie in the dense part."""
    dense = dense_to(package)
    if dense and end <= dense:
        return ""
    past = "a lower figure past the dense part says little" if dense else "a lower figure may say little"
    return f"The record is {words(package)}: {past}."
