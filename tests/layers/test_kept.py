"""Data that change while they are served: the last good reading stays, one reading at a time, each fault found once."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from layers import kept, store
from layers.kept import Kept
from record import opening, reading
from record.faults import Fault, InvalidPackageError
from tests.asgi import get
from tests.packages import CLASH
from tests.pages import opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.packages import Copy


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, copy: Copy) -> Copy:
    """A package that was read without a fault."""
    monkeypatch.setenv("SOUNDINGS_DATA", str(copy.path))
    assert get("/healthz").json["status"] == "ok"
    return copy


def spoil(served: Copy) -> None:
    rows = served.rows("incidents")
    next(row for row in rows if row["id"] == CLASH)["lat_deg"] = "91"
    served.write("incidents", rows)
    store.settle()


def touch(path: Path) -> None:
    later = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(later, later))


def test_the_last_good_data_stay_for_readers_under_a_banner(served: Copy):
    spoil(served)
    answer = get("/healthz")
    assert (answer.status, answer.json["status"]) == (200, "older data")
    assert "lat_deg" in answer.json["files"]
    assert get("/api/incidents.geojson").status == 200
    page = opened(path="about")
    assert [e.value for e in page.exception] == []
    assert page.title[0].value != "This data package cannot be shown"
    assert any("as they were last read without a fault" in warning.value for warning in page.warning)


def test_a_mended_package_is_taken_up_by_itself(served: Copy):
    spoil(served)
    good = store.store()
    served.cell("incidents", CLASH, lat_deg="9.7", title="A title that nobody knew before")
    store.settle()
    assert store.trouble() is None
    assert store.store() is not good
    assert store.store().title(CLASH) == "A title that nobody knew before"


def test_who_asks_while_files_are_read_gets_the_data_before_at_once(tmp_path: Path):
    (tmp_path / "a.csv").write_text("1", encoding="utf-8")
    begun, go_on = threading.Event(), threading.Event()
    readings: list[str] = []

    def read() -> str:
        content = (tmp_path / "a.csv").read_text(encoding="utf-8")
        readings.append(content)
        if content == "2":
            begun.set()
            go_on.wait()
        return content

    held = Kept(tmp_path, read, patience_s=0)
    assert held.latest() == "1"
    (tmp_path / "a.csv").write_text("2", encoding="utf-8")
    touch(tmp_path / "a.csv")
    assert held.latest() == "1"
    begun.wait()
    assert [held.latest() for _ in range(10)] == ["1"] * 10
    go_on.set()
    assert held.settle() == "2"
    assert readings == ["1", "2"]


def test_a_fault_is_found_once_for_a_state_of_the_files(tmp_path: Path):
    (tmp_path / "a.csv").write_text("1", encoding="utf-8")
    readings = []

    def read() -> None:
        readings.append(1)
        raise InvalidPackageError(tmp_path, [Fault("a.csv", "", "", "", "another file")])

    held = Kept(tmp_path, read)
    for _ in range(5):
        with pytest.raises(InvalidPackageError, match="another file"):
            held.latest()
        touch(tmp_path / "a.csv")
    assert readings == [1]


def test_new_times_of_the_same_files_are_no_new_state(served: Copy):
    before = store.store()
    for path in served.path.iterdir():
        touch(path)
    store.settle()
    assert store.store() is before


@pytest.mark.parametrize("name", [".#incidents.csv", "lost.csv"])
def test_a_link_that_leads_nowhere_harms_nobody(served: Copy, name: str):
    (served.path / name).symlink_to("editor@machine.4711")
    assert get("/healthz").json["status"] == "ok"
    store.settle()
    assert store.trouble() is None


def test_a_folder_that_is_taken_away_leaves_its_data(served: Copy):
    served.path.rename(served.path.with_name("elsewhere"))
    with pytest.raises(FileNotFoundError):
        list(served.path.iterdir())
    store.settle()
    assert get("/healthz").json["status"] == "older data"
    assert "is none" in get("/healthz").json["files"]


def test_what_no_rule_foresaw_is_a_fault_and_no_crash(tmp_path: Path):
    def read() -> None:
        raise ZeroDivisionError

    with pytest.raises(InvalidPackageError, match="a package that this version can read"):
        Kept(tmp_path, read).latest()


def test_no_pipe_is_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "a.csv")
    assert kept.stamp(tmp_path) == ()


def test_a_package_that_is_too_large_is_refused_before_it_is_read(copy: Copy, monkeypatch: pytest.MonkeyPatch):
    with (copy.path / "incidents.csv").open("r+b") as file:
        file.truncate(opening.MOST_BYTES + 1)
    schema = reading.schema()
    monkeypatch.setattr("record.reading.schema", lambda: schema)
    monkeypatch.setattr("record.opening.Path.read_bytes", lambda _path: pytest.fail("it was read"))
    assert [fault.expected for fault in copy.faults()[:1]] == ["at most 200,000,000 bytes"]


def test_no_message_names_a_folder_of_the_machine(served: Copy):
    spoil(served)
    page = opened(path="about")
    words = [get("/healthz").body.decode(), *(warning.value for warning in page.warning)]
    assert not any(str(served.path.parent) in part for part in words)


def test_the_hash_of_the_files_is_known_before_anything_else_was_asked_of_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SOUNDINGS_DATA", raising=False)
    before = store.digest()
    store._kept.cache_clear()
    assert store.digest() == before != ""
