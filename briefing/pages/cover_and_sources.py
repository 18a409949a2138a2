"""The pages before and after the scenes: the cover, every report cited, how figures were made, and what they leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import wording
from briefing.notes import NO_WATERS
from briefing.pages.model import Cell, Page, Prose, Table
from layers import incidents
from layers.periods import LAST_DAY
from question.view import View
from record import archive, coverage, severity
from words import dates, states, text

if TYPE_CHECKING:
    from briefing.pages.model import Deck
    from layers.store import Store
    from record.evidence import Report

# How many of the latest years the coverage table lists one by one.
YEARS = 8
# Of the columns of the sources; the last holds two short words.
SHARES = (0.06, 0.2, 0.12, 0.53, 0.09)
METHOD = """
Every statement rests on a public page that is listed under Sources. Reports that reprint one wire or rewrite one statement
count as one independent origin.

A title states what every account on record agrees on, or says whose word it is. What states say of a clash stands side by
side, summed up in our words. A part in a clash reads as the state named reports it.

Dates and positions carry their precision. A clash known to the month counts in its month and in no day; one known to the
year counts in its year alone. In a chart by time a clash counts when it began, however long it lasted.

Distances are geodesic on WGS 84. Claims are drawn as their states published them, lines as lines and areas as areas; drawing
a claim does not endorse it, and no name implies a view on title.
"""
SILENCE = """
Silence is no calm. The record holds what was found in public pages, most of them in English; it is {coverage}. What nobody
reported, and what was not found, is missing. Counts compare reporting, not danger.
"""
RULE = "Severity is a rule over recorded facts, never an opinion: the gravest recorded type or harm sets the level."


def cover(deck: Deck, *, drafted: str) -> Page:
    """Return the first page: title, author, date, handling and question; `drafted` is the data version of the words."""
    other = bool(drafted) and drafted != deck.version
    lines = (
        deck.author,
        f"As of {deck.as_of}" if deck.as_of else "",
        deck.handling,
        f"Filter: {deck.filter}" if deck.filter else "The whole record",
        f"Data version {deck.version}",
        f"Titles and captions were written on data version {drafted}: read them against the figures." if other else "",
    )
    return Page(deck.title, (Prose(tuple(line for line in lines if line)),), role="cover")


def sources(reports: tuple[Report, ...]) -> tuple[Page, ...]:
    """Return the page of every report cited, under the number that the other pages give it; none where none is cited."""
    rows = tuple(
        (
            Cell(f"[{number}]"),
            Cell(f"{report.publisher} ({_voice(report)})"),
            Cell(dates.published_words(report.published)),
            Cell(f"{report.title or 'Title not recorded'}: {report.url}", text.url(report.url)),
            Cell(archive.WORDS if archive.copies(report) else "", archive.copies(report)),
        )
        for number, report in enumerate(reports, start=1)
    )
    table = Table(("No.", "Publisher", "Published", "Title and address", "If it is gone"), rows, SHARES)
    caption = f"{text.count(len(reports), 'report')}: each that a page cites or a mark of a map opens."
    return (Page("Sources", (table,), caption=caption, role="sources"),) if rows else ()


def _voice(report: Report) -> str:
    state = f", {states.name(report.publisher_state)}" if report.publisher_state else ""
    return f"{report.publisher_class.replace('_', ' ')}{state}"


def limits(store: Store) -> tuple[Page, ...]:
    """Return how the figures were made, and what they leave out, with the coverage computed from the data."""
    method = Page("How the figures were made", (_points(METHOD),), (_steps(),), caption=RULE, role="limits")
    without = [Cell(NO_WATERS), Cell(store.without_waters)] if store.without_waters else []
    left_out = _points(
        SILENCE.format(coverage=coverage.words(store.package)), *without, Cell(_record(store)), *_licences(store)
    )
    return method, Page("What the figures leave out", (left_out,), (_coverage(store),), role="limits")


def _points(paragraphs: str, *more: Cell) -> Prose:
    return Prose(points=(*(Cell(" ".join(words.split())) for words in paragraphs.split("\n\n")), *more))


def _steps() -> Table:
    """Return the severity rule."""
    rows = tuple((Cell(f"{step.level} {step.name}"), Cell(step.set_by)) for step in severity.STEPS)
    return Table(("Severity", "Set by"), rows, (0.5, 0.5))


def _record(store: Store) -> str:
    view, whole, reports = View(), store.frames["incidents"], store.package.evidence.reports.values()
    frame = incidents.counted(whole, view)
    held = f"The record holds {wording.clashes(len(frame), view)}"
    apart = len(whole) - len(frame)
    beside = f" Not counted in it: {text.count(apart, 'incident')} of words or presence only." if apart else ""
    span = f", {frame['first'].min():%B %Y} to {frame['last'].max():%B %Y}," if len(frame) else ""
    if not reports:
        return f"{held} and no report.{beside}"
    newest = max(report.published for report in reports)
    return (
        f"{held}{span} and {text.count(len(reports), 'report')}, the newest dated {dates.published_words(newest)}.{beside}"
    )


def _licences(store: Store) -> list[Cell]:
    found = store.package.descriptor.get("licenses", [])
    return [Cell(f"Licence: {one.get('title') or one.get('name')}", text.url(one.get("path"))) for one in found]


def _coverage(store: Store) -> Table:
    """Return the clashes on record by the year in which they began, the latest years one by one."""
    frame = incidents.counted(store.frames["incidents"], View())
    years = frame["first"].dt.year.value_counts().to_dict()
    last = max(years, default=(coverage.dense_to(store.package) or LAST_DAY).year)
    listed = range(last, last - YEARS, -1)
    before = sum(n for year, n in years.items() if year <= last - YEARS)
    rows = [(f"{year}", years.get(year, 0)) for year in listed] + [(f"before {last - YEARS + 1}", before)]
    cells = tuple((Cell(words), Cell(f"{n:,}")) for words, n in rows)
    return Table(("Year of beginning", "Clashes on record"), cells, (0.6, 0.4), note="Computed from the data.")
