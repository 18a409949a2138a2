"""The rules between tables, and those that Table Schema cannot say: keys, dates in order, whose words stand.

They walk over cells as they stand, after each file was read by itself. All faults are gathered before anything is
refused, so that one run names everything there is to mend, in the order of files and rows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from record.faults import Fault
from words import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from record.tables import Table

Tables = dict[str, "Table"]
# Layers of one feature each, which have no table.
FIXED = {"land": {"land"}, "sea": {"south-china-sea"}}
FEATURES = ("incidents", "developments", "places", "claims")
# `;`-joined lists whose parts are ids of another table: Table Schema has no such foreign key.
LISTS = (
    ("developments", "also_places", "places"),
    ("developments", "linked_claims", "claims"),
    ("developments", "linked_incidents", "incidents"),
    ("zones", "lines", "claims"),
    ("zones", "features", "places"),
    ("zones", "cut_by", "claims"),
    ("zones", "instruments", "claims"),
)
# Columns between which a time runs.
SPANS = (
    ("incidents", "date_start", "date_end", "a day from {} on"),
    ("developments", "date_start", "date_end", "a day from {} on"),
    ("claims", "valid_from", "valid_to", "a date from {} on"),
    ("zones", "valid_from", "valid_to", "a date from {} on"),
)
# A title that uses one of these must also say whose word it is.
CHARGED = re.compile(
    r"\b(ramm?(?:ed|s|ing)?|harass\w*|bull(?:y|ies|ied)|illegal\w*|aggress\w*|provo[ck]\w*|inva[ds]\w*|intru\w*|expel\w*"
    r"|driv(?:e|es|en) (?:off|away|out)|territory|so-called|swarm(?:s|ed)?)\b",
    re.IGNORECASE,
)
ATTRIBUTED = re.compile(
    r"\b(says?|said|reports?|reported|accus\w+|alleg\w+|claim\w*|dispute\w*|den(?:y|ies)|protest\w*|territorial sea)\b",
    re.IGNORECASE,
)


def rules(tables: Tables, schema: dict[str, Any]) -> Iterator[Fault]:
    """Return every fault between tables. All tables of the schema must be there."""
    yield from _keys(tables, schema)
    yield from _references(tables)
    yield from _dates(tables)
    yield from _accuracies(tables)
    yield from _wording(tables)
    yield from _copied(tables)


def ordered(faults: Iterable[Fault], tables: Tables, schema: dict[str, Any]) -> list[Fault]:
    """Return faults by file, in the schema's order, and by row, in the file's."""
    files = {resource["path"]: number for number, resource in enumerate(schema["resources"])}
    # A feature that lacks something is named by its layer, whose name is its file's.
    files |= {resource["name"]: number for number, resource in enumerate(schema["resources"])}
    named = {table.file: table for table in tables.values()} | tables
    places: dict[str, dict[str, int]] = {}

    def place(fault: Fault) -> tuple[int, int]:
        if fault.row.isdecimal():
            return files.get(fault.file, -1), int(fault.row)
        if fault.file not in places:
            ids = named[fault.file].cells.get("id", []) if fault.file in named else []
            places[fault.file] = {identity: row for row, identity in enumerate(ids, start=2)}
        return files.get(fault.file, -1), places[fault.file].get(fault.row, -1)

    return sorted(faults, key=place)


def _keys(tables: Tables, schema: dict[str, Any]) -> Iterator[Fault]:
    """Hold every foreign key of the schema against the column that it names."""
    for resource in schema["resources"]:
        for key in resource.get("schema", {}).get("foreignKeys") or []:
            table, column = tables[resource["name"]], key["fields"]
            other = key["reference"]["resource"] or resource["name"]
            there = set(tables[other].cells[key["reference"]["fields"]])
            for row, cell in zip(table.rows, table.cells[column], strict=True):
                if cell and cell not in there:
                    yield Fault(table.file, row, column, cell, f"an id that {other} has")


def _references(tables: Tables) -> Iterator[Fault]:
    """Check what Table Schema's foreign keys cannot: ids named with their layer, lists of ids, and what must be cited."""
    ids = {name: set(tables[name].cells["id"]) for name in (*FEATURES, "reports")} | FIXED
    cited = set(tables["citations"].records("layer", "feature", "report"))
    yield from _named(tables, ids)
    yield from _listed(tables, ids)
    yield from _uncited(tables, cited)


