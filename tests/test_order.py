"""The order of the files of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from tests import order


class Item(NamedTuple):
    """As much of a test as its order asks for."""

    path: Path
    name: str
    marks: tuple[str, ...] = ()

    def get_closest_marker(self, mark: str) -> bool:
        return mark in self.marks


def test_journeys_come_first_then_files_with_slow_tests_and_the_tests_of_a_file_keep_their_order():
    shelf: list[Any] = [
        Item(Path("dates.py"), "b"),
        Item(Path("dates.py"), "a"),
        Item(Path("files.py"), "quick"),
        Item(Path("files.py"), "long", ("slow",)),
        Item(Path("text.py"), "a"),
        Item(Path("text.py"), "c"),
        Item(Path("text.py"), "b"),
        Item(Path("map.py"), "journey", ("browser",)),
    ]
    names = [(item.path.stem, item.name) for item in sorted(shelf, key=order.key(shelf))]
    assert names == [
        ("map", "journey"),
        ("files", "quick"),
        ("files", "long"),
        ("text", "a"),
        ("text", "c"),
        ("text", "b"),
        ("dates", "b"),
        ("dates", "a"),
    ]
