"""What is new: the rows of each version of the data, from a day on."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING

from record import changes, reading

if TYPE_CHECKING:
    from layers.store import Store
    from record.reading import Package
    from tests.packages import Copy


def filed() -> list[dict[str, str]]:
    with (reading.SHIPPED / "changes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_changes_are_told_the_newest_version_first(shipped: Package):
    rows = changes.since(shipped)
    told = [(row.version, row.date.isoformat(), row.layer, row.feature, row.change, row.what) for row in rows]
    assert sorted(told) == sorted(tuple(row.values()) for row in filed())
    assert [row.date for row in rows] == sorted((row.date for row in rows), reverse=True)
    assert next(iter(changes.versions(rows))) == shipped.version


def test_since_a_day_the_versions_of_that_day_and_later_are_told(shipped: Package):
    newest = max(row["date"] for row in filed())
    day = dt.date.fromisoformat(newest)
    expected = [row["feature"] for row in filed() if row["date"] == newest]
    assert [row.feature for row in changes.since(shipped, day)] == expected
    assert changes.since(shipped, day + dt.timedelta(days=1)) == ()


def test_what_is_there_is_not_said_to_be_withdrawn(store: Store):
    for row in changes.since(store.package):
        later = [r for r in changes.since(store.package, row.date) if (r.layer, r.feature) == (row.layer, row.feature)]
        assert (row.feature in store.ids) == (later[0].change != "withdrawn"), row


def test_a_package_that_tells_no_change_has_none(copy: Copy):
    copy.write("changes", [])
    assert changes.since(reading.read(copy.path)) == ()
