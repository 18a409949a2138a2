"""The store's commands: `python -m desk bring FILE…` and `python -m desk list`, by the editor of this machine."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING

from desk import intake
from desk.store import opening, roles, shown, work
from desk.store.errors import StoreError
from desk.store.ledger import Author

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from desk.store.opening import Store

# Who signs in elsewhere has a provider's address here.
LOCAL = "this machine"


def editor(store: Store) -> Author:
    """Return the editor of this machine, by SOUNDINGS_EDITOR or the user's name; the first becomes the publisher."""
    author = Author(LOCAL, os.environ.get("SOUNDINGS_EDITOR", "").strip() or getpass.getuser())
    if not roles.any_there(store):
        roles.grant(store, author, author, "publisher", "the first at this desk")
    return author


def bring(paths: Iterable[Path]) -> int:
    """Store files as they came and print each one's page. Returns how many could not be stored."""
    faults = 0
    store = opening.opened()
    try:
        author = editor(store)
        for path in paths:
            try:
                page = work.bring(store, author, path.name, intake.content(path))
            except (intake.UnreadablePageError, StoreError) as error:
                print(error, file=sys.stderr)
                faults += 1
            else:
                print(f"{path.name}: page {page.page_id}{', the same bytes as before' if page.known else ''}")
    finally:
        store.close()
    return faults


def listing() -> int:
    """Print the pages of the store, the newest first: id, when, who brought it, SHA-256, name. Returns 0."""
    store = opening.opened()
    try:
        for page in shown.inbox(store):
            print(f"{page['id']}\t{page['at']}\t{page['subject']}\t{page['sha256'][:12]}\t{page['name']}")
    finally:
        store.close()
    return 0
