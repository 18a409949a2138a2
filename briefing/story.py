"""A briefing: scenes in order, saved to and opened from one JSON file.

pydantic checks the file (it is installed with frictionless already); jsonschema was left aside because it would need the
shape written twice, as a schema and as the classes below.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 -- pydantic reads the annotation
import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError, field_validator
from pydantic import Field as Bound

from briefing.marks import MOST_MARKS, Mark  # noqa: TC001 -- pydantic reads the annotation
from question.view import parse
from words import text

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from layers.store import Store
    from question.view import View

Length = Literal["full", "short"]
# Where the reports stand that the pages cite.
Sources = Literal["appendix", "file"]
Told = Literal["points", "text", "timeline"]
Picked = Literal["clash", "feature", "point", "bar", "beside"]
Kind = Literal["map", "places", "trend", "claims", "developments", Told, Picked]
KINDS: tuple[Kind, ...] = get_args(Kind)
# What a page can hold and a person will read; a file past these was not made by a briefer.
MOST_SCENES = 60
LONGEST_LINE = 240
LONGEST_CAPTION = 1_200
LONGEST_BODY = 4_000
LONGEST_NOTES = 12_000
LONGEST_FILE = 2_000_000


def _line(value: object) -> object:
    """Return text as one line of visible words; whatever is no text is left for pydantic to refuse."""
    return " ".join(text.plain(value, longest=LONGEST_FILE).split()) if isinstance(value, str) else value


def _paragraphs(value: object) -> object:
    return text.plain(value, longest=LONGEST_FILE).strip() if isinstance(value, str) else value


def _nothing(value: object) -> bool:
    return not value


Line = Annotated[str, StringConstraints(max_length=LONGEST_LINE), BeforeValidator(_line)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_LINE), BeforeValidator(_line)]
Caption = Annotated[str, StringConstraints(max_length=LONGEST_CAPTION), BeforeValidator(_paragraphs)]
Body = Annotated[str, StringConstraints(max_length=LONGEST_BODY), BeforeValidator(_paragraphs)]
Notes = Annotated[str, StringConstraints(max_length=LONGEST_NOTES), BeforeValidator(_paragraphs)]


class InvalidBriefingError(ValueError):
    """A file that cannot be opened as a briefing: one sentence says what of it, and what was expected."""


class Scene(BaseModel):
    """One scene: a View's URL keys and values, how it is laid out, and the briefer's own words.

    `body` is what one of the kind “points” or “text” says, a paragraph a line; `marks` are notes on a scene's map. Both are
    left out of the file where there are none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    query: dict[str, str]
    title: Title
    caption: Caption = ""
    notes: Notes = ""
    body: Annotated[Body, Bound(exclude_if=_nothing)] = ""
    marks: Annotated[tuple[Mark, ...], Bound(max_length=MOST_MARKS, exclude_if=_nothing)] = ()

    @field_validator("query")
    @classmethod
    def _understood(cls, query: dict[str, str]) -> dict[str, str]:
        """Keep the query as a link writes it, so that equal questions are saved alike."""
        view, complaints = parse(query, whose="the query's")
        if complaints:
            raise ValueError(complaints[0].removesuffix("."))
        return view.query()

    @property
    def view(self) -> View:
        """The question that the scene shows."""
        return parse(self.query)[0]


