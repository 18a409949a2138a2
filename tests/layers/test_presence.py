"""Words and presence alone: no clash, left out unless asked for, and named as what they are wherever they are met."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from layers import incidents, layer, periods, places, trends
from question.view import View
from record import severity
from tests.presence import apart, filed

if TYPE_CHECKING:
    from layers.store import Store

WIDE = View(severity=0)


def test_the_default_leaves_them_out_and_one_choice_brings_them_in(store: Store):
    frame, every = store.frames["incidents"], {row["id"] for row in filed()}
    assert apart()
    assert set(incidents.filter(frame, View()).index) == every - set(apart())
    assert set(incidents.filter(frame, WIDE).index) == every
    assert set(incidents.counted(frame, View(severity=5)).index) == every - set(apart())
    assert set(incidents.counted(frame, WIDE).index) == every


def test_a_place_counts_clashes_alone_and_its_dossier_lists_what_the_view_counts(store: Store):
    here = Counter(row["place"] for row in filed() if row["id"] not in apart())
    wide = Counter(row["place"] for row in filed())
    frame = store.frames["places"]
    assert {place: int(n) for place, n in frame["clashes"].items() if n} == dict(here)
    for place in [place for place in wide if wide[place] != here[place]][:5]:
        for view, counted in ((View(), here), (WIDE, wide)):
            section, _ = places.TRAITS.beside(frame.loc[place], store.frames, view)
            assert section.heading == f"Reported {view.unit[1]} at or near it"
            assert len(section.ids) == counted[place]


def test_each_says_that_it_is_not_counted_as_a_clash(store: Store):
    frame = store.frames["incidents"]
    for identity, row in frame.iterrows():
        card, says = incidents.describe(row), incidents.TRAITS.says(row)
        assert ("not counted as a clash" in card.kicker) == (identity in apart())
        assert ("not counted as a clash" in says) == (identity in apart())
        assert card.kind == ("words or presence only" if identity in apart() else "")


@pytest.mark.parametrize("place", ["page", "deck", "sheet"])
def test_the_legend_shows_the_step_only_where_the_view_brings_it_in(place: str):
    named, wide = (getattr(incidents.legend(view), place) for view in (View(severity=3), WIDE))
    assert [sign.title for sign in named.signs] == [step.name for step in severity.STEPS if step.level >= severity.CLASH]
    assert [sign.title for sign in wide.signs] == [step.name for step in severity.STEPS]
    assert "lashes" in named.heading
    assert "lash" not in wide.heading


def test_a_mark_is_called_after_what_the_view_counts(store: Store):
    traits = layer("incidents").TRAITS
    assert traits.named(View()) == ("reported clash", "reported clashes")
    assert traits.named(WIDE) == ("reported incident", "reported incidents")
    frame = store.frames["incidents"]
    assert not any("wide" in one.numbers for one in incidents.draw(incidents.filter(frame, View()), View()))
    assert all(one.numbers["wide"] for one in incidents.draw(frame, WIDE))


def test_they_are_counted_in_bars_and_add_nothing_to_the_tension(store: Store):
    frame = store.frames["incidents"]
    narrow, wide = (trends.bar(incidents.filter(frame, view)) for view in (View(), WIDE))
    assert len(wide.ids) - len(narrow.ids) == len(apart()) == wide.terms[0].n
    assert narrow.terms[0].n == 0
    assert wide.tension == narrow.tension


def test_a_comparison_calls_them_incidents(store: Store):
    frame = store.frames["incidents"]
    said = [periods.compare(store.package, frame, view).sentence() for view in (View(), WIDE)]
    assert "reported clash" in said[0]
    assert "reported incident" in said[1]
    assert "clash" not in said[1]
