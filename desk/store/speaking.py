"""What a database says, as one sentence that a person can do something about."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from alembic.util import CommandError
from sqlalchemy import exc

from desk.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = "nothing was changed, and what was saved before is still there"
# SQLite's names and PostgreSQL's SQLSTATEs, of what a person can do something about.
SENTENCES = {
    "SQLITE_FULL": f"The disk of the desk's store is full: {KEPT}; make room, then save again.",
    "SQLITE_BUSY": f"The desk's store is locked by another program: {KEPT}; close that program or wait, then save again.",
    "SQLITE_READONLY": f"The desk's store may not be written here: {KEPT}; give its file and folder write permission.",
    "SQLITE_CANTOPEN": "The desk's store cannot be opened; check that its folder is there and may be written.",
    "SQLITE_IOERR": f"The disk of the desk's store does not answer: {KEPT}; check the disk, then save again.",
    "SQLITE_NOTADB": "The desk's store is no SQLite file; check SOUNDINGS_DESK.",
    "SQLITE_CORRUPT": "The desk's store is damaged; stop editing and bring back its last copy.",
    "53100": f"The disk of the desk's store is full: {KEPT}; make room on the server, then save again.",
    "55P03": f"The desk's store is locked by another program: {KEPT}; wait, then save again.",
}
LOST = (
    "The connection to the desk's store is lost: open the row again to see whether the last change is in, then save again."
)
UNKNOWN = f"The desk's store refused this: {KEPT}"


@contextmanager
def spoken() -> Iterator[None]:
    """Turn whatever the database says into a StoreError of one sentence."""
    try:
        yield
    except exc.DBAPIError as error:
        raise StoreError(sentence(error)) from error
    except (exc.SQLAlchemyError, CommandError, ModuleNotFoundError) as error:
        raise StoreError(f"The desk's store cannot be used ({_first_line(error)}); check SOUNDINGS_DESK.") from error


def sentence(error: exc.DBAPIError) -> str:
    """Return what a database's error means to a person."""
    code = str(getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None) or "")
    for name, words in SENTENCES.items():
        if code == name or code.startswith(f"{name}_"):
            return words
    # Class 08 is a connection's failure, 57P a server that goes down; psycopg has no code where it never got through.
    lost = error.connection_invalidated or code.startswith(("08", "57P"))
    if lost or (not code and isinstance(error, exc.OperationalError)):
        return LOST
    return f"{UNKNOWN} ({_first_line(error.orig or error)})."


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
