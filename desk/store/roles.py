"""Who may do what: roles by issuer and subject, read inside the transaction that they allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.store import ledger
from desk.store.errors import RefusedError
from desk.store.schema import ROLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desk.store.author import Author
    from desk.store.opening import Store

# Each may do what the ones before it may.
RANKS = ("none", "reader", "editor", "publisher")


def role(connection: Connection, author: Author) -> str:
    """Return a person's role, "none" where there is none."""
    mine = (ROLES.c.issuer == author.issuer) & (ROLES.c.subject == author.subject)
    return str(connection.execute(select(ROLES.c.role).where(mine)).scalar() or "none")


def require(connection: Connection, author: Author, least: str) -> None:
    """Raise RefusedError where a person's role is less than what a write needs."""
    has = role(connection, author)
    if RANKS.index(has) < RANKS.index(least):
        raise RefusedError(
            f"{author.subject} has the role {has} at this desk, and this needs the role {least}: nothing was changed, "
            "and your drafts are still there; ask a publisher for the role."
        )


def any_there(store: Store) -> bool:
    """Return whether anybody has a role at this desk."""
    with store.reading() as connection:
        return connection.execute(select(ROLES.c.id).limit(1)).first() is not None


def first(store: Store, author: Author) -> Author:
    """Return a person of this machine, who becomes the publisher where nobody has a role yet."""
    if not any_there(store):
        grant(store, author, author, "publisher", "the first at this desk")
    return author


def works(role: str) -> bool:
    """Tell whether a role may work at the desk, and see what is not published."""
    return RANKS.index(role) >= RANKS.index("editor")


def of(store: Store, author: Author) -> str:
    """Return a person's role, "none" where there is none."""
    with store.reading() as connection:
        return role(connection, author)


def grant(store: Store, by: Author, person: Author, name: str, why: str = "") -> None:
    """Give a person a role, or take it away with "none". On an empty desk the first role is for whoever takes it."""
    if name not in RANKS:
        raise RefusedError(f"{name!r} is no role; expected one of {', '.join(RANKS)}.")
    with store.writing() as connection:
        if connection.execute(select(ROLES.c.id).limit(1)).first():
            require(connection, by, "publisher")
        making = ledger.entry(connection, by, why)
        mine = (ROLES.c.issuer == person.issuer) & (ROLES.c.subject == person.subject)
        row = connection.execute(select(ROLES).where(mine)).mappings().first()
        if row:
            ledger.change(making, ROLES, row, int(row["version"]), {"role": name})
        else:
            ledger.add(making, ROLES, {"issuer": person.issuer, "subject": person.subject, "role": name, "version": 1})
