"""What the tables of several layers put into a cell alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from record.reading import parts
from words import states, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

LONGEST = 160


def short(column: pd.Series) -> list[str]:
    """Return texts as plain words, none longer than a row has room for."""
    return [text.plain(value, longest=LONGEST) for value in column]


def kinds(column: pd.Series) -> list[str]:
    """Return code words as a reader sees them: "naval_base" reads "naval base"."""
    return [kind.replace("_", " ") for kind in column]


def state_names(codes: Iterable[str]) -> str:
    """Return states' names in order, joined by commas."""
    return ", ".join(sorted(states.name(code) for code in codes))


def listed_states(cell: str) -> str:
    """Return the names of states that a table lists joined by `;`, in its order."""
    return ", ".join(states.name(code) for code in parts(cell))


def counts(column: pd.Series) -> list[int]:
    """Return how many things each cell holds."""
    return [len(cell) for cell in column]
