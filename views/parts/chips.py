"""Chips: what the question narrows, a phrase each as the sentence has it, and each taken away by one click."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import streamlit as st

from question.view import View
from views.parts.question import asked, put, whole
from words import text

if TYPE_CHECKING:
    from views.parts.question import Question

LONGEST = 80


def show(question: Question) -> None:
    """Show a chip for each part of the question on a page without a map, which has its own (`views/static/chips.js`)."""
    narrowed = parts(question)
    if not narrowed:
        return
    with st.container(horizontal=True, gap="xsmall", key="chips"):
        for test, phrase in narrowed:
            # The word that a chip has for those who hear it stands in grey, which the style sheet takes from the eye.
            words = f":gray[Remove:] {text.markdown(phrase, longest=LONGEST)}"
            st.button(words, key=f"chip-{test}", on_click=remove, args=(test,))


def parts(question: Question) -> list[tuple[str, str]]:
    """Return what the question narrows, the lens included, each after the name by which `remove` takes it away."""
    return question.view.parts(place_names=question.store.names(question.view.names))


@whole
def remove(*tests: str) -> None:
    """Ask the same without some parts of the question."""
    put(reduce(View.without, tests, asked().view))
