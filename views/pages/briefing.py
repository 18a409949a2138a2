"""The Briefing page: scenes in order, drafted or kept, then presented, made into files and saved.

It is not called after its page: a page runs with its own folder first on the path, where it would hide the room `briefing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from briefing import story
from briefing.draft import draft
from briefing.making import named
from briefing.story import Briefing, InvalidBriefingError
from views.pages import explore
from views.parts import add_to_briefing, chips, days, export, filters, present, scenes
from views.parts.question import asked, bind, bind_text, warn, whole
from words import text

if TYPE_CHECKING:
    from briefing.story import Length, Scene
    from views.parts.question import Question

LINES = {
    "title": ("Title of the briefing", ""),
    "author": ("Author's line", "Named by office"),
    "handling": ("Handling line", "Such as: Internal use only"),
}
LENGTHS = {"short": "Short: ten slides at most", "full": "Full: every page"}
SOURCES = {"appendix": "Sources on the last slides", "file": "Sources in a file beside the deck"}


def page() -> None:
    """Show the page."""
    question = asked()
    warn(question)
    filters.sidebar(question)
    st.title("Briefing")
    admitted = question.store.admitted(question.view)
    st.html(
        f'<p class="summary" role="status">Present filter: {explore.summary(question, admitted)} '
        '<span class="quiet">It comes along from page to page; change it at the left.</span></p>'
    )
    chips.show(question)
    held = add_to_briefing.progress()
    left, right = st.columns([5, 3], gap="large")
    with left:
        _lines(held)
        places = scenes.show(question, held)
    with right:
        _begin(question, held)
        st.subheader("Present")
        present.button(held)
        st.caption(
            "Opens in a tab of its own and needs the app no more. Arrow keys step, Esc shows all scenes, N opens the notes."
        )
        st.subheader("Make a file")
        export.show(question, held)
        _save(held)
    # At the end, when all that can be pressed stands on the page already.
    scenes.picture(question, held, places)


def _lines(held: Briefing) -> None:
    """Show the lines that stand on every scene."""
    first, *columns = st.container(), *st.columns(3)
    for place, (field, (label, hint)) in zip((first, *columns), LINES.items(), strict=False):
        place.text_input(
            label,
            key=bind_text(f"w-b-{field}", getattr(held, field)),
            placeholder=hint,
            max_chars=story.LONGEST_LINE,
            on_change=_line_changed,
            args=(field,),
        )
    with columns[-1]:
        refused = days.show("As of", held.as_of, lambda day: _put_line("as_of", day), key="w-b-as_of", last=True)
    days.say(refused)
    st.text_area(
        "Key points",
        key=bind_text("w-b-points", held.points),
        placeholder="One a line, for the first slide; a short draft writes them from the data",
        max_chars=story.LONGEST_CAPTION,
        on_change=_line_changed,
        args=("points",),
    )
    left, right = st.columns(2)
    for place, field, label, choices in ((left, "length", "Length", LENGTHS), (right, "sources", "Sources", SOURCES)):
        place.selectbox(
            label,
            list(choices),
            key=bind(f"w-b-{field}", getattr(held, field)),
            format_func=choices.__getitem__,
            on_change=_line_changed,
            args=(field,),
        )


@whole
def _line_changed(field: str) -> None:
    _put_line(field, st.session_state[f"w-b-{field}"])


def _put_line(field: str, value: object) -> None:
    scenes.put(dict(add_to_briefing.progress()) | {field: value})


def _begin(question: Question, held: Briefing) -> None:
    """Offer a draft of the present filter, and a saved file; what would replace scenes says so first."""
    count = text.count(len(held.scenes), "scene")
    if not held.scenes:
        if st.button(
            "Draft a briefing", type="primary", width="stretch", help="From the present filter, ten slides at most"
        ):
            _draft(question, held, length="short")
        if st.button("Draft a full briefing", width="stretch", help="From the present filter, with every page"):
            _draft(question, held, length="full")
    else:
        with st.popover("Draft a briefing", width="stretch"):
            st.caption("From the present filter.")
            if st.button(f"Replace the {count}", width="stretch"):
                _draft(question, held, length=held.length)
            if st.button("Put its scenes behind them", width="stretch"):
                _draft(question, held, length=held.length, before=held.scenes)
            st.button(
                "Begin with none",
                on_click=add_to_briefing.put,
                args=(Briefing(title=add_to_briefing.UNTITLED),),
                width="stretch",
            )
    with st.expander("Open a saved briefing"):
        _open(question, count if held.scenes else "")


def _draft(question: Question, held: Briefing, *, length: Length, before: tuple[Scene, ...] = ()) -> None:
    with st.spinner("Drafting from the data"):
        drafted = draft(question.store, question.view, length=length)
        title = drafted.title if held.title == add_to_briefing.UNTITLED else held.title
        points = held.points if before else drafted.points
        fields = dict(held) | {"title": title, "data_version": drafted.data_version, "length": length, "points": points}
        scenes.put(fields | {"scenes": (*before, *drafted.scenes)})
    st.rerun()


def _open(question: Question, replaced: str) -> None:
    file = st.file_uploader("A briefing's JSON file", type="json", key="w-open")
    if file is None:
        return
    try:
        opened = story.opened(file.getvalue(), store=question.store)
    except InvalidBriefingError as fault:
        st.error(text.markdown(str(fault)))
    else:
        st.caption(text.markdown(f"“{opened.title}”, {text.count(len(opened.scenes), 'scene')}."))
        label = f"Open it in place of the {replaced}" if replaced else "Open it"
        st.button(label, on_click=add_to_briefing.put, args=(opened,), width="stretch")


def _save(held: Briefing) -> None:
    st.subheader("Save")
    st.download_button(
        "Save the briefing (JSON)",
        story.write(held),
        f"{named(held.title)}.json",
        "application/json",
        on_click="ignore",
        disabled=not held.scenes,
        width="stretch",
    )
    st.caption(
        "The briefing in progress is kept in this tab alone: save it, and open the file here later or on another machine."
    )
