"""Lines of text: which family draws each piece of one, and how wide it is.

A character is part of a cluster, what a reader takes for one letter or sign, and no cluster is parted. `regex` finds them:
grapheme was left aside because it has not followed Unicode since 2020. What no family draws is one plain note in a picture
or on a page of paper, never a code or an empty box; a file whose reader brings fonts of their own keeps the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple

import regex
from fontTools import unicodedata as scripts

from briefing import families, shaping
from briefing.families import CHINESE, EMOJI, LATIN, PLAIN
from briefing.shaping import Piece
from words import text as plain_text

# For a style sheet or an SVG that is opened where neither family is installed.
FALLBACKS = f"'{LATIN}', '{CHINESE}', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
# What only says how its neighbours are drawn: joiners, the space without width, variation selectors.
_UNSEEN = frozenset(map(ord, "\u034f\u200b\u200c\u200d\u2060\ufeff")) | frozenset(range(0xFE00, 0xFE10))
_AS_EMOJI = "\ufe0f"
# Punctuation, spaces and marks that belong to no script, as Unicode calls them.
_COMMON = {"Zyyy", "Zinh"}


class Run(NamedTuple):
    """A piece of text that one family draws; "" for one that none does."""

    text: str
    family: str


def one_line(text: object) -> str:
    """Return `text` as it stands in a file whose reader brings fonts: visible, white space of any kind made a space."""
    return re.sub(r"\s", " ", plain_text.plain(text))


def clusters(text: str) -> list[str]:
    """Return what a reader takes for one letter or sign each; joined they are `text`."""
    whole: list[str] = regex.findall(r"\X", text)
    return whole


def covered(text: object) -> str:
    """Return `one_line(text)` with nothing in it that would show as an empty box: a note stands for what no family draws."""
    line = one_line(text)
    if simple(line):
        return line
    return "".join(run.text if run.family else note for run, note in _noted(line))


def noted(text: str) -> str:
    """Return `text`, its lines and length as they are, with a note for what no family draws."""
    lines = plain_text.plain(text, longest=len(text)).split("\n")
    if all(simple(re.sub(r"\s", " ", line)) for line in lines):
        return text
    return "\n".join(covered(line) for line in lines)


def runs(text: object) -> list[Run]:
    """Return `text` as pieces that one family draws each, in the order of reading; joined they are `one_line(text)`."""
    return [run for run, _ in _noted(one_line(text))]


def _noted(line: str) -> list[tuple[Run, str]]:
    """Return a line's runs, each with "" or with the note that stands for it."""
    noted_runs = []
    for (family, note), parts in groupby(_settled(line), key=lambda part: part[1]):
        noted_runs.append((Run("".join(cluster for cluster, _ in parts), family), note))
    return noted_runs


_Drawer = tuple[str, str]


def _settled(line: str) -> list[tuple[str, _Drawer]]:
    """Return a line's clusters, each with its family and note; what is common to all scripts goes with those around it."""
    if simple(line):
        return [(character, (plain_family(character), "")) for character in line]
    parts = [part for cluster in clusters(line) for part in _parts(cluster)]
    groups = [list(group) for _, group in groupby(parts, key=lambda part: _is_common(*part))]
    for before, between, after in zip(groups, groups[1:], groups[2:], strict=False):
        drawer = before[-1][1]
        if _is_common(*between[0]) and drawer == after[0][1] and drawer[0] not in {*PLAIN, EMOJI}:
            between[:] = [(cluster, drawer if _draws(drawer[0], cluster) else own) for cluster, own in between]
    return [part for group in groups for part in group]


def _is_common(cluster: str, drawer: _Drawer) -> bool:
    return drawer[0] in PLAIN and scripts.script(cluster[0]) in _COMMON and not cluster[0].isdecimal()


def _parts(cluster: str) -> list[tuple[str, _Drawer]]:
    """Return a cluster with what draws it, or its characters with what draws each where no one family draws them all."""
    family = _family(cluster)
    if family or not any(map(_family, cluster)):
        return [(cluster, (family, "" if family else _note(cluster)))]
    return [(character, (_family(character), "" if _family(character) else _note(character))) for character in cluster]


@lru_cache(maxsize=100_000)
def _family(cluster: str) -> str:
    """Return the family that draws a cluster, or "" for none."""
    candidates = (EMOJI, *families.FILES) if _AS_EMOJI in cluster else families.FILES
    return next((family for family in candidates if _draws(family, cluster)), "")


