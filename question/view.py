"""The View: the question a reader asks, as one frozen value and one table of fields.

Each `Field` holds its URL key, its parser, its writer and its words, so the page, a shared link, the sentence over the map
and the JSON routes are built by the same walk and cannot disagree. A value that is not understood becomes a complaint
that the page shows; nothing is skipped in silence.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from question import layer_keys, parsers
from question.parsers import LONGEST_Q, At, Point
from record import severity
from waters.lens import LENSES
from words import states, text
from words.dates import words as date_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Container, Mapping

__all__ = ["LONGEST_Q", "At", "Point"]

ROLES = ("any", "initiator", "target")
NAMES = {"en": "English", "zh": "Chinese", "vi": "Vietnamese", "fil": "Filipino", "ms": "Malay", "id": "Indonesian"}


@dataclass(frozen=True)
class View:
    """One question. The defaults ask for everything, drawn whole."""

    states: tuple[str, ...] = ()
    role: str = "any"
    start: dt.date | None = None
    end: dt.date | None = None
    types: tuple[str, ...] = ()
    severity: int = 1
    place: str = ""
    q: str = ""
    origins: int = 1
    lens: str = "claimed"
    eez: tuple[str, ...] = ()
    claimants: int = 0
    layers: tuple[str, ...] = dataclasses.field(default_factory=layer_keys.shown)
    selected: str = ""
    point: Point | None = None
    at: At | None = None
    names: str = "en"

    def query(self) -> dict[str, str]:
        """Return the URL keys and values of whatever differs from the defaults, in the table's order."""
        empty = View()
        return {
            field.key: field.write(getattr(self, field.name))
            for field in FIELDS
            if getattr(self, field.name) != getattr(empty, field.name)
        }

    def sentence(self, *, place_names: Mapping[str, str] | None = None) -> str:
        """Return the filter in words: "involving the Philippines, June to August 2024"; "" where nothing is narrowed."""
        parts = [field.words(self) for field in FIELDS if field.words]
        if self.place:
            parts.append(f"at {(place_names or {}).get(self.place, self.place)}")
        return ", ".join(part for part in parts if part)

    def relaxed(self) -> View:
        """Return this View with every filter at its default, keeping what is looked at and how it is named."""
        kept = {name: getattr(self, name) for name in ("lens", "layers", "selected", "point", "at", "names")}
        return View(**kept)


class Field(NamedTuple):
    """One field of the View: its attribute, its URL key, what it means, and its three translations.

    `{layers}` in `means` stands for the keys of all layers.
    """

    name: str
    key: str
    means: str
    parse: Callable[[str], Any]
    write: Callable[[Any], str] = str
    words: Callable[[View], str] | None = None

    @property
    def meaning(self) -> str:
        """What the key means, in words."""
        return self.means.replace("{layers}", ", ".join(layer_keys.every()))


def parse(
    query: Mapping[str, str], *, ids: Mapping[str, Container[str]] | None = None, whose: str = "The link's"
) -> tuple[View, list[str]]:
    """Return the View that a URL's query asks for, and one sentence for each value that was not understood.

    `ids` adds the ids that `place` and `selected` may name, by URL key; without it any well-formed id is taken. `whose`
    opens each sentence: a query may stand in a link, in a file or on a command line.
    """
    found: dict[str, Any] = {}
    complaints = [
        f"{whose} “{text.plain(key, longest=40)}” is not a key of a question; the keys are {', '.join(KEYS)}."
        for key in query
        if key not in KEYS
    ]
    for field in FIELDS:
        raw = query.get(field.key, "")
        if not raw:
            continue
        try:
            found[field.name] = _of_the_data(field, raw, ids or {})
        except ValueError as fault:
            said = text.plain(raw, longest=60)
            complaints.append(f"{whose} “{field.key}={said}” was not understood: expected {fault}.")
    view = View(**found)
    if view.start and view.end and view.start > view.end:
        complaints.append(f"{whose} dates run backwards ({view.start} to {view.end}); swapped, they make a range.")
        view = replace(view, start=view.end, end=view.start)
    return view, complaints


