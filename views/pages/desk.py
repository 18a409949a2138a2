"""The Desk page, for editors alone: pages come in, are read and checked, matched, decided on and published."""

from __future__ import annotations

import shlex
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from desk import access
from desk.intake import UnreadablePageError
from desk.review import alike, opening
from desk.review.acts import Desk
from desk.store import roles, shown
from desk.store.errors import StoreError
from views.parts import decision, editor, evidence, inbox, own_words, publication, visitor
from words import text

if TYPE_CHECKING:
    from desk.blocks import Page
    from desk.review.alike import Alike
    from desk.store.author import Author
    from desk.store.opening import Store

# Nobody is named: whoever has an account at the provider may read this.
NO_ROLE = "This page is for editors; your role at this desk is {role}. Ask a publisher of this desk, who gives one by:"
SIGN_IN = "The desk is open to its editors: sign in."
MOST_ALIKE = 3


def page() -> None:
    """Show the desk, or why it is closed."""
    try:
        by = visitor.author()
        store = editor.store()
        role = editor.role(by)
    except StoreError as error:
        st.title("Desk")
        _closed(error)
        return
    editing = roles.works(role)
    picked = st.query_params.get("page", "") if editing else ""
    if not picked.isdecimal():
        st.title("Desk")
        _who(by, role)
    editor.says()
    if not editing:
        st.info(NO_ROLE.format(role=role))
        st.code(f"python -m desk grant {shlex.quote(by.issuer)} {shlex.quote(by.subject)} editor", language=None)
        return
    if picked.isdecimal():
        _work(store, by, int(picked))
    else:
        inbox.show(store, by)
        publication.show(store, by)


def _who(by: Author, role: str) -> None:
    """Say who the editor is, with the way out for whoever has signed in."""
    line = st.container(horizontal=True, vertical_alignment="center")
    line.html(f'<p class="quiet">{text.escape(by.subject)}, {text.escape(role)}. Readers see nothing of this page.</p>')
    if visitor.signed_in():
        line.button("Sign out", on_click=visitor.sign_out)


def _closed(error: StoreError) -> None:
    signing = isinstance(error, access.ClosedError) and visitor.sign_in_offered()
    st.info(text.markdown(SIGN_IN if signing and str(error) == access.CLOSED else str(error), longest=2000))
    editor.says()
    if signing:
        st.button("Sign in", on_click=_sign_in)


def _sign_in() -> None:
    editor.tries(visitor.sign_in)


def _work(store: Store, by: Author, page_id: int) -> None:
    """Show one page of the desk: its text and values, then its words, its match and its decision."""
    heading = st.container(horizontal=True, vertical_alignment="center")
    try:
        ids = opening.opened(store, by, page_id, editor.proposer())
        reading = read(store, page_id)
    except (StoreError, UnreadablePageError) as error:
        heading.button("Back to the inbox", on_click=_back)
        st.error(text.markdown(str(error), longest=2000))
        return
    heading.button("Back to the inbox", on_click=_back)
    heading.html(f'<h1 class="name">Desk: {text.escape(_named(reading), longest=160)}</h1>')
    _alike(alike.beside(store, page_id))
    number = _event(len(ids))
    proposal = shown.proposal(store, ids[number])
    if proposal is None:
        return
    desk = Desk(store, by, proposal, st.session_state.setdefault(f"desk-undo-{proposal.id}", []))
    names = own_words.place_names()

    def act(acts: list[object]) -> None:
        for each in acts:
            if isinstance(each, dict) and not editor.tries(partial(desk.does, each)):
                return

    evidence.show(reading, desk.fields, names, act, of=str(proposal.id))
    own_words.judge(desk, names)
    left, right = st.columns(2, gap="large")
    with right:
        verdict, target = decision.match(desk)
    with left:
        own_words.show(desk, verdict, target)
    with right:
        decision.decide(desk, verdict, target)
        decision.history(desk)


def _alike(pages: list[Alike]) -> None:
    """Say which pages this one may be the same as, and why; a person decides."""
    if pages:
        lines = [f"{text.markdown(each.reason)} ({text.markdown(each.name, longest=60)})" for each in pages[:MOST_ALIKE]]
        st.caption(f"Like {text.count(len(pages), 'other page', 'other pages')} of this desk: {'; '.join(lines)}.")


def read(store: Store, page_id: int) -> Page:
    """Return a stored page's text as it is read today. Raises UnreadablePageError, StoreError."""
    kept = shown.page(store, page_id)
    if kept is None:
        raise StoreError(f"The desk has no page {page_id}; reload its list.")
    return _read(kept["name"], kept["content"])


@st.cache_data(show_spinner=False, max_entries=200)
def _read(name: str, content: bytes) -> Page:
    return editor.proposer().read(name, content).page


def _named(reading: Page) -> str:
    headline = next((block for block in reading.blocks if block.kind == "headline"), None)
    return reading.text[headline.start : headline.end] if headline else reading.file


def _event(many: int) -> int:
    """Return which of a page's events is worked on."""
    if many == 1:
        return 0
    chosen = st.segmented_control(
        "Event", range(many), default=0, format_func=lambda number: f"Event {number + 1} of {many}", required=True
    )
    return int(chosen or 0)


def _back() -> None:
    st.query_params.pop("page", None)
