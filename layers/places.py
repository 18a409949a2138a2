"""Places: features, outposts, bases, straits, ports and fields, with their names, status and occupant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from layers import card, cells, drawing, incident_rows, incidents, palette
from layers.card import Card, Fact
from layers.look import OTHERS, Legend, Lines, Look, Sign
from layers.protocol import Data, Section, Traits
from question import filtering
from question.view import ANY, LANGUAGES
from record import names
from record.reading import parts
from waters import areas, measure
from words import states, text

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from layers.drawing import Feature
    from layers.protocol import Frames, Row
    from question.view import View
    from record.reading import Package
    from waters.computed import Waters

KEY = "places"
TITLE = "Strategic places"
LOOK = Look(marks="names", colour=palette.INK)
DATA = Data(
    geometry="Point",
    means={"clashes": "Number of recorded clashes that are placed by it.", "names": "Names by language, in words."},
    working=frozenset({"finding", "elsewhere", "built"}),
    title="name",
)
# Rank says from which zoom on a place is named: what is fought over first, the rest when there is room.
RANK = {"strait": 1, "sea_area": 3, "outpost": 2, "naval_base": 2, "air_base": 2}

# What the news names day by day: named on every map, however far it is seen from.
ALWAYS = ("scarborough-shoal", "second-thomas-shoal", "paracel-islands", "spratly-islands")

# The one place whose limits are in the data: those of the counted sea.
WHOLE_SEA = "south-china-sea"


def load(package: Package) -> gpd.GeoDataFrame:
    """Return the places in EPSG:4326 by name, with every name, finding and report attached."""
    table = package.tables["places"].sort_values("name")
    findings = package.tables["findings"]
    ruled = {row.place: row for row in findings.itertuples()}
    busy = incident_rows.clashes_by_place(package)
    called = [names.every(package, identity) for identity in table.index]
    ambiguous = package.tables["names"].loc[lambda rows: rows["ambiguous"].fillna(value=False)]
    shared = ambiguous.groupby("place")["name"].agg(frozenset).to_dict()
    frame = table.assign(
        states=[frozenset({*parts(row.occupied_by), *parts(row.claimed_by)}) for row in table.itertuples()],
        names=called,
        elsewhere=[shared.get(identity, frozenset()) for identity in table.index],
        finding=[ruled.get(identity) for identity in table.index],
        built=pd.to_datetime([f"{year}-01-01" if year else None for year in table["exists_from"]], format="%Y-%m-%d"),
        clashes=[int(busy.get(identity, 0)) for identity in table.index],
        reports=[package.evidence.of_feature(KEY, identity) for identity in table.index],
        hay=[
            filtering.haystack(
                [row.id, row.name_, row.significance, row.kind, *(name for some in by_language.values() for name in some)]
            )
            for row, by_language in zip(table.rename(columns={"name": "name_"}).itertuples(), called, strict=True)
        ],
    )
    points = gpd.points_from_xy(frame["lon_deg"], frame["lat_deg"])
    return gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


def filter(frame: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """Return the places whose occupant or claimant is asked for, whose names say the words, or that are the place.

    What was built or set up after the last day is left out.
    """
    masks = {
        "states": filtering.by_states(frame["states"], view),
        "dates": filtering.touches(frame["built"], frame["built"], None, view.end),
        "place": filtering.by_place(frame["id"], view),
        "q": filtering.says(frame["hay"], view.q),
    }
    return frame.loc[filtering.together(masks)]


def draw(frame: gpd.GeoDataFrame, view: View) -> list[Feature]:
    """Return the place marks. Their names are no part of them: map.js asks `/map/names-<language>.json` for those."""
    columns = [frame[name].tolist() for name in ("id", "lon_deg", "lat_deg", "kind", "clashes", "precision_m")]
    return [
        drawing.feature(
            identity,
            drawing.point(lon, lat),
            rank=rank(identity, kind, clashes),
            area=int(areas.is_area(kind, precision_m)),
        )
        for identity, lon, lat, kind, clashes, precision_m in zip(*columns, strict=True)
    ]


def rough_m(frame: gpd.GeoDataFrame, identity: str) -> float:
    """Return how many metres from its mark a place reaches that is an area; 0 where it is a point."""
    row = frame.loc[identity]
    return float(row["precision_m"]) if areas.is_area(row["kind"], row["precision_m"]) else 0.0


def legend(view: View) -> Legend:
    """Return the dot, on paper alone: on a screen each stands beside its name."""
    return Legend(sheet=Lines(OTHERS, (Sign("dot", "Strategic place", palette.INK),)))


def columns(rows: gpd.GeoDataFrame, view: View) -> pd.DataFrame:
    """Return what each place is, who holds and who claims it, what was found of it, and how much happened there."""
    return pd.DataFrame(
        {
            "Place": cells.short(rows["name"]),
            "Kind": cells.kinds(rows["kind"]),
            "Group": rows["group"],
            "Held by": [cells.listed_states(cell) for cell in rows["occupied_by"]],
            "Claimed by": [cells.listed_states(cell) for cell in rows["claimed_by"]],
            "2016 award": rows["award_2016_status"],
            "Clashes": rows["clashes"],
            "Reports": cells.counts(rows["reports"]),
        }
    )


def rank(identity: str, kind: str, clashes: int) -> int:
    """Return 0 for what is always named, 1 for what is fought over or passed through, 2 for outposts, 3 for the rest."""
    return 0 if identity in ALWAYS else 1 if clashes >= 3 else RANK.get(kind, 3)


def describe(feature: pd.Series, view: View = ANY) -> Card:
    """Return a place's names, position, occupant, claimants and legal status."""
    held = text.words([states.name(code) for code in parts(feature["occupied_by"])])
    claimed = text.words([states.name(code) for code in parts(feature["claimed_by"])])
    unsure = f"not confirmed by a cited page: {', '.join(parts(feature['unconfirmed']))}" if feature["unconfirmed"] else ""
    within = f"within {measure.distance_words(feature['precision_m'])}; {feature['position_source']}"
    facts = (
        *(Fact(LANGUAGES[key], " · ".join(names)) for key, names in feature["names"].items()),
        Fact("Position", measure.position_words(feature["lon_deg"], feature["lat_deg"]), within),
        Fact("Exists from", feature["exists_from"]),
        Fact("Held by", held, f"since {feature['occupied_since']}" if feature["occupied_since"] else ""),
        Fact("Claimed by", claimed),
        Fact("2016 award", *_award(feature)),
        Fact("Facilities", ", ".join(parts(feature["facilities"]))),
        Fact("Note", feature["note"]),
        Fact("Unconfirmed", unsure),
    )
    return Card(
        layer=KEY,
        id=feature["id"],
        title=feature["name"],
        kicker=f"{feature['kind'].replace('_', ' ')} · {feature['group']}",
        summary=feature["significance"],
        facts=tuple(fact for fact in facts if fact.words),
        place=feature["id"],
        brief=frozenset({"Position", "Claimed by"}),
    )


