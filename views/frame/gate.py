"""The gate before the pages: runs go through one after the other, in the order in which they came.

Python runs one thread at a time. Of ten runs that share it each takes ten times as long, and all end together; one after the
other the first reader has the page after a tenth of that, and nobody later than before. A run that takes longer than others
should wait for, such as one that makes a file, is passed.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What others wait for one run at most; a run takes about a fifth of a second.
PATIENCE_S = 2.0


class Gate:
    """A gate that is passed in turn, by whoever has waited longest."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._turn = threading.Condition()
        # The first of them is inside, since this time.
        self._waiting: deque[object] = deque()
        self._since = 0.0

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Wait for one's turn; the next has its own when the block ends, or has lasted too long for others to wait."""
        ticket = object()
        with self._turn:
            self._waiting.append(ticket)
            self._admit(ticket)
        try:
            yield
        finally:
            with self._turn:
                self._leave(ticket)

    def _admit(self, ticket: object) -> None:
        """Wait until a ticket is the first."""
        while self._waiting[0] is not ticket:
            left = self._since + self._patience_s - time.monotonic()
            if not self._turn.wait(max(left, 0)) and self._overdue():
                self._leave(self._waiting[0])
        self._since = time.monotonic()

    def _overdue(self) -> bool:
        return time.monotonic() - self._since >= self._patience_s

    def _leave(self, ticket: object) -> None:
        if ticket in self._waiting:
            first = self._waiting[0] is ticket
            self._waiting.remove(ticket)
            if first:
                # Whoever is the first now counts from here, also before it has woken.
                self._since = time.monotonic()
            self._turn.notify_all()


GATE = Gate()
