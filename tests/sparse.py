"""Valid packages with next to nothing in them, cut from the small one: what is left still stands on its reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from record.reading import parts
from tests.packages import CLASH, duplicate
from waters import derive

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.packages import Copy, Row

TABLES = (
    "accounts", "citations", "corrections", "developments", "findings", "incidents", "names", "origins", "parties",
    "places", "reports", "zones",
)  # fmt: skip
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"


def empty(copy: Copy) -> None:
    """Leave headers alone, and claims without a feature."""
    for name in TABLES:
        copy.write(name, [], seal=False)
    copy.write_claims(copy.claims() | {"features": []})
    derive.derive(copy.path)
    copy.seal()


def no_parties(copy: Copy) -> None:
    copy.write("parties", [])


def no_incidents(copy: Copy) -> None:
    _leave(copy, incidents=lambda _row: False)


def one_clash(copy: Copy) -> None:
    """Leave a single clash with its place, parties, accounts and reports, and the claims and zones around it."""
    _leave(copy, incidents=lambda row: row["id"] == CLASH, developments=lambda _row: False)


def claims_alone(copy: Copy) -> None:
    """Leave claim instruments and their reports: no place, nothing that happened, no zone."""
    copy.write("zones", [], seal=False)
    copy.write("findings", [], seal=False)
    _leave(copy, incidents=lambda _row: False, developments=lambda _row: False, places=lambda _row: False)
    derive.derive(copy.path)
    copy.seal()


def edges_of_time(copy: Copy) -> None:
    """Date a clash and a development to the first day that Python and the calendar have, and others to the last."""
    for name in ("incidents", "developments"):
        rows = copy.rows(name)
        for row, day in zip(rows, (FIRST_DAY, LAST_DAY), strict=False):
            row.update(date_start=day, date_end="", date_precision="day")
        copy.write(name, rows)


def waters_missing(copy: Copy) -> None:
    """Take the zones' shapes away: what is shipped belongs to other instruments."""
    (copy.path / derive.ZONES).unlink()


def _leave(copy: Copy, **keep: Callable[[Row], bool]) -> None:
    """Leave the rows of these tables that `keep` admits, and drop all that stood on the others."""
    rows = {name: copy.rows(name) for name in TABLES}
    dropped: dict[str, set[str]] = {}
    for name, admits in keep.items():
        dropped[name] = {row["id"] for row in rows[name] if not admits(row)}
        rows[name] = [row for row in rows[name] if admits(row)]

    def gone(layer: str, identity: str) -> bool:
        return identity in dropped.get(layer, ())

    for row in rows["developments"]:
        linked = [part for part in parts(row["linked_incidents"]) if not gone("incidents", part)]
        row["linked_incidents"] = ";".join(linked)
    for name in ("citations", "accounts"):
        rows[name] = [row for row in rows[name] if not gone(row["layer"], row["feature"])]
    rows["parties"] = [row for row in rows["parties"] if not gone("incidents", row["incident"])]
    rows["names"] = [row for row in rows["names"] if not gone("places", row["place"])]
    reports = {row["report"] for row in rows["citations"]}
    for name in ("findings", "corrections"):
        rows[name] = [row for row in rows[name] if row["report"] in reports]
    rows["origins"] = [
        row for row in rows["origins"] if row["report"] in reports and (row["from_report"] in reports or row["from_origin"])
    ]
    rows["reports"] = [row for row in rows["reports"] if row["id"] in reports]
    for name, left in rows.items():
        copy.write(name, left, seal=False)
    collection = copy.claims()
    for feature in collection["features"]:
        if feature["properties"]["coordinate_report"] not in reports:
            feature["properties"]["coordinate_report"] = None
    copy.write_claims(collection)


SPARSE: dict[str, Callable[[Copy], None]] = {
    thinned.__name__.replace("_", "-"): thinned
    for thinned in (
        empty, no_parties, no_incidents, one_clash, claims_alone, edges_of_time, waters_missing,
    )
}  # fmt: skip


def sparse(small: Path, target: Path, name: str) -> Copy:
    """Return a package of a kind, made from the small one in a directory of its own."""
    copy = duplicate(small, target)
    SPARSE[name](copy)
    return copy
