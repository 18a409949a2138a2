"""How clashes lie to the dates of a question, what is drawn before it existed, and whose harm it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from layers import claims, incident_rows, incidents, places, reach
from layers.party import Party
from question.view import View
from record import severity

if TYPE_CHECKING:
    from layers.store import Store

DAY = dt.date(2024, 6, 17)
STANDOFF = "2024-04-15-sabina-shoal-standoff"


def test_what_spans_a_day_is_told_from_what_happened_on_it(store: Store):
    view = View(start=DAY, end=DAY)
    rows = incidents.filter(store.frames["incidents"], view)
    lie = reach.of(rows, view)
    assert lie.within == ("2024-06-17-second-thomas-shoal-boarding",)
    assert set(lie.beyond) == {*lie.earlier, *lie.later, *lie.vague}
    assert STANDOFF in lie.earlier
    assert STANDOFF in lie.later
    assert all(rows.loc[identity, "date_precision"] != "day" for identity in lie.vague)
    assert reach.note(rows, view) == "2 of them reach beyond these dates."
    assert reach.note(rows.loc[[STANDOFF]], view) == "It reaches beyond these dates."
    assert reach.note(rows, View()) == ""


@pytest.mark.parametrize(
    ("claim", "before", "since"),
    [
        # Agreed in 2014, in force since 1 August 2019.
        ("idn-phl-eez-boundary-2014", "2019-07-31", "2019-08-01"),
        ("phl-pd1599-eez", "1977-12-31", "1978-12-31"),
        ("twn-baselines-1999", "1998-12-31", "1999-12-31"),
    ],
)
def test_a_claim_counts_from_when_it_is_in_force(store: Store, claim: str, before: str, since: str):
    frame = store.frames["claims"]
    assert claim not in claims.filter(frame, View(end=dt.date.fromisoformat(before))).index
    assert claim in claims.filter(frame, View(end=dt.date.fromisoformat(since))).index


def test_no_law_of_a_later_day_stands_in_1900(store: Store):
    shown = claims.filter(store.frames["claims"], View(end=dt.date(1900, 12, 31)))
    # Brunei's maps: no page read gives their date.
    assert set(shown.index) == {"phl-treaty-limits-1898", "brn-shelf-eez-claim"}


def test_what_was_built_later_is_on_no_earlier_map(store: Store):
    frame = store.frames["places"]
    shown = places.filter(frame, View(end=dt.date(1988, 12, 31))).index
    assert {"fiery-cross-airfield", "subi-airfield", "hysy-981-rig-site"}.isdisjoint(shown)
    assert {"fiery-cross-reef", "scarborough-shoal"} <= set(shown)
    assert "fiery-cross-airfield" in places.filter(frame, View(end=dt.date(2016, 1, 1))).index


def test_one_order_of_gravity_is_level_then_harm_then_the_newest(store: Store):
    frame = store.frames["incidents"]
    ordered = incidents.gravest(frame, most=len(frame))
    harm = ordered[["severity", *incident_rows.HARM]].fillna(0).astype(int)
    keys = [(*row, day) for row, day in zip(harm.itertuples(index=False, name=None), ordered["date_start"], strict=True)]
    assert keys == sorted(keys, reverse=True)


def test_harm_is_summed_with_its_plurals(store: Store):
    frame = store.frames["incidents"]
    one = frame[(frame["vessels_sunk"] == 1) & frame["killed"].fillna(0).eq(0)].iloc[:1]
    assert incident_rows.harm_words(one).endswith("1 vessel sunk")
    assert incident_rows.harm_words(frame.loc[["1988-03-14-johnson-south-reef-battle"]]) == (
        "64 killed, 11 injured and 2 vessels sunk"
    )
    assert incident_rows.harm_words(frame.iloc[:0]) == ""
    assert severity.severity(["sinking"], sunk=2)[1] == "sinking, 2 vessels sunk"


def test_harm_that_is_counted_says_whose_it_is(store: Store):
    frame = store.frames["incidents"]
    harmed = frame[list(incident_rows.HARM)].fillna(0).gt(0).any(axis=1)
    assert (frame["harm_of"] != "").tolist() == harmed.tolist()
    card = incidents.describe(frame.loc["1974-01-19-paracels-battle"])
    (harm,) = (fact for fact in card.facts if fact.label == "Harm")
    assert harm.note.startswith("counted: the dead and wounded China's")
    assert "more than 100" in harm.note


def test_a_part_reads_as_a_side_that_acted_or_was_acted_on():
    target = Party("PHL", "", "", "target", "PHL", role_disputed=False)
    assert target.words == "the side that was acted on, as reported by the Philippines"
    assert target._replace(role="initiator", role_reported_by="").words == (
        "the side that acted, as reported by press or trackers, and by no state"
    )
