"""A page as the desk keeps it: one text, its blocks, what its source says of itself. Offsets are code points."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

from opencc import OpenCC

from desk.blocks import Block, Page

# Bounds of a page and of one sentence, in characters: rules take longer on a longer text, and no article is so long.
LONGEST_TEXT, MOST_BLOCKS, LONGEST_SENTENCE = 100_000, 1_000, 1_500
# What a block is. A page's own words are its headline, standfirst and body; the rest tells when, who and what else.
OWN = ("headline", "standfirst", "body")
MARKS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013", "-")
    | {"（": "(", "）": ")", "：": ":", "／": "/"}
    # A Taiwanese form that OpenCC leaves as it is: water cannon are 水砲 there.
    | dict.fromkeys("砲礮", "炮")
    | dict.fromkeys("\u00a0\u3000\u2009\u202f\n\t\r", " ")
)
ABBREVIATIONS = re.compile(
    r"(?:\b(?:[A-Z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|St|Mt|Mr|Mrs|Ms|Dr|Gen|Adm|Capt|Col|Lt|vs)"
    r"|\b[ap]\.m|^\s*\d+)\.$"
)
ENDS = re.compile(r"(?:[.!?]+[\"'\u201d\u2019)\]]*(?=\s+[\"'\u201c\u2018(\[]?[^\sa-z])|[。！？]+[」』”’）]*)")


class Spanned(Protocol):
    """Anything that stands in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


S = TypeVar("S", bound=Spanned)


@dataclass(frozen=True)
class Sentence:
    """A sentence: where it stands, its shadow, and the kind and number of its block."""

    start: int
    end: int
    shadow: str
    kind: str
    block: int


def assembled(file: str, parts: list[tuple[str, str]], source: dict[str, str]) -> Page:
    """Return a page made of blocks, (kind, text) each, one a line of the text; what is beyond its bounds is left out."""
    blocks: list[Block] = []
    text = ""
    for kind, words in parts:
        tidy = unicodedata.normalize("NFC", words).strip()
        if len(blocks) >= MOST_BLOCKS or len(text) + len(tidy) > LONGEST_TEXT:
            return Page(file, text, tuple(blocks), source | {"cut": "the page is longer than the desk reads"})
        if tidy:
            blocks.append(Block(kind, len(text), len(text) + len(tidy)))
            text += tidy + "\n"
    return Page(file, text, tuple(blocks), source)


def shadow(text: str) -> str:
    """Return a text of the same length that rules read: one kind of quote, dash and space, simplified Chinese.

    An offset means the same in both, so that a rule finds in the shadow and a quote is cut from the text itself.
    """
    return "".join(_simplified(character) for character in text.translate(MARKS))


@lru_cache(maxsize=20_000)
def _simplified(character: str) -> str:
    if "\u3400" <= character <= "\u9fff":
        plain: str = _converter().convert(character)
        return plain if len(plain) == 1 else character
    return " " if unicodedata.category(character) == "Cf" else character


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


def outermost(found: list[S]) -> list[S]:
    """Return what was found in a text by where it begins, without what stands inside something longer."""
    spans = [(each.start, each.end) for each in found]

    def inside(start: int, end: int) -> bool:
        return any(a <= start and end <= b and b - a > end - start for a, b in spans)

    return [each for each in sorted(found, key=lambda each: each.start) if not inside(each.start, each.end)]


def sentences(page: Page) -> list[Sentence]:
    """Return the sentences of all blocks in order. A block's end ends a sentence."""
    whole = shadow(page.text)
    found = []
    for number, block in enumerate(page.blocks):
        for start, end in _spans(whole, block):
            found.append(Sentence(start, end, whole[start:end], block.kind, number))
    return found


def _spans(whole: str, block: Block) -> list[tuple[int, int]]:
    spans, start = [], block.start
    for match in ENDS.finditer(whole, block.start, block.end):
        if ABBREVIATIONS.search(whole[max(start, match.end() - 12) : match.end()]):
            continue
        spans.append((start, match.end()))
        start = match.end() + len(whole[match.end() : block.end]) - len(whole[match.end() : block.end].lstrip())
    spans += [(start, block.end)] if start < block.end else []
    return [piece for first, last in spans for piece in _pieces(first, last)]


def _pieces(start: int, end: int) -> list[tuple[int, int]]:
    """Return a sentence's span, cut where it is longer than any sentence is."""
    return [(at, min(end, at + LONGEST_SENTENCE)) for at in range(start, end, LONGEST_SENTENCE)]
