"""A party to a clash: one state's part, which is always somebody's word."""

from __future__ import annotations

from typing import NamedTuple

from record.reading import parts
from words import states, text


class Party(NamedTuple):
    """One state's part in a clash, and whose account gives it that part."""

    state: str
    agency: str
    vessels: str
    role: str
    role_reported_by: str
    role_disputed: bool

    @property
    def words(self) -> str:
        """The role as a page may say it: a role that only one side gives is that side's word."""
        if self.role == "both":
            return "took part"
        speakers = text.words([states.spoken(code) for code in parts(self.role_reported_by)])
        side = f"the side {'that acted' if self.role == 'initiator' else 'that was acted on'},"
        disputed = ", disputed" if self.role_disputed else ""
        if not speakers:
            return f"{side} as reported by press or trackers, and by no state{disputed}"
        return f"{side} as reported by {speakers}{disputed}"
