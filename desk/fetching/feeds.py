"""Feeds: their new pages are fetched once and brought, as often as robots.txt and a pause between requests allow."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from desk.fetching.fetch import AGENT, fetch
from desk.fetching.guard import FetchError, Guard
from desk.intake import UnreadablePageError
from desk.store import shown, work
from desk.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desk.fetching.fetch import Fetched
    from desk.intake import Reader
    from desk.store.author import Author
    from desk.store.opening import Store

MOST_ENTRIES = 50
# Seconds between two requests to one server, unless its robots.txt asks for more.
PAUSE = 2.0
LONGEST_PAUSE = 60.0
ROBOTS_BYTES = 500_000


@dataclass
class Visitor:
    """Whoever fetches for feeds: it heeds each server's robots.txt and waits between two requests to it."""

    guard: Guard = field(default_factory=Guard)
    pause: float = PAUSE
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, address: str) -> Fetched:
        """Return a page. Raises FetchError, also where the server's robots.txt asks not to fetch it."""
        server = urljoin(address, "/")
        rules = self._robots(server)
        if not rules.can_fetch(AGENT, address):
            raise FetchError(f"{address} was not fetched: the robots.txt of its server asks not to.")
        return self._slowly(server, address, float(rules.crawl_delay(AGENT) or 0))

    def _robots(self, server: str) -> RobotFileParser:
        if server not in self._rules:
            rules = self._rules[server] = RobotFileParser()
            try:
                page = fetch(urljoin(server, "/robots.txt"), self.guard, largest=ROBOTS_BYTES)
                rules.parse(page.content.decode("utf-8", "replace").splitlines())
            except FetchError:
                # A server without one forbids nothing.
                rules.parse([])
            self._asked[server] = self.clock()
        return self._rules[server]

    def _slowly(self, server: str, address: str, asked_for: float) -> Fetched:
        pause = min(max(self.pause, asked_for), LONGEST_PAUSE)
        left = self._asked.get(server, 0) + pause - self.clock()
        if left > 0:
            self.wait(left)
        try:
            return fetch(address, self.guard)
        finally:
            self._asked[server] = self.clock()


def listed(words: str) -> list[str]:
    """Return the addresses in a list of feeds: one a line; a line that begins with # is a remark."""
    lines = [line.strip() for line in words.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def collect(
    store: Store, by: Author, feeds: Iterable[str], reader: Reader, visitor: Visitor
) -> tuple[dict[str, int], list[str]]:
    """Bring the pages that feeds name and the store has not. Returns their ids by address, and why others were not."""
    brought: dict[str, int] = {}
    faults = []
    for feed in feeds:
        try:
            answer = reader.answer(feed, visitor.fetch(feed).content)
        except (FetchError, UnreadablePageError) as error:
            faults.append(str(error))
            continue
        for address in [urljoin(feed, link) for link in answer["links"]][:MOST_ENTRIES]:
            if shown.came_from(store, address):
                continue
            try:
                page = visitor.fetch(address)
                came = work.bring(store, by, named(page), page.content, address)
            except (FetchError, StoreError) as error:
                faults.append(str(error))
            else:
                brought[address] = came.page_id
    return brought, faults


def named(page: Fetched) -> str:
    """Return a name for a fetched page: the last part of its path, with an ending that its server's word for it asks for."""
    last = urlsplit(page.address).path.rstrip("/").rpartition("/")[2] or urlsplit(page.address).hostname or "page"
    ending = {"application/pdf": ".pdf", "text/plain": ".txt"}.get(page.media, ".html")
    return last if "." in last[-6:] else f"{last}{ending}"
