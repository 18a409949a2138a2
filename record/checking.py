"""Holding a data package against the schema: frictionless for what Table Schema can say, and the rules that it cannot.

All faults are gathered before anything is refused, so that one run names everything there is to mend.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import frictionless
from frictionless.resources import TableResource
from shapely.errors import ShapelyError
from shapely.geometry import shape

from record.faults import Fault
from record.region import REGION_LAT_DEG, REGION_LON_DEG
from words import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Rows = dict[str, list[dict[str, str]]]
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
# Files that a package may leave to the shipped one, or that `make zones` computes.
OPTIONAL = {"land", "coasts", "sea", "zone_shapes", "cells"}
# Table Schema's constraints in words.
RULES = {
    "maximum": "a number of at most {}",
    "minimum": "a number of at least {}",
    "pattern": "text of the form {}",
    "enum": "one of {}",
    "required": "a value: the cell must not be empty",
    "unique": "a value that no other row has",
}
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


def check(path: Path, schema: dict[str, Any]) -> list[Fault]:
    """Return every fault of the package at `path` under `schema`, in the order of files and rows."""
    missing = [Fault(name, "", "", "", "the file to be there") for name in _files(schema) if not (path / name).is_file()]
    if missing:
        return missing
    try:
        descriptor = json.loads((path / "datapackage.json").read_text(encoding="utf-8"))
        version = descriptor["version"]
        claims = json.loads((path / "claims.geojson").read_text(encoding="utf-8"))["features"]
        rows = [{"id": feature.get("id"), **feature["properties"]} for feature in claims]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        expected = "JSON objects: a descriptor with its version, and a FeatureCollection whose features have properties"
        return [Fault("datapackage.json or claims.geojson", "", "", str(error), expected)]
    faults = [] if isinstance(version, str) else [Fault("datapackage.json", "", "version", str(version), "text")]
    found, tables = _tabular(path, schema, rows)
    faults += [*found, *_hashes(path, descriptor), *_geometry(claims)]
    # The rules below walk along columns; a table that lacks one has been named already.
    if _whole(tables, schema):
        faults += [*_references(tables), *_dates(tables), *_wording(tables), *_copied(tables)]
    return faults


def _whole(tables: Rows, schema: dict[str, Any]) -> bool:
    wanted = {r["name"]: {field["name"] for field in r["schema"]["fields"]} for r in schema["resources"] if "schema" in r}
    return all(
        name in tables and (not tables[name] or columns <= tables[name][0].keys()) for name, columns in wanted.items()
    )


def _files(schema: dict[str, Any]) -> list[str]:
    return ["datapackage.json", *(r["path"] for r in schema["resources"] if r["name"] not in OPTIONAL)]


def _tabular(path: Path, schema: dict[str, Any], claims: list[dict[str, Any]]) -> tuple[list[Fault], Rows]:
    """Run frictionless over every table, the claims' properties among them; return its faults and the rows as text."""
    resources = []
    names = {}
    for resource in schema["resources"]:
        if "schema" not in resource:
            continue
        source = {"data": _cells(claims, resource)} if resource["name"] == "claims" else {"path": resource["path"]}
        kept = {"name": resource["name"], "schema": resource["schema"], **source}
        resources.append(kept | ({"encoding": "utf-8"} if "path" in source else {}))
        names[resource["name"]] = resource["path"]
    package = frictionless.Package.from_descriptor({"name": "soundings", "resources": resources}, basepath=str(path))
    report = package.validate()
    faults = [
        _fault(names.get(task.name, task.name), error.to_descriptor()) for task in report.tasks for error in task.errors
    ]
    faults += [Fault("datapackage.json", "", "", error.message, "a package that can be read") for error in report.errors]
    unread = {names.get(task.name, task.name) for task in report.tasks if task.errors and not task.stats.get("rows")}
    read = [r for r in package.resources if isinstance(r, TableResource) and (not faults or names[r.name] not in unread)]
    return faults, {resource.name: [_plain(row.to_dict()) for row in resource.read_rows()] for resource in read}


def _plain(row: dict[str, Any]) -> dict[str, str]:
    return {column: "" if value is None else str(value) for column, value in row.items()}


def _cells(claims: list[dict[str, Any]], resource: dict[str, Any]) -> list[list[Any]]:
    header = [field["name"] for field in resource["schema"]["fields"]]
    return [header, *([row.get(column) for column in header] for row in claims)]


def _fault(file: str, error: dict[str, Any]) -> Fault:
    note = str(error.get("note") or error.get("message") or "another value").rstrip(".")
    rule = re.fullmatch(r'constraint "(\w+)" is "(.*)"', note, re.DOTALL)
    if rule and rule[1] in RULES:
        expected = RULES[rule[1]].format(rule[2])
    elif error.get("type") == "type-error":
        expected = f"a value of its type ({note})"
    else:
        expected = note
    row, column, cell = (str(error.get(key, "")) for key in ("rowNumber", "fieldName", "cell"))
    if error.get("type") == "foreign-key":
        column, cell = ", ".join(error.get("fieldNames", [])), ", ".join(map(str, error.get("fieldCells", [])))
        expected = f"an id that {error.get('referenceName') or 'the other table'} has"
    return Fault(file, row, column, cell, expected)


