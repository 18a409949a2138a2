"""The word lists of the rules: TOML files by topic and language, read once and compiled against the shadow of a text."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from desk.page import shadow

FOLDER = Path(__file__).resolve().parent / "tables"
# A page in one language names forces and ships in another, English most of all.
WITH = {"id": ("id", "ms"), "ms": ("ms", "id")}


@lru_cache(maxsize=32)
def table(topic: str) -> dict[str, Any]:
    """Return a topic's table as it is written."""
    return tomllib.loads((FOLDER / f"{topic}.toml").read_text("utf-8"))


def languages(language: str) -> tuple[str, ...]:
    """Return the languages whose lists are tried on a page: its own, its near kin, English, and what holds for all."""
    return tuple(dict.fromkeys([*WITH.get(language, (language,)), "en", "any"]))


@lru_cache(maxsize=2048)
def pattern(topic: str, entry: str, language: str) -> re.Pattern[str]:
    """Return one entry's words in the languages of a page as a pattern; one that matches nothing where it has none."""
    lists = table(topic).get(entry, {})
    return compiled(tuple(part for each in languages(language) for part in lists.get(each, ())))


@lru_cache(maxsize=2048)
def compiled(parts: tuple[str, ...]) -> re.Pattern[str]:
    """Return several patterns as one, letters of either case alike unless a part says `(?-i:…)`."""
    return re.compile("|".join(f"(?:{shadow(part)})" for part in parts) or r"(?!)", re.IGNORECASE)
