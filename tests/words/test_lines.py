"""The log: JSON a line, without a folder of the machine."""

from __future__ import annotations

import io
import json
import logging
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from words import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Log to a string for the time of a block."""

    @contextmanager
    def logging_to(**options: Any) -> Iterator[list[Any]]:  # noqa: ANN401 -- what `begin` takes
        written = io.StringIO()
        monkeypatch.setattr(sys, "stderr", written)
        monkeypatch.setattr(logging.getLogger(), "handlers", [])
        monkeypatch.setattr(lines, "_streamlits", list)
        lines.begin(**options)
        said: list[Any] = []
        yield said
        said.extend(map(json.loads, written.getvalue().splitlines()))

    return logging_to


def fails() -> None:
    raise OSError("“/home/somebody/secret place/data/incidents.csv” and C:\\Users\\me\\x.csv; see http://localhost/api/x")


def test_a_fault_is_one_line_that_says_where_in_the_code_and_names_no_folder_of_the_machine(log: Callable[..., Any]):
    faults: list[int] = []
    with log(fault=lambda: faults.append(1)) as said:
        try:
            fails()
        except OSError:
            logging.getLogger("api.guard").exception("A request could not be answered.")
    (line,) = said
    assert (line["level"], line["kind"], line["error"]) == ("error", "fault", "OSError")
    assert line["trace"][-1].startswith("tests/words/test_lines.py:")
    assert line["trace"][-1].endswith(" fails")
    words = json.dumps(line)
    assert "/home" not in words
    assert "Users" not in words
    assert "http://localhost/api/x" in words
    assert faults == [1]


def test_requests_and_runs_are_told_where_they_are_wanted_alone(log: Callable[..., Any]):
    with log() as quiet:
        lines.told("run", page="Explore", seconds=0.1)
        logging.getLogger("somebody").warning("Beware of %s.", "this")
    assert [line["message"] for line in quiet] == ["Beware of this."]
    with log(requests=True) as said:
        lines.told("run", page="Explore", seconds=0.1)
    assert [(line["kind"], line["page"], line["seconds"]) for line in said] == [("run", "Explore", 0.1)]


def test_no_text_breaks_a_line(log: Callable[..., Any]):
    with log() as said:
        logging.getLogger("somebody").warning("one\ntwo\r\u2028three%s", "x" * 10_000)
    (line,) = said
    assert len(line["message"]) <= lines.LONGEST


def test_the_path_of_a_request_is_told_as_it_was_asked_in_one_line(log: Callable[..., Any]):
    with log(requests=True) as said:
        lines.told("request", path="/api/incidents.geojson", status=200)
        lines.told("request", path='/api/x\n{"level": "error"}\u2028y', status=404)
    # Each is one line of JSON, or the log could not be read.
    assert [line["status"] for line in said] == [200, 404]
    assert said[0]["path"] == "/api/incidents.geojson"
