"""Many editors at once, and editors that are killed: what the store has taken is there, and nothing is half done."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time

import pytest

from desk.store import opening, replay, shown
from desk.store.schema import DECISIONS, PAGES
from tests.desk import editors

# With DESK_KILLS=200 and DESK_EDITS=500 it is killed and edited as often as was promised that it bears.
KILLS = int(os.environ.get("DESK_KILLS", "6"))
PATIENCE_S = 300
EDITS = int(os.environ.get("DESK_EDITS", "60"))
# A process that forks would take a server's connections along; this one starts each from a clean one that has the modules.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.desk.editors"])
pytestmark = pytest.mark.usefixtures("plain_main")


def edited(address: str, people: int, edits: int) -> None:
    rows = editors.filled(address, 20)
    with PROCESSES.Pool(people) as pool:
        # A pool starts ever new processes in place of those that cannot begin.
        work = [(address, number, rows, edits) for number in range(people)]
        counts = pool.starmap_async(editors.edit, work, chunksize=1).get(PATIENCE_S)
    applied, refused = map(sum, zip(*counts, strict=True))
    store = opening.opened(address)
    proposals = [shown.proposal(store, row) for row in rows]
    assert applied + refused == people * edits
    assert applied
    # Each change that was taken raised its draft by one, and nothing else did.
    assert sum(each.drafts[editors.FIELD].version - 1 for each in proposals if each) == applied
    assert replay.faults(store) == []
    store.close()


def test_two_editors_on_the_same_rows_lose_nothing(address: str):
    edited(address, 2, 15)


@pytest.mark.slow
def test_eight_editors_with_many_edits_on_20_rows_lose_nothing(address: str):
    edited(address, 8, EDITS)


@pytest.mark.slow
def test_an_editor_killed_at_any_moment_loses_nothing_that_was_taken(address: str):
    rows, chance = editors.filled(address, 4), random.Random(1)
    for number in range(KILLS):
        heard, told = PROCESSES.Pipe(duplex=False)
        editor = PROCESSES.Process(target=editors.work_on, args=(address, number, rows, told))
        editor.start()
        told.close()
        assert heard.recv() == ("open", 0, 0)
        time.sleep(chance.uniform(0, 0.1))
        editor.kill()
        editor.join()
        # It was at work until then.
        assert editor.exitcode == -signal.SIGKILL
        editor.close()
        assert missing(address, heard) == []


def missing(address: str, heard: multiprocessing.connection.Connection) -> list[object]:
    """Return what an editor was told is taken and the store has not, and every fault of the store."""
    store = opening.opened(address)
    with store.reading() as connection:
        ids = {
            "page": set(connection.execute(PAGES.select().with_only_columns(PAGES.c.id)).scalars()),
            "decision": set(connection.execute(DECISIONS.select().with_only_columns(DECISIONS.c.id)).scalars()),
        }
    lost: list[object] = list(replay.faults(store))
    while True:
        try:
            kind, row, version = heard.recv()
        except EOFError:
            break
        if kind == "draft":
            proposal = shown.proposal(store, row)
            kept = proposal is not None and proposal.drafts[editors.FIELD].version >= version
        else:
            kept = row in ids[kind]
        if not kept:
            lost.append((kind, row, version))
    heard.close()
    store.close()
    return lost
