"""A briefing as pages, before any kind of file: what stands on each, in an order that every format keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.mapsheet.sheet import Sheet
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
    """Paragraphs of plain words; `points` are list items."""

    paragraphs: tuple[str, ...] = ()
    points: tuple[Cell, ...] = ()
    heading: str = ""


@dataclass(frozen=True)
class Sides:
    """Each state's account beside the others', and the states of which none was found."""

    accounts: tuple[Account, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True)
class Map:
    """A map of a View; `sheet` lays it out for a size in points, with legend, scale bar and north arrow."""

    view: View
    sheet: Callable[[float, float], Sheet]


Role = Literal["cover", "scene", "sources", "limits"]
Block = Map | Chart | Table | Prose | Sides


@dataclass(frozen=True)
class Page:
    """One page: at most one large block at the left and what explains it at the right, or blocks one under the other.

    `query` is its question as a link has it, `filter` the same in words: its foot says it. `role` tells apart what a kind of
    file may lay out in its own way. One that stands `alone` takes one slide: what finds no room there is left
    out, and its foot says so. The columns of an `even` page are equally wide.
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
