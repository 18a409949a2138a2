"""What goes out: announced before a package is put in place, told once it is, and found again where that was cut off."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, select

from desk.store import ledger, roles
from desk.store.schema import ANNOUNCEMENTS, PUBLICATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, RowMapping

    from desk.store.author import Author
    from desk.store.opening import Store

# A publication's row says the same as its announcement's, the time and the person too: by that they are one.
SAME = ("version", "sha256", "decisions", "folder", "at", "issuer", "subject")


@contextmanager
def going_out(store: Store, by: Author, publication: dict[str, str]) -> Iterator[None]:
    """Announce a publication, then append it as the package is put in place: where that fails, only the announcement stands.

    Whoever is killed between the two leaves an announcement, and the package in its folder tells whether it went out.
    """
    row = _announced(store, by, publication)
    with store.writing() as connection:
        roles.require(connection, by, "publisher")
        ledger.add(ledger.entry(connection, by, "published"), PUBLICATIONS, row)
        yield


def _announced(store: Store, by: Author, publication: dict[str, str]) -> dict[str, str]:
    with store.writing() as connection:
        roles.require(connection, by, "publisher")
        making = ledger.entry(connection, by, "announced")
        row = publication | making.stamp
        ledger.add(making, ANNOUNCEMENTS, row)
    return row


def open_ended(store: Store) -> list[RowMapping]:
    """Return what was announced last for each folder, as far as it is not told to have gone out."""
    with store.reading() as connection:
        return _open_ended(connection)


def found(store: Store, by: Author, announcement: RowMapping) -> None:
    """Append a publication whose package stands in its folder, in the name of whoever announced it."""
    with store.writing() as connection:
        roles.require(connection, by, "editor")
        # Whoever was putting it in place may have come to the end meanwhile.
        if announcement["id"] in {each["id"] for each in _open_ended(connection)}:
            row = {name: announcement[name] for name in SAME}
            ledger.add(ledger.entry(connection, by, "found in its folder"), PUBLICATIONS, row)


def _open_ended(connection: Connection) -> list[RowMapping]:
    last = select(func.max(ANNOUNCEMENTS.c.id)).group_by(ANNOUNCEMENTS.c.folder)
    told = exists().where(and_(*(PUBLICATIONS.c[name] == ANNOUNCEMENTS.c[name] for name in SAME)))
    wanted = select(ANNOUNCEMENTS).where(ANNOUNCEMENTS.c.id.in_(last), ~told).order_by(ANNOUNCEMENTS.c.id)
    return list(connection.execute(wanted).mappings())
