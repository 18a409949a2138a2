"""The scenes of the briefing in progress: inserted, moved, edited and undone, each with pictures of its slides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from briefing import story
from briefing.pages.scenes import MAPPED
from briefing.story import InvalidBriefingError
from views.pages import explore
from views.parts import add_to_briefing, map_notes, scene_kinds, slide_pictures
from views.parts.question import bind, bind_text, whole
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from streamlit.delta_generator import DeltaGenerator

    from briefing.story import Briefing, Scene
    from question.view import View
    from views.parts.question import Question

LONGEST_SHOWN = 90
# The words that a scene has, and how many of each; a body is that of some kinds alone.
FIELDS = {"title": story.LONGEST_LINE, "caption": story.LONGEST_CAPTION, "notes": story.LONGEST_NOTES}
BODIES = {"points": "Key points, one a line", "text": "Text; a line that begins with “- ” is a point"}
# More pictures of one scene than this are counted, not shown; all but the first are small.
MOST_PICTURES, SMALL_PX = 4, 120
# What was shown last stands until it is drawn anew, so that nothing blinks at an edit.
SHOWN, COUNT = "scene-pictures", "slide-count"


def show(question: Question, held: Briefing) -> tuple[DeltaGenerator, list[DeltaGenerator]]:
    """Show the scenes; return the places for how many slides they make, and for each one's pictures."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="scenes-head"):
        counted = st.empty()
        counted.html(_counted(st.session_state.get(COUNT, "")))
        st.button("Undo", on_click=add_to_briefing.undo, disabled=not add_to_briefing.past(), key="w-undo")
    _insert(question, held)
    if not held.scenes:
        st.info(
            "No scene yet. Draft a briefing from the present filter, open a saved one, or keep a view: "
            "“Add to briefing” stands on Explore and beside other views."
        )
    pictures = []
    for number, scene in enumerate(held.scenes):
        with st.container(border=True):
            pictures.append(_scene(question, number, scene, last=len(held.scenes) - 1))
    for place, drawn in zip(pictures, st.session_state.get(SHOWN, []), strict=False):
        _pictures(place, *drawn)
    return counted, pictures


def put(fields: dict[str, Any]) -> None:
    """Keep a changed briefing; what it may not hold is said, and the briefing stays as it was."""
    try:
        add_to_briefing.put(story.build(**fields))
    except InvalidBriefingError as fault:
        st.toast(text.markdown(str(fault)))


def _order(scenes: Iterable[Scene | dict[str, Any]]) -> None:
    put(dict(add_to_briefing.progress()) | {"scenes": tuple(scenes)})


def _insert(question: Question, held: Briefing) -> None:
    """Offer a new scene of the present filter at any place."""
    with st.expander("Insert a scene of the present filter"):
        left, middle, right = st.columns([4, 2, 2], vertical_alignment="bottom")
        kinds = scene_kinds.offered(question.view)
        kind = left.selectbox("Kind", kinds, format_func=scene_kinds.label, key="w-insert-kind")
        last = len(held.scenes) + 1
        # A number of its own for each length, so that the place behind the last is offered anew.
        place = middle.number_input("As scene", 1, last, last, key=f"w-insert-place-{last}")
        right.button(
            "Insert", on_click=_inserted, args=(question.view, kind, int(place) - 1), width="stretch", key="w-insert"
        )


@whole
def _inserted(view: View, kind: story.Kind, before: int) -> None:
    try:
        add_to_briefing.put(add_to_briefing.kept(add_to_briefing.progress(), view, kind, before=before))
    except InvalidBriefingError as fault:
        st.toast(text.markdown(str(fault)))


