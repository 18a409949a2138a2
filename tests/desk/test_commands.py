"""Pages brought and listed from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import __main__ as command

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOUNDINGS_DESK", f"sqlite:///{tmp_path / 'desk.sqlite'}")
    monkeypatch.setenv("SOUNDINGS_EDITOR", "ann")


def test_pages_are_brought_recognised_and_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "a.html").write_bytes(b"<p>words</p>")
    (tmp_path / "b.html").write_bytes(b"<p>words</p>")
    files = [str(tmp_path / name) for name in ("a.html", "b.html", "gone.html")]
    assert command.main(["bring", *files]) == 1
    spoken = capsys.readouterr()
    assert spoken.out == "a.html: page 1\nb.html: page 1, the same bytes as before\n"
    assert spoken.err.startswith("gone.html cannot be read (No such file or directory)")
    assert command.main(["list"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    page, _, who, _, name = line.split("\t")
    assert (page, who, name) == ("1", "ann", "a.html")


def test_one_who_has_no_role_brings_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "a.html").write_bytes(b"<p>words</p>")
    command.main(["bring", str(tmp_path / "a.html")])
    monkeypatch.setenv("SOUNDINGS_EDITOR", "ben")
    assert command.main(["bring", str(tmp_path / "a.html")]) == 1
    assert "ben has the role none at this desk" in capsys.readouterr().err


def test_a_store_that_cannot_be_opened_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("SOUNDINGS_DESK", "mysql://db/desk")
    assert command.main(["list"]) == 1
    assert capsys.readouterr().err.startswith("SOUNDINGS_DESK names a store of kind 'mysql'")
