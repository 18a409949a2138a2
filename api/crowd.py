"""Few at once from one address: who asks with many connections waits for itself and holds up nobody else."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

AT_ONCE, WAITING = 4, 60


@dataclass
class Crowd:
    """Places for the requests of each address, in the order in which they came."""

    _places: dict[str, asyncio.Semaphore] = field(default_factory=dict)
    _there: Counter[str] = field(default_factory=Counter)

    @asynccontextmanager
    async def place(self, address: str) -> AsyncIterator[bool]:
        """Wait for a place; yield False at once where too many of the same address wait already."""
        if self._there[address] >= AT_ONCE + WAITING:
            yield False
            return
        self._there[address] += 1
        try:
            async with self._places.setdefault(address, asyncio.Semaphore(AT_ONCE)):
                yield True
        finally:
            self._there[address] -= 1
            if not self._there[address]:
                del self._there[address], self._places[address]
