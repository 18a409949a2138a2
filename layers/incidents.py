"""Incidents: reported clashes between vessels or aircraft of two states or more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from shapely.geometry import mapping

from layers import card, cells, drawing, incident_rows, look, marks
from layers.card import Card, Fact
from layers.incident_rows import KEY, number
from layers.look import Legend, Lines, Look
from layers.protocol import Data, Traits
from question import filtering
from question.view import ANY
from record import severity
from record.reading import parts
from waters import areas, measure, standing
from words import states

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from layers.drawing import Feature
    from layers.marks import Mark
    from layers.protocol import Row
    from question.view import View
    from record.footing import Footing
    from waters.standing import Held

TITLE = "Reported clashes"
load = incident_rows.load
LOOK = Look(marks="discs", ring="The outlined clash happened within {}")
WEAK = "no page found bears it out better: read it before you rely on it"


def counted(frame: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """Return what a view counts, however else it narrows: words and presence alone only where it asks for them."""
    return frame.loc[(frame["severity"] >= min(view.severity, severity.CLASH)).to_numpy()]


def masks(frame: gpd.GeoDataFrame, view: View) -> dict[str, NDArray[np.bool_]]:
    """Return one test per filter of the view, so that a facet can be counted over all the others."""
    return {
        "states": filtering.by_parties(frame, view),
        "dates": filtering.touches(frame["first"], frame["last"], view.start, view.end),
        "began": _begun(frame, view),
        "pairs": _holding(frame["pairs"], view.pairs),
        "kinds": _holding(frame["kinds"], view.kinds),
        "types": filtering.meets(frame["kinds"], view.types),
        "severity": (frame["severity"] >= view.severity).to_numpy(),
        "place": filtering.by_place(frame["place"], view),
        "q": filtering.says(frame["hay"], view.q),
        "origins": (frame["origins"] >= view.origins).to_numpy(),
        "rests": filtering.meets(frame["rests"], view.rests),
        "eez": _claimed(frame, view, view.eez, lambda held: not held.eez.isdisjoint(view.eez)),
        "claimants": _claimed(frame, view, view.claimants, lambda held: len(held.claimants) == view.claimants),
    }


def _begun(frame: gpd.GeoDataFrame, view: View) -> NDArray[np.bool_]:
    """Tell which incidents began for certain within the days that a view names."""
    if not view.began:
        return np.ones(len(frame), dtype=bool)
    start, end = view.began
    return np.array([start <= first and last <= end for first, last in incident_rows.begun(frame)], dtype=bool)


def _holding(sets: pd.Series, wanted: Collection[str]) -> NDArray[np.bool_]:
    """Tell which rows' sets hold every wanted word; no wanted word admits every row."""
    if not wanted:
        return np.ones(len(sets), dtype=bool)
    return np.fromiter((held.issuperset(wanted) for held in sets), dtype=bool, count=len(sets))


def _claimed(frame: gpd.GeoDataFrame, view: View, wanted: object, test: Callable[[Held], bool]) -> NDArray[np.bool_]:
    """Tell which incidents' waters pass a test under the view's lens on its last day."""
    if not wanted:
        return np.ones(len(frame), dtype=bool)
    return np.array([test(held) for held in standing.held(frame["standing"], view.lens, view.end)], dtype=bool)


