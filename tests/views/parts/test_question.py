"""The page's question in the address: what clicks write there, in whatever order a browser hears of them."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from views.parts import question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Address:
    """The query of an address, as a page's script has it."""

    def __init__(self) -> None:
        """Begin with none."""
        self.held: dict[str, list[str]] = {}

    def __iter__(self) -> Iterator[str]:
        """Give its keys."""
        return iter(self.held)

    def get_all(self, key: str) -> list[str]:
        """Return every value of a key."""
        return self.held[key]

    def from_dict(self, query: Mapping[str, str | list[str]]) -> None:
        """Take a query in place of what was held."""
        self.held = {key: [value] if isinstance(value, str) else list(value) for key, value in query.items()}


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Address:
    held = Address()
    monkeypatch.setattr(question, "st", SimpleNamespace(query_params=held, session_state={}))
    return held


def clicks(address: Address, before: dict[str, str], **changes: object) -> dict[str, list[str]]:
    """Return what the address says after a click in a browser that has this address."""
    address.from_dict(before)
    question.ask(**changes)
    question.begin()
    return address.held


def test_a_click_before_the_browser_has_heard_of_the_last_keeps_what_that_asked(address: Address):
    assert clicks(address, {}, states=("CHN",)) == {"states": ["CHN"]}
    assert clicks(address, {}, severity=4) == {"states": ["CHN"], "severity": ["4"]}
    # The third comes after the browser has heard of the first alone, and the map was moved meanwhile.
    third = clicks(address, {"states": "CHN", "at": "115,10,6"}, start=dt.date(2020, 1, 1))
    assert third == {"states": ["CHN"], "from": ["2020-01-01"], "severity": ["4"], "at": ["115,10,6"]}


def test_who_goes_back_asks_from_there(address: Address):
    clicks(address, {}, states=("CHN",))
    # A run without a click: the browser went back.
    address.from_dict({})
    question.begin()
    assert clicks(address, {}, severity=4) == {"severity": ["4"]}


def test_who_takes_a_choice_back_and_chooses_anew_has_that_alone(address: Address):
    clicks(address, {}, states=("CHN",))
    assert clicks(address, {"states": "CHN"}, states=()) == {}
    assert clicks(address, {}, severity=4) == {"severity": ["4"]}
