"""The commands that work on the store, by the editor of this machine: bring, fetch, feeds, list, publish, grant."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from desk import access, intake
from desk.fetching import feeds, fetch
from desk.fetching.guard import FetchError
from desk.publish import publishing
from desk.publish.package import UnpublishedError
from desk.review import alike
from desk.review.opening import Proposer
from desk.store import opening, roles, shown, work
from desk.store.author import Author
from desk.store.errors import StoreError
from record import reading
from record.faults import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from desk.store.opening import Store


class Came(NamedTuple):
    """A page as it came: its name, its bytes, and the address that it came from, None for a file."""

    name: str
    content: bytes
    address: str | None = None


def editor(store: Store) -> Author:
    """Return the editor of this machine, by SOUNDINGS_EDITOR or the user's name; the first becomes the publisher."""
    return roles.first(store, access.local(os.environ))


def bring(paths: Iterable[Path]) -> int:
    """Store files as they came and print each one's page. Returns how many could not be stored."""
    return _stored((path.name, partial(_of_file, path)) for path in paths)


def fetched(addresses: Iterable[str]) -> int:
    """Fetch pages by their addresses and store them. Returns how many could not be."""
    return _stored((address, partial(_by_address, address)) for address in addresses)


def _of_file(path: Path) -> Came:
    return Came(path.name, intake.content(path))


def _by_address(address: str) -> Came:
    page = fetch.fetch(address)
    return Came(feeds.named(page), page.content, address)


def _stored(sources: Iterable[tuple[str, Callable[[], Came]]]) -> int:
    """Store what each source gives (its name, and how to get it) and print its page, with those that it is like.

    Returns how many could not be stored.
    """
    faults = 0
    pages: dict[int, str] = {}
    store = opening.opened()
    try:
        author = editor(store)
        for name, get in sources:
            try:
                page = work.bring(store, author, *get())
            except (intake.UnreadablePageError, FetchError, StoreError) as error:
                print(error, file=sys.stderr)
                faults += 1
            else:
                print(f"{name}: page {page.page_id}{', the same bytes as before' if page.known else ''}")
                pages |= {} if page.known else {page.page_id: name}
        _likened(store, author, pages)
    finally:
        store.close()
    return faults


def _likened(store: Store, author: Author, pages: Mapping[int, str]) -> None:
    """Read the new pages, and print of each why it may be the same as one that came before it."""
    if not pages:
        return
    proposer = Proposer()
    try:
        alike.complete(store, author, proposer)
    finally:
        proposer.close()
    for page_id, several in alike.earlier(store).items():
        if page_id in pages:
            print(f"{pages[page_id]}: {alike.spoken(several)}")


def listing() -> int:
    """Print the pages of the store, the newest first: id, when, who brought it, SHA-256, name. Returns 0."""
    store = opening.opened()
    try:
        for page in shown.inbox(store):
            print(f"{page['id']}\t{page['at']}\t{page['subject']}\t{page['sha256'][:12]}\t{page['name']}")
    finally:
        store.close()
    return 0


def collect(path: Path) -> int:
    """Fetch once the new pages of the feeds that a file lists. Returns how many could not be."""
    try:
        addresses = feeds.listed(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        print(f"{path} cannot be read ({error}); expected a text file with a feed's address a line.", file=sys.stderr)
        return 1
    store = opening.opened()
    try:
        author = editor(store)
        with intake.Reader(task="feed") as reader:
            brought, faults = feeds.collect(store, author, addresses, reader, feeds.Visitor())
        _likened(store, author, {page_id: address for address, page_id in brought.items()})
    finally:
        store.close()
    for address in brought:
        print(f"{address}: brought")
    for sentence in faults:
        print(sentence, file=sys.stderr)
    return len(faults)


def publish(folder: Path, today: str, *, dry: bool) -> int:
    """Print how the next version differs, and write it where it is not only shown. Returns 0, or 1 where it is stopped."""
    store = opening.opened()
    try:
        if not dry:
            publishing.settle(store, editor(store))
        ready = publishing.prepared(store, reading.place(), today)
        ready = publishing.checked(ready) if dry else ready
        if ready.difference:
            print(ready.difference)
        for sentence in ready.stops:
            print(sentence, file=sys.stderr)
        if dry or ready.stops:
            return int(bool(ready.stops))
        publishing.publish(store, editor(store), ready, folder)
    except (UnpublishedError, UnreadableFileError, OSError) as error:
        print(f"Nothing was published: {error}", file=sys.stderr)
        return 1
    finally:
        store.close()
    print(f"Version {ready.edition.version} is in {folder}.", file=sys.stderr)
    return 0


def grant(issuer: str, subject: str, role: str) -> int:
    """Give a person a role, as this machine's editor, who is a publisher. Returns 0."""
    store = opening.opened()
    try:
        roles.grant(store, editor(store), Author(issuer, subject), role, "from the command line")
    finally:
        store.close()
    print(f"{subject} of {issuer} has the role {role} at this desk.")
    return 0
