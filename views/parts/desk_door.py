"""The one way from readers' pages to the desk: what is behind it is loaded when an editor comes.

The desk's database takes 0.4 seconds and 20 MB of a start, and most servers have readers alone.
"""

from __future__ import annotations

from typing import Any

from desk.store import place
from views.parts import visitor


def page() -> None:
    """Show the desk's page, or why it is closed."""
    from views.pages import desk  # noqa: PLC0415 -- brings the desk's database

    desk.page()


def marks() -> list[dict[str, Any]]:
    """Return what the map shows of the desk to this session: nothing to a reader, and nothing where there is no desk yet."""
    if not (place.likely() and visitor.there()):
        return []
    from views.parts import unpublished  # noqa: PLC0415 -- as above

    return unpublished.message()
