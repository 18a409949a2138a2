"""What is new: how many features each version of the data added, changed or withdrew, and the newest's one by one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import streamlit as st

from layers import layer
from question.view import View
from record import changes
from views.parts.cards import page_link
from words import text
from words.dates import words as day_words
from words.text import escape

if TYPE_CHECKING:
    from record.changes import Change
    from views.parts.question import Question


def show(question: Question) -> None:
    """Show the versions with their counts, and a table of what the newest one changed, each row a link to its feature."""
    rows = changes.since(question.store.package)
    if not rows:
        st.caption("This data package does not say what it added or changed.")
        return
    versions = changes.versions(rows)
    st.html(f'<div class="card"><ul>{"".join(_version(version, rows) for version in versions)}</ul></div>')
    newest = next(iter(versions))
    listed = [row for row in rows if row.version == newest]
    with st.expander(f"{text.count(len(listed), 'feature')} of version {text.markdown(newest)}, one by one"):
        st.html(table(question, listed))
    st.caption(
        "`GET /api/changes.json?since=YYYY-MM-DD` answers the same. What was changed in a published row stands with its "
        "reason under Corrections."
    )


def _version(version: str, rows: tuple[Change, ...]) -> str:
    """Return "2.0.0, 28 November 2026: 244 added, 38 changed" as a list item."""
    mine = [row for row in rows if row.version == version]
    counted = Counter(row.change for row in mine)
    counts = ", ".join(f"{counted[kind]:,} {kind}" for kind in changes.KINDS if counted[kind])
    return f"<li><b>{escape(version)}</b>, {escape(day_words(mine[0].date))}: {escape(counts)}</li>"


def table(question: Question, rows: list[Change]) -> str:
    """Return changes as an HTML table."""
    heads = "".join(f'<th scope="col">{words}</th>' for words in ("Feature", "Kind", "Change", "What"))
    body = "".join(_row(question, row) for row in rows)
    return (
        '<div class="figures" tabindex="0" role="region" aria-label="What is new"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(question: Question, row: Change) -> str:
    store, kind, called = question.store, row.layer, escape(row.feature)
    if row.feature in store.ids:
        key = store.ids[row.feature]
        card = layer(key).describe(store.frames[key].loc[row.feature])
        kind = card.kind or layer(key).TRAITS.unit[0]
        called = page_link("", View(selected=row.feature), store.title(row.feature))
    cells = "".join(f"<td>{escape(words)}</td>" for words in (kind, row.change, row.what))
    return f'<tr><th scope="row">{called}</th>{cells}</tr>'
