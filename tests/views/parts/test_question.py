"""The page's question in the address: what clicks write there, in whatever order a browser hears of them."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from streamlit.runtime.scriptrunner import RerunException

from tests.cutting import Requests, Session
from views.parts import question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGE = "Explore"


class Address:
    """The query of an address, as a page's script has it."""

    def __init__(self) -> None:
        """Begin with none."""
        self.held: dict[str, list[str]] = {}
        self.requests = Requests()
        self.session = Session(self.requests)

    def __iter__(self) -> Iterator[str]:
        """Give its keys."""
        self.requests.word()
        return iter([*self.held])

    def __len__(self) -> int:
        """Return the number of its keys."""
        return len(self.held)

    def get_all(self, key: str) -> list[str]:
        """Return every value of a key."""
        self.requests.word()
        return self.held[key]

    def from_dict(self, query: Mapping[str, str | list[str]]) -> None:
        """Take a query in place of what was held."""
        self.requests.word()
        self.held = {key: [value] if isinstance(value, str) else list(value) for key, value in query.items()}


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Address:
    held = Address()
    monkeypatch.setattr(question, "st", SimpleNamespace(query_params=held, session_state=held.session))
    return held


def clicks(address: Address, before: dict[str, str], **changes: object) -> dict[str, list[str]]:
    """Return what the address says after a click in a browser that has this address."""
    address.from_dict(before)
    question.ask(**changes)
    question.begin(PAGE)
    return address.held


def test_a_click_before_the_browser_has_heard_of_the_last_keeps_what_that_asked(address: Address):
    assert clicks(address, {}, states=("CHN",)) == {"states": ["CHN"]}
    assert clicks(address, {}, severity=4) == {"states": ["CHN"], "severity": ["4"]}
    # The third comes after the browser has heard of the first alone, and the map was moved meanwhile.
    third = clicks(address, {"states": "CHN", "at": "115,10,6"}, start=dt.date(2020, 1, 1))
    assert third == {"states": ["CHN"], "from": ["2020-01-01"], "severity": ["4"], "at": ["115,10,6"]}


def test_who_goes_back_asks_from_there(address: Address, monkeypatch: pytest.MonkeyPatch):
    clicks(address, {}, states=("CHN",))
    # A run without a click: the browser went back.
    address.from_dict({})
    monkeypatch.setattr(question, "by_history", lambda: True)
    question.begin(PAGE)
    assert address.held == {}
    monkeypatch.undo()
    monkeypatch.setattr(question, "st", SimpleNamespace(query_params=address, session_state=address.session))
    assert clicks(address, {}, severity=4) == {"severity": ["4"]}


def test_who_takes_a_choice_back_and_chooses_anew_has_that_alone(address: Address):
    clicks(address, {}, states=("CHN",))
    assert clicks(address, {"states": "CHN"}, states=()) == {}
    assert clicks(address, {}, severity=4) == {"severity": ["4"]}


def test_a_run_for_something_else_from_a_browser_that_has_not_heard_of_the_click_keeps_it(address: Address):
    clicks(address, {}, states=("CHN",))
    # A table is sorted, and the address that comes along is the one of before the click.
    address.from_dict({"at": "115,10,6"})
    question.begin(PAGE)
    assert address.held == {"states": ["CHN"], "at": ["115,10,6"]}
    # An address that no click has left is one that the reader went to.
    address.from_dict({"states": "VNM"})
    question.begin(PAGE)
    assert address.held == {"states": ["VNM"]}


@pytest.mark.parametrize("before", [{}, {"severity": "3"}])
def test_a_click_goes_along_to_another_page_that_is_gone_to_before_its_run(address: Address, before: dict[str, str]):
    address.from_dict(before)
    question.begin(PAGE)
    question.carry(PAGE, question=True)
    question.ask(states=("CHN",))
    # The run that follows the click is cut at its beginning: the reader goes on, and Streamlit empties the address.
    address.from_dict({})
    question.begin("Trends")
    question.carry("Trends", question=True)
    assert address.held == {"states": ["CHN"], **{key: [value] for key, value in before.items()}}


def test_a_click_leaves_the_address_of_a_page_without_a_question_alone(address: Address):
    question.carry(PAGE, question=True)
    question.ask(states=("CHN",))
    address.from_dict({})
    question.begin("About")
    question.carry("About", question=False)
    assert address.held == {}
    question.begin(PAGE)
    question.carry(PAGE, question=True)
    assert address.held == {"states": ["CHN"]}


@pytest.mark.parametrize("before", [{}, {"severity": "4"}])
def test_a_click_that_another_request_cuts_anywhere_is_done_all_the_same(address: Address, before: dict[str, str]):
    requests = address.requests
    clicks(address, {}, severity=4)
    question.carry(PAGE, question=True)
    address.from_dict(before)
    held = (dict(address.session), dict(address.held))
    requests.words = 0
    question.ask(states=("CHN",))
    words = requests.words
    assert words > 5
    for cut in range(1, words + 1):
        address.session.clear()
        address.session.update(held[0])
        address.held = dict(held[1])
        requests.words, requests.cut = 0, cut
        with pytest.raises(RerunException):
            question.ask(states=("CHN",))
        assert address.held == {"states": ["CHN"], "severity": ["4"]}, cut
        # The request that cut it brings along what its browser knew.
        address.from_dict(before)
        question.begin(PAGE)
        assert address.held == {"states": ["CHN"], "severity": ["4"]}, cut
