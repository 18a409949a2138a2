"""A file is written whole or left as it was: after a fault, on a full disk, after a kill, and nothing is left behind."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from record import writing
from tests.packages import ROOT

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = b"old" * 400_000, b"newer" * 400_000
WRITES = (
    "import sys; from pathlib import Path; from record import writing; print(flush=True)\n"
    "while True:\n    writing.put(Path(sys.argv[1]), b'newer' * 400_000); writing.put(Path(sys.argv[1]), b'old' * 400_000)"
)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_text_is_written_in_utf_8_with_its_own_line_ends(tmp_path: Path):
    writing.put(tmp_path / "a.txt", "仁爱礁\n")
    assert (tmp_path / "a.txt").read_bytes() == "仁爱礁\n".encode()
    assert names(tmp_path) == ["a.txt"]


def test_the_file_before_keeps_its_rights_and_a_link_leads_where_it_led(tmp_path: Path):
    (tmp_path / "kept").write_bytes(OLD)
    (tmp_path / "kept").chmod(0o640)
    (tmp_path / "link").symlink_to("kept")
    writing.put(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "kept").read_bytes() == NEW
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o640


def test_where_no_file_can_be_without_a_name_it_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delattr(os, "O_TMPFILE")
    (tmp_path / writing.DRAFT.format("a")).write_bytes(b"left by a kill")
    writing.put(tmp_path / "a", NEW)
    assert (tmp_path / "a").read_bytes() == NEW
    assert names(tmp_path) == ["a"]


def test_what_is_no_file_is_written_to(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    writing.put(tmp_path / "pipe", b"words")
    assert os.read(reader, 10) == b"words"
    os.close(reader)


def test_a_folder_that_is_not_there_is_named_and_no_draft(tmp_path: Path):
    with pytest.raises(FileNotFoundError) as raised:
        writing.put(tmp_path / "none" / "a", b"")
    assert raised.value.filename == str(tmp_path / "none" / "a")


def test_no_draft_takes_its_place_where_one_failed(tmp_path: Path):
    (tmp_path / "a").write_bytes(OLD)

    def fails() -> None:
        with writing.drafts(tmp_path) as folder:
            (folder / "a").write_bytes(NEW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert (tmp_path / "a").read_bytes() == OLD
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize(
    "command",
    [
        [
            "-c",
            "import sys; from pathlib import Path; from record import writing; writing.put(Path(sys.argv[1]), b'x' * 10**7)",
        ],
        ["-m", "briefing", "--from", "2024-06-01", "--to", "2024-06-30", "--save"],
        ["-m", "briefing", "--from", "2024-06-01", "--to", "2024-06-30", "--out"],
    ],
)
def test_a_full_disk_leaves_the_file_before(tmp_path: Path, command: list[str]):
    path = tmp_path / "june.html"
    path.write_bytes(OLD)
    # No file may grow beyond 4 kB: what a full disk does, at the same place every time.
    run = 'ulimit -f 4; exec "$@"'
    line = ["bash", "-c", run, "bash", sys.executable, *command, str(path)]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr or command[0] == "-c"
    # It says which place could not be written.
    assert "“None”" not in done.stderr
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["june.html"]


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path: Path):
    path = tmp_path / "june.pptx"
    path.write_bytes(OLD)
    chance = random.Random(7)
    for _ in range(50):
        process = subprocess.Popen([sys.executable, "-c", WRITES, str(path)], cwd=ROOT, stdout=subprocess.PIPE)
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.random() / 20)
        process.kill()
        process.communicate()
        assert path.read_bytes() in (OLD, NEW)
    # A kill between two calls of the system leaves a whole draft; the next writing takes it away.
    writing.put(path, OLD)
    assert names(tmp_path) == ["june.pptx"]
