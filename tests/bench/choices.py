"""The states that the bench chooses one after the other, in every page: all have clashes on record."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from record import reading
from words import states

if TYPE_CHECKING:
    import pandas as pd

STATES = ("Australia", "Canada", "Indonesia", "Malaysia", "Taiwan", "United States", "Vietnam", "Philippines", "China")


@lru_cache(maxsize=1)
def _every() -> tuple[pd.DataFrame, pd.DataFrame]:
    package = reading.read(reading.place())
    columns = ["lon_deg", "lat_deg"]
    return package.tables["incidents"].reset_index()[["id", *columns]], package.tables["parties"]


def clashes(chosen: tuple[str, ...]) -> pd.DataFrame:
    """Return the clashes of the present package that involve any of some states, as a peer draws them: id and position."""
    rows, parties = _every()
    if not chosen:
        return rows
    codes = [code for code, name in states.NAMES.items() if states.name(code) in chosen]
    return rows[rows["id"].isin(parties.loc[parties["state"].isin(codes), "incident"])]
