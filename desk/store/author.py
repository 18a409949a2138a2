"""Who writes, and what no store can hold. It knows no database: a reader's visit is told from an editor's by this alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk.store.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Author:
    """Who writes, known by a sign-in: its issuer and the subject that it names."""

    issuer: str
    subject: str

    def __post_init__(self) -> None:
        """Refuse a name that no store can hold."""
        check({"issuer": self.issuer, "subject": self.subject})


def check(values: Mapping[str, Any]) -> None:
    """Raise RefusedError where a text has a sign that SQLite or PostgreSQL cannot hold."""
    for name, value in values.items():
        if isinstance(value, str) and ("\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value)):
            raise RefusedError(f"{name} has a sign that no text has (a null or half a pair); take it out, then save again.")