def _hashes(path: Path, descriptor: dict[str, Any]) -> Iterator[Fault]:
    for resource in descriptor.get("resources", []):
        file, hashed = path / str(resource.get("path")), resource.get("hash")
        if hashed and file.is_file():
            found = f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
            if found != hashed:
                yield Fault(file.name, "", "", found, f"the hash of datapackage.json, {hashed}; run `make data`")


def _geometry(claims: list[dict[str, Any]]) -> Iterator[Fault]:
    (west, east), (south, north) = REGION_LON_DEG, REGION_LAT_DEG
    for feature in claims:
        if feature.get("geometry") is None:
            continue
        try:
            drawn = shape(feature["geometry"])
            minx, miny, maxx, maxy = drawn.bounds
        except (ValueError, KeyError, TypeError, AttributeError, ShapelyError) as error:
            yield Fault("claims.geojson", str(feature.get("id")), "geometry", str(error), "a GeoJSON geometry")
            continue
        if not (west <= minx <= maxx <= east and south <= miny <= maxy <= north):
            box = f"every point between {west:g} and {east:g} E, {south:g} and {north:g} N"
            yield Fault("claims.geojson", str(feature.get("id")), "geometry", str(drawn.bounds), box)
        if not drawn.is_valid:
            yield Fault("claims.geojson", str(feature.get("id")), "geometry", "", "a ring that does not cross itself")


def _references(tables: Rows) -> Iterator[Fault]:
    """Check what Table Schema's foreign keys cannot: ids named with their layer, lists of ids, and what must be cited."""
    ids = {name: {row["id"] for row in tables[name]} for name in (*FEATURES, "reports")} | FIXED
    cited = {(row["layer"], row["feature"], row["report"]) for row in tables["citations"]}
    yield from _named(tables, ids)
    yield from _listed(tables, ids)
    yield from _uncited(tables, ids, cited)


def _named(tables: Rows, ids: dict[str, set[str]]) -> Iterator[Fault]:
    for name in ("citations", "accounts"):
        for number, row in enumerate(tables[name], start=2):
            if row["feature"] not in ids.get(row["layer"], set()):
                yield Fault(f"{name}.csv", str(number), "feature", row["feature"], f"an id of {row['layer']}")


def _listed(tables: Rows, ids: dict[str, set[str]]) -> Iterator[Fault]:
    for name, column, other in LISTS:
        for row in tables[name]:
            for part in row[column].split(";"):
                if part and part not in ids[other]:
                    yield Fault(f"{name}.csv", row["id"], column, part, f"an id of {other}")


def _uncited(tables: Rows, ids: dict[str, set[str]], cited: set[tuple[str, str, str]]) -> Iterator[Fault]:
    for number, row in enumerate(tables["accounts"], start=2):
        if (row["layer"], row["feature"], row["report"]) not in cited:
            yield Fault("accounts.csv", str(number), "report", row["report"], f"a report that {row['feature']} cites")
    supported = {pair[:2] for pair in cited}
    for layer in FEATURES:
        for feature in sorted(ids[layer]):
            if (layer, feature) not in supported:
                yield Fault(layer, feature, "", "", "at least one report in citations.csv")
    used = {report for _, _, report in cited} | {row["from_report"] for row in tables["origins"]}
    for report in sorted(ids["reports"] - used):
        yield Fault("reports.csv", report, "", "", "a feature that it describes (an orphan report: cite or drop it)")


def _dates(tables: Rows) -> Iterator[Fault]:
    for name in ("incidents", "developments"):
        for row in tables[name]:
            if row["date_end"] and row["date_end"] < row["date_start"]:
                yield Fault(f"{name}.csv", row["id"], "date_end", row["date_end"], f"a day from {row['date_start']} on")


def _wording(tables: Rows) -> Iterator[Fault]:
    for row in tables["incidents"]:
        charged = CHARGED.search(row["title"])
        if charged and not ATTRIBUTED.search(row["title"]):
            expected = f"a title that says whose word “{charged[0]}” is, or another word"
            yield Fault("incidents.csv", row["id"], "title", row["title"], expected)


def _copied(tables: Rows) -> Iterator[Fault]:
    """Find summaries that repeat a page's title: eight words in a row are no coincidence."""
    titles: dict[tuple[str, ...], str] = {}
    for row in tables["reports"]:
        for run in _runs(row["title"]):
            titles.setdefault(run, row["id"])
    for name in ("incidents", "developments"):
        for row in tables[name]:
            for run in _runs(row["summary"]):
                if run in titles:
                    expected = f"our own words, not those of {titles[run]}: “{' '.join(run)}”"
                    yield Fault(f"{name}.csv", row["id"], "summary", "", expected)
                    break


def _runs(sentence: str, length: int = 8) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.fold(sentence))
    return [tuple(words[start : start + length]) for start in range(len(words) - length + 1)]
