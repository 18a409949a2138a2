"""The next edition of the package: all decisions that stand as rows, its version, its changes, and how it differs."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.publish import identity, rows
from desk.publish.base import KEYS, written
from desk.review.needs import NEW, WRITING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.publish.base import Base, Row
    from desk.publish.rows import Change, Made
    from desk.store.shown import Decided


@dataclass(frozen=True)
class Edition:
    """The tables as they will be, the version, what changes, and why some decision cannot be published."""

    version: str
    tables: dict[str, list[Row]]
    changes: tuple[Change, ...]
    faults: tuple[str, ...]


def edition(base: Base, decisions: Iterable[Decided], today: str) -> Edition:
    """Return the edition that the decisions that stand make of a package, the same for the same ones in whatever order."""
    writing = [each for each in decisions if each.verdict in WRITING]
    added = {identity.feature(each.verdict, each.fields): NEW[each.verdict] for each in writing if each.verdict in NEW}
    made: list[Made] = []
    changes: list[Change] = []
    faults: list[str] = []
    for decided in writing:
        try:
            more, change = rows.of(decided, base, added, today)
        except rows.Unpublishable as error:
            faults.append(f"Page {decided.page_id}, {decided.verdict}: {error}")
        else:
            made += more
            changes += change
    version = _next(base.version, changes)
    told = _told(changes)
    made += [rows.Made("changes", {"version": version, "date": today, **change._asdict()}) for change in told]
    tables, doubled = _tables(base, made)
    return Edition(version, tables, told, tuple(sorted([*faults, *doubled])))


def _next(version: str, changes: list[Change]) -> str:
    """Return the version after one: a new feature raises its second number, another change its third, none leaves it."""
    if not changes:
        return version
    first, second, third = (int(part) for part in version.split("."))
    new = any(change.change == "added" for change in changes)
    return f"{first}.{second + 1}.0" if new else f"{first}.{second}.{third + 1}"


def _told(changes: list[Change]) -> tuple[Change, ...]:
    """Return one change a feature: what is added is not changed as well."""
    by_feature: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        by_feature.setdefault((change.layer, change.feature), []).append(change)
    told = []
    for _, several in sorted(by_feature.items()):
        new = next((each for each in several if each.change == "added"), None)
        what = sorted({part for each in several for part in each.what.split(", ")})
        told.append(new or several[0]._replace(what=", ".join(what)))
    return tuple(told)


def _tables(base: Base, made: list[Made]) -> tuple[dict[str, list[Row]], list[str]]:
    """Return the tables with all rows in their places, and a sentence for each row that two decisions make differently."""
    tables: dict[str, list[Row]] = {}
    faults = []
    for name, old in base.tables.items():
        corrected, clashes = _corrected(old, [each for each in made if each.table == name and each.replaces])
        new, doubled = _once(name, [each.row for each in made if each.table == name and not each.replaces])
        tables[name] = _placed(name, corrected, new)
        faults += [*clashes, *doubled]
    return tables, faults


def _corrected(old: list[Row], replaced: list[Made]) -> tuple[list[Row], list[str]]:
    cells: dict[str, Row] = {}
    faults = []
    for each in sorted(replaced, key=lambda each: (each.replaces, sorted(each.row.items()))):
        for column, value in each.row.items():
            if cells.setdefault(each.replaces, {}).setdefault(column, value) != value:
                faults.append(f"Two decisions correct {column} of {each.replaces} differently: undo one.")
    return [row | cells.get(row["id"], {}) if cells else row for row in old], faults


def _once(name: str, new: list[Row]) -> tuple[list[Row], list[str]]:
    """Return new rows in the order of their keys, each once."""
    by_key: dict[tuple[str, ...], list[Row]] = {}
    for row in new:
        by_key.setdefault(tuple(row[part] for part in KEYS[name]), []).append(row)
    kept, faults = [], []
    for key, several in sorted(by_key.items()):
        # The same page may have come on two days.
        several.sort(key=lambda row: sorted(row.items()))
        differ = {tuple(sorted((k, v) for k, v in row.items() if k != "retrieved")) for row in several}
        if len(differ) > 1 or (name in {"incidents", "developments"} and len(several) > 1):
            faults.append(f"Two decisions make {name} {' '.join(key)}: decide that one adds to the other.")
        kept.append(several[0])
    return kept, faults


def _placed(name: str, old: list[Row], new: list[Row]) -> list[Row]:
    """Return rows in the order of the file: behind those of a smaller first key, or at the end of a file that has none."""
    key = KEYS[name][:1] if name == "parties" else KEYS[name]

    def place(row: Row) -> tuple[str, ...]:
        return tuple(row[part] for part in key)

    if [place(row) for row in old] != sorted(place(row) for row in old):
        return [*old, *new]
    return sorted([*old, *new], key=place)


def difference(base: Base, following: Edition) -> str:
    """Return how the tables differ, as a reviewer reads it: lines with + and -, a table after the other."""
    parts: list[str] = []
    for name, table in following.tables.items():
        before = written(base.columns[name], base.tables[name]).splitlines()
        after = written(base.columns[name], table).splitlines()
        parts += difflib.unified_diff(before, after, f"a/{name}.csv", f"b/{name}.csv", lineterm="", n=0)
    return "\n".join(parts)
