"""Words to begin with for a row: a title and a summary made from the accepted values, for an editor to write over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.review import sheet
from record.checking import charged
from words import dates, states, text

if TYPE_CHECKING:
    from collections.abc import Mapping


PLAIN = {"ramming": "collision"}


def title(fields: Mapping[str, Any], place: str) -> str:
    """Return a title that takes no side: the states, what was done and where."""
    names = [states.name(str(item["value"])) for item in sheet.taken(fields, "states")]
    # In a title a word that takes a side gives way to a plain one, or is left out.
    told = [str(item["value"]).replace("_", " ") for item in sheet.taken(fields, "types")]
    acts = list(dict.fromkeys(word for act in told if (word := PLAIN.get(act, act)) and not charged(word)))
    where = f" near {place}" if place else ""
    return f"{text.words(names)}: {text.words(acts)}{where}" if names and acts else ""


def summary(fields: Mapping[str, Any], place: str) -> str:
    """Return a summary of the accepted values, attributed to who published the page."""
    publisher, when = sheet.value(fields, "publisher"), sheet.value(fields, "when")
    names = [states.name(str(item["value"])) for item in sheet.taken(fields, "states")]
    acts = [str(item["value"]).replace("_", " ") for item in sheet.taken(fields, "types")]
    if not (publisher and when and names and acts):
        return ""
    harm = [f"{item['value']} {item['more']['column'].replace('_', ' ')}" for item in sheet.taken(fields, "harm")]
    told = f" Harm: {text.words(harm)}." if harm else ""
    where = f" near {place}" if place else ""
    return (
        f"{publisher} reports {text.words(acts)} between {text.words(names)}{where} on "
        f"{dates.published_words(str(when))}.{told}"
    )
