"""The answer of `/api/changes.json`: what versions of the data added, changed or withdrew since a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from question import address, parsers
from question.view import View
from record import changes

if TYPE_CHECKING:
    from layers.store import Store
    from question.address import Query
    from record.changes import Change


def since(store: Store, query: Query) -> dict[str, Any]:
    """Return the changes since a day, or all. Raises ValueError, in one sentence, for a day that is not understood."""
    day = address.taken(query, "since", lambda raw: parsers.day(raw) if raw else None)
    rows = changes.since(store.package, day)
    return {
        "version": store.package.version,
        "since": day.isoformat() if day else None,
        "changes": [_change(store, row) for row in rows],
    }


def _change(store: Store, row: Change) -> dict[str, Any]:
    """Return a row with what its feature is called and the query of the page that opens it; null where it is gone."""
    there = row.feature in store.ids
    return row._asdict() | {
        "date": row.date.isoformat(),
        "title": store.title(row.feature) if there else None,
        "link": f"?{urlencode(View(selected=row.feature).query())}" if there else None,
    }
