"""Developments: events that are no clash but move the tension, such as a law, a ruling, an arms transfer or an exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from layers import card, cells, drawing, marks, palette
from layers import places as named
from layers.card import Card, Fact
from layers.look import OTHERS, Legend, Lines, Look, Sign
from layers.protocol import Data, Traits
from question import filtering
from question.view import ANY
from record.reading import parts
from words import dates, states, text

if TYPE_CHECKING:
    from layers.drawing import Feature
    from layers.marks import Mark
    from layers.protocol import Row
    from question.view import View
    from record.reading import Package

KEY = "developments"
TITLE = "Regional developments"
LOOK = Look(marks="diamonds", colour=palette.DEVELOPMENT)
DATA = Data(geometry="Point", working=frozenset({"states_set", "places"}))


def load(package: Package) -> gpd.GeoDataFrame:
    """Return the developments in EPSG:4326, newest first; one that has no place has no geometry."""
    table = package.tables["developments"].sort_values(["date_start", "id"], ascending=[False, True])
    places = package.tables["places"]
    at = places.reindex(table["place"].to_numpy())
    rows = [(start.date(), None if pd.isna(end) else end.date(), p) for start, end, p in _dates(table)]
    frame = table.assign(
        states_set=[frozenset(parts(cell)) for cell in table["states"]],
        places=[frozenset({*parts(row.place), *parts(row.also_places)}) for row in table.itertuples()],
        place_name=at["name"].fillna("").to_numpy(),
        lon_deg=at["lon_deg"].to_numpy(),
        lat_deg=at["lat_deg"].to_numpy(),
        first=pd.to_datetime([dates.period(*row)[0] for row in rows]),
        last=pd.to_datetime([dates.period(*row)[1] for row in rows]),
        when=[dates.words(*row) for row in rows],
        reports=[package.evidence.of_feature(KEY, identity) for identity in table.index],
        accounts=[package.evidence.accounts(KEY, identity) for identity in table.index],
    )
    frame = frame.assign(
        origins=[package.evidence.origins(reports) for reports in frame["reports"]],
        hay=[
            filtering.haystack([row.id, row.title, row.summary, row.kind, row.place_name, *map(states.name, row.states_set)])
            for row in frame.itertuples()
        ],
    )
    points = gpd.GeoSeries(gpd.points_from_xy(frame["lon_deg"], frame["lat_deg"]), index=frame.index)
    return gpd.GeoDataFrame(frame, geometry=points.where(frame["lon_deg"].notna(), None), crs="EPSG:4326")


def _dates(table: pd.DataFrame) -> zip[tuple[pd.Timestamp, pd.Timestamp, str]]:
    return zip(table["date_start"], table["date_end"], table["date_precision"], strict=True)


def filter(frame: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """Return the developments that touch the view's dates, of its states, words and evidence."""
    there = np.array([not view.place or view.place in places for places in frame["places"]], dtype=bool)
    masks = {
        "states": filtering.by_states(frame["states_set"], view),
        "dates": filtering.touches(frame["first"], frame["last"], view.start, view.end),
        "place": there,
        "q": filtering.says(frame["hay"], view.q),
        "origins": (frame["origins"] >= view.origins).to_numpy(),
    }
    return frame.loc[filtering.together(masks)]


def marked(frame: gpd.GeoDataFrame, view: View) -> list[Mark]:
    """Return one mark a place; it goes by the id of the picked development, else of the newest."""
    return marks.led_by(marks.at_places(frame), view.selected)


def draw(frame: gpd.GeoDataFrame, view: View) -> list[Feature]:
    """Return one mark a place, with how many developments it stands for."""
    return [drawing.marked(mark) for mark in marked(frame, view)]


def legend(view: View) -> Legend:
    """Return the diamond."""
    sign = Sign("diamond", "development", palette.DEVELOPMENT)
    paper = Lines(OTHERS, (sign._replace(words="Regional development"),))
    return Legend(page=Lines("", (sign,)), deck=Lines("", (sign,)), sheet=paper)


def columns(rows: gpd.GeoDataFrame, view: View) -> pd.DataFrame:
    """Return what happened when and where, and how well it is evidenced."""
    return pd.DataFrame(
        {
            "When": rows["when"],
            "What": cells.short(rows["title"]),
            "Kind": cells.kinds(rows["kind"]),
            "Where": cells.short(rows["place_name"]),
            "States": [cells.state_names(codes) for codes in rows["states_set"]],
            "Reports": cells.counts(rows["reports"]),
            "Origins": rows["origins"],
        }
    )


def describe(feature: pd.Series, view: View = ANY) -> Card:
    """Return what was decided or done, when, by whom, and in whose words."""
    speaking = {account.state for account in feature["accounts"]}
    who = text.words([states.name(code) for code in parts(feature["states"])])
    precision = {"day": "known to the day", "month": "known to the month", "year": "known to the year"}
    related = [("claims", identity) for identity in parts(feature["linked_claims"])]
    related += [("incidents", identity) for identity in parts(feature["linked_incidents"])]
    related += [("places", identity) for identity in parts(feature["also_places"])]
    place = Fact("Where", feature["place_name"] or "no one place; not drawn on the map")
    return Card(
        layer=KEY,
        id=feature["id"],
        title=feature["title"],
        kicker=f"{feature['when']} · {feature['kind'].replace('_', ' ')}",
        summary=feature["summary"],
        facts=(Fact("When", feature["when"], precision[feature["date_precision"]]), place, Fact("States", who)),
        accounts=feature["accounts"],
        silent=tuple(sorted(feature["states_set"] - speaking)) if speaking else (),
        place=feature["place"],
        related=tuple(related),
        brief=frozenset({"When", "Where"}),
    )


# The reports behind one development, newest first.
sources = card.sources


def _says(row: Row) -> str:
    return f"{row.title}, {row.when}"


TRAITS = Traits(
    unit=("development", "developments"),
    marks=marked,
    same_mark=marks.same_place,
    says=_says,
    rough_m=lambda row, frames: named.rough_m(frames[named.KEY], row.place) if row.place else 0.0,
    area=lambda row, frames, waters: named.outline(frames[named.KEY], row["place"], waters) if row["place"] else None,
)
