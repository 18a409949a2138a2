"""Decks drafted from the shipped data, and one of hostile words, for the files that are made of decks."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from briefing.draft import draft
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.pages.compose import deck
from briefing.pages.model import Cell, Chart, Deck, Page, Prose, Sides, Table
from briefing.slides import layout
from briefing.slides.model import Picture
from question.view import View
from record.evidence import Account, Report
from tests.packages import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.mapsheet.sheet import Sheet
    from layers.store import Store

# Its places have Vietnamese names.
SUMMER = View(states=("CHN", "PHL"), start=dt.date(2024, 6, 1), end=dt.date(2024, 8, 31), names="vi")


@cache
def job(store: Store, view: View = SUMMER) -> Job:
    """Return the work of a drafted briefing, a page of every kind of scene: drawn once for all files that are made of it."""
    briefing = draft(store, view, author="South China Sea desk 南海处", handling="For official use only")
    return Job(store, view, briefing, deck(store, briefing, sheet=compose.sheet))


def silent(_done: float, _words: str) -> None:
    """Hear of progress and say nothing."""


def sheets(deck: Deck) -> Iterator[Sheet]:
    """Return the maps of a deck as its slides lay them out."""
    for slide in layout.slides(deck):
        for item in slide.items:
            if isinstance(item, Picture):
                yield item.map.sheet(item.box.width, item.box.height)


def squeezed(words: str) -> str:
    """Return words without what parts them: a file may break a line anywhere."""
    return "".join(words.split())


ODD = (
    *HOSTILE,
    "<img src=x onerror=alert(1)>",
    "]]>",
    "a\x00\x0b\ud800\ufffeb",
    "\u202etxt.exe",
    "=1+1",
    "{=1+1}",
    "@SUM(A1)",
    "&amp;",
)


def odd(store: Store) -> Job:
    """Return a deck in which every word is hostile."""
    report = Report("r", "https://example.org/头条?q=<'\"]]>", "", ODD[0], "reference", "", "", ODD[1], "2024-06", "", "en")
    pages = []
    for words in ODD:
        chart = Chart(words, (words, "=cmd()"), ((words, "#8f2127", (1.0, 2.0)),), note=words)
        table = Table(
            (words, words), ((Cell(words, "javascript:alert(1)"), Cell(words, report.url)),), (0.5, 0.5), note=words
        )
        sides = Sides((Account("CHN", words, report), Account("PHL", words, report)), ("VNM",))
        pages.append(Page(words, (chart,), (Prose((words,), (Cell(words, "ftp://x"),), words), table), words, words))
        pages.append(Page(words, (sides,)))
    deck = Deck(ODD[0], ODD[1], ODD[2], ODD[3], ODD[5], ODD[6], tuple(pages), (report,))
    return Job(store, View(), draft(store, View()), deck)
