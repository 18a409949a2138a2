"""A page as the desk keeps it: its text and its blocks, before any rule reads them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Block:
    """A run of the text: its kind (of OWN, or byline, heading, caption, correction, header, tail), its place."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """A page's text in NFC, its blocks in order, and what its source says: publisher, published, language, title, form."""

    file: str
    text: str
    blocks: tuple[Block, ...]
    source: dict[str, str] = field(default_factory=dict)
