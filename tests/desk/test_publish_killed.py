"""Publishers who are killed: the old package or the new one stands, whole, and the desk tells which went out."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import time
from typing import TYPE_CHECKING

import pytest

from desk.publish import package, publishing
from desk.store import publications, replay, roles, shown
from desk.store.errors import RefusedError
from record import reading
from tests.desk import desking, editors
from tests.desk.test_store_many import KILLS, PROCESSES

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from desk.review.opening import Proposer
    from desk.store.opening import Store

pytestmark = pytest.mark.usefixtures("plain_main")


@pytest.fixture
def desk(desk_store: Store, proposer: Proposer) -> Store:
    """A desk at which one clash is decided on, and a publisher who may be killed."""
    roles.grant(desk_store, desking.ANN, desking.ANN, "publisher")
    roles.grant(desk_store, desking.ANN, editors.CHIEF, "publisher")
    desking.decided(desk_store, proposer)
    return desk_store


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def out(small: Path, desk: Store, tmp_path: Path) -> Path:
    """A folder to which an edition went out, and which the next is swapped for."""
    publishing.publish(desk, editors.CHIEF, editors.edition(desk, small, 0), tmp_path / "out")
    return tmp_path / "out"


@pytest.mark.parametrize("moment", ["announcing", "swapping", "swapped"])
def test_what_a_killed_publisher_has_put_in_place_is_told_of_and_nothing_else(
    address: str, desk: Store, small: Path, out: Path, moment: str
):
    went_out = moment == "swapped"
    before = contents(out)
    child = PROCESSES.Process(target=editors.publish_and_die, args=(address, small, out, moment))
    child.start()
    child.join(300)
    assert child.exitcode == -signal.SIGKILL
    assert (contents(out) != before) is went_out
    assert reading.check(out) == []
    assert len(shown.publications(desk)) == 1
    for _ in range(2):
        publishing.settle(desk, desking.ANN)
    told = shown.publications(desk)
    assert len(told) == 1 + went_out
    # In the name of whoever was cut off, not of whoever came by.
    assert (told[0]["sha256"], told[0]["subject"]) == (package.digest(out), "chief")
    publishing.publish(desk, editors.CHIEF, editors.edition(desk, small, 2), out)
    assert shown.publications(desk)[0]["sha256"] == package.digest(out)
    assert publications.open_ended(desk) == []
    assert replay.faults(desk) == []


def test_a_package_that_somebody_else_has_put_there_is_not_told_of(desk: Store, small: Path, out: Path):
    with pytest.raises(ZeroDivisionError), publications.going_out(desk, editors.CHIEF, entry(out, "0" * 64)):
        raise ZeroDivisionError
    publishing.settle(desk, desking.ANN)
    assert len(publications.open_ended(desk)) == 1
    assert len(shown.publications(desk)) == 1


def test_whoever_is_no_editor_settles_nothing(desk: Store, out: Path):
    with pytest.raises(ZeroDivisionError), publications.going_out(desk, editors.CHIEF, entry(out, package.digest(out))):
        raise ZeroDivisionError
    roles.grant(desk, desking.ANN, editors.CHIEF, "reader")
    with pytest.raises(RefusedError, match="needs the role editor"):
        publishing.settle(desk, editors.CHIEF)
    assert len(shown.publications(desk)) == 1


def entry(folder: Path, digest: str) -> dict[str, str]:
    return {"version": "9.9.9", "sha256": digest, "decisions": "1", "folder": str(folder)}


def test_what_killed_publishers_left_beside_goes_after_an_hour(desk: Store, small: Path, out: Path):
    old, new = out.parent / f"{package.BESIDE}old", out.parent / f"{package.BESIDE}new"
    for each in (old, new):
        (each / "package").mkdir(parents=True)
    hour_ago = time.time() - package.LEFT_S - 1
    os.utime(old, (hour_ago, hour_ago))
    publishing.publish(desk, editors.CHIEF, editors.edition(desk, small, 1), out)
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.slow
def test_a_publisher_killed_at_any_moment_leaves_one_whole_package_and_an_account_of_it(
    address: str, desk: Store, small: Path, out: Path
):
    chance, found = random.Random(2), 0
    for number in range(1, KILLS + 1):
        before = package.digest(out)
        heard, told = PROCESSES.Pipe(duplex=False)
        child = PROCESSES.Process(target=editors.publish_on, args=(address, number, small, out, told))
        child.start()
        told.close()
        assert heard.recv() == ("open", "")
        begun = time.monotonic()
        accepted = {before, heard.recv()[1]}
        # As long as the first took, however busy the machine is: it is at work on the second.
        time.sleep(chance.uniform(0, 1.2 * (time.monotonic() - begun)))
        child.kill()
        child.join()
        # It was at work until then.
        assert child.exitcode == -signal.SIGKILL
        child.close()
        went_out = len(shown.publications(desk))
        publishing.settle(desk, desking.ANN)
        found += len(shown.publications(desk)) - went_out
        accounted(desk, out, accepted | set(every(heard)))
    assert reading.check(out) == []
    print(f"{KILLS} kills, {len(shown.publications(desk))} publications, {found} of them found after a kill")


def every(heard: Connection) -> list[str]:
    """Return the hashes of the packages that a publisher was told are out."""
    hashes: list[str] = []
    while True:
        try:
            hashes.append(heard.recv()[1])
        except EOFError:
            heard.close()
            return hashes


def accounted(desk: Store, out: Path, accepted: set[str]) -> None:
    """Assert that a whole package stands, that the desk tells of it as the last that went out, and of all before it."""
    resources = json.loads((out / "datapackage.json").read_bytes())["resources"]
    for resource in resources:
        content = (out / resource["path"]).read_bytes()
        assert (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}") == (resource["bytes"], resource["hash"])
    told = [each["sha256"] for each in shown.publications(desk)]
    assert told[0] == package.digest(out)
    assert accepted <= set(told)
    assert len(set(told)) == len(told)
    assert replay.faults(desk) == []
