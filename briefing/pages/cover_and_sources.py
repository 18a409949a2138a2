"""The pages before and after the scenes: the cover, every report cited, how figures were made, and what they leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import wording
from briefing.notes import NO_WATERS
from briefing.pages.model import Cell, Page, Prose, Table
from layers import incidents
from layers.periods import LAST_DAY
from question.view import View
from record import archive, coverage, method
from words import dates, states, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.pages.model import Deck
    from briefing.story import Briefing
    from layers.store import Store
    from record.evidence import Report

# How many of the latest years the coverage table lists one by one.
YEARS = 8
# Of the columns of the sources; the last holds two short words.
SHARES = (0.06, 0.2, 0.12, 0.53, 0.09)
METHOD = (
    f"{method.RESTS} Those that a page cites are listed under Sources. {method.ORIGINS}",
    f"{method.TITLES} {method.ACCOUNTS}",
    f"{method.PRECISION} {method.MONTHS} In a chart by time a clash counts when it began, however long it lasted.",
    f"{method.DISTANCES} {method.CLAIMS}",
)


def cover(store: Store, deck: Deck, briefing: Briefing) -> Page:
    """Return the first page: title, key points, author, date, handling, question, and how far the record reaches.

    Its notes say what a full briefing has pages for: how the figures were made, and what they leave out.
    """
    drafted = briefing.data_version
    other = bool(drafted) and drafted != deck.version
    reach = held(store)
    lines = (
        deck.author,
        deck.as_of if deck.as_of != reach else "",
        deck.handling,
        f"Filter: {deck.filter}" if deck.filter else "The whole record",
        f"{reach or 'The record'}: {coverage.words(store.package)}. {method.SILENCE}",
        f"Data version {deck.version}",
        f"Titles and captions were written on data version {drafted}: read them against the figures." if other else "",
    )
    said = Prose(tuple(line for line in lines if line))
    if not briefing.points:
        return Page(deck.title, (said,), role="cover")
    points = Prose(points=tuple(Cell(line) for line in briefing.points.splitlines() if line.strip()))
    notes = "\n".join([*METHOD, _silence(store), _record(store)])
    return Page(deck.title, (points,), (said,), notes=notes, role="cover", alone=True)


def held(store: Store) -> str:
    """Return the last day of a clash on record: "Record to 23 June 2026"; "" where there is none."""
    frame = incidents.counted(store.frames["incidents"], View())
    return f"Record to {dates.words(frame['last'].max().date())}" if len(frame) else ""


def sources(reports: tuple[Report, ...]) -> tuple[Page, ...]:
    """Return the page of every report cited, under the number that the other pages give it; none where none is cited."""
    rows = tuple(
        (
            Cell(f"[{number}]"),
            Cell(f"{report.publisher} ({_voice(report)})"),
            Cell(dates.published_words(report.published)),
            Cell(f"{report.title or 'Title not recorded'}: {text.shown_url(report.url)}", text.url(report.url)),
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
    figures = Page("How the figures were made", (_points(*METHOD),), (_steps(),), caption=method.SEVERITY, role="limits")
    without = [NO_WATERS, store.without_waters] if store.without_waters else []
    left_out = _points(_silence(store), *without, _record(store), licences=_licences(store))
    return figures, Page("What the figures leave out", (left_out,), (_coverage(store),), role="limits")


def _silence(store: Store) -> str:
    return f"{method.SILENCE} {method.reach(coverage.words(store.package))}"


def _points(*sentences: str, licences: Iterable[Cell] = ()) -> Prose:
    return Prose(points=(*map(Cell, sentences), *licences))


def _steps() -> Table:
    """Return the severity rule."""
    rows = tuple((Cell(f"{level} {name}"), Cell(set_by)) for level, name, set_by in method.severity_rule())
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
