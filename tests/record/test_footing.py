"""What a clash rests on: pages, origins, and whose words are a state's own."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from record import footing, reading
from record.evidence import Account
from record.footing import Footing
from tests.packages import CLASH

if TYPE_CHECKING:
    from layers.store import Store
    from record.reading import Package

ALL = frozenset({"CHN", "PHL"})


@pytest.mark.parametrize(
    ("held", "words", "keys"),
    [
        (Footing(3, 2, ALL), "3 reports, 2 independent origins, two states' own words", {"both"}),
        (Footing(2, 1, ALL - {"CHN"}), "2 reports, 1 independent origin, one state's own words", {"one"}),
        (Footing(1, 1, frozenset()), "one page, no state's own words", {"none", "single"}),
        (Footing(1, 1, ALL - {"PHL"}, weak=True), "one weak page, one state's own words", {"one", "single"}),
        (
            Footing(2, 1, frozenset(), weak=True),
            "2 reports, 1 independent origin, all of them weak, no state's own words",
            {"none"},
        ),
    ],
)
def test_it_is_said_in_words_and_found_by_its_keys(held: Footing, words: str, keys: set[str]):
    assert held.words == words
    assert held.keys == keys
    assert set(footing.RESTS) >= keys
    assert held.short.startswith(footing.RESTS[held.voices])
    assert ("weak page" in held.short) == held.weak


def test_a_state_speaks_in_its_own_words_and_as_a_party_alone(shipped: Package):
    (report, *_) = shipped.evidence.of_feature("incidents", CLASH)
    accounts = [
        Account("CHN", "says", report),
        Account("PHL", "says", report, "captain"),
        Account("USA", "says", report),
    ]
    assert footing.speaking(ALL, accounts) == {"CHN"}


def test_every_clash_rests_on_what_its_rows_say(store: Store):
    tables = {}
    for name in ("citations", "accounts", "parties", "incidents"):
        with (reading.SHIPPED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    weak = {row["id"] for row in tables["incidents"] if row["weak"] == "true"}
    assert weak
    for row in store.frames["incidents"].itertuples():
        pages = {c["report"] for c in tables["citations"] if (c["layer"], c["feature"]) == ("incidents", row.id)}
        parties = {p["state"] for p in tables["parties"] if p["incident"] == row.id}
        own = {
            a["state"] for a in tables["accounts"] if (a["layer"], a["feature"], a["speaker"]) == ("incidents", row.id, "")
        }
        assert row.footing == Footing(len(pages), row.origins, frozenset(own & parties), weak=row.id in weak), row.id
