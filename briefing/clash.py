"""The pages of single clashes: what happened, in whose words it stands, and whose claims it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import notes
from briefing.finding import claims_of
from briefing.pages import Cell, Prose, Sides, Table
from layers import dates, incidents, measure, states, text
from layers.package import parts

if TYPE_CHECKING:
    import pandas as pd

    from briefing.pages import Page
    from briefing.stage import Stage
    from layers.card import Card

INSIDE = (
    "Only an area that an instrument itself closes can hold a position. A dashed or open line encloses nothing here, and a "
    "claim without published coordinates cannot be tested: “none” is no absence of a claim."
)


def clash(stage: Stage) -> tuple[Page, ...]:
    """Return what happened, where and to whom; then each state's account beside the others', and every report."""
    row = stage.found.selected
    card = incidents.describe(row)
    what = stage.page([stage.map()], [Prose((card.summary,)), _facts(row, card)])
    said = Sides(card.accounts, card.silent)
    return what, stage.further(f"In whose words: {row['title']}", [said, _reports(stage, row)], caption=notes.SUMMED)


def _facts(row: pd.Series, card: Card) -> Table:
    """Return what a page has room for of a clash's card, positions and dates with their precision."""
    at = measure.position_words(row["lon_deg"], row["lat_deg"])
    facts = [
        ("When", row["when"]),
        ("Where", f"{at}, within {measure.distance_words(row['precision_m'])}"),
        ("Severity", f"{row['severity']} of 7, set by: {row['severity_why']}"),
    ]
    facts += [(fact.label, fact.words) for fact in card.facts if fact.label == "Harm"]
    facts += [(states.name(party.state), f"{party.agency or 'not named'}: {party.words}") for party in row["parties"]]
    return Table(("Fact", "As reported"), tuple((Cell(label), Cell(words)) for label, words in facts), (0.24, 0.76))


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
    """Return where the gravest clashes happened, who claims each place, and which published areas hold the position."""
    rows = tuple(_lies_in(stage, row) for _, row in stage.found.grave.iterrows())
    if not rows:
        return (stage.page([Prose((notes.NO_CLASH,))]),)
    heads = ("Clash", "Position", "The place is claimed by", "Published areas that hold the position")
    return (stage.page([Table(heads, rows, (0.3, 0.22, 0.18, 0.3), note=INSIDE)]),)


def _lies_in(stage: Stage, row: pd.Series) -> tuple[Cell, ...]:
    place = stage.known.frames["places"].loc[row["place"]]
    at = measure.position_words(row["lon_deg"], row["lat_deg"])
    claimants = text.words([states.name(code) for code in parts(place["claimed_by"])])
    holding = claims_of(stage.known, row)
    named = "; ".join(f"{states.name(one.state)}: {one.instrument}" for one in holding)
    return (
        stage.cite(f"{row['title']}, {row['when']}", row["reports"][:1]),
        Cell(f"{at}, within {measure.distance_words(row['precision_m'])}"),
        stage.cite(claimants or "not recorded", place["reports"][:1]),
        stage.cite(named or "none", [one.reports[0] for one in holding]),
    )
