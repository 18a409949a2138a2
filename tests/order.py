"""The order of the files of a run: those that may take longest come first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pytest

# Journeys take longest, then what is marked as slow.
LONGEST = ("browser", "slow")


def key(items: Sequence[pytest.Item]) -> Callable[[pytest.Item], tuple[int, ...]]:
    """Return the key to sort tests by: files with a journey come first, and of files of a kind those with the most tests."""
    counts = Counter(item.path for item in items)
    kinds = [{item.path for item in items if item.get_closest_marker(mark)} for mark in LONGEST]
    return lambda item: (*(item.path not in paths for paths in kinds), -counts[item.path])
