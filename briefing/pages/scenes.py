"""Scenes as pages: one short function a kind of scene, in the table `KINDS`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import notes
from briefing.answers import Answers
from briefing.pages import charts, kept, one_clash, timeline
from briefing.pages.model import Cell, Prose, Table
from record import severity
from record.reading import parts
from waters.lens import LENSES
from words import states, text

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from briefing.pages.context import Stage
    from briefing.pages.model import Block, Page
    from briefing.story import Kind
    from question.view import View

# Longer lists are for the data files, not for a page; a bar was picked for its list.
MOST_LISTED, MOST_OF_A_BAR = 36, 120
MOST_DEVELOPMENTS = 24
# Under each of two maps.
MOST_SHARES = 3
# So few developments leave room for what each is.
FEW = 4


def _nothing(stage: Stage) -> Prose:
    return Prose((notes.nothing(stage.answers.view),))


def _unsaid(stage: Stage) -> list[Block]:
    """Return the sentence on a question that finds nothing, where the caption does not say it already."""
    return [] if notes.SILENCE in stage.scene.caption.casefold() else [_nothing(stage)]


def _map(stage: Stage) -> tuple[Page, ...]:
    further = _listed(stage) if 0 < len(stage.answers.clashes) <= MOST_LISTED else ()
    return (_situation(stage), *further)


def _situation(stage: Stage) -> Page:
    """Return the map with its counts by severity, the harm, in whose words, and how well evidenced."""
    found, view = stage.answers.clashes, stage.answers.view
    if found.empty:
        return stage.page([stage.map()], _unsaid(stage))
    said = [notes.harm(found), notes.voices(found), notes.evidence(found, view)]
    right: list[Block] = [_levels(found, view), Prose(points=tuple(Cell(words) for words in said if words))]
    return stage.page([stage.map()], right)


def _levels(found: pd.DataFrame, view: View) -> Table:
    counted = found["severity"].value_counts()
    rows = [(level, int(counted[level])) for level in sorted(counted.index, reverse=True)]
    cells = tuple((Cell(f"{level} {severity.NAMES[level]}"), Cell(f"{n:,}")) for level, n in rows)
    return Table(("Severity", view.unit[1].capitalize()), cells, (0.76, 0.24))


def levels(stage: Stage) -> list[Block]:
    """Return the counts by severity; nothing where nothing is found."""
    clashes = stage.answers.clashes
    return [] if clashes.empty else [_levels(clashes, stage.answers.view)]


def _side(stage: Stage) -> list[Block]:
    """Return the figures of one side of a comparison: of waters where the lenses are compared, else of clashes."""
    if stage.scene.view.beside not in LENSES:
        return [_abreast(stage)]
    return [] if stage.store.without_waters else [one_clash.shares(stage, MOST_SHARES)]


def _abreast(stage: Stage) -> Table:
    """Return the counts by severity on one line, a column for each that either side of the comparison has."""
    both = Answers(stage.store, stage.scene.view).pair
    shown = sorted({level for side in both for level in side.clashes["severity"]}, reverse=True)
    counted = stage.answers.clashes["severity"].value_counts()
    counts = [len(stage.answers.clashes), *(int(counted.get(level, 0)) for level in shown)]
    heads = ("Severity", "All", *(str(level) for level in shown))
    row = (stage.answers.view.unit[1].capitalize(), *(f"{n:,}" for n in counts))
    share = 0.7 / len(counts)
    return Table(heads, (tuple(map(Cell, row)),), (0.3, *(share for _ in counts)))


def _counted(stage: Stage) -> list[Block]:
    """Return the counts by severity, the harm, and in whose words they stand."""
    found = stage.answers.clashes
    points = tuple(Cell(words) for words in (notes.harm(found), notes.voices(found)) if words)
    return [*levels(stage), *([Prose(points=points)] if points else [])]


def _bar(stage: Stage, most: int) -> tuple[Page, ...]:
    """Return the clashes that a bar counts beside their severities; past so many the newest of them."""
    found = stage.answers.clashes
    if found.empty:
        return (stage.page([_nothing(stage)]),)
    more = f"The newest {most} of {len(found):,}." if len(found) > most else ""
    return (stage.page([_table(stage, most, more)], _counted(stage)),)


def listed(stage: Stage) -> list[Block]:
    """Return a few clashes as they stand beside their map, and what harm they did."""
    rows = tuple(
        (Cell(row.when), Cell(f"{row.title}, {severity.short(row.severity)}"), stage.cite("", row.reports[:1]))
        for row in stage.answers.clashes.itertuples()
    )
    points = [notes.harm(stage.answers.clashes), notes.voices(stage.answers.clashes)]
    prose = Prose(points=tuple(Cell(words) for words in points if words))
    return [Table(("When", "What", "Report"), rows, (0.26, 0.58, 0.16)), prose]


def _listed(stage: Stage) -> tuple[Page, ...]:
    table = _table(stage, MOST_LISTED)
    return (stage.further(f"The {stage.answers.view.unit[1]} on the map, newest first", [table]),)


def _table(stage: Stage, most: int, note: str = "") -> Table:
    """Return the clashes as a list, the newest first."""
    rows = tuple(
        (Cell(row.when), Cell(row.title), Cell(f"{row.severity}"), stage.cite("", row.reports[:1]))
        for row in stage.answers.clashes.head(most).itertuples()
    )
    return Table(("When", "What", "Severity", "Report"), rows, (0.22, 0.58, 0.1, 0.1), note=note)


def _places(stage: Stage, most: int = charts.MOST_PLACES) -> tuple[Page, ...]:
    if stage.answers.clashes.empty:
        return (stage.page([_nothing(stage)]),)
    frame, names = stage.answers.clashes, stage.store.names(stage.answers.view.names)
    rows = []
    for bar in stage.answers.places[:most]:
        newest = frame.loc[bar.ids[0]]
        latest = stage.cite(newest["when"], newest["reports"][:1])
        rows.append((Cell(names[bar.key]), Cell(f"{len(bar.ids):,}"), latest))
    several = stage.answers.view.unit[1].capitalize()
    table = Table(("Place", several, "Latest"), tuple(rows), (0.4, 0.2, 0.4))
    return (stage.page([charts.places(stage.answers)], [table]),)


def _trend(stage: Stage) -> tuple[Page, ...]:
    compared = stage.answers.comparison
    rows = tuple(
        (
            Cell(period.span.words),
            Cell(f"{len(period.bar.ids):,}"),
            Cell(f"{max((term.severity for term in period.bar.terms if term.n), default='none')}"),
            Cell(f"{period.bar.tension:,}"),
        )
        for period in compared.periods
    )
    listed = "; ".join(["the period before", "the same a year earlier"][: len(compared.others)])
    note = f"{compared.chosen.capitalize()}; {listed}. The sum is that of the severities."
    table = Table(("Period", "Began", "Gravest", "Sum"), rows, (0.43, 0.18, 0.22, 0.17), note=note)
    chart = charts.trend(stage.answers)
    return (stage.page([chart if chart.series else _nothing(stage)], [table]),)


def _developments(stage: Stage, most: int = MOST_DEVELOPMENTS) -> tuple[Page, ...]:
    found = stage.answers.developments
    rows = tuple(
        (
            Cell(row.when),
            Cell(f"{row.title}. {row.summary}" if len(found) <= FEW else row.title),
            Cell(text.words([states.name(code) for code in parts(row.states)])),
            stage.cite("", row.reports[:1]),
        )
        for row in found.head(most).itertuples()
    )
    if not rows:
        return (stage.page([Prose(("No development is on record under this filter.",))]),)
    more = f"The newest {most} of {len(found):,}." if len(found) > most else ""
    return (stage.page([Table(("When", "What", "States", "Report"), rows, (0.19, 0.55, 0.17, 0.09), note=more)]),)


# The kinds whose pages hold a map.
MAPPED: frozenset[Kind] = frozenset({"map", "clash", "claims", "feature", "point", "beside"})
KINDS: dict[Kind, Callable[[Stage], tuple[Page, ...]]] = {
    "map": _map,
    "places": _places,
    "trend": _trend,
    "clash": one_clash.clash,
    "claims": one_clash.claims,
    "developments": _developments,
    "points": lambda stage: (kept.points(stage, levels(stage)),),
    "text": lambda stage: (kept.own_text(stage),),
    "timeline": timeline.pages,
    "feature": kept.feature,
    "point": kept.point,
    "bar": lambda stage: _bar(stage, MOST_OF_A_BAR),
    "beside": lambda stage: (kept.beside(stage, _side),),
}


def first_page(stage: Stage, *, places: int, developments: int) -> Page:
    """Return the first page of a scene, which names no more places and developments than these."""
    first: dict[Kind, Callable[[], Page]] = {
        "map": lambda: _situation(stage),
        "claims": lambda: one_clash.shared_waters(stage),
        "timeline": lambda: timeline.page(stage),
        "places": lambda: _places(stage, places)[0],
        "developments": lambda: _developments(stage, developments)[0],
        "bar": lambda: _bar(stage, places + developments)[0],
    }
    kind = stage.scene.kind
    return first[kind]() if kind in first else KINDS[kind](stage)[0]


def pages(stage: Stage) -> tuple[Page, ...]:
    """Return all pages of a scene."""
    return KINDS[stage.scene.kind](stage)
