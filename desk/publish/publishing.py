"""Publishing what is decided: stopped while anything waits or is wrong, shown as a difference, then put in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.publish import base, edition, package
from desk.publish.package import UnpublishedError
from desk.store import roles, shown
from words import text

if TYPE_CHECKING:
    from pathlib import Path

    from desk.publish.base import Base
    from desk.publish.edition import Edition
    from desk.store.author import Author
    from desk.store.opening import Store


@dataclass(frozen=True)
class Prepared:
    """An edition before it is written: the package that it builds on, how it differs, and what stops it, in sentences."""

    base: Base
    edition: Edition
    difference: str
    stops: tuple[str, ...]


def prepared(store: Store, folder: Path, today: str) -> Prepared:
    """Return the edition that would be published now of the package in a folder."""
    before = base.read(folder)
    following = edition.edition(before, shown.standing(store), today)
    waiting = shown.undecided(store)
    stops = list(following.faults)
    if waiting:
        pages = text.words(waiting[:5]) + (f" and {len(waiting) - 5} more" if len(waiting) > 5 else "")
        stops.insert(0, f"{text.count(len(waiting), 'page waits', 'pages wait')} for a decision: {pages}.")
    if not following.changes and not stops:
        stops.append(f"Nothing is decided that the package of version {before.version} has not.")
    return Prepared(before, following, edition.difference(before, following), tuple(stops))


def publish(store: Store, by: Author, ready: Prepared, folder: Path) -> None:
    """Write a prepared edition to a folder. Raises UnpublishedError, RefusedError, OSError; then nothing was written."""
    with store.reading() as connection:
        roles.require(connection, by, "publisher")
    if ready.stops:
        raise UnpublishedError("\n".join(ready.stops))
    package.put(ready.base, ready.edition, folder)
