"""The pages of scenes that keep one subject, such as a picked feature, a point or two questions, and of words alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing import notes, situation
from briefing.kept import side_words
from briefing.pages.model import Cell, Prose, Sides, Table
from layers import layer
from waters import computed, measure, sentences, standing
from waters.lens import LENSES, SENTENCES
from waters.zones import KINDS
from words import states, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.pages.context import Stage
    from briefing.pages.model import Block, Page
    from layers.card import Card
    from waters.computed import Zone

# What begins a line of the briefer's own words that is a point.
BULLETS = ("- ", "* ", "• ")
# What a slide has room for beside a map.
MOST_REPORTS, LONGEST_SUMMARY = 3, 420


def points(stage: Stage, right: list[Block]) -> Page:
    """Return the key points: the briefer's where some are written, else what the data say, beside the counts."""
    lines = stage.scene.body.splitlines() or situation.points(stage.answers)
    said = Prose(points=tuple(Cell(line.strip()) for line in lines if line.strip()), large=True)
    return stage.page([said], right)


def own_text(stage: Stage) -> Page:
    """Return the briefer's own words; lines that begin with a dash or a bullet are points."""
    lines = [line.strip() for line in stage.scene.body.splitlines() if line.strip()]
    blocks: list[Block] = []
    for line in lines:
        pointed = line.startswith(BULLETS)
        words = line[2:].strip() if pointed else line
        before = blocks[-1] if blocks else None
        if pointed and isinstance(before, Prose) and before.points:
            blocks[-1] = Prose(points=(*before.points, Cell(words)), large=True)
        else:
            blocks.append(Prose(points=(Cell(words),), large=True) if pointed else Prose((words,), large=True))
    return stage.page(blocks or [Prose()])


def feature(stage: Stage) -> tuple[Page, ...]:
    """Return the picked feature on its map with its facts and reports; then each state's account, where there are some."""
    row = stage.answers.picked
    card = layer(stage.store.ids[stage.answers.view.selected]).describe(row, stage.answers.view)
    what = stage.page([stage.map()], [Prose((text.plain(card.summary, longest=LONGEST_SUMMARY),)), _facts(stage, card)])
    if not (card.accounts or card.silent):
        return (what,)
    said = Sides(card.accounts, card.silent)
    return what, stage.further(f"In whose words: {card.title}", [said], caption=notes.SUMMED)


def _facts(stage: Stage, card: Card) -> Table:
    """Return the facts of a card in brief, and the newest reports."""
    facts = [(fact.label, f"{fact.words} ({fact.note})" if fact.note else fact.words) for fact in card.brief_facts]
    cited = stage.cite("", stage.answers.picked["reports"][:MOST_REPORTS])
    rows = tuple((Cell(label), Cell(words)) for label, words in facts)
    return Table(("Fact", "As recorded"), (*rows, (Cell("Reports"), cited)), (0.26, 0.74))


def point(stage: Stage) -> tuple[Page, ...]:
    """Return the point on its map beside every claim that contains it under both lenses; then what lies near it."""
    spot = stage.answers.view.point
    if stage.store.without_waters or spot is None:
        return (stage.page([stage.map()], [Prose((notes.NO_WATERS, stage.store.without_waters))]),)
    here = stage.page([stage.map()], [_zones(stage)])
    near: list[Block] = [_away("Feature", stage), _away("Coast", stage), Prose(tuple(SENTENCES.values()))]
    return here, stage.further(f"What lies near {measure.position_words(spot.lon_deg, spot.lat_deg)}", near)


def _zones(stage: Stage) -> Block:
    """Return every claim that the point lies in or may lie in, with what each lens makes of it."""
    here, day = stage.answers.spot, stage.answers.view.end
    zones = sorted({*here.inside, *here.undetermined}, key=lambda zone: (states.name(zone.claimant), zone.kind))
    rows = tuple(
        (_claim(stage, zone), *(Cell(sentences.of_zone(zone, here, lens, day)) for lens in LENSES))
        for zone in zones
        if zone.counts("claimed", day)
    )
    if not rows:
        return Prose((sentences.verdict(here, day),))
    return Table(("Claim", *LENSES.values()), rows, (0.5, 0.22, 0.28))


def _claim(stage: Stage, zone: Zone) -> Cell:
    reports = computed.load(stage.store.package).reports[zone.id][:1]
    reading = " (by a reading)" if zone.reading else ""
    return stage.cite(f"{states.name(zone.claimant)}: {KINDS[zone.kind]}{reading}", reports)


def _away(kind: str, stage: Stage) -> Table:
    """Return the nearest features, or each claimant's shore, with how far and in which direction it lies from the point."""
    spot = stage.answers.spot
    names = stage.store.names(stage.answers.view.names)
    if kind == "Feature":
        near = standing.features(stage.store.frames["places"], spot.lon_deg, spot.lat_deg)
        named = [names[away.name] for away in near]
    else:
        near = standing.coasts(computed.load(stage.store.package), spot.lon_deg, spot.lat_deg)
        named = [f"Coast of {states.spoken(away.name)}" for away in near]
    rows = tuple(
        (Cell(name), Cell(f"{measure.distance_words(away.metres)} to the {away.bearing}" if away.metres >= 1 else "here"))
        for name, away in zip(named, near, strict=True)
    )
    return Table((f"{kind}s nearest to it", "How far"), rows, (0.5, 0.5))


def beside(stage: Stage, levels: Callable[[Stage], list[Block]]) -> Page:
    """Return two maps of equal size, what each shows over it, and its counts under it."""
    sides = (stage, stage.beside or stage)
    columns = [
        [Prose(heading=name), side.map(), *levels(side)]
        for name, side in zip(side_words(stage.answers), sides, strict=False)
    ]
    return replace(stage.page(*columns), even=True)
