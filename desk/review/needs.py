"""What a decision needs before it can become rows: a sentence for each thing that is missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk.review import parties, sheet
from desk.value import FIELDS
from record.checking import charged
from words import states, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

NEW = {"new clash": "incidents", "new development": "developments"}
# Verdicts that write rows.
WRITING = (*NEW, "adds a report", "adds the other side's account", "corrects")
CLASSES = (
    "government",
    "state_media",
    "independent_media",
    "think_tank",
    "court_or_treaty",
    "intergovernmental",
    "reference",
)
# Whose word an account is that is not a state's own.
SPEAKERS = (
    "captain",
    "fishers",
    "press",
    "unnamed officials",
    "voice on the scene",
    "private group",
    "digest",
    "relayed by the other side",
)
LONGEST_TITLE = 120
# What stands in a new row and must be accepted first.
FACTS = {"new clash": ("when", "place", "types", "states"), "new development": ("when", "states")}
NAMED = {
    "when": "when it was",
    "place": "where it was",
    "types": "what was done",
    "states": "which states took part",
    "publisher": "who published the page",
    "language": "the page's language",
}


def missing(verdict: str, target: str | None, fields: Mapping[str, Any]) -> list[str]:
    """Return what a decision still needs, a sentence each; nothing for "not for us" and "later", which write no rows."""
    if verdict not in WRITING:
        return []
    own = _of_new(verdict, fields) if verdict in NEW else _of_old(verdict, target, fields)
    return [*_values(verdict, fields), *_page(fields), *own, *_said(fields)]


def _values(verdict: str, fields: Mapping[str, Any]) -> Iterator[str]:
    for field in (*FACTS.get(verdict, ()), "publisher", "language"):
        if not sheet.taken(fields, field):
            yield f"Accept or give {NAMED[field]}."
    waiting = [each for each in sheet.waiting(fields) if verdict in NEW or each[0] in {"accounts", "origins", "headline"}]
    if waiting:
        yield f"Accept or reject {text.count(len(waiting), 'value')} that wait: {', '.join(dict(waiting))}."
    columns = [item["more"]["column"] for item in sheet.taken(fields, "harm")]
    for column in sorted({column for column in columns if columns.count(column) > 1}):
        yield f"Two figures are accepted for {column.replace('_', ' ')}: reject one."
    for field in FIELDS:
        for item in sheet.taken(fields, field):
            if not (item["quote"] or item["why"] or item["reasoning"]):
                yield f"{field.capitalize()} “{item['value']}” has no quote: say why you take it."


def _page(fields: Mapping[str, Any]) -> Iterator[str]:
    if not re.fullmatch(r"https?://\S+", sheet.words(fields, "address")):
        yield "Give the page's address: http:// or https:// and no spaces."
    if sheet.words(fields, "publisher_class") not in CLASSES:
        yield f"Say what kind of body the publisher is: {', '.join(CLASSES)}."


def _of_new(verdict: str, fields: Mapping[str, Any]) -> Iterator[str]:
    if not 0 < len(sheet.words(fields, "title")) <= LONGEST_TITLE:
        yield f"Give a title in neutral words of your own, at most {LONGEST_TITLE} characters."
    word = charged(sheet.words(fields, "title")) if verdict == "new clash" else ""
    if word:
        yield f"The title says “{word}” and not whose word that is: say who says it, or use another word."
    if not sheet.words(fields, "summary"):
        yield "Give a summary in words of your own: what the page says, and whose word it is."
    if verdict == "new development" and not sheet.words(fields, "development_kind"):
        yield "Say what kind of development it is."
    if verdict == "new clash":
        for ship in parties.ownerless(fields):
            yield f"Say whose ship {ship} is, or reject it."


def _of_old(verdict: str, target: str | None, fields: Mapping[str, Any]) -> Iterator[str]:
    if not target:
        yield "Choose the clash or development of the record that it belongs to."
    if verdict != "corrects" and not sheet.words(fields, "supports"):
        yield "Say in words of your own what the page says of it."
    if verdict == "adds the other side's account" and not sheet.taken(fields, "accounts"):
        yield "Accept or give the account that it adds."
    if verdict == "corrects" and not (sheet.words(fields, "column") and sheet.words(fields, "new")):
        yield "Say which column is corrected, and what it says now."


def _said(fields: Mapping[str, Any]) -> Iterator[str]:
    for state in dict.fromkeys(str(item["value"]) for item in sheet.taken(fields, "accounts")):
        if not sheet.words(fields, f"says:{state}"):
            yield f"Say in words of your own what is said by {states.name(state)}."