def _named(tables: Tables, ids: dict[str, set[str]]) -> Iterator[Fault]:
    for name in ("citations", "accounts"):
        table = tables[name]
        for row, (layer, feature) in zip(table.rows, table.records("layer", "feature"), strict=True):
            if feature not in ids.get(layer, set()):
                yield Fault(table.file, row, "feature", feature, f"an id of {layer}")


def _listed(tables: Tables, ids: dict[str, set[str]]) -> Iterator[Fault]:
    for name, column, other in LISTS:
        for identity, cell in tables[name].records("id", column):
            for part in cell.split(";"):
                if part and part not in ids[other]:
                    yield Fault(tables[name].file, identity, column, part, f"an id of {other}")


def _uncited(tables: Tables, cited: set[tuple[str, ...]]) -> Iterator[Fault]:
    accounts = tables["accounts"]
    for row, key in zip(accounts.rows, accounts.records("layer", "feature", "report"), strict=True):
        if key not in cited:
            yield Fault(accounts.file, row, "report", key[2], f"a report that {key[1]} cites")
    supported = {key[:2] for key in cited}
    for layer in FEATURES:
        for feature in tables[layer].cells["id"]:
            if (layer, feature) not in supported:
                yield Fault(layer, feature, "", "", "at least one report in citations.csv")
    used = {report for _, _, report in cited} | set(tables["origins"].cells["from_report"])
    for report in tables["reports"].cells["id"]:
        if report not in used:
            yield Fault("reports.csv", report, "", "", "a feature that it describes (an orphan report: cite or drop it)")


def _dates(tables: Tables) -> Iterator[Fault]:
    for name, first, last, words in SPANS:
        for identity, since, until in tables[name].records("id", first, last):
            # Dates of two precisions are compared as far as both are known.
            known = min(len(since), len(until))
            if until[:known] < since[:known]:
                yield Fault(tables[name].file, identity, last, until, words.format(since))


def _accuracies(tables: Tables) -> Iterator[Fault]:
    for identity, lines, metres in tables["zones"].records("id", "cut_by", "cut_accuracy_m"):
        if metres and metres.count(";") != lines.count(";"):
            yield Fault("zones.csv", identity, "cut_accuracy_m", metres, "as many figures as cut_by has ids, or none")


def charged(title: str) -> str:
    """Return a title's word that takes a side, where the title does not say whose word it is; else ""."""
    word = CHARGED.search(title)
    return word[0] if word and not ATTRIBUTED.search(title) else ""


def _wording(tables: Tables) -> Iterator[Fault]:
    for identity, title in tables["incidents"].records("id", "title"):
        word = charged(title)
        if word:
            expected = f"a title that says whose word “{word}” is, or another word"
            yield Fault("incidents.csv", identity, "title", title, expected)


def _copied(tables: Tables) -> Iterator[Fault]:
    """Find summaries that repeat a page's title: eight words in a row are no coincidence."""
    titles: dict[tuple[str, ...], str] = {}
    for identity, title in tables["reports"].records("id", "title"):
        for run in _runs(title):
            titles.setdefault(run, identity)
    for name in ("incidents", "developments"):
        for identity, summary in tables[name].records("id", "summary"):
            if titles.keys().isdisjoint(_runs(summary)):
                continue
            for run in [run for run in _runs(summary) if run in titles][:1]:
                expected = f"our own words, not those of {titles[run]}: “{' '.join(run)}”"
                yield Fault(tables[name].file, identity, "summary", "", expected)


def _runs(sentence: str, length: int = 8) -> zip[tuple[str, ...]]:
    words = re.findall(r"\w+", text.fold(sentence))
    return zip(*(words[start:] for start in range(length)), strict=False)
