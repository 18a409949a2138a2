"""Place names in the reader's choice of language: English by the US Board on Geographic Names unless asked otherwise."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from record.reading import Package

HAN = re.compile("[\u3400-\u9fff]")
# The language of the names, and the character set that holds what its script writes: GB 2312 has the simplified characters,
# Big5 the traditional ones, and both have those that the scripts share.
SCRIPTS = {"zh": ("zh", "gb2312"), "zh-hant": ("zh", "big5")}


def chosen(package: Package, language: str) -> dict[str, str]:
    """Return each place's name by id in one language, in English where that language has none for it.

    The usual name comes first. Chinese names come in characters of two scripts and in pinyin: who asks for Chinese gets the
    characters of the script asked for where the data have them, else of the other.
    """
    english: dict[str, str] = package.tables["places"]["name"].to_dict()
    if language == "en":
        return english
    of, charset = SCRIPTS.get(language, (language, ""))
    table = package.tables["names"]
    mine = table[(table["language"] == of) & ~table["ambiguous"].fillna(value=False)]
    ranks = [
        (_script(name, charset), not preferred) for name, preferred in zip(mine["name"], mine["preferred"], strict=True)
    ]
    mine = mine.assign(rank=ranks).sort_values("rank", kind="stable")
    local: dict[str, str] = mine.drop_duplicates("place").set_index("place")["name"].to_dict()
    return english | local


def _script(name: str, charset: str) -> int:
    """Return 0 for a name in the script of a character set, or of none; 1 for other characters, 2 for none of them."""
    characters = "".join(HAN.findall(name))
    if not charset:
        return 0
    return 2 if not characters else 0 if _encodes(characters, charset) else 1


def _encodes(characters: str, charset: str) -> bool:
    try:
        characters.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def every(package: Package, place: str) -> dict[str, list[str]]:
    """Return all names of one place, by language."""
    return _by_place(package).get(place, {})


@lru_cache(maxsize=2)
def _by_place(package: Package) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    columns = package.tables["names"][["place", "language", "name"]]
    for place, language, name in columns.itertuples(index=False, name=None):
        found.setdefault(place, {}).setdefault(language, []).append(name)
    return found
