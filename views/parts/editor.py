"""The editor before the page: the desk's store, the role, and what the last act said. Readers come to none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from desk import access
from desk.intake import UnreadablePageError
from desk.review.opening import Proposer
from desk.store import opening, roles
from desk.store.errors import StoreError
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.store.author import Author
    from desk.store.opening import Store

SAID = "desk-said"


def store() -> Store:
    """Return the desk's store, opened once for the process. Raises StoreError."""
    return _opened(opening.place())


@st.cache_resource(show_spinner=False)
def _opened(address: str) -> Store:
    return opening.opened(address)


@st.cache_resource(show_spinner=False)
def proposer() -> Proposer:
    """Return the child that reads pages, started when it is first asked."""
    return Proposer()


def role(by: Author) -> str:
    """Return the editor's role; whoever is first at an empty desk on this machine becomes its publisher."""
    if by.issuer == access.LOCAL:
        roles.first(store(), by)
    return roles.of(store(), by)


def tries(act: Callable[[], object]) -> bool:
    """Do what an editor asked; what the store refuses is kept, to be said on the page. Returns whether it was done."""
    try:
        act()
    except (StoreError, UnreadablePageError) as error:
        st.session_state[SAID] = [*st.session_state.get(SAID, []), str(error)]
        return False
    return True


def field(name: str) -> str:
    """Return the key of a form's field: another one once `renew` has emptied it."""
    return f"{name}-{st.session_state.get(f'{name}-turn', 0)}"


def renew(name: str, words: str = "") -> None:
    """Let a field begin anew, empty or with words, once what it held was taken: what the store refused stays there."""
    st.session_state[f"{name}-turn"] = st.session_state.get(f"{name}-turn", 0) + 1
    st.session_state[field(name)] = words


def says() -> None:
    """Say what the store refused, once."""
    for sentence in st.session_state.pop(SAID, []):
        st.error(text.markdown(sentence, longest=2000))
