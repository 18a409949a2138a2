"""Incidents: reported clashes between vessels or aircraft of two states or more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import mapping

from layers import drawing
from layers.card import Card, Fact
from question import filtering
from record import severity
from record.reading import parts
from waters import computed, measure, standing
from words import dates, states, text

if TYPE_CHECKING:
    from collections.abc import Callable

    import folium
    from numpy.typing import NDArray

    from question.view import View
    from record.evidence import Report
    from record.reading import Package
    from waters.standing import Held, Standing

KEY = "incidents"
TITLE = "Reported clashes"
# More marks than this would only hide each other; positions are then gathered on an ever coarser grid.
MOST_MARKS = 600
# Positions closer than this (about 11 m) are one position.
SAME_DEG = 1e-4
FIRST_CELL_DEG, COARSEST_DEG = 0.05, 2.0
ACTIVE = {"initiator", "both"}
PASSIVE = {"target", "both"}


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
        told = text.words([states.spoken(code) for code in parts(self.role_reported_by)])
        said = f"{'acting' if self.role == 'initiator' else 'acted on'} side"
        if not told:
            return f"{said} as reported by press or trackers, and by no state"
        return f"{said} as reported by {told}{', disputed' if self.role_disputed else ''}"


def load(package: Package) -> gpd.GeoDataFrame:
    """Return the incidents in EPSG:4326, newest first, with what the filters and the card ask for worked out once."""
    table = package.tables["incidents"].sort_values(["date_start", "id"], ascending=[False, True])
    parties = _parties(package.tables["parties"])
    places = package.tables["places"]
    names = package.tables["names"].groupby("place")["name"].agg(" ".join).to_dict()
    frame = table.assign(
        parties=[parties.get(identity, ()) for identity in table.index],
        reports=[package.evidence.of_feature(KEY, identity) for identity in table.index],
        accounts=[package.evidence.accounts(KEY, identity) for identity in table.index],
        place_name=table["place"].map(places["name"]),
        kinds=[frozenset(parts(cell)) for cell in table["types"]],
    )
    spans = [dates.period(*row) for row in _date_rows(frame)]
    graded = [
        severity.severity(row.kinds, killed=_n(row.killed), injured=_n(row.injured), sunk=_n(row.vessels_sunk))
        for row in frame.itertuples()
    ]
    frame = frame.assign(
        first=pd.to_datetime([span[0] for span in spans]),
        last=pd.to_datetime([span[1] for span in spans]),
        when=[dates.words(*row) for row in _date_rows(frame)],
        severity=[level for level, _ in graded],
        severity_why=[why for _, why in graded],
        any=[frozenset(party.state for party in row) for row in frame["parties"]],
        initiator=[frozenset(p.state for p in row if p.role in ACTIVE) for row in frame["parties"]],
        target=[frozenset(p.state for p in row if p.role in PASSIVE) for row in frame["parties"]],
        origins=[package.evidence.origins(found) for found in frame["reports"]],
        standing=_standings(frame, package),
        hay=[_hay(row, names) for row in frame.itertuples()],
    )
    points = gpd.points_from_xy(frame["lon_deg"], frame["lat_deg"])
    return gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


def _standings(frame: pd.DataFrame, package: Package) -> list[Standing]:
    """Return what the computed zones say of each incident's position, to the precision with which it is known."""
    columns = [frame[name].astype(float).tolist() for name in ("lon_deg", "lat_deg", "precision_m")]
    return standing.many(computed.load(package), *columns)


def _parties(table: pd.DataFrame) -> dict[str, tuple[Party, ...]]:
    found: dict[str, list[Party]] = {}
    for incident, *rest in table[["incident", *Party._fields]].itertuples(index=False, name=None):
        found.setdefault(incident, []).append(Party(*rest))
    return {incident: tuple(rows) for incident, rows in found.items()}


def _date_rows(frame: pd.DataFrame) -> list[tuple[Any, Any, str]]:
    ends = [None if pd.isna(end) else end.date() for end in frame["date_end"]]
    return [(start.date(), end, p) for start, end, p in zip(frame["date_start"], ends, frame["date_precision"], strict=True)]


def _n(value: object) -> int:
    return 0 if pd.isna(value) else int(value)  # type: ignore[call-overload]


def _hay(row: Any, names: dict[str, str]) -> str:  # noqa: ANN401 -- a pandas row has no better type
    told = [f"{states.name(p.state)} {p.agency} {p.vessels}" for p in row.parties]
    pages = [f"{report.publisher} {report.title}" for report in row.reports]
    said = [account.says for account in row.accounts]
    kinds = [severity.type_words(kind) for kind in row.kinds]
    fields = [row.title, row.summary, row.damage, row.place_name, names.get(row.place, ""), row.id]
    return filtering.haystack([*fields, *told, *kinds, *said, *pages])


def masks(frame: gpd.GeoDataFrame, view: View) -> dict[str, NDArray[np.bool_]]:
    """Return one test per filter of the view, so that a facet can be counted over all the others."""
    return {
        "states": filtering.meets(frame[view.role], view.states),
        "dates": filtering.touches(frame["first"], frame["last"], view.start, view.end),
        "types": filtering.meets(frame["kinds"], view.types),
        "severity": (frame["severity"] >= view.severity).to_numpy(),
        "place": filtering.by_place(frame["place"], view),
        "q": filtering.says(frame["hay"], view.q),
        "origins": (frame["origins"] >= view.origins).to_numpy(),
        "eez": _claimed(frame, view, view.eez, lambda held: not held.eez.isdisjoint(view.eez)),
        "claimants": _claimed(frame, view, view.claimants, lambda held: len(held.claimants) == view.claimants),
    }


