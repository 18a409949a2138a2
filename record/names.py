"""Place names in the reader's choice of language: English by the US Board on Geographic Names unless asked otherwise."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from record.reading import Package

HAN = "[\u3400-\u9fff]"


def chosen(package: Package, language: str) -> dict[str, str]:
    """Return each place's name by id in one language, in English where that language has none for it.

    Chinese names come in characters and in pinyin: a reader who asks for Chinese gets the characters.
    """
    found: dict[str, str] = package.tables["places"]["name"].to_dict()
    if language == "en":
        return found
    table = package.tables["names"]
    mine = table[(table["language"] == language) & ~table["ambiguous"].fillna(value=False)]
    mine = mine.sort_values("name", key=lambda column: ~column.str.contains(HAN), kind="stable")
    local: dict[str, str] = mine.drop_duplicates("place").set_index("place")["name"].to_dict()
    return found | local


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