def _draws(family: str, cluster: str) -> bool:
    """Tell whether a family draws all that is seen of a cluster; a note draws anything."""
    return not family or frozenset(map(ord, cluster)) - _UNSEEN <= families.drawn(family)


@lru_cache(maxsize=100_000)
def plain_family(character: str) -> str:
    """Return which of PLAIN draws a character, or ""."""
    return next((family for family in PLAIN if ord(character) in families.drawn(family)), "")


def simple(line: str) -> bool:
    """Tell whether a line can be set character by character, as nearly all are."""
    return all(map(plain_family, line))


def _note(cluster: str) -> str:
    """Return what stands for text that no family draws."""
    script = scripts.script(cluster[0])
    if script not in {*_COMMON, "Zzzz"}:
        return f"[text in {scripts.script_name(script).replace('_', ' ')} script, not shown here]"
    return "[emoji, not shown here]" if regex.match(r"\p{Extended_Pictographic}", cluster) else "[sign, not shown here]"


def pieces(text: object, size_pt: float, *, bold: bool = False) -> list[Piece]:
    """Return one line of `covered(text)` as pieces to draw, in the order of reading, each with its place."""
    laid = _laid(covered(text), bold=bold)
    return [piece._replace(left=piece.left * size_pt, width=piece.width * size_pt) for piece in laid]


@lru_cache(maxsize=10_000)
def _laid(line: str, *, bold: bool) -> tuple[Piece, ...]:
    """Return a line's pieces at a type size of 1."""
    parts = _settled(line)
    starts = accumulate((len(cluster) for cluster, _ in parts), initial=0)
    at = shaping.levels(line)
    unplaced, levels = [], []
    for (family, level), group in groupby(zip(parts, starts, strict=False), key=lambda part: (part[0][1][0], at[part[1]])):
        words = "".join(cluster for (cluster, _), _ in group)
        leftward = level % 2 == 1
        across = _across(words, family, bold=bold, leftward=leftward)
        # The other families have the regular weight only.
        unplaced.append(Piece(words, family, bold and family == LATIN, leftward, 0.0, across))
        levels.append(level)
    left, placed = 0.0, dict.fromkeys(range(len(unplaced)), 0.0)
    for place in shaping.visual(levels):
        placed[place] = left
        left += unplaced[place].width
    return tuple(piece._replace(left=placed[place]) for place, piece in enumerate(unplaced))


def _across(words: str, family: str, *, bold: bool, leftward: bool) -> float:
    """Return a run's width as a share of the type size; a sign that no family draws is taken to be as wide as high."""
    if not family:
        return float(len(clusters(words)))
    if family not in PLAIN:
        return shaping.advance(words, family, leftward=leftward)
    drawn = (character for character in words if ord(character) in families.drawn(family))
    return sum(families.advance(character, family, bold=bold) for character in drawn)


def width(text: object, size_pt: float, *, bold: bool = False) -> float:
    """Return the width in points of one line of text, without kerning."""
    line = one_line(text)
    if simple(line):
        return sum(families.advance(character, plain_family(character), bold=bold) for character in line) * size_pt
    return sum(piece.width for piece in _laid(line, bold=bold)) * size_pt


def room(text: object, size_pt: float, *, bold: bool = False) -> float:
    """Return the width in points that one line of text is given: enough for it in Noto Sans and in Arial.

    A slide is drawn in Arial, which every desk has or has a metric twin of; a page and a map in Noto Sans.
    """
    line = one_line(text)
    if simple(line):
        return plain_room(line, bold=bold) * size_pt
    return sum(max(piece.width, _roomy(piece)) for piece in _laid(line, bold=bold)) * size_pt


def _roomy(piece: Piece) -> float:
    """Return what a piece's characters take one by one, at a type size of 1; 0 where they are shaped."""
    if piece.family not in PLAIN:
        return 0.0
    drawn = (character for character in piece.text if ord(character) in families.drawn(piece.family))
    return sum(families.room(character, piece.family, bold=piece.bold) for character in drawn)


@lru_cache(maxsize=20_000)
def plain_room(piece: str, *, bold: bool) -> float:
    """Return the room of simple text at a type size of 1."""
    return sum(families.room(character, plain_family(character), bold=bold) for character in piece)
