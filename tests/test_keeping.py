"""What a journey leaves is kept whatever its test is called: a run must not end over the name of one of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import keeping

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [
    "test_a_token[{'iss': 'https://evil.example'}]",
    "test_a_reader[../../up]",
    f"test_a_title[{'long ' * 100}]",
    f"test_a_title[{'南海' * 100}]",
]


@pytest.mark.parametrize("name", NAMES)
def test_every_test_has_a_file_to_keep_its_failure_in(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keeping, "ROOT", tmp_path)
    path = keeping.kept(name, "-0.txt")
    path.write_text("why", encoding="utf-8")
    assert [each.name for each in (tmp_path / "test-results").iterdir()] == [path.name]
    assert path.name.endswith("-0.txt")


def test_the_failures_of_two_cases_of_a_test_are_kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keeping, "ROOT", tmp_path)
    assert keeping.kept("test_a[one]", ".txt") != keeping.kept("test_a[two]", ".txt")
