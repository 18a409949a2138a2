"""Decks as the tests draw them: real rows of the shipped data, both accounts, charts, names in three scripts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from shapely.geometry import box

from briefing.ink import Disc, Path, Pen, Sheet, Words
from briefing.pages import Cell, Chart, Deck, Map, Page, Prose, Sides, Table
from layers import incidents, layer, palette, text
from layers.view import View
from tests.packages import CLASH

if TYPE_CHECKING:
    from briefing.ink import Item, Point
    from layers.evidence import Report
    from layers.store import Store

COAST = Pen(fill="#f3ecdc", stroke="#b9ad94", width_pt=0.5)
VIETNAMESE, CHINESE = "Bãi Cỏ Mây, quần đảo Trường Sa", "仁爱礁（南沙群岛）"


def sheet(known: Store, width_pt: float, height_pt: float) -> Sheet:
    """Return a plain chart of the region: no cartography, but land with holes, dashed claims, marks with links and names."""

    def at(lon_deg: float, lat_deg: float) -> Point:
        return (lon_deg - 98) / 30 * width_pt, (27 - lat_deg) / 33 * height_pt

    edge = (at(98, 27), at(128, 27), at(128, -6), at(98, -6))
    items: list[Item] = [Path("sea", (edge,), closed=True, pen=Pen(fill="#eaf0f2", stroke="#d0d9dd", width_pt=0.75))]
    frame = box(98, -6, 128, 27)
    for shape in layer("land").load(known.package).geometry.iloc[0].intersection(frame).geoms:
        rings = [tuple(at(*point) for point in ring.coords) for ring in (shape.exterior, *shape.interiors)]
        items.append(Path("land", tuple(rings), closed=True, pen=COAST))
    for row in known.frames["claims"].dropna(subset="geometry").itertuples():
        items += [_claim(row, part, at) for part in getattr(row.geometry, "geoms", [row.geometry])]
    rows = known.frames["incidents"]
    for mark in incidents.marks(rows):
        link, told = rows.loc[mark.id, "reports"][0].url, rows.loc[mark.id, "title"]
        pen = Pen(palette.severity(mark.severity), "#ffffff", 1.0)
        number = str(mark.n) if mark.n > 1 else ""
        spot = at(mark.lon_deg, mark.lat_deg)
        items.append(Disc("incidents", spot, 4 + mark.n**0.5, pen, number=number, id=mark.id, link=link, words=told))
    for row in known.frames["developments"].dropna(subset="geometry").head(9).itertuples():
        where = at(row.geometry.x, row.geometry.y)
        items.append(
            Disc("developments", where, 5, Pen(palette.DEVELOPMENT, "#ffffff", 1), diamond=True, link=row.reports[0].url)
        )
    for name, lon, lat in ((VIETNAMESE, 113.2, 8.5), (CHINESE, 116.4, 10.4), ("South China Sea", 113, 15)):
        items.append(Words("places", at(lon, lat), name, 9, "#22303a", "middle", bold=lon == 113, halo="#f4f8fa"))
    return Sheet(width_pt, height_pt, tuple(items), "Plate carrée", "Natural Earth")


def _claim(row: Any, part: Any, at: Any) -> Path:  # noqa: ANN401 -- rows and shapes have no better type
    look = palette.claimant(row.claimant)
    closed = part.geom_type == "Polygon"
    ring = (part.exterior if closed else part).coords
    dash = tuple(float(step) * 0.75 for step in look.dash.split())
    pen = Pen(look.colour if closed else "", look.colour, 1.2, dash, 0.08)
    points = tuple(at(*point[:2]) for point in ring)
    return Path("claims", (points,), closed, pen, id=row.id, link=row.reports[0].url, words=row.title)


def charts() -> tuple[Chart, Chart]:
    """Return the two kinds of chart: months one beside the other, places one under the other."""
    months = tuple(f"{month} 2024" for month in ("June", "July", "August", "September", "October", "November"))
    series = tuple(
        (f"Severity {level}", palette.severity(level), tuple(float((level * n) % 4) for n in range(1, 7)))
        for level in (2, 4, 6)
    )
    places = ("Second Thomas Shoal", "Scarborough Shoal", VIETNAMESE, CHINESE, "Sabina Shoal")
    return (
        Chart(
            "Reported clashes by month and severity", months, series, note="A clash known to the month stands in its month."
        ),
        Chart("Reported clashes by place", places, (("Clashes", "#8f2127", (9.0, 7.0, 4.0, 3.0, 1.0)),), horizontal=True),
    )


def deck(known: Store, *, most_sources: int = 40) -> Deck:
    """Return a deck with a page of every kind, and `most_sources` reports behind it."""
    rows = known.frames["incidents"]
    clash = rows.loc[CLASH]
    months, places = charts()
    chart = Map(View(), partial(sheet, known))
    grave = rows.sort_values("severity", ascending=False, kind="stable").head(12)
    cells = tuple(
        (Cell(row.when), Cell(row.title, row.reports[0].url), Cell(row.place_name), Cell(str(row.severity)))
        for row in grave.itertuples()
    )
    table = Table(
        ("When", "What", "Where", "Severity"), cells, (0.16, 0.5, 0.22, 0.12), note="Severity is a rule over facts."
    )
    points = Prose(
        ("The Philippines and China each reported contact at sea in these months.",),
        tuple(Cell(f"{row.when}: {row.title}", row.reports[0].url) for row in grave.head(5).itertuples()),
        heading="Gravest in the period",
    )
    reports = tuple(dict.fromkeys(report._replace(supports="") for row in rows.itertuples() for report in row.reports))
    return Deck(
        title="The South China Sea, June to August 2024",
        author="Duty desk",
        handling="For official use only",
        as_of="31 August 2024",
        version="2026-11-20 3f9c2a71",
        filter="Reported clashes involving China or the Philippines, June to August 2024",
        pages=(
            Page(
                "The situation",
                (chart,),
                (points,),
                "Marks are reported clashes; a mark opens its first report.",
                "Begin here.",
            ),
            Page(f"{clash['title']}", (Prose((clash["summary"],)),), (Sides(clash["accounts"], ("VNM",)),), clash["when"]),
            Page("When it clashed", (months,), (Prose(("Most in June.", text.words(list(places.categories)))),)),
            Page("Where it clashed", (places, table)),
            Page("Whole chart", (chart,), caption="The chart alone."),
        ),
        sources=_most(reports, most_sources),
    )


def _most(reports: tuple[Report, ...], most: int) -> tuple[Report, ...]:
    """Return `most` reports, with one in Chinese and one in Vietnamese among them."""
    told = [next(report for report in reports if report.language == language) for language in ("zh", "vi")]
    return (*told, *(report for report in reports if report not in told))[:most]