def _scene(question: Question, number: int, scene: Scene, *, last: int) -> DeltaGenerator:
    """Show one scene: what it is, what can be done with it, and its words; return the place for its pictures."""
    words = scene.view.sentence(place_names=question.store.names(scene.view.names)) or "the whole record"
    seen, told = st.columns([3, 5], gap="small")
    with told:
        st.html(
            f'<div class="scene"><b>{number + 1}. {text.escape(scene.title, longest=LONGEST_SHOWN)}</b>'
            f'<span class="quiet">{text.escape(scene_kinds.WORDS[scene.kind])} · {text.escape(words)}</span></div>'
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            _act("Up", number, _moved, -1, disabled=number == 0)
            _act("Down", number, _moved, 1, disabled=number == last)
            _act("Duplicate", number, _doubled)
            _act("Remove", number, _removed)
            st.page_link(explore.place(), label="Open in Explore", query_params=scene.query)
        with st.expander("Title, caption, notes, place"):
            _words(number, scene)
            _place(number, last)
            if scene.kind in MAPPED:
                map_notes.show(question, number, scene, whole(lambda marks: _changed(number, {"marks": marks})))
    return seen.container(key=f"seen-{number}").empty()


def _act(label: str, number: int, act: Callable[..., None], *args: int, disabled: bool = False) -> None:
    st.button(label, key=f"w-{label.lower()}-{number}", on_click=act, args=(number, *args), disabled=disabled)


@whole
def _moved(number: int, step: int) -> None:
    _move(number, step)


def _move(number: int, step: int) -> None:
    scenes = list(add_to_briefing.progress().scenes)
    scenes.insert(number + step, scenes.pop(number))
    _order(scenes)


def _place(number: int, last: int) -> None:
    """Offer a scene's place as a number, for a way that Up and Down would make long."""
    st.number_input(
        "Place",
        1,
        last + 1,
        key=bind(f"w-place-{number}", number + 1),
        on_change=whole(lambda: _move(number, int(st.session_state[f"w-place-{number}"]) - 1 - number)),
    )


@whole
def _doubled(number: int) -> None:
    scenes = add_to_briefing.progress().scenes
    _order((*scenes[: number + 1], *scenes[number:]))


@whole
def _removed(number: int) -> None:
    scenes = add_to_briefing.progress().scenes
    _order((*scenes[:number], *scenes[number + 1 :]))


def _words(number: int, scene: Scene) -> None:
    bodied = {"body": story.LONGEST_BODY} if scene.kind in BODIES else {}
    for field, most in (bodied | FIELDS).items():
        show_field = st.text_input if field == "title" else st.text_area
        key = bind_text(f"w-{field}-{number}", getattr(scene, field))
        label = (
            BODIES.get(scene.kind, "") if field == "body" else "Speaker notes" if field == "notes" else field.capitalize()
        )
        show_field(label, key=key, max_chars=most, on_change=_word_changed, args=(number, field))


@whole
def _word_changed(number: int, field: str) -> None:
    _changed(number, {field: st.session_state[f"w-{field}-{number}"]})


def _changed(number: int, fields: dict[str, Any]) -> None:
    scenes: list[Scene | dict[str, Any]] = list(add_to_briefing.progress().scenes)
    scenes[number] = dict(scenes[number]) | fields
    _order(scenes)


def picture(question: Question, held: Briefing, places: tuple[DeltaGenerator, list[DeltaGenerator]]) -> None:
    """Fill the places that `show` left: how many slides the briefing makes, and what each of them shows."""
    counted, pictures = places
    try:
        slides = slide_pictures.slides(question.store, held) if held.scenes else ()
    except InvalidBriefingError as fault:
        counted.error(text.markdown(str(fault)))
        return
    st.session_state[COUNT] = _made(len(held.scenes), len(slides)) if slides else ""
    counted.html(_counted(st.session_state[COUNT]))
    drawn = []
    for number, place in enumerate(pictures, start=1):
        numbered = [(at, slide) for at, slide in enumerate(slides, start=1) if slide.scene == number]
        drawn.append(([(at, slide_pictures.png(slide)) for at, slide in numbered[:MOST_PICTURES]], len(numbered)))
        _pictures(place, *drawn[-1])
    st.session_state[SHOWN] = drawn


def _made(scenes: int, slides: int) -> str:
    verb = "makes" if scenes == 1 else "make"
    return f"{text.count(scenes, 'scene')} {verb} {text.count(slides, 'slide')}, the cover and the sources among them."


def _counted(words: str) -> str:
    return f'<p class="summary" role="status">{text.escape(words)}</p>'


def _pictures(place: DeltaGenerator, pictures: list[tuple[int, bytes]], whole: int) -> None:
    """Show a scene's slides, the first large."""
    with place.container():
        for turn, (at, png) in enumerate(pictures):
            st.image(png, caption=f"Slide {at}", width="stretch" if turn == 0 else SMALL_PX)
        if whole > len(pictures):
            st.caption(f"and {text.count(whole - len(pictures), 'more slide')}")
