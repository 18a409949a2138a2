"""Who took part, as the accepted values say: each state's forces, and whose each ship is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from desk.review import sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

NOBODY = "Not named"


class Party(NamedTuple):
    """A state's force."""

    state: str
    agency: str

    @property
    def key(self) -> str:
        """The party as one text, by which a ship is said to be its."""
        return f"{self.state}: {self.agency}"


def parties(fields: Mapping[str, Any]) -> list[Party]:
    """Return each accepted state's accepted forces; a state of which none is named stands alone."""
    agencies = sheet.taken(fields, "agencies")
    several = []
    for state in dict.fromkeys(str(item["value"]) for item in sheet.taken(fields, "states")):
        names = sorted({str(item["value"]) for item in agencies if item["more"].get("state") == state})
        several += [Party(state, name) for name in names or [NOBODY]]
    return several


def owner(fields: Mapping[str, Any], ship: sheet.Item) -> Party | None:
    """Return whose a ship is: as an editor said, or its state's one force; None where that must be said."""
    every = parties(fields)
    said = sheet.words(fields, f"of:{ship['value']}")
    if said:
        return next((party for party in every if party.key == said), None)
    mine = [party for party in every if party.state == ship["more"].get("state")]
    return mine[0] if len(mine) == 1 else None


def ownerless(fields: Mapping[str, Any]) -> list[str]:
    """Return the accepted ships of which an editor must say whose they are."""
    return [str(ship["value"]) for ship in sheet.taken(fields, "vessels") if owner(fields, ship) is None]
