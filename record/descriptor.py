"""`datapackage.json`: the shipped one is the one schema; what a package's own says of the package."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from record import columns, opening
from record.faults import Fault, UnreadableFileError, brief

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator
    from pathlib import Path

LONGEST_VERSION = 60


def read(folder: Path) -> tuple[dict[str, Any], list[Fault]]:
    """Return a package's descriptor and its faults. Raises UnreadableFileError where it is no JSON object."""
    return _read(opening.opened(folder, opening.DESCRIPTOR))


def _read(file: opening.File) -> tuple[dict[str, Any], list[Fault]]:
    value, faults = opening.document(file)
    if not isinstance(value, dict):
        raise UnreadableFileError(*faults, Fault(opening.DESCRIPTOR, "", "", brief(value), "a JSON object"))
    return value, [*faults, *_members(value)]


def _members(value: dict[str, Any]) -> Iterator[Fault]:
    version = value.get("version")
    if not isinstance(version, str) or not 0 < len(version.strip()) <= LONGEST_VERSION:
        words = f"text of 1 to {LONGEST_VERSION} characters"
        yield Fault(opening.DESCRIPTOR, "", "version", "" if version is None else brief(version), words)
    if not isinstance(value.get("title", ""), str):
        yield Fault(opening.DESCRIPTOR, "", "title", brief(value["title"]), "text")
    for name, test, words in LISTS:
        if name in value and not (isinstance(value[name], list) and all(test(part) for part in value[name])):
            yield Fault(opening.DESCRIPTOR, "", name, brief(value[name]), words)
    if value.get("licenses") == []:
        yield Fault(opening.DESCRIPTOR, "", "licenses", "[]", "one licence or more")


def _texts(part: object) -> bool:
    return isinstance(part, dict) and all(isinstance(word, str) for word in part.values())


def _resource(part: object) -> bool:
    return isinstance(part, dict) and isinstance(part.get("path"), str) and isinstance(part.get("hash", ""), str)


LISTS: tuple[tuple[str, Callable[[object], bool], str], ...] = (
    ("licenses", _texts, "a list of objects whose members are text"),
    ("sources", _texts, "a list of objects whose members are text"),
    ("resources", _resource, "a list of objects, each with a path that is text"),
)


def hashes(value: dict[str, Any], files: Iterable[opening.File]) -> Iterator[Fault]:
    """Hold files against the hashes that a descriptor without faults records of them."""
    resources = value.get("resources") or []
    recorded = {r["path"]: r["hash"] for r in resources if r.get("hash")}
    for file in files:
        has = f"sha256:{file.sha256}"
        if recorded.get(file.name, has) != has:
            yield Fault(file.name, "", "", has, f"the hash of datapackage.json, {recorded[file.name]}; run `make data`")


def schema() -> dict[str, Any]:
    """Return the shipped descriptor as a schema, to be read alone. Raises UnreadableFileError where it cannot be held to."""
    return _schema(opening.opened(opening.SHIPPED, opening.DESCRIPTOR))


@lru_cache(maxsize=1)
def _schema(file: opening.File) -> dict[str, Any]:
    """Return a descriptor as a schema. What reads a table asks for it, and so does each column that is written."""
    value, faults = _read(file)
    faults += list(_unusable(value)) if not faults else []
    if faults:
        raise UnreadableFileError(*faults)
    return value


def _unusable(value: dict[str, Any]) -> Iterator[Fault]:
    for resource in value.get("resources", []):
        kinds = columns.CSV if resource["path"].endswith(".csv") else columns.JSON
        try:
            known = all(_known(field, kinds) for field in resource.get("schema", {"fields": []})["fields"])
            words = "" if known else "types and constraints that this reader knows"
        except (KeyError, TypeError, AttributeError, re.error) as error:
            words = f"fields of Table Schema ({brief(str(error))})"
        if words:
            yield Fault(opening.DESCRIPTOR, "", "schema", resource["path"], words)


def _known(field: Any, kinds: Container[str]) -> bool:  # noqa: ANN401 -- whatever JSON holds
    """Tell whether a field can be held to. Raises what Python raises of a field that is none."""
    constraints = field.get("constraints", {})
    re.compile(constraints.get("pattern", ""))
    return isinstance(field["name"], str) and field["type"] in kinds and set(constraints) <= columns.CONSTRAINTS
