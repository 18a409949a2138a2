"""Components are told each change with when it was sent, so that none overtakes another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from views.parts import component

if TYPE_CHECKING:
    import pytest


def test_each_state_of_the_data_has_a_later_time_and_the_same_state_keeps_its_own(monkeypatch: pytest.MonkeyPatch):
    now = 1000
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(component.time, "time_ns", lambda: now * 1_000_000)
    first: dict[str, Any] = {"ready": False, "rows": [1, 2]}
    assert component._sent("a", first) == 1000
    now = 2000
    assert component._sent("a", dict(first)) == 1000
    # Even where the clock stands still, or is set back.
    now = 1000
    assert [component._sent("a", {"ready": ready}) for ready in (True, False, False, True)] == [1001, 1002, 1002, 1003]
    assert component._sent("b", first) == 1000
