"""Slides: a deck whose every word has its place, in points from the top left corner, y downwards.

`briefing.slides.layout` makes them; each kind of deck draws the same ones, so that no two of them break a page differently.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from words import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.box import Box
    from briefing.mapsheet.sheet import Sheet
    from briefing.pages.model import Chart, Map

SIZE_PT = (960.0, 540.0)
# Lines stand this many times their size apart, whatever the font that a reader has.
LEADING = 1.32
# No text but the foot is smaller: about 13 pixels on a screen of 1280 x 720.
SMALLEST_PT = 9.5
BULLET, INDENT_PT = "•", 14.0
CELL_PAD_PT = (6.0, 3.5)
# The light theme of the page (.streamlit/config.toml), and a quieter ink for what is not read first.
PAPER, PALE, INK, MUTED, LINK, RULE = "#fbfaf6", "#eaf0f2", "#22303a", "#566670", "#14557b", "#d0d9dd"


class Style(NamedTuple):
    """How words are set: size in points, weight, sRGB colour."""

    size_pt: float
    bold: bool = False
    colour: str = INK


class Para(NamedTuple):
    """One paragraph, and its lines once it is set in a width; these joined are its words again."""

    words: str
    style: Style
    link: str = ""
    bullet: bool = False
    after_pt: float = 0.0
    lines: tuple[str, ...] = ()

    @property
    def leading_pt(self) -> float:
        """The distance from line to line."""
        return self.style.size_pt * LEADING

    @property
    def height_pt(self) -> float:
        """The height of the lines, without the space after them."""
        return len(self.lines) * self.leading_pt


@dataclass(frozen=True)
class Text:
    """Paragraphs one under the other."""

    box: Box
    paras: tuple[Para, ...]


@dataclass(frozen=True)
class Grid:
    """A table: its heading row first, a paragraph a cell; sizes in points; which columns are set to the right."""

    box: Box
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[Para, ...], ...]
    right: tuple[bool, ...]

    @property
    def words(self) -> str:
        """What the table holds, for a reader who cannot see it: how many rows, and what its columns are called."""
        headings = text.words([para.words for para in self.rows[0]])
        return f"Table of {text.count(len(self.rows) - 1, 'row')}: {headings}."


@dataclass(frozen=True)
class Ink:
    """A drawing that is no map, laid out for a size in points."""

    sheet: Callable[[float, float], Sheet]


@dataclass(frozen=True)
class Picture:
    """A map or another drawing, laid out when it is drawn, and what it shows in words for a reader who cannot see it."""

    box: Box
    map: Map | Ink
    words: str


@dataclass(frozen=True)
class Plot:
    """A chart in its box, without its title, and what it shows in words for a reader who cannot see it."""

    box: Box
    chart: Chart
    words: str


@dataclass(frozen=True)
class Strip:
    """A strip of colour that says whose words stand under it."""

    box: Box
    colour: str


Placed = Text | Grid | Picture | Plot | Strip


@dataclass(frozen=True)
class Slide:
    """One slide or page: what stands on it in reading order, its foot without the number, and the speaker's notes.

    `scene` is the number of the scene that it is of, 0 for none.
    """

    title: Text
    items: tuple[Placed, ...]
    foot: Text
    notes: str
    further: bool = False
    scene: int = 0
