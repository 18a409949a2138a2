"""Permanent ids of what a publication adds, made from what is decided alone: two desks make the same."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from desk.review import sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_WORDS = 4


def slug(words: str, most: int = MOST_WORDS) -> str:
    """Return words as a part of an id: small letters and digits of ASCII, joined by hyphens; "" where there are none."""
    plain = unicodedata.normalize("NFKD", words.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower().replace("'", ""))[:most])


def short(text: str) -> str:
    """Return six digits that tell one text from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def report(fields: Mapping[str, Any]) -> str:
    """Return a new report's id: its publisher, its day, the first words of its headline, and six digits of its address."""
    publisher = slug(str(sheet.value(fields, "publisher") or ""), 3) or "page"
    day = str(sheet.value(fields, "published") or "nd").replace("-", "")
    headline = slug(str(sheet.value(fields, "headline") or ""))
    return "-".join(filter(None, ("rpt", publisher, day, headline, short(sheet.words(fields, "address")))))


def feature(verdict: str, fields: Mapping[str, Any]) -> str:
    """Return a new clash's or development's id: its first day, its place or title, and a word for what happened."""
    first = day(str(sheet.more(fields, "when").get("start", "")))
    if verdict == "new development":
        return f"{first}-{slug(sheet.words(fields, 'title'), 5)}"
    types = sheet.taken(fields, "types")
    word = sheet.words(fields, "word") or (str(types[0]["value"]) if types else "")
    return f"{first}-{sheet.value(fields, 'place')}-{slug(word.replace('_', ' '))}"


def day(start: str) -> str:
    """Return the first day of a day, a month or a year."""
    return f"{start}-01-01"[:10] if len(start) == 4 else f"{start}-01"[:10]
