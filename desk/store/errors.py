"""What can go wrong with the store, each as one sentence that says what, why and what to do; it knows no database."""

from __future__ import annotations

from dataclasses import dataclass


class StoreError(Exception):
    """The store could not do what was wanted, in one sentence."""


class RefusedError(StoreError):
    """What was wanted is not for this person, or not possible, in one sentence."""


@dataclass(frozen=True)
class Change:
    """One value that somebody changed: who, when, which field, and from what (None where there was none) to what."""

    at: str
    subject: str
    field: str
    old: str | None
    new: str | None


class ConflictError(StoreError):
    """Somebody else was faster; `changes` are what they changed since."""

    def __init__(self, what: str, changes: tuple[Change, ...]) -> None:
        words = [
            f"{each.subject} set {each.field} from {each.old or 'nothing'} to {each.new} at {each.at}" for each in changes
        ]
        super().__init__(
            f"{what} has changed since you opened it: {'; '.join(words) or 'its version is another'}. "
            "Look at it, then save again."
        )
        self.changes = changes
