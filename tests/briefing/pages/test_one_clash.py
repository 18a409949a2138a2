"""Whose claims a clash lies in, as a deck says it: the words of the page, shares for an area, the lens and its day."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from briefing.answers import Answers
from briefing.pages import one_clash
from question.view import View
from tests.packages import CLASH
from waters import sentences

if TYPE_CHECKING:
    import pandas as pd

    from layers.store import Store


def whose(store: Store, row: pd.Series, lens: str, view: View | None = None) -> str:
    stage: Any = SimpleNamespace(store=store, answers=Answers(store, view or View()))
    return one_clash._whose(stage, row, lens)


def test_a_clash_at_a_position_is_told_in_the_words_of_the_page(store: Store):
    row = store.frames["incidents"].loc[CLASH]
    for lens in ("claimed", "award"):
        assert whose(store, row, lens) == sentences.whose(row["standing"], lens, None)
    assert whose(store, row, "award").startswith("in waters claimed by Malaysia and the Philippines")


def test_a_clash_in_a_general_area_is_told_in_shares_of_it(store: Store):
    frame = store.frames["incidents"]
    row = frame[frame["position_basis"] == "general area"].iloc[0]
    words = whose(store, row, "claimed")
    assert words.startswith("an area, no point: ")
    assert "%" in words


def test_before_its_day_nothing_is_told_after_the_award(store: Store):
    row = store.frames["incidents"].loc[CLASH]
    assert whose(store, row, "award", View(end=dt.date(2015, 1, 1))) == "the award is of 12 July 2016"


def test_the_list_of_shared_waters_says_what_it_leaves_out(store: Store):
    stage: Any = SimpleNamespace(store=store, answers=Answers(store, View()))
    table = one_clash.shares(stage)
    left = stage.answers.shared[one_clash.MOST_SHARES :]
    km2 = sum(share.km2 for share in left)
    assert table.note.endswith(f"Left out of the list: {len(left)} smaller sets, {km2:,.0f} km².")
