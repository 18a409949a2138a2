"""How far the shipped record reaches: said once, so that the About page, the trends and the files cannot differ."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from words import text
from words.dates import words as date_words


class Stretch(NamedTuple):
    """How well the record is filled up to a day."""

    how: str
    last: dt.date


STRETCHES = (
    Stretch("dense", dt.date(2025, 12, 31)),
    Stretch("fair", dt.date(2026, 3, 31)),
    Stretch("thin", dt.date(2026, 5, 31)),
)
DENSE_TO = STRETCHES[0].last


def words() -> str:
    """Return "dense to December 2025, fair to March 2026, thin to May 2026 and empty after"."""
    told = [f"{one.how} to {date_words(one.last, precision='month')}" for one in STRETCHES]
    return text.words([", ".join(told), "empty after"])


def note(end: dt.date) -> str:
    """Return what to bear in mind of figures that reach to `end`; "" where all of them lie in the dense part."""
    return "" if end <= DENSE_TO else f"The record is {words()}: a lower figure past the dense part says little."