def _of_the_data(field: Field, raw: str, ids: Mapping[str, Container[str]]) -> object:
    value = field.parse(raw)
    if field.key in ids and value not in ids[field.key]:
        raise ValueError("an id of this data set")
    return value


def _layers(raw: str) -> tuple[str, ...]:
    return () if raw == "none" else parsers.some_of(layer_keys.every())(raw)


def _eez_words(view: View) -> str:
    return f"inside the EEZ claim of {text.words([states.spoken(code) for code in view.eez], last='or')}" if view.eez else ""


def _claimants_words(view: View) -> str:
    return f"in waters claimed by {text.count(view.claimants, 'state')}" if view.claimants else ""


def _lens_words(view: View) -> str:
    # The lens changes what counts only where claims are asked about.
    return "after the 2016 award" if view.lens == "award" and (view.eez or view.claimants) else ""


def _states_words(view: View) -> str:
    if not view.states:
        return ""
    lead = {"initiator": "with acts attributed to", "target": "with acts reported against"}.get(view.role, "involving")
    return f"{lead} {text.words([states.spoken(code) for code in view.states], last='or')}"


def _dates_words(view: View) -> str:
    if view.start and view.end:
        return date_words(view.start, view.end)
    if view.start:
        return f"since {date_words(view.start)}"
    return f"up to {date_words(view.end)}" if view.end else ""


def _types_words(view: View) -> str:
    return f"of {text.words([severity.type_words(word) for word in view.types], last='or')}" if view.types else ""


FIELDS = (
    Field(
        "states",
        "states",
        "states, ISO 3166 alpha-3, comma-separated",
        parsers.some_of(states.NAMES),
        parsers.listed,
        _states_words,
    ),
    Field("role", "role", "the states' reported part: any, initiator, target", parsers.one_of(ROLES)),
    Field("start", "from", "first day, YYYY-MM-DD, inclusive", parsers.day, str, _dates_words),
    Field("end", "to", "last day, YYYY-MM-DD, inclusive", parsers.day, str),
    Field(
        "types", "types", "incident types, comma-separated", parsers.some_of(severity.TYPES), parsers.listed, _types_words
    ),
    Field(
        "severity",
        "severity",
        "minimum severity, 1 to 7",
        parsers.whole(1, 7),
        words=lambda view: f"of severity {view.severity} or more" if view.severity > 1 else "",
    ),
    Field("place", "place", "a place's id", parsers.identity),
    Field(
        "q", "q", "words in any language, accents optional", parsers.search, words=lambda v: f"matching “{v.q}”" * bool(v.q)
    ),
    Field(
        "origins",
        "origins",
        "minimum of independent origins, 1 to 20",
        parsers.whole(1, 20),
        words=lambda view: f"resting on {view.origins} or more independent origins" if view.origins > 1 else "",
    ),
    Field(
        "lens", "lens", f"legal lens: {', '.join(LENSES)}; to is its as-of date", parsers.one_of(LENSES), words=_lens_words
    ),
    Field(
        "eez",
        "eez",
        "states inside whose EEZ claim a clash lies, comma-separated",
        parsers.some_of(states.CLAIMANTS),
        parsers.listed,
        _eez_words,
    ),
    Field(
        "claimants",
        "claimants",
        "number of states that claim the waters, 1 to 7",
        parsers.whole(1, 7),
        words=_claimants_words,
    ),
    Field("layers", "layers", "layers shown: {layers}, or none", _layers, lambda v: parsers.listed(v) or "none"),
    Field("selected", "selected", "the picked feature's id", parsers.identity),
    Field("point", "point", "a point asked about, longitude,latitude", parsers.point, parsers.write_point),
    Field("at", "at", "the map's longitude,latitude,zoom", parsers.at, parsers.write_at),
    Field("names", "names", f"the language of place names: {', '.join(NAMES)}", parsers.one_of(NAMES)),
)
KEYS = tuple(field.key for field in FIELDS)

if {field.name for field in FIELDS} != {field.name for field in fields(View)}:  # pragma: no cover
    raise TypeError("every attribute of View needs one row in FIELDS")
