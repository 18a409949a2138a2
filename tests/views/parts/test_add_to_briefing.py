"""The briefing in progress, whatever request of the same reader comes while it is changed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from streamlit.runtime.scriptrunner import RerunException

from briefing.story import Briefing, Scene
from layers.store import store
from tests.cutting import Requests, Session
from views.parts import add_to_briefing, question, scenes

if TYPE_CHECKING:
    from collections.abc import Callable

ONE, TWO = (Scene(kind="map", title=title, query={}) for title in ("One", "Two"))
BEGUN = Briefing(title="Begun", scenes=(ONE, TWO))
LATER = Briefing(title="Later", scenes=(ONE,))


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> tuple[Requests, Session, list[str]]:
    cuts, toasts = Requests(), list[str]()
    session = Session(cuts)

    def toast(words: str) -> None:
        cuts.word()
        toasts.append(words)

    there = SimpleNamespace(session_state=session, toast=toast)
    for module in (add_to_briefing, scenes, question):
        monkeypatch.setattr(module, "st", there)
    return cuts, session, toasts


@pytest.mark.parametrize(
    ("act", "titles", "undone"),
    [
        (lambda: scenes._doubled(0), ["One", "One", "Two"], ["One", "Two"]),
        (lambda: scenes._removed(0), ["Two"], ["One", "Two"]),
        (lambda: scenes._moved(0, 1), ["Two", "One"], ["One", "Two"]),
        (add_to_briefing.undo, ["One"], ["One"]),
    ],
    ids=["duplicate", "remove", "move", "undo"],
)
def test_a_change_that_another_request_cuts_anywhere_is_made_once(
    requests: tuple[Requests, Session, list[str]], act: Callable[[], None], titles: list[str], undone: list[str]
):
    cuts, session, _ = requests

    def begins() -> None:
        session.clear()
        session.update({add_to_briefing.KEY: BEGUN, add_to_briefing.PAST: (LATER,)})
        cuts.words, cuts.cut = 0, None

    begins()
    act()
    words = cuts.words
    assert words > 2
    for cut in range(1, words + 1):
        begins()
        cuts.cut = cut
        with pytest.raises(RerunException):
            act()
        assert [scene.title for scene in add_to_briefing.progress().scenes] == titles, cut
        add_to_briefing.undo()
        assert [scene.title for scene in add_to_briefing.progress().scenes] == undone, cut


def test_a_view_that_is_added_while_another_request_comes_is_one_scene(
    requests: tuple[Requests, Session, list[str]], monkeypatch: pytest.MonkeyPatch
):
    cuts, session, toasts = requests
    monkeypatch.setattr(add_to_briefing, "heard", lambda *_: {"title": "Kept", "at": None, "file": None})
    view = store().parse({})[0]

    def adds(cut: int | None) -> int:
        session.clear()
        session.update({add_to_briefing.KEY: BEGUN})
        toasts.clear()
        cuts.words, cuts.cut = 0, cut
        add_to_briefing._add(view, "map", "")
        return cuts.words

    for cut in range(1, adds(None) + 1):
        with pytest.raises(RerunException):
            adds(cut)
        assert [scene.title for scene in add_to_briefing.progress().scenes] == ["One", "Two", "Kept"], cut
        assert toasts[-1] == "Added as scene 3 of the briefing."


def test_what_the_tab_held_and_cannot_be_read_is_said_whatever_comes_between(requests: tuple[Requests, Session, list[str]]):
    cuts, session, toasts = requests
    for cut in range(1, 5):
        session.clear()
        session.update({"tab": {"kept": "{"}})
        toasts.clear()
        cuts.words, cuts.cut = 0, cut
        with pytest.raises(RerunException):
            add_to_briefing._take_back()
        assert toasts[-1].startswith("The briefing that this tab held was left out"), cut
        assert session[add_to_briefing.KEY] == Briefing(title=add_to_briefing.UNTITLED)
