"""The inbox: pages are dropped, pasted or fetched, stored as they came, and listed with what became of them."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from api.uploads import MOST_MB
from desk.fetching import feeds, fetch
from desk.fetching.guard import FetchError
from desk.review import alike
from desk.store import shown, work
from desk.store.errors import StoreError
from views.parts import editor, pick_table
from words import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import RowMapping

    from desk.review.alike import Alike
    from desk.store.author import Author
    from desk.store.opening import Store

TYPES = ["html", "htm", "mhtml", "mht", "pdf", "txt", "eml", "docx"]
MOST_ROWS = 300
MOST_ADDRESSES = 40
AT_ONCE = f"{MOST_ADDRESSES} are fetched at a time. Those beyond, and those that could not be fetched, stay in the field."
# A name for words that were pasted, which have none.
FIRST_WORDS = 6
LARGER = (
    f"Up to {MOST_MB} MB a file here; `python -m desk bring FILE` takes up to 10 MB. Pages stay at this desk and are "
    "never published: only their address, title and date are, and your words."
)


def show(store: Store, by: Author) -> None:
    """Show where pages come in, and those that are there."""
    st.subheader("Inbox")
    dropped, pasted, named = st.columns(3, gap="large")
    with dropped:
        _drop(store, by)
    with pasted:
        _paste(store, by)
    with named:
        _addresses(store, by)
    _list(store, by)


def _drop(store: Store, by: Author) -> None:
    turn = st.session_state.setdefault("desk-drops", 0)
    files = st.file_uploader("Drop pages", type=TYPES, accept_multiple_files=True, key=f"w-desk-drop-{turn}")
    st.caption(LARGER)
    if files:
        for file in files:
            editor.tries(partial(_bring, store, by, file.name, file.getvalue()))
        # The files are kept; the field begins anew.
        st.session_state["desk-drops"] = turn + 1
        st.rerun()


def _paste(store: Store, by: Author) -> None:
    with st.form("w-desk-paste", border=False):
        words = st.text_area("Paste a page's text", height=100, key=editor.field("w-desk-words"))
        address = st.text_input("Its address", placeholder="https://…", key=editor.field("w-desk-address"))
        if st.form_submit_button("Store it") and words.strip():
            name = "-".join(words.split()[:FIRST_WORDS])[:60]
            plain = address.strip() if address.strip().startswith(("http://", "https://")) else None
            if editor.tries(partial(_bring, store, by, f"{name}.txt", words.encode(), plain)):
                editor.renew("w-desk-words")
                editor.renew("w-desk-address")
            st.rerun()


def _addresses(store: Store, by: Author) -> None:
    field = "w-desk-addresses"
    with st.form("w-desk-fetch", border=False):
        addresses = st.text_area("Paste addresses, one a line", height=100, key=editor.field(field), help=AT_ONCE)
        if st.form_submit_button("Fetch them"):
            every = addresses.split()
            refused = [each for each in every[:MOST_ADDRESSES] if not editor.tries(partial(_fetch, store, by, each))]
            editor.renew(field, "\n".join([*refused, *every[MOST_ADDRESSES:]]))
            st.rerun()


def _bring(store: Store, by: Author, name: str, content: bytes, address: str | None = None) -> None:
    page = work.bring(store, by, name, content, address)
    if page.known:
        st.toast(text.markdown(f"{name} was here before, as page {page.page_id}: the same bytes."))


def _fetch(store: Store, by: Author, address: str) -> None:
    try:
        page = fetch.fetch(address)
    except FetchError as error:
        raise StoreError(str(error)) from error
    _bring(store, by, feeds.named(page), page.content, address)


def _list(store: Store, by: Author) -> None:
    pages = shown.inbox(store)[:MOST_ROWS]
    if not pages:
        st.info("No page yet: drop a saved page, or paste its text.")
        return
    verdicts = shown.states(store)
    editor.tries(partial(alike.complete, store, by, editor.proposer()))
    pick_table.show(
        rows(pages, verdicts, alike.earlier(store)),
        [str(page["id"]) for page in pages],
        _open,
        key="w-desk-pages",
        name="Pages",
        sortable=False,
    )
    st.caption(f"{pick_table.HINT} to open it.")
    waits = next((page["id"] for page in reversed(pages) if "" in verdicts.get(page["id"], [""])), None)
    if waits is not None:
        st.button("Open the next that waits", type="primary", key="w-desk-next", on_click=_open, args=(str(waits),))


def rows(
    pages: list[RowMapping], verdicts: dict[int, list[str]], like: Mapping[int, list[Alike]] = MappingProxyType({})
) -> pd.DataFrame:
    """Return the pages as a table, with what became of their events and the earlier pages that each is like."""
    return pd.DataFrame(
        {
            "Page": page["id"],
            "Name": text.plain(page["name"], longest=90),
            "State": state(verdicts.get(page["id"], [])),
            "Like an earlier page": text.plain(alike.spoken(like.get(page["id"], [])[:2]), longest=200),
            "Came": page["at"][:16].replace("T", " "),
            "By": page["subject"],
            "Address": text.plain(page["address"] or "", longest=90),
        }
        for page in pages
    )


def state(verdicts: list[str]) -> str:
    """Return what became of a page's events, in words."""
    return ", ".join(verdict or "waits" for verdict in verdicts) or "new"


def _open(page_id: str) -> None:
    if page_id:
        st.query_params["page"] = page_id
