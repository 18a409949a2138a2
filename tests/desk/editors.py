"""Editors in processes of their own, who write until they are done or killed and tell each change that is taken."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import random
import signal
from typing import TYPE_CHECKING

import pytest

from desk.publish import package, publishing
from desk.store import opening, publications, roles, shown, work
from desk.store.author import Author
from desk.store.errors import ConflictError
from record import reading

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from desk.publish.publishing import Prepared
    from desk.store.opening import Store

CHIEF = Author("https://sign-in.example", "chief")
FIELD = "place"
DAY = dt.date(2026, 11, 28)


def filled(address: str, rows: int) -> list[int]:
    """Make a store with a page and so many proposals, each with one draft. Returns the proposals' ids."""
    store = opening.opened(address)
    roles.grant(store, CHIEF, CHIEF, "publisher")
    page = work.bring(store, CHIEF, "page.html", b"<p>words</p>").page_id
    proposals = [work.propose(store, CHIEF, page, event) for event in range(rows)]
    for each in proposals:
        work.draft(store, CHIEF, each, work.Sketch(FIELD, "as proposed"), 0)
    store.close()
    return proposals


def edit(address: str, number: int, proposals: list[int], edits: int) -> tuple[int, int]:
    """Draft on rows by chance, each time from the version last seen. Returns how many were applied and how many refused."""
    chance, store, applied, refused = random.Random(number), opening.opened(address, patience=300), 0, 0
    versions = dict.fromkeys(proposals, 1)
    for turn in range(edits):
        row = chance.choice(proposals)
        try:
            versions[row] = work.draft(store, CHIEF, row, work.Sketch(FIELD, [number, turn]), versions[row])
            applied += 1
        except ConflictError as error:
            refused += 1
            versions[row] += len(error.changes)
    store.close()
    return applied, refused


def work_on(address: str, number: int, proposals: list[int], heard: Connection) -> None:
    """Draft, decide, undo and bring pages without end; tell of each once the store has taken it."""
    store = opening.opened(address)
    heard.send(("open", 0, 0))
    chance = random.Random(number)
    for turn in itertools.count():
        heard.send(_step(store, number, turn, chance.choice(proposals)))


def _step(store: Store, number: int, turn: int, row: int) -> tuple[str, int, object]:
    proposal = shown.proposal(store, row)
    assert proposal
    kind = turn % 4
    if kind == 0:
        return "page", work.bring(store, CHIEF, "page.txt", f"{number} {turn}".encode() * 1000).page_id, 0
    if kind == 1 and proposal.verdict:
        return "decision", work.undo(store, CHIEF, row, proposal.version), 0
    if kind < 3:
        return "decision", work.decide(store, CHIEF, row, work.Decision("new clash"), proposal.version), 0
    version = proposal.drafts[FIELD].version
    return "draft", row, work.draft(store, CHIEF, row, work.Sketch(FIELD, [number, turn]), version)


def publish_on(address: str, number: int, base: Path, folder: Path, heard: Connection) -> None:
    """Publish to one folder without end, each time another edition; tell of each once it is done.

    The check, which writes nothing and takes most of the time, is left out: a kill falls on what writes.
    """
    store = opening.opened(address)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "check", lambda _folder: [])
        heard.send(("open", ""))
        for turn in itertools.count():
            publishing.publish(store, CHIEF, edition(store, base, 1 + number * 50 + turn), folder)
            heard.send(("published", package.digest(folder)))


def edition(store: Store, base: Path, number: int) -> Prepared:
    """Return what the store's decisions make of a package: of each number another one, by its day."""
    return publishing.prepared(store, base, (DAY + dt.timedelta(days=number)).isoformat())


def publish_and_die(address: str, base: Path, folder: Path, moment: str) -> None:
    """Publish, and be killed at a moment: before it is announced, before the folders are swapped, or after."""
    store = opening.opened(address)
    ready = edition(store, base, 1)
    swap = package._exchange

    def killed(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def swapped(draft: Path, place: Path) -> None:
        swap(draft, place)
        killed()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            *{
                "announcing": (publications, "_announced", killed),
                "swapping": (package, "_exchange", killed),
                "swapped": (package, "_exchange", swapped),
            }[moment]
        )
        publishing.publish(store, CHIEF, ready, folder)
