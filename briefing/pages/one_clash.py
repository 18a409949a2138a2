"""The pages of single clashes: what happened, in whose words it stands, and whose claims it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import notes, wording
from briefing.pages.model import Cell, Prose, Sides, Table
from layers import incidents
from record import severity
from waters import areas, computed, measure, sentences
from waters import lens as lenses
from waters.lens import LENSES, SENTENCES
from waters.zones import KINDS
from words import dates, states, text

if TYPE_CHECKING:
    import pandas as pd

    from briefing.pages.context import Stage
    from briefing.pages.model import Page
    from layers.card import Card

COMPUTED = (
    "Zones are computed from the instruments: 200 nm and 12 nm from coasts, baselines and features, areas as enclosed, the "
    "dashes joined up as one reading. A position nearer to a limit than either is known “cannot be determined”."
)
MOST_SHARES = 9


def clash(stage: Stage) -> tuple[Page, ...]:
    """Return what happened, where and to whom; then each state's account beside the others', and every report."""
    row = stage.answers.selected
    card = incidents.describe(row)
    what = stage.page([stage.map()], [Prose((card.summary,)), facts(row, card)])
    said = Sides(card.accounts, card.silent)
    return what, stage.further(f"In whose words: {row['title']}", [said, _reports(stage, row)], caption=notes.SUMMED)


def facts(row: pd.Series, card: Card) -> Table:
    """Return what a page has room for of a clash's card, positions and dates with their precision."""
    at = measure.position_words(row["lon_deg"], row["lat_deg"])
    told = [
        ("When", row["when"]),
        ("Where", f"{at}, within {measure.distance_words(row['precision_m'])}"),
        ("Severity", _severity(row)),
        ("Rests on", row["footing"].words),
    ]
    harm = (fact for fact in card.facts if fact.label == "Harm")
    told += [(fact.label, f"{fact.words} ({fact.note})" if fact.note else fact.words) for fact in harm]
    told += [(states.name(party.state), f"{party.agency or 'not named'}: {party.words}") for party in row["parties"]]
    return Table(("Fact", "As reported"), tuple((Cell(label), Cell(words)) for label, words in told), (0.24, 0.76))


def _severity(row: pd.Series) -> str:
    level = row["severity"]
    words = f"{level} of 7" if level >= severity.CLASH else f"{level} of 7, {severity.words(level)}"
    return f"{words}, set by: {row['severity_why']}"


def _reports(stage: Stage, row: pd.Series) -> Table:
    """Return every report of a clash, those that carry an account first, with what each says."""
    carried: dict[str, list[str]] = {}
    for account in row["accounts"]:
        carried.setdefault(account.report.id, []).append(states.name(account.state))
    said = {report.id: report for report in row["reports"]}
    reports = {account.report.id: said.get(account.report.id, account.report) for account in row["accounts"]} | said
    rows = tuple(
        (
            stage.cite("", [report]),
            Cell(report.publisher),
            Cell(dates.published_words(report.published)),
            Cell(report.supports or report.words),
            Cell(text.words(carried.get(report.id, []))),
        )
        for report in reports.values()
    )
    heads = ("No.", "Publisher", "Published", "What it says of the clash, in our words", "Account of")
    return Table(heads, rows, (0.07, 0.19, 0.14, 0.46, 0.14))


def claims(stage: Stage) -> tuple[Page, ...]:
    """Return the waters that states claim together, and whose claims the gravest clashes lie in under either lens.

    Without the computed waters neither is told, and the page says why.
    """
    shown = shared_waters(stage)
    told = not stage.store.without_waters
    rows = tuple(_lies_in(stage, row) for _, row in stage.answers.grave.iterrows()) if told else ()
    if not rows:
        return (shown,)
    heads = (stage.answers.view.unit[0].capitalize(), "Position", *LENSES.values(), "What is claimed, and on which reports")
    table = Table(heads, rows, (0.2, 0.16, 0.17, 0.17, 0.3), note=COMPUTED)
    return shown, stage.further(
        f"Whose claims {wording.gravest(len(rows), stage.answers.view)} {wording.verb(len(rows), 'lies', 'lie')} in", [table]
    )


def shared_waters(stage: Stage) -> Page:
    """Return the map of the waters that states claim together with their areas, or why they cannot be told."""
    if stage.store.without_waters:
        return stage.page([stage.map()], [Prose((notes.NO_WATERS, stage.store.without_waters))])
    return stage.page([stage.map()], [shares(stage), Prose((SENTENCES[stage.answers.view.lens],))])


def shares(stage: Stage, most: int = MOST_SHARES) -> Table:
    """Return the largest waters that two states or more claim, by the states that claim them."""
    shared = stage.answers.shared
    rows = tuple((Cell(sentences.names(share.states)), Cell(f"{share.km2:,.0f}")) for share in shared[:most])
    whole, left = (sum(share.km2 for share in some) for some in (shared, shared[most:]))
    note = f"All such waters: {whole:,.0f} km², geodesic."
    if left:
        note += f" Left out of the list: {text.count(len(shared) - most, 'smaller set')}, {left:,.0f} km²."
    return Table(("Claimed by just these", "km²"), rows, (0.74, 0.26), note=note)


def _whose(stage: Stage, row: pd.Series, lens: str) -> str:
    """Return whose waters a clash lies in under a lens or, where it is placed in an area alone, how that is shared."""
    day, area = stage.answers.view.end, incidents.outline(row)
    if area is None or not lenses.applies(lens, day):
        return sentences.whose(row["standing"], lens, day)
    across = areas.across(computed.load(stage.store.package), area, lens, day)
    return f"an area, no point: {sentences.shared(across)}"


def _lies_in(stage: Stage, row: pd.Series) -> tuple[Cell, ...]:
    at = measure.position_words(row["lon_deg"], row["lat_deg"])
    zoned = stage.answers.standing(row, "claimed").inside
    instruments = list(dict.fromkeys(zone.instruments[0] for zone in zoned))
    found = stage.store.frames["claims"].loc[instruments]
    kinds: dict[str, list[str]] = {}
    for zone in zoned:
        kinds.setdefault(states.name(zone.claimant), []).append(KINDS[zone.kind])
    named = "; ".join(f"{state}: {', '.join(dict.fromkeys(said))}" for state, said in sorted(kinds.items()))
    return (
        stage.cite(f"{row['title']}, {row['when']}", row["reports"][:1]),
        Cell(f"{at}, within {measure.distance_words(row['precision_m'])}"),
        *(Cell(_whose(stage, row, lens)) for lens in LENSES),
        stage.cite(named or "none computed", [reports[0] for reports in found["reports"]]),
    )
