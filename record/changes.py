"""What is new: the rows of `changes.csv`, which tells what each version of the data added, changed or withdrew."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from record.reading import Package

KINDS = ("added", "changed", "withdrawn")


class Change(NamedTuple):
    """One feature that a version added, changed or withdrew; `what` names the columns that changed."""

    version: str
    date: dt.date
    layer: str
    feature: str
    change: str
    what: str


def since(package: Package, day: dt.date | None = None) -> tuple[Change, ...]:
    """Return the changes of the versions of `day` and later, or all of them: the newest version first, then as filed."""
    table = package.tables["changes"]
    rows = [
        Change(version, date.date(), *rest)
        for version, date, *rest in table[list(Change._fields)].itertuples(index=False, name=None)
    ]
    kept = [row for row in rows if day is None or row.date >= day]
    return tuple(sorted(kept, key=lambda row: row.date, reverse=True))


def versions(changes: tuple[Change, ...]) -> dict[str, dt.date]:
    """Return the versions that changes belong to with their days, the newest first."""
    return {change.version: change.date for change in changes}
