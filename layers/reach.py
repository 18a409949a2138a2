"""How clashes lie to the dates of a question: within them or beyond, so that none is said to be of a day that it spans."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from words import dates

if TYPE_CHECKING:
    from question.view import View


class Reach(NamedTuple):
    """The ids of clashes that touch a question's dates, by how they lie to them.

    `within` lie inside as far as they are known. Of those `beyond`, `earlier` had begun before the first day and `later`
    went on after the last, for certain; `vague` are dated to a month or a year that reaches over a date.
    """

    within: tuple[str, ...]
    beyond: tuple[str, ...]
    earlier: tuple[str, ...]
    later: tuple[str, ...]
    vague: tuple[str, ...]


def of(rows: pd.DataFrame, view: View) -> Reach:
    """Return how clashes that a view admits lie to its dates; where it has none, all lie within."""
    start, end = view.start or dt.date.min, view.end or dt.date.max
    columns = (rows.index, rows["date_start"], rows["date_end"], rows["date_precision"])
    within, earlier, later, vague = [], [], [], []
    for identity, begun, ended, precision in zip(*columns, strict=True):
        first = dates.period(begun.date(), None, precision)
        last = dates.period((begun if pd.isna(ended) else ended).date(), None, precision)
        if first[0] >= start and last[1] <= end:
            within.append(identity)
            continue
        before, after = first[1] < start, last[0] > end
        earlier += [identity] if before else []
        later += [identity] if after else []
        vague += [] if before or after else [identity]
    kept = set(within)
    beyond = tuple(identity for identity in rows.index if identity not in kept)
    return Reach(tuple(within), beyond, tuple(earlier), tuple(later), tuple(vague))


def note(rows: pd.DataFrame, view: View) -> str:
    """Return "2 of them reach beyond these dates", or "" where none does: for a sentence that has counted them."""
    n = len(of(rows, view).beyond)
    if not n:
        return ""
    if n == len(rows):
        return f"{'It reaches' if n == 1 else 'All of them reach'} beyond these dates."
    return f"{n:,} of them {'reaches' if n == 1 else 'reach'} beyond these dates."