def outline(frame: gpd.GeoDataFrame, identity: str, waters: Waters) -> BaseGeometry | None:
    """Return the area that a place is, in EPSG:4326: the sea, a group's hull or a circle; None where it is a point."""
    place = frame.loc[identity]
    if identity == WHOLE_SEA:
        return waters.sea
    if place["kind"] == "island_group" and not place["part_of"]:
        members = frame[(frame["group"] == place["group"]) & (frame["id"] != identity)]
        points = [row.geometry for row in members.itertuples() if not areas.is_area(row.kind, row.precision_m)]
        hull = areas.hull(points)
        if hull is not None:
            return hull
    return areas.around(place["kind"], place["lon_deg"], place["lat_deg"], place["precision_m"])


def _award(feature: pd.Series) -> tuple[str, str]:
    finding = feature["finding"]
    if finding is None:
        return feature["award_2016_status"], ""
    return finding.finding, finding.paragraphs


# The reports that name or describe one place, newest first.
sources = card.sources


def _here(row: Row, frames: Frames, view: View) -> tuple[Section, ...]:
    """Return what happened at a place: what the view counts as clashes of those placed by it, and what else names it."""
    counted, events = incidents.counted(frames["incidents"], view), frames["developments"]
    named = [identity for identity, places in events["places"].items() if row["id"] in places]
    return (
        Section(f"Reported {view.unit[1]} at or near it", tuple(counted.index[counted["place"] == row["id"]])),
        Section("Developments that concern it", tuple(named)),
    )


TRAITS = Traits(
    unit=("place", "places"),
    says=lambda row: str(row.name),
    beside=_here,
    area=lambda row, frames, waters: outline(frames[KEY], row["id"], waters),
)
