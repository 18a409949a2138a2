"""A briefing as pages, before any kind of file: what stands on each, in an order that every format keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from briefing.mapsheet.sheet import Sheet
    from briefing.marks import Mark
    from question.view import View
    from record.evidence import Account, Report

# A map beside what explains it: one size, because the size decides which marks are gathered and which reports they open.
MAP_PT = (560.0, 390.0)


class Cell(NamedTuple):
    """One cell of a table: its words, and an http(s) URL or ""."""

    words: str
    link: str = ""


@dataclass(frozen=True)
class Chart:
    """Bars: one per category, stacked by series; colours are sRGB "#rrggbb". Values are counts."""

    title: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, str, tuple[float, ...]], ...]  # (name, colour, value per category)
    horizontal: bool = False
    note: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a heading row; columns' widths are shares that add up to 1."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]
    note: str = ""


@dataclass(frozen=True)
class Prose:
    """Paragraphs of plain words; `points` are list items. One that is `large` is what the page is for."""

    paragraphs: tuple[str, ...] = ()
    points: tuple[Cell, ...] = ()
    heading: str = ""
    large: bool = False


@dataclass(frozen=True)
class Sides:
    """Each state's account beside the others', and the states of which none was found."""

    accounts: tuple[Account, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True)
class Map:
    """A map of a View with the briefer's notes; `sheet` lays it out for a size in points, with legend and scale bar."""

    view: View
    sheet: Callable[[float, float], Sheet]
    marks: tuple[Mark, ...] = ()


class Entry(NamedTuple):
    """One thing in order of time: its first and last day, its words, and how its mark looks.

    One that is not `named` is a mark alone. A `development` is a diamond; `colour` is sRGB "#rrggbb", `link` http(s) or "".
    """

    first: dt.date
    last: dt.date
    when: str
    words: str
    colour: str
    development: bool = False
    named: bool = True
    link: str = ""


@dataclass(frozen=True)
class Timeline:
    """What happened in order of time, the first at the top, and the days that the line of time is cut to, if any."""

    entries: tuple[Entry, ...]
    start: dt.date | None = None
    end: dt.date | None = None


Role = Literal["cover", "scene", "sources", "limits"]
Block = Map | Chart | Table | Prose | Sides | Timeline


@dataclass(frozen=True)
class Page:
    """One page: at most one large block at the left and what explains it at the right, or blocks one under the other.

    `query` is its question as a link has it, `filter` the same in words: its foot says it. `role` tells apart what a kind of
    file may lay out in its own way. One that stands `alone` takes one slide: what finds no room there is left
    out, and its foot says so. The columns of an `even` page are equally wide. `scene` is the number of its
    scene, 0 for none.
    """

    title: str
    left: tuple[Block, ...] = ()
    right: tuple[Block, ...] = ()
    caption: str = ""
    notes: str = ""
    query: str = ""
    filter: str = ""
    role: Role = "scene"
    alone: bool = False
    even: bool = False
    scene: int = 0


@dataclass(frozen=True)
class Deck:
    """A whole briefing, with what every page's foot says: `filter` where the page has none of its own.

    `as_of` says as of which day it is or, where the briefer names none, how far the record goes. The first page is the
    cover. `sources` are the reports cited, in the order of their numbers: the first is [1].
    """

    title: str
    author: str
    handling: str
    as_of: str
    version: str
    filter: str
    pages: tuple[Page, ...]
    sources: tuple[Report, ...]
