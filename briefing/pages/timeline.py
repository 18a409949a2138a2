"""The page of what happened in order of time: the gravest clashes and the developments by name, all others as marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from briefing import wording
from briefing.pages.model import Cell, Entry, Prose, Table, Timeline
from layers import incidents, palette
from record import severity
from words import text

if TYPE_CHECKING:
    from typing import Any

    from briefing.pages.context import Stage
    from briefing.pages.model import Page

# As many lines stand beside the line of time, and so many of them are left to developments.
MOST_NAMED, MOST_DEVELOPMENTS = 12, 4


def pages(stage: Stage) -> tuple[Page, ...]:
    """Return the line of time; then, where it does not name all, the whole list in the same order."""
    here = page(stage)
    unnamed = any(not entry.named for block in here.left if isinstance(block, Timeline) for entry in block.entries)
    return (here, stage.further("All of it in order of time", [_list(stage)])) if unnamed else (here,)


def page(stage: Stage) -> Page:
    """Return the line of time with what its marks mean."""
    entries = _entries(stage)
    if not entries:
        return stage.page([Prose(("Neither a clash nor a development is on record under this filter.",))])
    return stage.page([Timeline(entries, stage.answers.view.start, stage.answers.view.end), Prose((_note(stage, entries),))])


def _note(stage: Stage, entries: tuple[Entry, ...]) -> str:
    named, one = sum(entry.named for entry in entries), stage.answers.view.unit[0]
    marks = (
        f"a disc is {wording.article(one)}, darker where it is graver; a diamond is a development, "
        "and a line spans the days that it took or may have been on"
    )
    left = f"{wording.number(named)} of {len(entries):,} are named: the gravest and the latest developments"
    return wording.sentences(left if named < len(entries) else "", marks)


def _entries(stage: Stage) -> tuple[Entry, ...]:
    clashes, developments = stage.answers.clashes, stage.answers.developments
    few = min(len(developments), max(MOST_DEVELOPMENTS, MOST_NAMED - len(clashes)))
    grave = set(incidents.gravest(clashes, most=MOST_NAMED - few).index)
    newest = set(developments.index[:few])
    marks = [_clash(stage, row, named=row.id in grave) for row in clashes.itertuples()]
    marks += [_development(stage, row, named=row.id in newest) for row in developments.itertuples()]
    return tuple(sorted(marks, key=lambda entry: (entry.first, entry.last, entry.words)))


def _clash(stage: Stage, row: Any, *, named: bool) -> Entry:  # noqa: ANN401 -- a pandas row has no better type
    words = f"{row.title} ({severity.short(row.severity)})"
    return _entry(stage, row, words, palette.severity(row.severity), named=named)


def _development(stage: Stage, row: Any, *, named: bool) -> Entry:  # noqa: ANN401
    return _entry(stage, row, row.title, palette.DEVELOPMENT, named=named)._replace(development=True)


def _entry(stage: Stage, row: Any, words: str, colour: str, *, named: bool) -> Entry:  # noqa: ANN401
    """Return an entry; its report is cited where it is named."""
    cited = stage.cite(words, row.reports[:1]) if named else Cell(words)
    first, last = (day.date() for day in (row.first, row.last) if not pd.isna(day))
    return Entry(first, last, row.when, cited.words, colour, named=named, link=cited.link)


def _list(stage: Stage) -> Table:
    """Return all clashes and developments in order of time, each with its report."""
    frames = ((stage.answers.clashes, "severity"), (stage.answers.developments, ""))
    rows = [(row.first, row.last, row.when, row, bool(graded)) for frame, graded in frames for row in frame.itertuples()]
    rows.sort(key=lambda told: (told[0], told[1], told[3].title))
    cells = tuple(
        (
            Cell(when),
            Cell(row.title),
            Cell(severity.short(row.severity) if graded else "development"),
            stage.cite("", row.reports[:1]),
        )
        for _, _, when, row, graded in rows
    )
    note = f"{text.count(len(cells), 'line')}, each once."
    return Table(("When", "What", "Kind", "Report"), cells, (0.2, 0.56, 0.15, 0.09), note=note)
