"""Text on a slide: measured, wrapped, and poured into a room until it is full.

python-pptx's `fit_text` and fpdf2's `multi_cell` were left aside: each measures in its own way, so that a slide and a page
would break differently.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing import breaking, fonts
from briefing.slides.model import INDENT_PT, LINK, SMALLEST_PT, Para
from words import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.slides.model import Style

# Two lines at least stand together at the end of a column.
FEWEST_LINES = 2
# A heading that must stay with what it heads has no more, and ends in dots where it needs them.
MOST_HEAD_LINES = 3
# A program that measures a little wider still breaks lines where we do.
SHARE_USED = 0.98


def paras(words: str, style: Style, *, link: str = "", after_pt: float = 0.0) -> tuple[Para, ...]:
    """Return text from outside as paragraphs, one a line of it: visible characters, http(s) links only."""
    pieces = [" ".join(piece.split()) for piece in text.plain(words).splitlines()]
    return tuple(_para(piece, style, link)._replace(after_pt=after_pt) for piece in pieces if piece)


def line(words: str, style: Style, *, link: str = "") -> Para:
    """Return text from outside as one paragraph, its line breaks made spaces."""
    return _para(" ".join(text.plain(words).split()), style, link)


def _para(words: str, style: Style, link: str) -> Para:
    # Composed, because a mark that stands as a character of its own is drawn beside its letter.
    return Para(fonts.one_line(unicodedata.normalize("NFC", words)), style, text.url(link))


def after(words: str, lines: Sequence[str]) -> str:
    """Return what of a paragraph is left once these lines of it are set."""
    for done in lines:
        words = words[len(done) :].lstrip()
    return words


def inked(style: Style, link: str) -> Style:
    """Return a style in the colour of a link, where there is one that may be followed."""
    return style._replace(colour=LINK) if text.url(link) else style


def scaled(style: Style, scale: float) -> Style:
    """Return a style with its size scaled, but no smaller than is legible."""
    return style._replace(size_pt=max(style.size_pt * scale, min(style.size_pt, SMALLEST_PT)))


def set_para(para: Para, width_pt: float, scale: float = 1.0) -> Para:
    """Return a paragraph with its lines, its size and the space after it scaled."""
    style = scaled(para.style, scale)
    width = (width_pt - INDENT_PT * para.bullet) * SHARE_USED
    lines = _wrapped(para.words, style.size_pt, width, style.bold)
    return para._replace(style=style, after_pt=para.after_pt * scale, lines=lines)


# A briefing that is edited is laid out anew at every word, and all but one of its paragraphs are as they were.
@lru_cache(maxsize=20_000)
def _wrapped(words: str, size_pt: float, width_pt: float, bold: bool) -> tuple[str, ...]:  # noqa: FBT001 -- a part of the key
    return tuple(breaking.wrap(words, size_pt, width_pt, bold=bold))


def fit(words: str, styles: Sequence[Style], width_pt: float, most_lines: int) -> Para:
    """Return words in the first style in which they take `most_lines` or fewer; past the last, they end in "…"."""
    for style in styles:
        para = set_para(line(words, style), width_pt)
        if len(para.lines) <= most_lines:
            return para
    kept = para.lines[:most_lines]
    last = kept[-1].rstrip()
    while last and fonts.room(f"{last}…", style.size_pt, bold=style.bold) > width_pt * SHARE_USED:
        last = "".join(fonts.clusters(last)[:-1])
    kept = (*kept[:-1], f"{last.rstrip()}…")
    return para._replace(words=" ".join(kept), lines=kept)


def stacked(paragraphs: Iterable[Para]) -> float:
    """Return the height of paragraphs one under the other, in points."""
    listed = list(paragraphs)
    return sum(para.height_pt + para.after_pt for para in listed) - (listed[-1].after_pt if listed else 0.0)


def pour(
    waiting: Sequence[Para], width_pt: float, room_pt: float, scale: float, *, fresh: bool
) -> tuple[tuple[Para, ...], tuple[Para, ...]]:
    """Return the paragraphs set in a room, and those that found none, not set; one may be parted between two lines.

    In a `fresh` room, one that nothing stands in yet, something is always set.
    """
    done: list[Para] = []
    left = room_pt
    for number, para in enumerate(waiting):
        whole = set_para(para, width_pt, scale)
        if whole.height_pt > left:
            fitting = int(left / whole.leading_pt)
            if fitting < FEWEST_LINES and (done or not fresh):
                return _unheaded(done, waiting, number, fresh=fresh)
            fitting = max(fitting, 1)
            rest = para._replace(words=after(para.words, whole.lines[:fitting]))
            return (*done, whole._replace(lines=whole.lines[:fitting])), (rest, *waiting[number + 1 :])
        done.append(whole)
        left -= whole.height_pt + whole.after_pt
    return tuple(done), ()


def _unheaded(
    done: Sequence[Para], waiting: Sequence[Para], number: int, *, fresh: bool
) -> tuple[tuple[Para, ...], tuple[Para, ...]]:
    """Leave no heading alone at the end of a room."""
    if done and done[-1].style.bold and (len(done) > 1 or not fresh):
        number -= 1
    return tuple(done[:number]), tuple(waiting[number:])
