"""Publishing what is decided: stopped while anything waits or is wrong, shown as a difference, then put in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desk.publish import base, edition, package
from desk.publish.package import UnpublishedError
from desk.store import publications, roles, shown
from words import text

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from desk.publish.base import Base
    from desk.publish.edition import Edition
    from desk.store.author import Author
    from desk.store.opening import Store


@dataclass(frozen=True)
class Prepared:
    """An edition before it is written: the package that it builds on, how it differs, what stops it, what it stands on."""

    base: Base
    edition: Edition
    difference: str
    stops: tuple[str, ...]
    decisions: tuple[int, ...] = ()


def prepared(store: Store, folder: Path, today: str) -> Prepared:
    """Return the edition that would be published now of the package in a folder."""
    before = base.read(folder)
    standing = shown.standing(store)
    following = edition.edition(before, standing, today)
    waiting = shown.undecided(store)
    stops = list(following.faults)
    if waiting:
        pages = text.words(waiting[:5]) + (f" and {len(waiting) - 5} more" if len(waiting) > 5 else "")
        stops.insert(0, f"{text.count(len(waiting), 'page waits', 'pages wait')} for a decision: {pages}.")
    if not following.changes and not stops:
        stops.append(f"Nothing is decided that the package of version {before.version} has not.")
    ids = tuple(sorted(each.decision_id for each in standing))
    return Prepared(before, following, edition.difference(before, following), tuple(stops), ids)


def checked(ready: Prepared) -> Prepared:
    """Return a prepared edition that the check's faults stop as well, where nothing stopped it before. Raises OSError."""
    if ready.stops:
        return ready
    return replace(ready, stops=tuple(package.faults(ready.base, ready.edition)))


def settle(store: Store, by: Author) -> None:
    """Tell of each package that stands in its folder and is not told to have gone out: its publisher was cut off."""
    for announcement in publications.open_ended(store):
        if package.digest(Path(announcement["folder"])) == announcement["sha256"]:
            publications.found(store, by, announcement)


def publish(store: Store, by: Author, ready: Prepared, folder: Path) -> None:
    """Write a prepared edition to a folder. Raises UnpublishedError, RefusedError, OSError; then nothing was written."""
    with store.reading() as connection:
        roles.require(connection, by, "publisher")
    settle(store, by)
    if ready.stops:
        raise UnpublishedError("\n".join(ready.stops))
    told = partial(_going_out, store, by, ready, folder)
    package.put(ready.base, ready.edition, folder, told)


def _going_out(store: Store, by: Author, ready: Prepared, folder: Path, digest: str) -> AbstractContextManager[None]:
    decisions = " ".join(map(str, ready.decisions))
    place = str(folder.resolve())
    entry = {"version": ready.edition.version, "sha256": digest, "decisions": decisions, "folder": place}
    return publications.going_out(store, by, entry)
