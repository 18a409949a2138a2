"""A table to read: HTML in the page itself, with headings, and its rows as a file of ours, whose cells no program runs.

Streamlit's own grid was left aside: the file that it offers does not neutralise formula cells, and a screen reader meets a
copy of what it draws.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from files import csv_zip
from words.text import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def show(
    rows: pd.DataFrame, title: str, *, file: str = "", written: Mapping[str, Callable[[Any], str]] | None = None
) -> None:
    """Show rows under their columns' names, and offer them as CSV where a `file` is named.

    A column of `written` is shown as its function says, as HTML; any other as numbers or escaped words.
    """
    st.html(html(rows, title, written=written or {}))
    if file:
        # The file holds what the rows are, not how they are shown; it is made when it is asked for.
        content = partial(csv_zip.dumps, rows)
        st.download_button("Table (CSV)", content, f"{file}.csv", "text/csv", key=f"w-csv-{file}", on_click="ignore")


def html(rows: pd.DataFrame, title: str, *, written: Mapping[str, Callable[[Any], str]]) -> str:
    """Return rows as an HTML table that is reached by keys and named by its title."""
    columns = [(str(name), "" if pd.api.types.is_numeric_dtype(rows[name]) else ' class="words"') for name in rows]
    head = "".join(f'<th scope="col"{mark}>{escape(name)}</th>' for name, mark in columns)
    body = ""
    for row in rows.itertuples(index=False, name=None):
        cells = (f"<td{mark}>{_cell(cell, written.get(name))}</td>" for (name, mark), cell in zip(columns, row, strict=True))
        body += f"<tr>{''.join(cells)}</tr>"
    return (
        f'<div class="figures plain" tabindex="0" role="region" aria-label="{escape(title)}"><table>'
        f"<caption>{escape(title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: Any, written: Callable[[Any], str] | None) -> str:  # noqa: ANN401 -- whatever a cell holds
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if written:
        return written(value)
    return f"{value:,}" if not isinstance(value, str) else escape(value)
