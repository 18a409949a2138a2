"""A table whose rows are picked, sorted by its server and walked by arrow keys: HTML in the page itself.

Streamlit's own grid was left aside: its scripts (1.3 MB) held the map of a cold page back, it draws on a canvas that
a screen reader meets by a copy, and the file that it offers does not neutralise formula cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import streamlit as st

from views.parts.component import component
from views.parts.question import heard, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

HINT = "Choose a row by a click, or with the arrow keys and Enter,"


class Order(NamedTuple):
    """The column that rows are sorted by, and which way."""

    column: str
    down: bool


_component = component("pick_table", html='<div class="pick-table"></div>', css="pick_table.css", js="pick_table.js")


def show(  # noqa: PLR0913 -- each is one thing that a table has
    rows: pd.DataFrame,
    ids: Sequence[str],
    pick: Callable[[str], None],
    *,
    key: str,
    name: str,
    picked: str = "",
    sortable: bool = True,
    of: tuple[int, int] | None = None,
    links: Mapping[str, str] | None = None,
) -> None:
    """Show rows in the order given, the picked one marked.

    `pick` is given the id of the row that was chosen, or "" where that was the picked one. `of` says how many rows stand
    before these and how many there are in all, where these are a page of them. Columns of `links` hold http(s) addresses,
    each opened by the words given there.
    """
    told = message(rows, ids, name=name, picked=picked, sort=order(key) if sortable else None, of=of)
    _component(
        key=key,
        data=told | {"sortable": sortable, "links": dict(links or {})},
        height="content",
        on_picked_change=whole(lambda: _picked(key, picked, pick)),
        on_sorted_change=whole(lambda: _sorted(key)),
    )


def message(  # noqa: PLR0913 -- each is one thing that a table has
    rows: pd.DataFrame,
    ids: Sequence[str],
    *,
    name: str,
    picked: str = "",
    sort: Order | None = None,
    of: tuple[int, int] | None = None,
) -> dict[str, Any]:
    """Return a table as its script takes it: of each column the values that occur, and which of them stands in each row."""
    before, total = of or (0, len(rows))
    return {
        "name": name,
        "before": before,
        "total": total,
        "ids": list(ids),
        "picked": picked,
        "sort": sort and {"column": sort.column, "down": sort.down},
        "columns": [_column(str(column), rows[column]) for column in rows],
    }


def order(key: str) -> Order | None:
    """Return how the rows of a table are sorted by its reader; None where they stand as they come."""
    return st.session_state.get(f"{key}-order")


def places(by: pd.Series, *, down: bool) -> list[Any]:
    """Return the index of a column sorted by its values: text whatever its case, what is empty last either way."""
    return list(by.sort_values(ascending=not down, key=_comparable, kind="stable", na_position="last").index)


def _comparable(values: pd.Series) -> pd.Series:
    if pd.api.types.is_numeric_dtype(values):
        return values
    return values.map(lambda value: (value.casefold() or None) if isinstance(value, str) else value)


def _column(name: str, values: pd.Series) -> dict[str, Any]:
    numbers = pd.api.types.is_numeric_dtype(values)
    at, each = pd.factorize(values.map(_number) if numbers else values.fillna("").astype(str))
    return {"name": name, "numbers": numbers, "each": each.tolist(), "at": at.tolist()}


def _number(value: float) -> str:
    return "" if pd.isna(value) else f"{value:,}"


def _picked(key: str, before: str, pick: Callable[[str], None]) -> None:
    identity = heard(key, "picked")
    if identity is not None:
        pick("" if identity == before else str(identity))


def _sorted(key: str) -> None:
    """Sort by a column: a first press upwards, a second downwards, a third not at all."""
    column = heard(key, "sorted")
    if column is None:
        return
    before = order(key)
    if before is None or before.column != column:
        st.session_state[f"{key}-order"] = Order(str(column), down=False)
    else:
        st.session_state[f"{key}-order"] = None if before.down else Order(before.column, down=True)
