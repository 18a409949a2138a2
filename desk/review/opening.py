"""A stored page opened for work: read in the child, its events put on the desk with what the rules propose."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk import intake
from desk.review import sheet
from desk.store import shown, work
from desk.store.errors import RefusedError

if TYPE_CHECKING:
    from desk.blocks import Page
    from desk.store.author import Author
    from desk.store.opening import Store


@dataclass(frozen=True)
class Reading:
    """A page as the child read it: its text, for each of its events the values proposed and the likely rows, its phrases."""

    page: Page
    events: tuple[dict[str, Any], ...]
    phrases: tuple[str, ...]


class Proposer:
    """The child that reads and proposes, for one page after the other whoever asks."""

    def __init__(self) -> None:
        self._reader = intake.Reader(task="propose")
        self._turn = threading.Lock()

    def read(self, name: str, content: bytes) -> Reading:
        """Return a page with what is proposed for it. Raises UnreadablePageError in one sentence."""
        with self._turn:
            answer = self._reader.answer(name, content)
        return Reading(intake.page_of(name, answer), tuple(answer["proposals"]), tuple(map(str, answer["phrases"])))

    def close(self) -> None:
        """End the child."""
        self._reader.close()


def opened(store: Store, by: Author, page_id: int, proposer: Proposer) -> list[int]:
    """Put each event of a stored page on the desk, where it is not there yet. Returns the proposals' ids.

    Raises UnreadablePageError where the page cannot be read, StoreError where the store could not write.
    """
    page = shown.page(store, page_id)
    if page is None:
        raise RefusedError(f"The desk has no page {page_id}; reload its list.")
    there = shown.of_page(store, page_id)
    if there:
        return there
    reading = proposer.read(page["name"], page["content"])
    address = page["address"] or reading.page.source.get("address", "")
    return [
        work.propose(store, by, page_id, number, _sketches(event, address)) for number, event in enumerate(reading.events)
    ]


def _sketches(event: dict[str, Any], address: str) -> tuple[work.Sketch, ...]:
    values = [work.Sketch(field, sheet.begun(items)) for field, items in event["fields"].items()]
    known = [work.Sketch("address", address)] if address.startswith(("http://", "https://")) else []
    return (*values, work.Sketch("matches", event["matches"]), *known)
