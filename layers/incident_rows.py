"""The rows of incidents as they are loaded: all that filters, cards and files ask for, worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from layers.party import Party
from question import filtering
from record import footing, severity
from record.reading import parts
from waters import computed, standing
from words import dates, states, text

if TYPE_CHECKING:
    import datetime as dt

    from record.footing import Footing
    from record.reading import Package
    from waters.standing import Standing

KEY = "incidents"
ACTIVE = {"initiator", "both"}
PASSIVE = {"target", "both"}
# Kinds of places that are too wide for one mark to stand for all that happened there.
WIDE = ("sea_area", "strait", "coast", "area")
# What harm is counted in, in the order in which it weighs.
HARM = ("killed", "injured", "missing", "vessels_sunk")


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
        gathered_at=table["place"].where(~table["place"].map(places["kind"]).isin(WIDE), ""),
        kinds=[frozenset(parts(cell)) for cell in table["types"]],
    )
    spans = [dates.period(*row) for row in _date_rows(frame)]
    levels = graded(frame)
    frame = frame.assign(
        first=pd.to_datetime([span[0] for span in spans]),
        last=pd.to_datetime([span[1] for span in spans]),
        when=[dates.words(*row) for row in _date_rows(frame)],
        severity=[level for level, _ in levels],
        severity_why=[why for _, why in levels],
        any=[frozenset(party.state for party in row) for row in frame["parties"]],
        initiator=[frozenset(p.state for p in row if p.role in ACTIVE) for row in frame["parties"]],
        target=[frozenset(p.state for p in row if p.role in PASSIVE) for row in frame["parties"]],
        origins=[package.evidence.origins(reports) for reports in frame["reports"]],
    )
    parts_of = zip(frame["any"], frame["initiator"], frame["target"], strict=True)
    frame["pairs"] = [filtering.pairs(*row) for row in parts_of]
    footings = _footings(frame)
    frame = frame.assign(
        gravity=gravity(frame),
        footing=footings,
        rests=[row.keys for row in footings],
        standing=_standings(frame, package),
        hay=[_hay(row, names) for row in frame.itertuples()],
    )
    points = gpd.points_from_xy(frame["lon_deg"], frame["lat_deg"])
    return gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


def graded(table: pd.DataFrame) -> list[tuple[int, str]]:
    """Return each incident's severity and what sets it."""
    columns = [table["types"], *(table[name].fillna(0) for name in ("killed", "injured", "vessels_sunk"))]
    rows = list(zip(*columns, strict=True))
    # Many rows are of one kind and did no harm.
    levels = {(types, *harm): _level(types, *harm) for types, *harm in set(rows)}
    return [levels[row] for row in rows]


def gravity(frame: pd.DataFrame) -> list[int]:
    """Return each incident's place among all of a frame sorted newest first, from 0 for the gravest.

    It is the one order of gravity: by level, then by the killed, the injured, the missing and the vessels sunk that are on
    record, then the newest first.
    """
    by_harm = frame[["severity", *HARM]].fillna(0).sort_values(["severity", *HARM], ascending=False, kind="stable")
    places = {identity: number for number, identity in enumerate(by_harm.index)}
    return [places[identity] for identity in frame.index]


def _level(types: str, killed: int, injured: int, sunk: int) -> tuple[int, str]:
    return severity.severity(parts(types), killed=killed, injured=injured, sunk=sunk)


def _footings(frame: pd.DataFrame) -> list[Footing]:
    """Return what each incident rests on."""
    columns = [frame[name] for name in ("any", "accounts", "reports", "origins", "weak")]
    return [
        footing.footing(any_, accounts, reports, origins, weak=bool(weak))
        for any_, accounts, reports, origins, weak in zip(*columns, strict=True)
    ]


def clashes_by_place(package: Package) -> dict[str, int]:
    """Return the number of clashes by the place that they are placed by; words and presence alone are none."""
    table = package.tables["incidents"]
    clash = [level >= severity.CLASH for level, _ in graded(table)]
    return {str(place): int(n) for place, n in table["place"][clash].value_counts().items()}


def _standings(frame: pd.DataFrame, package: Package) -> list[Standing]:
    """Return what the computed zones say of each incident's position, to the precision with which it is known."""
    columns = [frame[name].astype(float).tolist() for name in ("lon_deg", "lat_deg", "precision_m")]
    return standing.many(computed.load(package), *columns)


def _parties(table: pd.DataFrame) -> dict[str, tuple[Party, ...]]:
    by_incident: dict[str, list[Party]] = {}
    for incident, *rest in table[["incident", *Party._fields]].itertuples(index=False, name=None):
        by_incident.setdefault(incident, []).append(Party(*rest))
    return {incident: tuple(rows) for incident, rows in by_incident.items()}


def _date_rows(frame: pd.DataFrame) -> list[tuple[Any, Any, str]]:
    starts, ends = (frame[name].to_numpy().astype("datetime64[D]").tolist() for name in ("date_start", "date_end"))
    return list(zip(starts, ends, frame["date_precision"], strict=True))


def harm_words(rows: pd.DataFrame) -> str:
    """Return what harm the figures on record of some incidents add up to: "64 killed and 2 vessels sunk", or "".

    Reports seldom count every side, so that a sum is what was reported and found, no more.
    """
    sums = [int(rows[column].fillna(0).sum()) for column in HARM]
    words = ["killed", "injured", "missing", f"{'vessel' if sums[-1] == 1 else 'vessels'} sunk"]
    return text.words([f"{n:,} {what}" for n, what in zip(sums, words, strict=True) if n])


def begun(frame: pd.DataFrame) -> list[tuple[dt.date, dt.date]]:
    """Return the first and the last day on which each incident may have begun, to the precision of its date."""
    columns = (frame["date_start"], frame["date_precision"])
    return [dates.period(day.date(), None, precision) for day, precision in zip(*columns, strict=True)]


def number(value: object) -> int:
    """Return a figure, 0 where none is given."""
    return 0 if pd.isna(value) else int(value)  # type: ignore[call-overload]


def _hay(row: Any, names: dict[str, str]) -> str:  # noqa: ANN401 -- a pandas row has no better type
    parties = [f"{states.name(p.state)} {p.agency} {p.vessels}" for p in row.parties]
    pages = [f"{report.publisher} {report.title}" for report in row.reports]
    accounts = [account.says for account in row.accounts]
    kinds = [severity.type_words(kind) for kind in row.kinds]
    fields = [row.title, row.summary, row.damage, row.place_name, names.get(row.place, ""), row.id]
    return filtering.haystack([*fields, *parties, *kinds, *accounts, *pages])
