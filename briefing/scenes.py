"""Scenes as pages: one short function a kind of scene, in the table `KINDS`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import bars, clash, notes
from briefing.pages import Cell, Prose, Table
from layers import severity, states, text
from layers.package import parts

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from briefing.desk import Desk
    from briefing.pages import Block, Page
    from briefing.story import Kind

# Longer lists are for the data files, not for a page.
MOST_LISTED = 36
MOST_DEVELOPMENTS = 24
# So few developments leave room for what each is.
FEW = 4


NOTHING = Prose((notes.NO_CLASH,))


def _map(desk: Desk) -> tuple[Page, ...]:
    found = desk.found.clashes
    if found.empty:
        return (desk.page([desk.map()], [NOTHING]),)
    said = [_harm(found), notes.voices(found), notes.evidence(found)]
    right: list[Block] = [_levels(found), Prose(points=tuple(Cell(words) for words in said if words))]
    listed = _listed(desk) if len(found) <= MOST_LISTED else ()
    return (desk.page([desk.map()], right), *listed)


def _levels(found: pd.DataFrame) -> Table:
    counted = found["severity"].value_counts()
    rows = [(level, int(counted[level])) for level in sorted(counted.index, reverse=True)]
    cells = tuple((Cell(f"{level} {severity.NAMES[level]}"), Cell(f"{n:,}")) for level, n in rows)
    return Table(("Severity", "Clashes"), cells, (0.76, 0.24))


def _harm(found: pd.DataFrame) -> str:
    """Return what harm the reports of some clashes add up to, as far as they give figures."""
    kinds = (("killed", "killed"), ("injured", "injured"), ("missing", "missing"), ("vessels_sunk", "vessels sunk"))
    sums = [(int(found[column].fillna(0).sum()), words) for column, words in kinds]
    told = text.words([f"{n:,} {words}" for n, words in sums if n])
    return f"Harm as reported: {told}." if told else ""


def _listed(desk: Desk) -> tuple[Page, ...]:
    rows = tuple(
        (Cell(row.when), Cell(row.title), Cell(f"{row.severity}"), desk.cite("", row.reports[:1]))
        for row in desk.found.clashes.itertuples()
    )
    table = Table(("When", "What", "Severity", "Report"), rows, (0.22, 0.58, 0.1, 0.1))
    return (desk.further("The clashes on the map, newest first", [table]),)


def _places(desk: Desk) -> tuple[Page, ...]:
    if desk.found.clashes.empty:
        return (desk.page([NOTHING]),)
    frame, names = desk.found.clashes, desk.known.names(desk.found.view.names)
    rows = []
    for bar in desk.found.places[: bars.MOST_PLACES]:
        newest = frame.loc[bar.ids[0]]
        latest = desk.cite(newest["when"], newest["reports"][:1])
        rows.append((Cell(names[bar.key]), Cell(f"{len(bar.ids):,}"), latest))
    table = Table(("Place", "Clashes", "Latest"), tuple(rows), (0.4, 0.2, 0.4))
    return (desk.page([bars.places(desk.found)], [table]),)


def _trend(desk: Desk) -> tuple[Page, ...]:
    compared = desk.found.comparison
    rows = tuple(
        (
            Cell(period.span.words),
            Cell(f"{len(period.bar.ids):,}"),
            Cell(f"{max((part.severity for part in period.bar.parts if part.n), default='')}"),
            Cell(f"{period.bar.tension:,}"),
        )
        for period in compared[:3]
    )
    periods = f"{compared.chosen.capitalize()}; the period before; the same a year earlier."
    note = f"{periods} The sum is that of the severities."
    table = Table(("Period", "Began", "Gravest", "Sum"), rows, (0.43, 0.18, 0.22, 0.17), note=note)
    chart = bars.trend(desk.found)
    return (desk.page([chart if chart.series else NOTHING], [table]),)


def _developments(desk: Desk) -> tuple[Page, ...]:
    found = desk.found.recent if len(desk.found.recent) else desk.found.developments
    rows = tuple(
        (
            Cell(row.when),
            Cell(f"{row.title}. {row.summary}" if len(found) <= FEW else row.title),
            Cell(text.words([states.name(code) for code in parts(row.states)])),
            desk.cite("", row.reports[:1]),
        )
        for row in found.head(MOST_DEVELOPMENTS).itertuples()
    )
    if not rows:
        return (desk.page([Prose(("No development is on record under this filter.",))]),)
    more = f"The newest {MOST_DEVELOPMENTS} of {len(found):,}." if len(found) > MOST_DEVELOPMENTS else ""
    return (desk.page([Table(("When", "What", "States", "Report"), rows, (0.19, 0.55, 0.17, 0.09), note=more)]),)


# The kinds whose pages hold a map.
MAPPED: frozenset[Kind] = frozenset({"map", "clash"})
KINDS: dict[Kind, Callable[[Desk], tuple[Page, ...]]] = {
    "map": _map,
    "places": _places,
    "trend": _trend,
    "clash": clash.clash,
    "claims": clash.claims,
    "developments": _developments,
}