def filter(frame: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """Return the incidents that pass every filter of the view."""
    return frame.loc[filtering.together(masks(frame, view))]


def gravest(frame: gpd.GeoDataFrame, *, most: int) -> gpd.GeoDataFrame:
    """Return up to `most` incidents of a frame sorted newest first, the gravest first (see `incident_rows.gravity`)."""
    return frame.loc[frame["gravity"].sort_values(kind="stable").index[:most]]


def nearby(frame: gpd.GeoDataFrame, lon_deg: float, lat_deg: float, *, most: int = 6) -> list[tuple[float, str]]:
    """Return up to `most` of the nearest incidents as (geodesic metres, id)."""
    if frame.empty:
        return []
    metres = measure.distances(lon_deg, lat_deg, frame["lon_deg"], frame["lat_deg"])
    order = np.argsort(metres, kind="stable")[:most]
    return [(float(metres[i]), str(frame.index[i])) for i in order]


def marked(frame: gpd.GeoDataFrame, view: View) -> list[Mark]:
    """Return the marks of incidents, one a place: one goes by the picked incident that it holds, else the gravest."""
    return marks.led_by(marks.by_place(frame, view.selected), view.selected)


def draw(frame: gpd.GeoDataFrame, view: View) -> list[Feature]:
    """Return the marks: size says how many, shade how grave; the picked one has its ring of uncertainty."""
    # What a mark is called where it may stand for more than clashes.
    wide = {"wide": 1} if view.severity < severity.CLASH else {}
    drawn = [drawing.marked(mark, severity=mark.severity, picked=int(mark.picked), **wide) for mark in marked(frame, view)]
    if view.selected not in frame.index:
        return drawn
    picked = frame.loc[view.selected]
    ring = measure.ring(picked["lon_deg"], picked["lat_deg"], picked["precision_m"])
    return [drawing.feature(f"ring-{view.selected}", mapping(ring), ring=1), *drawn]


def legend(view: View) -> Legend:
    """Return the shades of severity; what a mark's size says stands before them."""
    shades, several = look.severities(view.severity), view.unit[1]
    ends = " to ".join(f"{sign.words} {sign.title.lower()}" for sign in (shades[0], shades[-1]))
    return Legend(
        page=Lines(f"{several.capitalize()}: size is how many, shade the gravest severity", shades),
        deck=Lines(f"Reported {several}: size is how many, shade the gravest, {ends}", shades),
        sheet=Lines(f"Reported {several} by severity", look.severities(view.severity, named=True)),
        gathered=f"{several.capitalize()} close together: how many, and the gravest; + with others near by",
    )


def columns(rows: gpd.GeoDataFrame, view: View) -> pd.DataFrame:
    """Return what happened when, where and between whom, in whose waters it was, how grave and how well evidenced."""
    held = standing.held(rows["standing"], view.lens, view.end)
    return pd.DataFrame(
        {
            "When": rows["when"],
            "What": cells.short(rows["title"]),
            "Where": cells.short(rows["place_name"]),
            "Parties": [cells.state_names(codes) for codes in rows["any"]],
            "Severity": [f"{level} {severity.NAMES[level]}" for level in rows["severity"]],
            "In the EEZ claim of": [cells.state_names(waters.eez) for waters in held],
            "Claimants": [len(waters.claimants) for waters in held],
            "Rests on": [footing.short for footing in rows["footing"]],
            "Accounts": cells.counts(rows["accounts"]),
            "Reports": cells.counts(rows["reports"]),
            "Origins": rows["origins"],
        }
    )


def written(rows: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """Return rows with whose waters they are in under the view's lens on its last day, and the states of all parties."""
    held = standing.held(rows["standing"], view.lens, view.end)
    return rows.assign(
        setting=[waters.setting for waters in held],
        inside_eez_of=[waters.eez for waters in held],
        waters_of=[frozenset(waters.claimants) for waters in held],
        states=rows["any"],
        rests_on=[footing.words for footing in rows["footing"]],
    )


def describe(feature: pd.Series, view: View = ANY) -> Card:
    """Return what happened, when and where with their precision, to whom, how grave and why, and in whose words."""
    speaking = {account.state for account in feature["accounts"]}
    apart = "" if feature["severity"] >= severity.CLASH else severity.words(feature["severity"])
    kicker = f"{feature['when']} · {feature['place_name']}"
    return Card(
        layer=KEY,
        id=feature["id"],
        title=feature["title"],
        kicker=f"{kicker} · {apart}" if apart else kicker,
        summary=feature["summary"],
        facts=(*_where(feature), *_harm(feature), _rests(feature), *_who(feature)),
        accounts=feature["accounts"],
        silent=tuple(sorted(feature["any"] - speaking)),
        place=feature["place"],
        kind=apart.partition(":")[0],
        brief=frozenset({"When", "Where", "Position", "Severity", "Rests on"}),
    )


def outline(feature: pd.Series) -> BaseGeometry | None:
    """Return the area that a clash is placed in, in EPSG:4326, or None where it is placed at a point."""
    return areas.around(feature["position_basis"], feature["lon_deg"], feature["lat_deg"], feature["precision_m"])


def _where(feature: pd.Series) -> list[Fact]:
    precision = {"day": "known to the day", "month": "known to the month", "year": "known to the year"}
    doubt = f"{feature['position_basis']}; within {measure.distance_words(feature['precision_m'])}"
    kinds = ", ".join(sorted(severity.type_words(kind) for kind in feature["kinds"]))
    level = feature["severity"]
    return [
        Fact("When", feature["when"], precision[feature["date_precision"]]),
        Fact("Where", measure.position_words(feature["lon_deg"], feature["lat_deg"]), doubt),
        Fact("Position", feature["position_note"]),
        Fact("Type", kinds),
        Fact("Severity", f"{level} of 7 · {severity.NAMES[level]}", f"set by: {feature['severity_why']}"),
    ]


def _harm(feature: pd.Series) -> list[Fact]:
    columns = (("killed", "Killed"), ("injured", "Injured"), ("missing", "Missing"), ("vessels_sunk", "Vessels sunk"))
    figures = [f"{words} {number(feature[column])}" for column, words in columns if not pd.isna(feature[column])]
    harm = " · ".join([*figures, *([feature["damage"]] if feature["damage"] else [])])
    whose = feature["harm_of"]
    return [Fact("Harm", harm or "none reported", f"counted: {whose}" if whose else "")]


def _rests(feature: pd.Series) -> Fact:
    held: Footing = feature["footing"]
    return Fact("Rests on", held.words, WEAK if held.weak else "")


def _who(feature: pd.Series) -> list[Fact]:
    return [
        Fact(states.name(p.state), ", ".join(piece for piece in (p.agency, *parts(p.vessels)) if piece), p.words)
        for p in feature["parties"]
    ]


# The reports behind one incident, newest first.
sources = card.sources


def _says(row: Row) -> str:
    return f"{row.title}, {row.when}, {severity.words(row.severity)}"


DATA = Data(
    geometry="Point",
    means={
        "setting": (
            "What the position is: land, inside_baselines, baselines_not_computed, sea (which was counted) or outside."
        ),
        "inside_eez_of": (
            "States inside whose EEZ claim the position lies for certain, under the filter's lens and last day."
        ),
        "waters_of": "States that claim the position for certain, under the filter's lens and last day, joined by `;`.",
        "severity": (
            "Severity from 0 to 7, by the rule over recorded facts that the About page prints; 0 is words or presence only, "
            "no act against another reported, and no clash."
        ),
        "severity_why": "The recorded fact that sets the severity.",
        "rests_on": "What it rests on, in words: reports, independent origins, and how many parties speak for themselves.",
    },
    working=frozenset(
        {"kinds", "any", "initiator", "target", "pairs", "standing", "footing", "rests", "gravity", "gathered_at"}
    ),
    written=written,
    leads=True,
)
TRAITS = Traits(
    unit=severity.unit(severity.CLASH),
    unit_of=lambda view: view.unit,
    reported="reported",
    marks=marked,
    same_mark=marks.same_position,
    says=_says,
    scene="clash",
    rough_m=lambda row, _frames: float(row.precision_m) if areas.is_area(row.position_basis, row.precision_m) else 0.0,
    area=lambda row, _frames, _waters: outline(row),
    groups={"": "Clash by clash", "eez": "By EEZ claim", "claimants": "By number of claimants"},
)