def _claimed(frame: gpd.GeoDataFrame, view: View, asked: object, test: Callable[[Held], bool]) -> NDArray[np.bool_]:
    """Tell which incidents' waters pass a test under the view's lens on its last day."""
    if not asked:
        return np.ones(len(frame), dtype=bool)
    return np.array([test(held) for held in standing.held(frame["standing"], view.lens, view.end)], dtype=bool)


def filter(frame: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """Return the incidents that pass every filter of the view."""
    return frame.loc[filtering.together(masks(frame, view))]


class Mark(NamedTuple):
    """One mark of the map: where, how many incidents, the gravest of them, the newest of the gravest, and all of them."""

    lon_deg: float
    lat_deg: float
    n: int
    severity: int
    id: str
    ids: tuple[str, ...]


def marks(frame: gpd.GeoDataFrame, *, most: int = MOST_MARKS) -> list[Mark]:
    """Return the marks of incidents sorted newest first; incidents at one position share a mark.

    Past `most` marks the positions are gathered on a grid of 0.05 degrees, then 0.1, and so on: what is drawn is bounded by
    the screen, not by the data.
    """
    columns = [frame[name].tolist() for name in ("lon_deg", "lat_deg", "severity", "id")]
    rows = list(zip(*columns, strict=True))
    cell = SAME_DEG
    while True:
        found: dict[tuple[int, int], list[tuple[float, float, int, str]]] = {}
        for row in rows:
            found.setdefault((round(row[0] / cell), round(row[1] / cell)), []).append(row)
        if len(found) <= most or cell > COARSEST_DEG:
            return [_gathered(together) for together in found.values()]
        cell = max(2 * cell, FIRST_CELL_DEG)


def _gathered(rows: list[tuple[float, float, int, str]]) -> Mark:
    lon, lat, level, identity = max(rows, key=lambda row: row[2])
    return Mark(lon, lat, len(rows), level, identity, tuple(row[3] for row in rows))


def same_mark(frame: gpd.GeoDataFrame, identity: str) -> gpd.GeoDataFrame:
    """Return the incidents at the position of one of them, newest first."""
    at = frame.loc[identity]
    near = (frame["lon_deg"] - at["lon_deg"]).abs().lt(SAME_DEG) & (frame["lat_deg"] - at["lat_deg"]).abs().lt(SAME_DEG)
    return frame.loc[near]


def gravest(frame: gpd.GeoDataFrame, *, most: int) -> gpd.GeoDataFrame:
    """Return up to `most` incidents of a frame sorted newest first: the gravest first, and of equals the newer."""
    return frame.loc[frame["severity"].sort_values(ascending=False, kind="stable").index[:most]]


def nearby(frame: gpd.GeoDataFrame, lon_deg: float, lat_deg: float, *, most: int = 6) -> list[tuple[float, str]]:
    """Return up to `most` of the nearest incidents as (geodesic metres, id)."""
    if frame.empty:
        return []
    metres = measure.distances(lon_deg, lat_deg, frame["lon_deg"], frame["lat_deg"])
    order = np.argsort(metres, kind="stable")[:most]
    return [(float(metres[i]), str(frame.index[i])) for i in order]


def draw(frame: gpd.GeoDataFrame, view: View) -> folium.FeatureGroup:
    """Return the marks: size says how many incidents, shade how grave; the picked one has its ring of uncertainty."""
    picked = frame.loc[view.selected] if view.selected in frame.index else None
    drawn = [_mark(mark, picked) for mark in marks(frame)]
    if picked is not None:
        ring = measure.ring(picked["lon_deg"], picked["lat_deg"], picked["precision_m"])
        drawn.insert(0, drawing.feature(f"ring-{view.selected}", mapping(ring), ring=1))
    return drawing.group(KEY, drawn)


def _mark(mark: Mark, picked: pd.Series | None) -> dict[str, Any]:
    """Return one mark; the one that holds the picked incident says so and goes by its id."""
    where = drawing.point(mark.lon_deg, mark.lat_deg)
    if picked is None or not at_mark(mark, picked):
        return drawing.feature(mark.id, where, n=mark.n, severity=mark.severity, picked=0)
    return drawing.feature(picked["id"], where, n=mark.n, severity=mark.severity, picked=1)


def at_mark(mark: Mark, incident: pd.Series) -> bool:
    """Tell whether an incident lies at a mark's position."""
    return bool(max(abs(incident["lon_deg"] - mark.lon_deg), abs(incident["lat_deg"] - mark.lat_deg)) <= SAME_DEG)


def describe(feature: pd.Series) -> Card:
    """Return what happened, when and where with their precision, to whom, how grave and why, and in whose words."""
    told = {account.state for account in feature["accounts"]}
    return Card(
        layer=KEY,
        id=feature["id"],
        title=feature["title"],
        kicker=f"{feature['when']} · {feature['place_name']}",
        summary=feature["summary"],
        facts=(*_where(feature), *_harm(feature), *_who(feature)),
        accounts=feature["accounts"],
        silent=tuple(sorted(feature["any"] - told)),
        place=feature["place"],
    )


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
    figures = [f"{words} {_n(feature[column])}" for column, words in columns if not pd.isna(feature[column])]
    harm = " · ".join([*figures, *([feature["damage"]] if feature["damage"] else [])])
    return [Fact("Harm", harm or "none reported")]


def _who(feature: pd.Series) -> list[Fact]:
    return [
        Fact(states.name(p.state), ", ".join(piece for piece in (p.agency, *parts(p.vessels)) if piece), p.words)
        for p in feature["parties"]
    ]


def sources(feature: pd.Series) -> tuple[Report, ...]:
    """Return the reports behind one incident, newest first."""
    found: tuple[Report, ...] = feature["reports"]
    return found
