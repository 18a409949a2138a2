"""What an editor writes: values without a quote, each with its reason, and the words of a row that no page lends."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from desk.publish import base
from desk.review import judging, parties, sheet, wording
from desk.review.needs import CLASSES, LONGEST_TITLE, NEW, SPEAKERS, WRITING
from layers.store import store
from record import reading
from views.parts import editor
from views.parts.evidence import TITLES
from views.parts.question import bind, bind_text
from words import states

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk.review.acts import Desk

OWN_WORDS = "The government's, forces' or state media's"


def place_names() -> dict[str, str]:
    """Return the record's places by id."""
    frame = store().frames["places"]
    return dict(zip(frame.index.astype(str), frame["name"].astype(str), strict=True))


def judge(desk: Desk, names: Mapping[str, str]) -> None:
    """Take a value that no quote of the page proves: an editor's judgement, which needs a reason."""
    with (
        st.expander("Give a value without a quote: an editor's judgement"),
        st.form("w-desk-judge", border=False),
    ):
        which, what, why = st.columns([1, 2, 3])
        field = which.selectbox("Field", list(judging.GIVEN), format_func=TITLES.__getitem__)
        forms = "; ".join(f"{TITLES[name]}: {form}" for name, form in judging.GIVEN.items())
        words = what.text_input("Value", key=editor.field("w-desk-value"), help=forms)
        reason = why.text_input("Reason", key=editor.field("w-desk-reason"))
        if st.form_submit_button("Give it") and editor.tries(partial(_given, desk, field, words, reason, names)):
            editor.renew("w-desk-value")
            editor.renew("w-desk-reason")
            st.rerun()
        editor.says()


def _given(desk: Desk, field: str, words: str, why: str, names: Mapping[str, str]) -> None:
    value, more = judging.judgement(field, words, names)
    desk.puts(field, sheet.added(desk.fields.get(field) or [], field, value, more, why), why)


def show(desk: Desk, verdict: str, target: str | None) -> None:
    """Show the fields for an editor's own words that a verdict needs; each is kept as soon as it is left."""
    if verdict not in WRITING:
        return
    st.subheader("In our own words")
    if verdict in NEW:
        _of_row(desk, verdict)
    elif verdict == "corrects":
        _correction(desk, target)
    else:
        _line(desk, "supports", "What the page says of it", long=True)
    for state in dict.fromkeys(str(item["value"]) for item in sheet.taken(desk.fields, "accounts")):
        name = states.name(state)
        _line(desk, f"says:{state}", f"{name}: what is said, paraphrased", long=True)
        _choice(desk, f"speaker:{state}", f"{name}: whose word it is", ["", *SPEAKERS], empty=OWN_WORDS)
    _page(desk)


def _of_row(desk: Desk, verdict: str) -> None:
    place = place_names().get(str(sheet.value(desk.fields, "place")), "")
    title, summary = wording.title(desk.fields, place), wording.summary(desk.fields, place)
    if title and not sheet.words(desk.fields, "title"):
        st.button("Begin with words made from the values", on_click=_begin, args=(desk, title, summary))
    _line(desk, "title", "Title, in neutral words", most=LONGEST_TITLE)
    _line(desk, "summary", "Summary: what the page says, and whose word it is", long=True)
    if verdict == "new development":
        _choice(desk, "development_kind", "Kind of development", ["", *judging.kinds()])
        return
    owners = ["", *(party.key for party in parties.parties(desk.fields))]
    given = [field.removeprefix("of:") for field in desk.fields if field.startswith("of:")]
    for ship in dict.fromkeys([*parties.ownerless(desk.fields), *given]):
        _choice(desk, f"of:{ship}", f"Whose ship {ship} is", owners)
    with st.expander("Harm, damage, position, weight"):
        _line(desk, "harm_of", "Whose the dead, injured, missing and sunk are")
        _line(desk, "damage", "Damage, as reported")
        _line(desk, "position_note", "How the page places it")
        _choice(desk, "status", "The accounts", ["", "disputed"], empty="told without open contradiction")
        key = bind(f"w-desk-weak-{desk.proposal.id}", bool(desk.fields.get("weak")))
        st.checkbox("It rests on one weak page", key=key, on_change=_kept, args=(desk, "weak", key))


def _begin(desk: Desk, title: str, summary: str) -> None:
    for field, words in (("title", title), ("summary", summary)):
        if words and not sheet.words(desk.fields, field):
            editor.tries(partial(desk.puts, field, words))


def _correction(desk: Desk, target: str | None) -> None:
    table = base_layer(target) if target else ""
    _choice(desk, "column", "Column that is corrected", ["", *(judging.columns(table) if table else [])])
    _line(desk, "new", "What it says now")
    _line(desk, "supports", "What the page says of it", long=True)


def base_layer(target: str) -> str:
    """Return the table that has a feature of the record, "" where none has."""
    return store().ids.get(target, "")


def _page(desk: Desk) -> None:
    """Show what the report's row needs of the page itself."""
    _line(desk, "address", "The page's address")
    known = ("", "", "")
    name = sheet.value(desk.fields, "publisher")
    if name:
        known = publisher(str(name), reading.place())
    if known[0] and not sheet.words(desk.fields, "publisher_class"):
        st.caption(f"The record knows {name} as {known[0].replace('_', ' ')}.")
        st.button("Take that", on_click=_take, args=(desk, known))
    left, middle, right = st.columns(3)
    with left:
        _choice(desk, "publisher_class", "Kind of publisher", ["", *CLASSES])
    with middle:
        _choice(desk, "publisher_state", "State it sits in", ["", *states.NAMES])
    with right:
        _choice(desk, "voice", "State whose official words it is", ["", *states.NAMES])


@st.cache_data(show_spinner=False, max_entries=500, ttl=60)
def publisher(name: str, folder: object) -> tuple[str, str, str]:
    """Return what the record says of a publisher: its class, state and voice."""
    return base.publisher(base.read(reading.place()), name) if folder else ("", "", "")


def _take(desk: Desk, known: tuple[str, str, str]) -> None:
    for field, words in zip(("publisher_class", "publisher_state", "voice"), known, strict=True):
        if words:
            editor.tries(partial(desk.puts, field, words))


def _line(desk: Desk, field: str, label: str, *, long: bool = False, most: int | None = None) -> None:
    key = bind_text(f"w-desk-{field}-{desk.proposal.id}", sheet.words(desk.fields, field))
    show_field = st.text_area if long else st.text_input
    show_field(label, key=key, max_chars=most, on_change=_kept, args=(desk, field, key))


def _choice(desk: Desk, field: str, label: str, choices: list[str], *, empty: str = "choose") -> None:
    held = sheet.words(desk.fields, field)
    key = bind(f"w-desk-{field}-{desk.proposal.id}", held if held in choices else "")
    st.selectbox(
        label,
        choices,
        key=key,
        format_func=lambda choice: (
            (choice.replace("_", " ") or empty) if choice not in states.NAMES else states.name(choice)
        ),
        on_change=_kept,
        args=(desk, field, key),
    )


def _kept(desk: Desk, field: str, key: str) -> None:
    value = st.session_state[key]
    editor.tries(lambda: desk.puts(field, value))
