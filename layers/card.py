"""What a layer says of one feature: plain words in a fixed shape, which any page or file can lay out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

    from record.evidence import Account, Report


class Fact(NamedTuple):
    """One line of a card: what it is, in plain words, and why or whence where that needs saying."""

    label: str
    words: str
    note: str = ""


def sources(feature: pd.Series) -> tuple[Report, ...]:
    """Return the reports that a layer loaded with a feature, newest first: every layer offers this as its own `sources`."""
    reports: tuple[Report, ...] = feature["reports"]
    return reports


@dataclass(frozen=True)
class Card:
    """A feature in plain words: never markup. `accounts` stand beside each other, none above another.

    `kind` says what the feature is where that is not what its layer's title says. `brief` labels the facts that are told
    where there is room for few; None for all of them.
    """

    layer: str
    id: str
    title: str
    kicker: str
    summary: str
    facts: tuple[Fact, ...] = ()
    accounts: tuple[Account, ...] = ()
    silent: tuple[str, ...] = ()
    place: str = ""
    related: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    brief: frozenset[str] | None = None

    @property
    def brief_facts(self) -> tuple[Fact, ...]:
        """The facts that are given where there is room for few."""
        return tuple(fact for fact in self.facts if self.brief is None or fact.label in self.brief)
