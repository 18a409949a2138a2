"""Decks with every kind of block on them, for the files that are made of decks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from briefing.formats import Job
from briefing.pages import Cell, Chart, Deck, Map, Page, Prose, Sides, Table
from briefing.story import Briefing
from layers import incidents, palette, severity
from layers.view import View
from tests.packages import CLASH

if TYPE_CHECKING:
    from briefing.ink import Sheet
    from layers.store import Store

SUMMER = View(states=("CHN", "PHL"), start=dt.date(2024, 6, 1), end=dt.date(2024, 8, 31))


def job(known: Store, view: View = SUMMER) -> Job:
    """Return the work of a deck that has every kind of block: a page each."""
    title = "Reported clashes between China and the Philippines, June to August 2024"
    return Job(known, view, Briefing(title=title), deck(known, view, title))


def deck(known: Store, view: View, title: str) -> Deck:
    found = incidents.filter(known.frames["incidents"], view)
    reports = {report.id: report for row in found["reports"] for report in row}
    return Deck(
        title=title,
        author="Desk for maritime affairs",
        handling="INTERNAL USE ONLY",
        as_of="31 August 2024",
        version=known.package.version,
        filter=view.sentence(),
        pages=(
            Page(
                "The situation",
                (Map(view, _no_sheet),),
                (_points(known, view),),
                "Every mark is a reported clash.",
                "Say this.",
            ),
            Page("Month by month", (_bars(),), (Prose(("Counts compare reporting, not danger.",)),)),
            Page("Both accounts", (_sides(known),), (), "Side by side, in the order of their codes."),
            Page("The clashes", (_table(known, view),)),
        ),
        sources=tuple(reports.values()),
    )


def _no_sheet(_width_pt: float, _height_pt: float) -> Sheet:
    raise AssertionError("The HTML deck draws its own maps.")


def _points(known: Store, view: View) -> Prose:
    grave = incidents.filter(known.frames["incidents"], view).nlargest(5, "severity")
    points = tuple(Cell(f"{row.when}: {row.title}", row.reports[0].url) for row in grave.itertuples())
    return Prose((f"{len(grave)} of the gravest clashes, each with its first report.",), points, "The gravest")


def _bars() -> Chart:
    series = tuple((severity.NAMES[level], palette.severity(level), (level * 1.0, 2.0, 0.0)) for level in (2, 4, 5))
    return Chart("Clashes by month and severity", ("June 2024", "July 2024", "August 2024"), series, note="By first day.")


def _sides(known: Store) -> Sides:
    return Sides(known.package.evidence.accounts("incidents", CLASH), ("USA",))


def _table(known: Store, view: View) -> Table:
    found = incidents.filter(known.frames["incidents"], view)
    rows = tuple((Cell(row.when), Cell(row.title, row.reports[0].url)) for row in found.itertuples())
    return Table(("When", "What"), rows, (0.25, 0.75), "Newest first.")
