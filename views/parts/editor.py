"""The editor before the page: who it is, the desk's store, and what the last act said. Readers come to none of it."""

from __future__ import annotations

import os
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

    from desk.store.ledger import Author
    from desk.store.opening import Store

SAID = "desk-said"


def visit() -> access.Visit:
    """Return what this session's request says of itself."""
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    # Streamlit gives no address where the connection comes from this machine.
    return access.Visit(st.context.ip_address is None, headers.get("host", ""), headers, _signed())


def _signed() -> dict[str, str]:
    """Return what a sign-in by OpenID Connect says of the person, nothing where none is set up or nobody has signed in."""
    told = st.user.to_dict() if st.user else {}
    return {name: str(told[name]) for name in ("iss", "sub") if told.get(name)}


def author() -> Author:
    """Return who the editor is. Raises ClosedError where the desk is not open to this session."""
    return access.author(visit(), os.environ)


def there() -> bool:
    """Tell whether the desk is open to this session; the store is not touched."""
    try:
        author()
    except access.ClosedError:
        return False
    return True


def sign_in_offered() -> bool:
    """Tell whether a sign-in by OpenID Connect is set up."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


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


def says() -> None:
    """Say what the store refused, once."""
    for sentence in st.session_state.pop(SAID, []):
        st.error(text.markdown(sentence, longest=2000))
