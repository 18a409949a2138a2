"""A run's turn at the gate, counted and told of: how long it waited, and how long it took."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from api.measures import MEASURES
from views.frame.gate import GATE
from words import lines

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def of(page: str) -> Iterator[None]:
    """Wait for the turn of a page's run, and say at its end how it went."""
    came = time.perf_counter()
    with GATE.passed():
        begun = time.perf_counter()
        try:
            yield
        finally:
            waited_s, took_s = begun - came, time.perf_counter() - begun
            MEASURES.run(page, waited_s, took_s)
            lines.told("run", page=page, waited=round(waited_s, 4), seconds=round(took_s, 4))
