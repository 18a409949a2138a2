"""From what a reader types to what it may mean: a position (`question.positions`), or places by their names.

Names are looked up in the data set, in any of its languages. A gazetteer service was left aside:
the page works with the network off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from question import names, positions
from question.view import LANGUAGES
from waters import measure
from words import text

if TYPE_CHECKING:
    import geopandas as gpd

    from question.names import Match

EXPECTED = f"{positions.EXPECTED}, or a place's name"


class Spot(NamedTuple):
    """What a text may mean: a name, WGS 84 degrees, how precisely they are known in metres, and how it was found.

    `place` is the place's id, "" for a position; `matched` the name that was found, in words, with its language.
    """

    name: str
    lon_deg: float
    lat_deg: float
    precision_m: float = 0.0
    place: str = ""
    matched: str = ""
    how: Literal["position", "exact", "part", "near"] = "position"

    @property
    def label(self) -> str:
        """The spot as one of several to choose from: its usual name and the name that was found."""
        return f"{self.name} ({self.matched})" if self.matched else self.name


def find(places: gpd.GeoDataFrame, typed: str) -> list[Spot]:
    """Return what the text may mean. Raises ValueError with one clear sentence where it means nothing."""
    words = text.plain(typed, longest=120).strip()
    if positions.figures(words):
        lon, lat = positions.read(words)
        return [Spot(measure.position_words(lon, lat), lon, lat)]
    matches = names.matches(places, words)
    if not matches:
        raise ValueError(f"“{words}” is neither a position nor a place of this data set by that name: expected {EXPECTED}.")
    return [_spot(places, match) for match in matches]


def answered(spots: list[Spot]) -> Spot | None:
    """Return the one spot that a text means, or None where it means several, or is a part of a name or spelt much like one.

    A part is offered and not answered for: "Singapore" is not the Singapore Strait.
    """
    return spots[0] if len(spots) == 1 and spots[0].how in {"position", "exact"} else None


def heading(spots: list[Spot], typed: str) -> str:
    """Return what stands over several spots, or one that is only near: nothing moves until one is chosen."""
    words = text.plain(typed, longest=120).strip()
    if spots[0].how == "near":
        return f"“{words}” is no place of this data set by that name. Spelt much like it:"
    if spots[0].how == "part":
        stands = "this" if len(spots) == 1 else f"these {len(spots)}"
        return f"“{words}” is no place's whole name; it stands in {stands}:"
    return f"“{words}” is a name of {len(spots)} places:"


def _spot(places: gpd.GeoDataFrame, match: Match) -> Spot:
    row = places.loc[match.place]
    language = LANGUAGES[match.language]
    usual = match.name == row["name"]
    elsewhere = "also used for another place" if match.name in row["elsewhere"] else ""
    kind = ", ".join(filter(None, ("" if usual else f"a name in {language}", elsewhere)))
    matched = f"{match.name}, {kind}" if kind else ""
    return Spot(
        str(row["name"]),
        float(row["lon_deg"]),
        float(row["lat_deg"]),
        float(row["precision_m"]),
        match.place,
        matched,
        match.how,
    )
