"""What a widget at the left shows, and what counts as its reader's choice."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from views.parts import mirror

KEY = "w-states"
NAMES = {"CHN": "China", "MYS": "Malaysia", "PHL": "Philippines", "VNM": "Vietnam"}


class Clock:
    """A clock that stands until it is set forward."""

    def __init__(self) -> None:
        """Begin somewhere."""
        self.now_s = 1000.0

    def monotonic(self) -> float:
        """Return the time in seconds."""
        return self.now_s


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(mirror, "time", clock)
    return clock


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    held: dict[str, Any] = {}
    monkeypatch.setattr(mirror, "st", SimpleNamespace(session_state=held))
    return held


def several(*held: str) -> set[str]:
    return mirror.several(KEY, held, NAMES, NAMES.__getitem__)


def test_what_a_widget_of_several_does_not_show_yet_stays(session: dict[str, Any]):
    mirror.note(KEY, ["CHN", "PHL"])
    # One is taken out and one added, while Malaysia was ticked on the map and China unticked.
    session[KEY] = ["CHN", "VNM"]
    assert several("PHL", "MYS") == {"VNM", "MYS"}
    # All are taken out.
    session[KEY] = []
    assert several("CHN", "MYS") == {"MYS"}


def test_a_choice_in_a_widget_that_has_not_heard_what_the_page_shows_is_read_by_what_it_showed(
    session: dict[str, Any], clock: Clock
):
    mirror.note(KEY, [])
    clock.now_s += 60
    # China is ticked on the map, and the browser has not heard of it yet.
    mirror.note(KEY, ["CHN"])
    for waited_s in (0.3, 7.0):
        clock.now_s += waited_s
        session[KEY] = ["VNM"]
        assert several("CHN") == {"CHN", "VNM"}
    # Who leaves China at the left by then means it.
    session[KEY] = []
    assert several("CHN") == set()
    # Long after it has, China is left for Vietnam.
    clock.now_s += 60
    session[KEY] = ["VNM"]
    assert several("CHN") == {"VNM"}


def test_words_with_a_number_of_before_name_what_they_named(session: dict[str, Any]):
    mirror.note(KEY, ["CHN"])
    session[KEY] = ["China (305)", "Vietnam (1,040)", "Atlantis (3)"]
    assert several("CHN") == {"CHN", "VNM"}
    mirror.note("w-origins", 2)
    session["w-origins"] = "1 or more (305)"
    assert mirror.chosen("w-origins", (1, 2, 3), lambda least: f"{least} or more") == (1,)
    session["w-origins"] = "9 or more (305)"
    assert mirror.chosen("w-origins", (1, 2, 3), lambda least: f"{least} or more") == ()
    # Two of one name: none is taken for the other.
    session["w-place"] = "Thitu (4)"
    assert mirror.chosen("w-place", ("a", "b"), lambda _: "Thitu") == ()


def test_what_a_browser_brings_along_is_no_choice(session: dict[str, Any], clock: Clock):
    mirror.note("w-severity", 1)
    clock.now_s += 60
    mirror.note("w-severity", 4)
    clock.now_s += 0.3
    # As it is shown, by words with a number of before.
    session["w-severity"] = "4+ Ramming (60)"
    words = {1: "1+ Presence", 4: "4+ Ramming"}.__getitem__
    assert mirror.chosen("w-severity", (1, 4), words) == ()
    # As it was shown a moment ago.
    session["w-severity"] = "1+ Presence (305)"
    assert mirror.chosen("w-severity", (1, 4), words) == ()
    clock.now_s += 60
    assert mirror.chosen("w-severity", (1, 4), words) == (1,)


def test_who_takes_a_choice_back_at_once_is_heard(session: dict[str, Any], clock: Clock):
    mirror.note("w-severity", 1)
    session["w-severity"] = 4
    for severity in (4, 1, 4):
        session["w-severity"] = severity
        # A callback that was cut after it had asked is done once more.
        for _ in range(2):
            assert mirror.chosen("w-severity", (1, 4)) == (severity,)
        mirror.keep("w-severity", severity)
        mirror.note("w-severity", severity)
        clock.now_s += 0.1