class Briefing(BaseModel):
    """Scenes in order, with the lines that stand on every one of them and the data version that they were made with.

    `points` are its key points, a paragraph each, which the first page shows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Title
    author: Line = ""
    handling: Line = ""
    as_of: Annotated[dt.date | None, Bound(strict=True)] = None
    length: Length = "full"
    sources: Sources = "appendix"
    points: Caption = ""
    data_version: Line = ""
    scenes: Annotated[tuple[Scene, ...], Bound(max_length=MOST_SCENES)] = ()


def write(briefing: Briefing) -> str:
    """Return a briefing as the text of its file: JSON, keys in one order, a newline at the end."""
    return json.dumps(briefing.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def build(**fields: Any) -> Briefing:  # noqa: ANN401 -- a Briefing's own fields
    """Return a briefing of these fields. Raises InvalidBriefingError with one sentence for the first that is not right."""
    try:
        return Briefing(**fields)
    except ValidationError as fault:
        raise InvalidBriefingError(_sentence(fault.errors(include_url=False)[0])) from None


def read(content: str, *, store: Store | None = None) -> Briefing:
    """Return the briefing that a file holds. Raises InvalidBriefingError with one sentence where it holds none.

    With `store`, the places and features that the scenes name must be in that data.
    """
    if len(content) > LONGEST_FILE:
        raise InvalidBriefingError(f"The file is no briefing: it is longer than {LONGEST_FILE:,} characters.")
    try:
        briefing = Briefing.model_validate_json(content)
    except ValidationError as fault:
        raise InvalidBriefingError(_sentence(fault.errors(include_url=False)[0])) from None
    json.loads(content, object_pairs_hook=_once)
    if store:
        check(store, briefing)
    return briefing


def opened(content: bytes, *, store: Store | None = None) -> Briefing:
    """Return the briefing of a file as it lies on disk; the mark that Notepad puts before the text is no part of it.

    Raises InvalidBriefingError as `read` does.
    """
    try:
        return read(content.decode("utf-8-sig"), store=store)
    except UnicodeDecodeError:
        raise InvalidBriefingError("The file is no briefing: it is not UTF-8 text.") from None


def _once(pairs: list[tuple[str, Any]]) -> None:
    """Refuse an object that gives a key twice: a reader of JSON would take the last and drop the others."""
    twice = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]
    if twice:
        key = text.plain(twice[0], longest=40)
        raise InvalidBriefingError(f"The briefing is refused: “{key}” stands twice in one object; expected it once.")


def check(store: Store, briefing: Briefing) -> None:
    """Hold a briefing against the data. Raises InvalidBriefingError where a scene names what they do not hold."""
    for number, scene in enumerate(briefing.scenes, start=1):
        view, complaints = store.parse(scene.query, whose="the query's")
        complaints = complaints or [lacking for lacking in (_lacks(store, scene.kind, view),) if lacking]
        if complaints:
            raise InvalidBriefingError(f"The briefing is refused: scene {number}: {complaints[0]}")


def _lacks(store: Store, kind: Kind, view: View) -> str:
    """Return what a scene's kind needs and its question has not, as a sentence; "" where it has all."""
    lacking = {
        "clash": (store.ids.get(view.selected) != "incidents", "pick a clash"),
        "feature": (not view.selected, "pick a place, a development, a claim or another feature (“selected”)"),
        "point": (view.point is None, "ask about a point (“point”)"),
        "beside": (not view.beside, "say what it is compared with (“beside”)"),
    }
    lacks, needs = lacking.get(kind, (False, ""))
    return f"a scene of the kind “{kind}” must {needs}." if lacks else ""


# What was expected, by pydantic's name for the fault; the words in braces are its context.
_EXPECTED = {
    "missing": "it is missing",
    "extra_forbidden": "a briefing has no such field",
    "literal_error": "expected one of {expected}",
    "string_too_long": "expected at most {max_length} characters",
    "string_too_short": "expected some words",
    "too_long": "expected at most {max_length} of them",
    "date_parsing": "expected a date written YYYY-MM-DD",
    "date_type": "expected a date written YYYY-MM-DD",
    "value_error": "{error}",
}
_QUOTED = {"literal_error", "date_parsing", "date_type"}


def _sentence(fault: ErrorDetails) -> str:
    """Return one fault as a sentence: where it is, what stands there and what was expected."""
    context: dict[str, Any] = fault.get("ctx", {})
    if fault["type"] == "json_invalid":
        return f"The file is no briefing: it is not JSON ({context['error']})."
    if not fault["loc"]:
        return "The file is no briefing: expected an object with a title and scenes."
    expected = _EXPECTED.get(fault["type"], fault["msg"][:1].lower() + fault["msg"][1:]).format(**context)
    value = f" “{text.plain(fault['input'], longest=60)}” stands there;" if fault["type"] in _QUOTED else ""
    return f"The briefing is refused: {_place(fault['loc'])}:{value} {expected}."


def _place(steps: tuple[int | str, ...]) -> str:
    """Return where a fault is: "scene 2, “title”"."""
    if steps[0] == "scenes" and len(steps) > 1:
        named = [f"scene {int(steps[1]) + 1}", *(f"“{text.plain(step, longest=40)}”" for step in steps[2:3])]
        if steps[2:3] == ("marks",):
            named += [f"number {step + 1}" if isinstance(step, int) else f"“{text.plain(step)}”" for step in steps[3:5]]
        return ", ".join(named)
    return f"“{text.plain(steps[0], longest=40)}”"
