"""Who is before the page, a reader or an editor: told by the request alone, without the desk's store and its database."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.errors import StreamlitAuthError

from desk import access

if TYPE_CHECKING:
    from desk.store.author import Author


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


def signed_in() -> bool:
    """Tell whether this session's person has signed in, and may sign out."""
    return bool(_signed())


def sign_in() -> None:
    """Send the browser to the provider, which sends it back. Raises ClosedError where the sign-in is not set up whole."""
    try:
        st.login()
    except StreamlitAuthError as error:
        raise access.ClosedError(f"The sign-in is not set up whole: {str(error).splitlines()[0]}") from error


def sign_out() -> None:
    """Forget this session's person, here and at the provider."""
    st.logout()
