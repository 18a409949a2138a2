"""The briefing in progress, and the control that keeps a view in it as a scene.

A briefing is the one thing that the app remembers for a reader. It lives in the session; the tab holds a copy of its file,
so that a link that loads the page anew, or a server that was started again, does not lose it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from briefing import draft, story
from briefing.story import Briefing, InvalidBriefingError
from layers.store import store
from views.parts import scene_kinds
from views.parts.component import component
from views.parts.question import heard, whole
from words import text

if TYPE_CHECKING:
    from briefing.story import Kind
    from question.view import View

KEY, PAST = "briefing", "briefing-past"
MOST_UNDONE = 50
UNTITLED = "Untitled briefing"
# Where the tab keeps its copy, in its session storage.
TAB_KEY = "soundings-briefing"
_FORM = "<form><label>Title of the scene <input type='text'></label><p></p><button type='submit'>Add</button></form>"
_form = component("keep_a_view", html=_FORM, css="keep_view.css", js="keep_view.js")
_tab = component("briefing_of_the_tab", js="tab_copy.js")


def progress() -> Briefing:
    """Return the briefing in progress; an empty one where none was begun."""
    briefing: Briefing = st.session_state.get(KEY) or Briefing(title=UNTITLED)
    return briefing


def put(briefing: Briefing) -> None:
    """Make this the briefing in progress; the one before is kept, so that the change can be undone."""
    before, older = st.session_state.get(KEY), st.session_state.get(PAST, ())
    if before is not None and before != briefing and older[-1:] != (before,):
        st.session_state[PAST] = (*older, before)[-MOST_UNDONE:]
    # Last, since a callback that is cut before this is done anew.
    st.session_state[KEY] = briefing


def past() -> int:
    """Return how many changes can be undone."""
    return len(st.session_state.get(PAST, ()))


@whole
def undo() -> None:
    """Take the last change back; nothing where there is none."""
    *older, before = st.session_state.get(PAST, ()) or (progress(),)
    st.session_state[KEY], st.session_state[PAST] = before, tuple(older)


def tab(*, asked: bool) -> None:
    """Give the tab a copy of the briefing in progress; where the session has none and it is asked for, take the tab's back.

    It is asked for where a briefing is shown: what the tab sends is a run of its own, which would come between a reader's
    first clicks on any other page. There the tab's copy comes with the view that is added to it.
    """
    held = st.session_state.get(KEY)
    data = {"key": TAB_KEY, "file": story.write(held) if held else "", "asked": asked}
    _tab(key="tab", data=data, on_kept_change=_take_back, height=1)


@whole
def _take_back() -> None:
    """Take the tab's copy; one that was not heard is sent again where a briefing is shown next."""
    _take(heard("tab", "kept"))


def _take(file: object) -> None:
    """Make the tab's copy the briefing in progress, unless there is one by now; what cannot be read is left out and said."""
    if file is None or KEY in st.session_state:
        return
    try:
        put(story.read(str(file), store=store()))
    except InvalidBriefingError as fault:
        st.toast(text.markdown(f"The briefing that this tab held was left out. {fault}"))
        put(Briefing(title=UNTITLED))


def button(view: View, *, kind: Kind, title: str = "", key: str = "keep") -> None:
    """Show the control that keeps a view as a scene; without a title the scene's is drafted from the data.

    `kind` is what it is kept as unless the reader chooses another. `key` tells apart the controls of one page.
    """
    held = len(progress().scenes) if KEY in st.session_state else None
    data = {"hint": title or "Drafted from the data", "most": story.LONGEST_LINE, "key": TAB_KEY, "held": held}
    with st.popover("Add to briefing", width="stretch"):
        choices = scene_kinds.offered(view, kind)
        chosen = st.selectbox("Keep it as", choices, format_func=scene_kinds.label, key=f"w-{key}-as-{kind}")
        _form(key=key, data=data, on_kept_change=partial(_add, view, chosen, title, key))


@whole
def _add(view: View, kind: Kind, title: str, key: str = "keep") -> None:
    given: dict[str, Any] | None = heard(key, "kept")
    if given is None:
        return
    _take(given.get("file"))
    seen = replace(view, at=store().parse({"at": str(given.get("at") or "")})[0].at)
    try:
        briefing = kept(progress(), seen, kind, title=str(given.get("title") or "").strip() or title)
    except InvalidBriefingError as fault:
        st.toast(text.markdown(str(fault)))
    else:
        st.toast(f"Added as scene {len(briefing.scenes)} of the briefing.")
        put(briefing)


def kept(held: Briefing, view: View, kind: Kind, *, title: str = "", before: int | None = None) -> Briefing:
    """Return a briefing with one more scene, the last or before that number, counted from 0.

    Raises InvalidBriefingError where it has no room for it.
    """
    current = store()
    scene = dict(draft.scene(current, view, kind))
    named = scene | ({"title": text.plain(title, longest=story.LONGEST_LINE)} if title else {})
    version = held.data_version or current.package.version
    scenes: list[Any] = [*held.scenes]
    scenes.insert(len(scenes) if before is None else before, named)
    return story.build(**(dict(held) | {"data_version": version, "scenes": tuple(scenes)}))
