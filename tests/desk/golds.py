"""Golds of the made-up pages, and how far proposals agree with them: values right, wrong and missed by field."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from desk import child, proposal

FOLDER = Path(__file__).resolve().parent / "fixtures"
LISTS = ("states", "agencies", "vessels", "types", "origins")
FIELDS = ("kind", "when", "place", *LISTS, "harm", "accounts", "publisher", "published", "language")


class Read(NamedTuple):
    """A page as it was read: the article, the proposals, and its gold."""

    article: Any
    proposals: list[Any]
    gold: dict[str, Any]


def every() -> dict[str, Read]:
    """Return all made-up pages by name."""
    pages = sorted(path for path in FOLDER.iterdir() if not path.name.endswith(".gold.json"))
    return {path.name: read(path) for path in pages}


def read(path: Path) -> Read:
    article, made = proposal.proposals(child.parsed(path.name, path.read_bytes()))
    gold = json.loads((FOLDER / f"{path.stem}.gold.json").read_text("utf-8"))
    return Read(article, made, gold)


def plain(value: object) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", str(value)).casefold() if letter.isalnum())


def proposed(one: dict[str, Any], field: str) -> list[str]:
    """Return the values of a field of a proposal in the form of a gold."""
    content: Any = one.get(field) or []
    if field == "when":
        return [f"{content['start']}/{content['end'] or content['start']}"] if content else []
    if field == "harm":
        return [f"{column}={each['value']}" for column, several in one["harm"].items() for each in several]
    if field == "accounts":
        return [each["state"] for each in content]
    each_of = content if isinstance(content, list) else [content]
    return [str(each["value"]) for each in each_of if each.get("value") is not None]


def wanted(event: dict[str, Any], field: str) -> list[tuple[set[str], bool]]:
    """Return the values of a gold, each with its other forms, and whether it may be left out."""
    content: Any = event.get(field) or []
    if field == "when":
        return [({f"{content['start']}/{content['end'] or content['start']}"}, False)] if content else []
    if field == "harm":
        return [({f"{column}={one['value']}"}, "optional" in one) for column, many in event["harm"].items() for one in many]
    if field == "accounts":
        return [({one["state"]}, "optional" in one) for one in content]
    several = content if isinstance(content, list) else [content]
    return [({str(one["value"]), *one.get("also", [])}, one.get("optional", False)) for one in several]


def compared(event: dict[str, Any], one: dict[str, Any], field: str) -> Counter[str]:
    """Count the values of a field that are right, wrong and missed."""
    tally: Counter[str] = Counter()
    want = [({plain(form) for form in forms}, optional) for forms, optional in wanted(event, field)]
    seen: set[int] = set()
    for value in proposed(one, field):
        hits = [at for at, (forms, _) in enumerate(want) if plain(value) in forms]
        tally["right" if hits else "wrong"] += 1
        seen.update(hits)
    tally["missed"] = sum(at not in seen and not optional for at, (_, optional) in enumerate(want))
    return tally


def events(page: Read) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return a page's golds beside its proposals, in the order of the page."""
    golds = [page.gold, *page.gold.get("further", [])]
    shown = [proposal.as_json(page.article, one) for one in page.proposals]
    return [(gold, shown[at] if at < len(shown) else {}) for at, gold in enumerate(golds)]
