"""The View: the question a reader asks, as one frozen value and one table of fields.

Each `Field` holds its URL key, its parser, its writer and its words, so the page, a shared link, the sentence over the map
and the JSON routes are built by the same walk and cannot disagree. It also says what the field is for, so that clearing the
filters, a file's word of its filter and the filters at the left go by one table. A value that is not understood becomes a
complaint that the page shows; nothing is skipped in silence.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from question import address, beside, layer_keys, parsers
from question.parsers import LONGEST_Q, At, Days, Point
from record import footing, severity
from waters.lens import BEFORE_AWARD, LENSES, applies
from words import dates, states, text
from words.dates import words as date_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Container, Mapping

    from question.address import Query

__all__ = ["LONGEST_Q", "At", "Days", "Point"]

ROLES = ("any", "initiator", "target")
# How several states are meant.
MATCHES = ("any", "all", "between")
# The languages in which places have names, and those with the scripts in which a reader may choose to see them.
LANGUAGES = {"en": "English", "zh": "Chinese", "vi": "Vietnamese", "fil": "Filipino", "ms": "Malay", "id": "Indonesian"}
NAMES = LANGUAGES | {"zh": "Chinese, simplified", "zh-hant": "Chinese, traditional"}


@dataclass(frozen=True)
class View:
    """One question. The defaults ask for everything, drawn whole."""

    states: tuple[str, ...] = ()
    match: str = "any"
    role: str = "any"
    start: dt.date | None = None
    end: dt.date | None = None
    began: Days | None = None
    pairs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    severity: int = 1
    place: str = ""
    q: str = ""
    origins: int = 1
    rests: tuple[str, ...] = ()
    lens: str = "claimed"
    eez: tuple[str, ...] = ()
    claimants: int = 0
    layers: tuple[str, ...] = dataclasses.field(default_factory=layer_keys.shown)
    selected: str = ""
    point: Point | None = None
    at: At | None = None
    names: str = "en"
    beside: str = ""

    @property
    def unit(self) -> tuple[str, str]:
        """What one and several of what it counts are called: clashes, or incidents where words and presence count too."""
        return severity.unit(self.severity)

    def query(self) -> dict[str, str]:
        """Return the URL keys and values of whatever differs from the defaults, in the table's order."""
        empty = View()
        return {
            field.key: field.write(getattr(self, field.name))
            for field in FIELDS
            if getattr(self, field.name) != getattr(empty, field.name)
        }

    def phrases(self, *, place_names: Mapping[str, str] | None = None) -> list[str]:
        """Return what narrows, a phrase each, in the order of a sentence: "involving the Philippines", "at Sabina Shoal"."""
        # The lens narrows nothing by itself, only by the waters that are asked for; without them it would read as a date.
        lensed = bool(self.eez or self.claimants)
        return [words for name, words in self.parts(place_names=place_names) if name != "lens" or lensed]

    def parts(self, *, place_names: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
        """Return the same phrases, the lens always among them, each after the name by which `without` takes it away."""
        told = [(field.cleared_as, field.words(self)) for field in FIELDS if field.words]
        where = f"at {(place_names or {}).get(self.place, self.place)}" if self.place else ""
        return [(name, words) for name, words in (*told, ("place", where)) if words]

    def sentence(self, *, place_names: Mapping[str, str] | None = None) -> str:
        """Return the filter in words: "involving the Philippines, June to August 2024"; "" where nothing is narrowed."""
        return ", ".join(self.phrases(place_names=place_names))

    def relaxed(self) -> View:
        """Return this View with every filter at its default, keeping the lens, what is shown and what is looked at."""
        return self._without(lambda field: field.does == "filters")

    def without(self, test: str) -> View:
        """Return this View with the filters of one test, of "dates" the first day and the last, or its "lens" at default."""
        return self._without(lambda field: field.cleared_as == test)

    def unseen(self) -> View:
        """Return this View without what only looks: nothing picked, the whole map, place names in English."""
        return self._without(lambda field: field.does == "looks")

    def settled(self) -> View:
        """Return this View with what its states leave no meaning at its default: a link of it is understood whole.

        A match takes two states or more, and between two of them there is no part to ask for: either side may have acted.
        """
        match = self.match if len(self.states) > 1 else "any"
        compared = "" if beside.fault(self) else self.beside
        return replace(self, match=match, role="any" if match == "between" else self.role, beside=compared)

    def _without(self, cleared: Callable[[Field], bool]) -> View:
        return View(**{field.name: getattr(self, field.name) for field in FIELDS if not cleared(field)})


# What a field is for. It filters: it decides which features are admitted. It is the lens: it decides which claims count.
# It shows: it chooses the layers of a map and of a file, and narrows none of them. It looks: no file changes by it.
Does = Literal["filters", "lens", "shows", "looks"]


# The question that narrows nothing.
ANY = View()


class Field(NamedTuple):
    """One field of the View: its attribute, its URL key, what it means, and its three translations.

    `does` says what it is for; `test` names the test of the layers' masks that a filter is a part of, unless it is the
    field's own name, and `called` what a sentence calls that test. `waters` says that the computed waters answer it.
    `{layers}` in `means` stands for the keys of all layers.
    """

    name: str
    key: str
    means: str
    parse: Callable[[str], Any]
    write: Callable[[Any], str] = str
    words: Callable[[View], str] | None = None
    does: Does = "filters"
    test: str = ""
    called: str = ""
    waters: bool = False

    @property
    def narrows(self) -> str:
        """The test that the field is a part of; "" where it filters nothing."""
        return (self.test or self.name) if self.does == "filters" else ""

    @property
    def cleared_as(self) -> str:
        """The name by which `without` takes it away: its test, else its own."""
        return self.narrows or self.name

    @property
    def listed(self) -> bool:
        """Whether a value may hold several, by commas."""
        return isinstance(getattr(View(), self.name), tuple)

    @property
    def meaning(self) -> str:
        """What the key means, in words."""
        return self.means.replace("{layers}", ", ".join(layer_keys.every()))


def parse(
    query: Query, *, ids: Mapping[str, Container[str]] | None = None, whose: str = "The link's", then: str = ""
) -> tuple[View, list[str]]:
    """Return the View that a query asks for, and one complaint for each key that was not understood and is left out.

    `ids` adds the ids that `place` and `selected` may name, by URL key; without it any well-formed id is taken. `whose`
    opens each complaint: a query may stand in a link, in a file or on a command line. `then` is one more sentence that says
    what became of what was left out.
    """
    end = f". {then}".rstrip()
    unknown = address.unknown(query, KEYS)
    complaints = [f"{whose} {unknown} of a question; the keys are {', '.join(KEYS)}{end}"] if unknown else []
    values: dict[str, Any] = {}
    for field in FIELDS:
        given = query.get(field.key, "")
        try:
            raw = address.single(given, listed=field.listed)
            if raw:
                values[field.name] = _of_the_data(field, raw, ids or {})
        except ValueError as fault:
            complaints.append(f"{whose} {address.quoted(field.key, given)} was not understood: expected {fault}{end}")
    view = View(**values)
    if view.start and view.end and view.start > view.end:
        complaints.append(f"{whose} dates run backwards ({view.start} to {view.end}); swapped, they would make a range.")
        view = replace(view, start=view.end, end=view.start)
    lone = address.quoted("match", view.match)
    if view.match == "between" and len(view.states) < 2:
        complaints.append(f"{whose} {lone} was not understood: expected two states or more in “states”{end}")
        view = replace(view, match="any")
    if view.match == "between" and view.role != "any":
        role = address.quoted("role", view.role)
        complaints.append(f"{whose} {role} was not understood: expected none beside {lone}: either side may have acted{end}")
        view = replace(view, role="any")
    unlike = beside.fault(view)
    if unlike:
        complaints.append(f"{whose} {address.quoted('beside', view.beside)} was not understood: {unlike}{end}")
        view = replace(view, beside="")
    if not applies(view.lens, view.end):
        complaints.append(
            f"{whose} last day, {view.end}, comes before the lens that it asks for: {BEFORE_AWARD}; "
            "before it there is “as claimed” alone."
        )
        view = replace(view, lens="claimed")
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
    return "claims counted after the 2016 award" if view.lens == "award" else ""


def _states_words(view: View) -> str:
    if not view.states:
        return ""
    named = [states.spoken(code) for code in view.states]
    if view.match == "between" and len(named) > 1:
        return f"between {'' if len(named) == 2 else 'two of '}{text.words(named)}"
    lead = {"initiator": "with acts attributed to", "target": "with acts reported against"}.get(view.role, "involving")
    return f"{lead} {text.words(named, last='and' if view.match == 'all' else 'or')}"


def _dates_words(view: View) -> str:
    if view.start and view.end:
        return date_words(view.start, view.end)
    if view.start:
        return f"since {date_words(view.start)}"
    return f"up to {date_words(view.end)}" if view.end else ""


def _began_words(view: View) -> str:
    if not view.began:
        return ""
    start, end = view.began
    whole_months = dates.period(start, end, "month") == view.began
    words = date_words(start, end, "month" if whole_months else "day")
    return f"begun {'from' if ' to ' in words else 'in' if whole_months else 'on'} {words}"


def _pairs_words(view: View) -> str:
    named = [text.words([states.spoken(code) for code in pair.split("-")]) for pair in view.pairs]
    return text.words([f"between {pair}" for pair in named])


def _kinds_words(view: View) -> str:
    return f"with {text.words([severity.type_words(word) for word in view.kinds])} in it" if view.kinds else ""


def _types_words(view: View) -> str:
    return f"of {text.words([severity.type_words(word) for word in view.types], last='or')}" if view.types else ""


def _severity_words(view: View) -> str:
    if view.severity == severity.CLASH:
        return ""
    return f"of severity {view.severity} or more" if view.severity else "including words or presence alone"


def _rests_words(view: View) -> str:
    return f"resting on {text.words([footing.RESTS[key] for key in view.rests], last='or')}" if view.rests else ""


FIELDS = (
    Field(
        "states",
        "states",
        "states, ISO 3166 alpha-3, comma-separated",
        parsers.some_of(states.NAMES),
        parsers.listed,
        _states_words,
    ),
    Field(
        "match",
        "match",
        "how several states are meant: any (one of them), all (each of them) or between (two of them on opposing sides)",
        parsers.one_of(MATCHES),
        test="states",
    ),
    Field("role", "role", "the states' reported part: any, initiator, target", parsers.one_of(ROLES), test="states"),
    Field("start", "from", "first day, YYYY-MM-DD, inclusive", parsers.day, str, _dates_words, test="dates"),
    Field("end", "to", "last day, YYYY-MM-DD, inclusive", parsers.day, str, test="dates"),
    Field(
        "began",
        "began",
        "when a clash began for certain: YYYY, YYYY-MM or YYYY-MM-DD, or two days joined by .. (what a bar of time holds)",
        parsers.began,
        parsers.write_began,
        _began_words,
        called="the time of beginning",
    ),
    Field(
        "pairs",
        "pairs",
        "pairs of states that stood across from one another in a clash, such as CHN-PHL, comma-separated: each of them",
        parsers.pairs(states.NAMES.keys()),
        parsers.listed,
        _pairs_words,
        called="pairs of states",
    ),
    Field(
        "kinds",
        "kinds",
        "incident types that a clash has, comma-separated: each of them",
        parsers.some_of(severity.TYPES),
        parsers.listed,
        _kinds_words,
        called="each of the types",
    ),
    Field(
        "types", "types", "incident types, comma-separated", parsers.some_of(severity.TYPES), parsers.listed, _types_words
    ),
    Field(
        "severity",
        "severity",
        "minimum severity, 0 to 7: 0 brings in words and presence without an act against another",
        parsers.whole(0, 7),
        words=_severity_words,
    ),
    Field("place", "place", "a place's id", parsers.identity),
    Field(
        "q",
        "q",
        "words in any language, accents optional",
        parsers.search,
        words=lambda view: f"matching “{view.q}”" if view.q else "",
        called="search words",
    ),
    Field(
        "origins",
        "origins",
        "minimum of independent origins, 1 to 20",
        parsers.whole(1, 20),
        words=lambda view: f"resting on {view.origins} or more independent origins" if view.origins > 1 else "",
        called="independent origins",
    ),
    Field(
        "rests",
        "rests",
        f"what a clash rests on, comma-separated: {', '.join(f'{key} ({words})' for key, words in footing.RESTS.items())}",
        parsers.some_of(footing.RESTS),
        parsers.listed,
        _rests_words,
        called="footing",
    ),
    Field(
        "lens",
        "lens",
        f"legal lens: {', '.join(LENSES)}; to is its as-of date",
        parsers.one_of(LENSES),
        words=_lens_words,
        does="lens",
    ),
    Field(
        "eez",
        "eez",
        "states inside whose EEZ claim a clash lies, comma-separated",
        parsers.some_of(states.CLAIMANTS),
        parsers.listed,
        _eez_words,
        called="EEZ claims",
        waters=True,
    ),
    Field(
        "claimants",
        "claimants",
        "number of states that claim the waters, 1 to 7",
        parsers.whole(1, 7),
        words=_claimants_words,
        called="number of claimants",
        waters=True,
    ),
    Field(
        "layers",
        "layers",
        "layers shown: {layers}, or none",
        _layers,
        lambda keys: parsers.listed(keys) or "none",
        does="shows",
    ),
    Field("selected", "selected", "the picked feature's id", parsers.identity, does="looks"),
    Field("point", "point", "a point asked about, longitude,latitude", parsers.point, parsers.write_point, does="looks"),
    Field("at", "at", "the map's longitude,latitude,zoom", parsers.at, parsers.write_at, does="looks"),
    Field("names", "names", f"the language of place names: {', '.join(NAMES)}", parsers.one_of(NAMES), does="looks"),
    Field("beside", "beside", "what the map is compared with: a lens, or another last day", beside.read, does="looks"),
)
KEYS = tuple(field.key for field in FIELDS)
# What a sentence calls each test that filters put to the rows, in the order of the fields.
TESTS = {field.narrows: field.called or field.narrows for field in FIELDS if field.narrows}

if {field.name for field in FIELDS} != {field.name for field in fields(View)}:  # pragma: no cover
    raise TypeError("every attribute of View needs one row in FIELDS")
