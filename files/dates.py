"""Dates as dates: beside a date's text and its precision, a column that programs sort and filter."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pyarrow as pa

# Columns of ISO text. One that is known to the month or the year alone ("2024-06") names no day, and so gives no date; the
# first and last day of a clash or a development stand with `date_precision`, which says how much of them is known.
COLUMNS = ("date_start", "date_end", "date", "valid_from", "valid_to", "published", "retrieved")
DATE = pd.ArrowDtype(pa.date32())
ENDING = "_as_date"


def beside(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with a column of dates right of each column of ISO text: `date_start_as_date` of `date_start`."""
    dated = table.copy()
    for name in [name for name in table.columns if name in COLUMNS]:
        days = pd.Series([_day(cell) for cell in table[name]], table.index, dtype=DATE)
        dated.insert(dated.columns.get_loc(name) + 1, f"{name}{ENDING}", days)
    return dated


def _day(cell: object) -> dt.date | None:
    """Return the day that a text names, None where it names none."""
    try:
        return dt.datetime.strptime(cell, "%Y-%m-%d").date() if isinstance(cell, str) else None  # noqa: DTZ007 -- a day alone
    except ValueError:
        return None
