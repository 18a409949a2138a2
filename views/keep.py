"""The briefing in progress, and the control that keeps a view in it as a scene.

A briefing is the one thing that the app remembers for a reader. It lives in the session; the tab holds a copy of its file,
so that a link that loads the page anew, or a server that was started again, does not lose it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from briefing import story
from briefing.story import Briefing, InvalidBriefingError, Scene
from layers import text
from layers.store import store
from views.asking import asked

if TYPE_CHECKING:
    from briefing.story import Kind
    from layers.view import View

KEY = "briefing"
UNTITLED = "Untitled briefing"
_JS = """
const KEY = "soundings-briefing";
export default function ({ data, setTriggerValue }) {
  if (data.file) window.sessionStorage.setItem(KEY, data.file);
  else {
    const kept = window.sessionStorage.getItem(KEY);
    if (kept) setTriggerValue("kept", kept);
  }
}
"""
_tab = st.components.v2.component("briefing_of_the_tab", js=_JS)


def progress() -> Briefing:
    """Return the briefing in progress; an empty one where none was begun."""
    found: Briefing = st.session_state.get(KEY) or Briefing(title=UNTITLED)
    return found


def put(briefing: Briefing) -> None:
    """Make this the briefing in progress."""
    st.session_state[KEY] = briefing


def tab() -> None:
    """Give the tab a copy of the briefing in progress, or take the tab's back where the session has none."""
    held = st.session_state.get(KEY)
    _tab(key="tab", data={"file": story.write(held) if held else ""}, on_kept_change=_take_back)


def _take_back() -> None:
    try:
        put(story.read(st.session_state["tab"]["kept"], known=store()))
    except InvalidBriefingError as fault:
        put(Briefing(title=UNTITLED))
        st.toast(text.markdown(f"The briefing that this tab held was left out. {fault}"))


def button(view: View, *, kind: Kind, title: str) -> None:
    """Show the control that adds a view to the briefing in progress; the reader may give the scene another title."""
    with st.popover("Add to briefing", width="stretch"), st.form("w-keep", border=False, clear_on_submit=True):
        st.text_input("Title of the scene", key="w-keep-title", placeholder=title, max_chars=story.LONGEST_LINE)
        held = text.count(len(progress().scenes), "scene")
        st.caption(f"The briefing has {held}. The page Briefing puts them in order, presents and exports them.")
        st.form_submit_button("Add", on_click=_add, args=(view, kind, title), width="stretch")


def _add(view: View, kind: Kind, title: str) -> None:
    # Where the map looks is in the address alone until something else makes the page run again.
    seen = replace(view, at=asked().view.at)
    held = progress()
    if len(held.scenes) >= story.MOST_SCENES:
        st.toast(f"A briefing holds at most {story.MOST_SCENES} scenes: remove one first.")
        return
    named = st.session_state["w-keep-title"].strip() or title
    scene = Scene(kind=kind, query=seen.query(), title=text.plain(named, longest=story.LONGEST_LINE))
    put(held.model_copy(update={"scenes": (*held.scenes, scene)}))
    st.toast(f"Added as scene {len(held.scenes) + 1} of the briefing.")
