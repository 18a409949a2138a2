"""Publishing: what would change, what stops it, and the button that writes the next version of the data package."""

from __future__ import annotations

import datetime as dt
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from desk.publish import publishing
from desk.publish.package import UnpublishedError
from desk.store.errors import StoreError
from record import reading
from record.faults import UnreadableFileError
from views.parts import editor
from words import text

if TYPE_CHECKING:
    from desk.publish.publishing import Prepared
    from desk.store.author import Author
    from desk.store.opening import Store

SHOWN = "desk-difference"
NOWHERE = (
    "Set SOUNDINGS_PUBLISH to the folder that the next version goes to, for a review as a pull request; or run "
    "`python -m desk publish DIR`."
)


def show(store: Store, by: Author) -> None:
    """Show the difference when it is asked for, and the button where there is nothing against it."""
    st.subheader("Publish")
    editor.tries(partial(publishing.settle, store, by))
    if not st.toggle("Show what would change", key=SHOWN):
        return
    try:
        today = dt.datetime.now(dt.UTC).date().isoformat()
        ready = publishing.prepared(store, reading.place(), today)
    except (StoreError, UnreadableFileError, OSError) as error:
        st.error(text.markdown(str(error), longest=2000))
        return
    for sentence in ready.stops:
        st.warning(text.markdown(sentence, longest=2000))
    if ready.difference:
        st.code(ready.difference, language="diff", wrap_lines=True, height=320)
    folder = os.environ.get("SOUNDINGS_PUBLISH", "").strip()
    if not folder:
        st.caption(NOWHERE)
        return
    st.button(
        f"Publish version {ready.edition.version}",
        type="primary",
        disabled=bool(ready.stops),
        on_click=_publish,
        args=(store, by, ready, Path(folder)),
    )


def _publish(store: Store, by: Author, ready: Prepared, folder: Path) -> None:
    def put() -> None:
        try:
            publishing.publish(store, by, ready, folder)
        except (UnpublishedError, OSError) as error:
            raise StoreError(f"Nothing was published: {error}") from error

    if editor.tries(partial(put)):
        st.toast(f"Version {ready.edition.version} is in {folder.name}.")
