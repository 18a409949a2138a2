"""The filters at the left: each a mirror of one key of the View, with how many features each choice would leave."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from layers import incidents, layer
from layers.palette import CLAIMANTS
from question import filtering, layer_keys
from question.view import FIELDS, LONGEST_Q, MATCHES, NAMES, ROLES, TESTS, View
from record import severity
from record.footing import RESTS
from views.parts import days, mirror
from views.parts.question import ask, asked, bind, bind_text, put, showing, whole
from waters import standing
from waters.lens import LENSES
from words import states, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

    from views.parts.question import Question

MOST_ORIGINS = 5
WATERS = tuple(field.narrows for field in FIELDS if field.waters)


def sidebar(question: Question, *, layers: bool = True) -> None:
    """Show the filters, and on a page with a map the layers. The counts beside a choice are over all the other filters."""
    view, frame = question.view, question.frame("incidents")
    tests = incidents.masks(frame, view)

    def counts(facet: str, column: str) -> Counter[Any]:
        values = frame[column].to_numpy()[filtering.together(tests, without=facet)]
        return Counter(part for cell in values for part in (cell if isinstance(cell, frozenset) else [cell]))

    with st.sidebar:
        st.text_input(
            "Search",
            key=bind_text("w-q", view.q),
            on_change=_changed("q"),
            placeholder="Words or names, any language",
            max_chars=LONGEST_Q,
        )
        _states(question, tests, counts("states", view.role))
        _dates(view)
        _types(view, counts("types", "kinds"))
        _evidence(view, counts("severity", "severity"), counts("origins", "origins"), counts("rests", "rests"))
        _place(question, counts("place", "place"))
        _waters(question, tests)
        if layers:
            _layers(view)
        _names(view)
        st.button("Clear all filters", on_click=_clear, width="stretch", disabled=view.relaxed() == view)


def _changed(field: str, options: Iterable[Any] | None = None, words: Callable[[Any], str] = str) -> Callable[[], None]:
    """Ask for what the reader chose of some options, called by these words; of whatever was typed where there are none."""
    widget = f"w-{field}"

    def change() -> None:
        for value in mirror.chosen(widget, options, words):
            ask(**{field: value})
            mirror.keep(widget, value)

    return whole(change)


def _several(
    field: str, options: Iterable[str], words: Callable[[Any], str], held: Callable[[], tuple[str, ...]] | None = None
) -> Callable[[], None]:
    """Ask for what the reader added, without what was taken out; `options` are in the order of the question."""
    every = tuple(options)

    def change() -> None:
        now = held() if held else getattr(asked().view, field)
        chosen = mirror.several(f"w-{field}", now, every, words)
        ordered = tuple(option for option in every if option in chosen)
        ask(**{field: ordered})
        mirror.keep(f"w-{field}", list(ordered))

    return whole(change)


@whole
def _clear() -> None:
    put(asked().view.relaxed())


def _counted(words: Callable[[Any], str], counts: Counter[Any]) -> Callable[[Any], str]:
    return lambda value: f"{words(value)} ({counts.get(value, 0)})"


def _states(question: Question, tests: dict[str, NDArray[np.bool_]], counts: Counter[str]) -> None:
    view = question.view
    options = sorted(question.store.states | set(view.states), key=lambda code: (-counts.get(code, 0), code))
    st.multiselect(
        "States",
        options,
        key=bind("w-states", list(view.states)),
        on_change=_several("states", states.NAMES, states.name),
        format_func=_counted(states.name, counts),
        placeholder="Any state",
    )
    if not view.states:
        return
    rows = question.frame("incidents")[filtering.together(tests, without="states")]

    def number(**changes: Any) -> int:  # noqa: ANN401 -- a View's own fields
        return int(filtering.by_parties(rows, replace(view, **changes).settled()).sum())

    if len(view.states) > 1:
        _match(view, Counter({match: number(match=match) for match in MATCHES}))
    if view.match != "between":
        parts = Counter({role: number(role=role) for role in ROLES})
        st.radio(
            "Their part, as reported",
            ROLES,
            key=bind("w-role", view.role),
            on_change=_changed("role", ROLES, str.capitalize),
            format_func=_counted(str.capitalize, parts),
            horizontal=True,
            help="A part in a clash follows the account that gives it; the dossier says whose account that is.",
        )


def _match(view: View, counts: Counter[str]) -> None:
    """Show how several states are meant, with what each way would leave."""
    st.radio(
        "How they are meant",
        MATCHES,
        key=bind("w-match", view.match),
        on_change=_changed("match", MATCHES, str.capitalize),
        format_func=_counted(str.capitalize, counts),
        horizontal=True,
        help="Any of them, all of them, or two of them on opposing sides of one clash, as Trends counts pairs.",
    )


def _dates(view: View) -> None:
    left, right = st.columns(2, gap="small")
    with left:
        first = days.show("From", view.start, lambda day: ask(start=day), key="w-start")
    with right:
        last = days.show("To", view.end, lambda day: ask(end=day), key="w-end", last=True)
    days.say(first, last)


def _types(view: View, counts: Counter[str]) -> None:
    st.multiselect(
        "Types of clash",
        sorted(severity.TYPES, key=lambda word: (-counts.get(word, 0), word)),
        key=bind("w-types", list(view.types)),
        on_change=_several("types", severity.TYPES, severity.type_words),
        format_func=_counted(severity.type_words, counts),
        placeholder="Any type",
    )


def _passing(frame: gpd.GeoDataFrame, view: View) -> NDArray[np.bool_]:
    return filtering.together(incidents.masks(frame, view))


def _above(counts: Counter[int], least: int) -> int:
    return sum(number for value, number in counts.items() if value >= least)


def _evidence(view: View, levels: Counter[int], origins: Counter[int], rests: Counter[str]) -> None:
    offered = sorted({*range(1, MOST_ORIGINS + 1), view.origins})
    st.selectbox(
        "Severity",
        list(severity.NAMES),
        key=bind("w-severity", view.severity),
        on_change=_changed("severity", severity.NAMES, _level),
        format_func=lambda level: f"{_level(level)} ({_above(levels, level)})",
        help="A rule over recorded facts; the About page prints it.",
    )
    st.selectbox(
        "Independent origins",
        offered,
        key=bind("w-origins", view.origins),
        on_change=_changed("origins", offered, _origins),
        format_func=lambda least: f"{_origins(least)} ({_above(origins, least)})",
        help="Reports that reprint one wire or one statement count once.",
    )
    st.multiselect(
        "Rests on",
        list(RESTS),
        key=bind("w-rests", list(view.rests)),
        on_change=_several("rests", RESTS, _footing),
        format_func=_counted(_footing, rests),
        placeholder="Any footing",
        help="A state's own words are those of its government, forces, officials or state media.",
    )


def presence(question: Question) -> None:
    """Offer words and presence alone, with their number: the default leaves them out, and one click brings them in."""
    view = question.view
    more = int((question.store.rows("incidents", replace(view, severity=0))["severity"] < severity.CLASH).sum())
    if view.severity <= severity.CLASH and (more or not view.severity):
        st.checkbox(
            f"With words and presence alone ({more})",
            key=bind("w-presence", view.severity < severity.CLASH),
            on_change=whole(_presence),
            help="Passages and patrols, calls by radio: no act against another was reported, so none is a clash.",
        )


def _presence() -> None:
    for value in mirror.chosen("w-presence"):
        ask(severity=0 if value else severity.CLASH)
        mirror.keep("w-presence", value)


def _level(level: int) -> str:
    return f"{level}+ {severity.NAMES[level]}"


def _origins(least: int) -> str:
    return f"{least} or more"


def _footing(key: str) -> str:
    return f"{RESTS[key][:1].upper()}{RESTS[key][1:]}"


def _many(claimants: int) -> str:
    return text.count(claimants, "state") if claimants else "Any number of states"


def _place(question: Question, counts: Counter[str]) -> None:
    names = question.store.names(question.view.names)
    options = sorted(names, key=lambda identity: (-counts.get(identity, 0), names[identity]))

    def words(identity: str) -> str:
        return names[identity] if identity else "Any place"

    st.selectbox(
        "Place",
        ["", *options],
        key=bind("w-place", question.view.place),
        on_change=_changed("place", ["", *options], words),
        format_func=lambda identity: f"{words(identity)} ({counts.get(identity, 0)})" if identity else words(identity),
    )


def _waters(question: Question, tests: dict[str, NDArray[np.bool_]]) -> None:
    """Show what narrows clashes by the claims that their waters lie in, and the lens that decides which claims count."""
    view = question.view
    found = question.frame("incidents")["standing"].to_numpy()
    held = {f: standing.held(found[filtering.together(tests, without=f)], view.lens, view.end) for f in WATERS}
    inside = Counter(code for one in held["eez"] for code in one.eez)
    many = Counter(len(one.claimants) for one in held["claimants"])
    with st.expander("Waters and lens", expanded=bool(view.eez or view.claimants or view.lens != View().lens)):
        st.selectbox(
            "Legal lens",
            list(LENSES),
            key=bind("w-lens", view.lens),
            on_change=_changed("lens", LENSES, lambda lens: LENSES[lens]),
            format_func=lambda lens: LENSES[lens],
        )
        st.multiselect(
            "Inside the EEZ claim of",
            list(CLAIMANTS),
            key=bind("w-eez", list(view.eez)),
            on_change=_several("eez", CLAIMANTS, states.name),
            format_func=_counted(states.name, inside),
            placeholder="Any or none",
        )
        st.selectbox(
            "In waters claimed by",
            range(len(CLAIMANTS) + 1),
            key=bind("w-claimants", view.claimants),
            on_change=_changed("claimants", range(len(CLAIMANTS) + 1), _many),
            format_func=lambda n: f"{_many(n)} ({many.get(n, 0)})" if n else _many(n),
        )


def _layers(view: View) -> None:
    def held() -> tuple[str, ...]:
        return showing(asked(), view.layers).view.layers

    st.pills(
        "Layers",
        layer_keys.every(),
        key=bind("w-layers", list(view.layers)),
        selection_mode="multi",
        on_change=_several("layers", layer_keys.every(), _title, held),
        format_func=_title,
    )


def _title(key: str) -> str:
    return layer(key).TITLE


def _names(view: View) -> None:
    st.selectbox(
        "Place names in",
        tuple(NAMES),
        key=bind("w-names", view.names),
        on_change=_changed("names", NAMES, lambda code: NAMES[code]),
        format_func=lambda code: NAMES[code],
    )


def relax(question: Question) -> None:
    """Say which single filter, taken away, would bring clashes back."""
    frame, view = question.frame("incidents"), question.view
    if frame.empty:
        st.info(f"No reported {view.unit[0]} is on record in this data package.")
        return
    # As the button below would leave it: without a severity the default holds, which asks for clashes.
    gains = {name: int(_passing(frame, view.without(name)).sum()) for name in TESTS}
    best = max(gains, key=lambda name: gains[name])
    if not gains[best]:
        blame = "and no single one of them is to blame: clear them all at the left."
        st.info(f"No reported {view.unit[0]} meets these filters, {blame}")
        return
    st.info(f"No reported {view.unit[0]} meets these filters. Without the {TESTS[best]} there are {gains[best]}.")
    st.button(f"Drop the {TESTS[best]}", on_click=whole(lambda: put(asked().view.without(best))))
