"""A scene of a question with its speaker's notes, its words no longer than a briefing takes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing import notes, notes_kept, story
from briefing.answers import Answers
from words import text

if TYPE_CHECKING:
    from briefing.story import Kind, Scene

_NOTES = notes.NOTES | notes_kept.NOTES


def worded(answers: Answers, kind: Kind, title: str, caption: str, *, body: str = "", **changes: Any) -> Scene:  # noqa: ANN401 -- a View's fields
    """Return a scene of a question, `changes` made to it."""
    asked = Answers(answers.store, replace(answers.view, **changes))
    return story.Scene(
        kind=kind,
        query=asked.view.query(),
        title=text.plain(title, longest=story.LONGEST_LINE),
        caption=text.plain(caption, longest=story.LONGEST_CAPTION),
        notes=text.plain(notes.written(_NOTES[kind](asked)), longest=story.LONGEST_NOTES),
        body=text.plain(body, longest=story.LONGEST_BODY),
    )
