"""What a clash rests on: how many reports and independent origins, and how many of its parties speak for themselves.

A state speaks for itself where an account of it is the word of its government, forces, officials or state media: what its
captains, fishers or press say, or what the other side relays, is no state's word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from words import text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from record.evidence import Account, Report

# By the key of a question, what a clash may rest on, in a reader's words.
RESTS = {
    "both": "two states' own words",
    "one": "one state's own words",
    "none": "no state's own words",
    "single": "a single page",
}


class Footing(NamedTuple):
    """What one clash rests on: counts of reports and of independent origins, and the parties that speak for themselves."""

    reports: int
    origins: int
    speaking: frozenset[str]
    weak: bool = False

    @property
    def voices(self) -> str:
        """The key of `RESTS` that says how many states speak for themselves."""
        return ("none", "one", "both")[min(len(self.speaking), 2)]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of `RESTS` that hold."""
        return frozenset({self.voices, "single"} if self.reports == 1 else {self.voices})

    @property
    def short(self) -> str:
        """What it rests on in a table that has the numbers beside it: rows of a kind stand together when it is sorted."""
        weak = "weak page" if self.weak else "single page"
        pages = f", a {weak}" if self.reports == 1 else f", {weak}s" if self.weak else ""
        return f"{RESTS[self.voices]}{pages}"

    @property
    def words(self) -> str:
        """What it rests on, as a minister reads it: "3 reports, 2 independent origins, two states' own words"."""
        if self.reports == 1:
            pages = "one weak page" if self.weak else "one page"
        else:
            origins = text.count(self.origins, "independent origin")
            pages = f"{text.count(self.reports, 'report')}, {origins}" + (", all of them weak" if self.weak else "")
        return f"{pages}, {RESTS[self.voices]}"


def speaking(parties: Collection[str], accounts: Iterable[Account]) -> frozenset[str]:
    """Return the parties, by ISO 3166-1 alpha-3, of which an account is the state's own word."""
    return frozenset(account.state for account in accounts if account.state in parties and not account.speaker)


def footing(
    parties: Collection[str], accounts: Iterable[Account], reports: Collection[Report], origins: int, *, weak: bool
) -> Footing:
    """Return what a clash with these parties, accounts and reports rests on; `origins` is how many are independent."""
    return Footing(len(reports), origins, speaking(parties, accounts), weak)
