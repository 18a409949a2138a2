"""Pages that are the same article, or the same wire, as others at the desk: offered with the reason, never decided.

Every phrase is compared, so that the reason is exact. datasketch was left aside, whose estimate is a guess that a desk's
few hundred pages do not need; rapidfuzz, since it compares letters of whole texts, which the store would have to keep.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from desk import intake
from desk.publish import identity
from desk.review.needs import NEW, WRITING
from desk.store import shown, work

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.review.opening import Proposer
    from desk.store.author import Author
    from desk.store.opening import Store
    from desk.store.shown import Print

# Shares of the phrases of the shorter page that stand in the other one too. Two papers that tell of one event in their own
# words share a quote and a ship's name, some 15 in 100.
SAME, WIRE = 0.9, 0.4
# With fewer phrases, what two pages share is chance.
FEWEST = 15
# Parts of an address that say who sent a reader, not what is read.
TRACKING = ("utm_", "fbclid", "gclid", "ref", "share", "cmpid")


@dataclass(frozen=True)
class Alike:
    """A page that another may be the same as: its id, its name, and why."""

    page_id: int
    name: str
    reason: str


def complete(store: Store, by: Author, proposer: Proposer) -> None:
    """Keep the phrases of every page that has none yet; a page that cannot be read has none and is not tried again."""
    for page_id in shown.without_print(store):
        page = shown.page(store, page_id)
        if page is None:
            continue
        try:
            reading = proposer.read(page["name"], page["content"])
        except intake.UnreadablePageError:
            work.keep_print(store, by, page_id, "", [])
        else:
            work.keep_print(store, by, page_id, reading.page.source.get("address", ""), reading.phrases)


def earlier(store: Store) -> dict[int, list[Alike]]:
    """Return, for each page that is like one that came before it, the pages that it is like, the likest first."""
    like: dict[int, list[Alike]] = {}
    # Pages by what they have in common with others: most share nothing, and are not compared.
    sharing: dict[str, list[Print]] = {}
    for each in shown.prints(store):
        marks = each.phrases | {plain(address) for address in each.addresses}
        found = of(each, {one.page_id: one for mark in marks for one in sharing.get(mark, ())}.values())
        like |= {each.page_id: found} if found else {}
        for mark in marks:
            sharing.setdefault(mark, []).append(each)
    return like


def beside(store: Store, page_id: int) -> list[Alike]:
    """Return the pages that a page is like, whichever came first."""
    prints = shown.prints(store)
    mine = next((each for each in prints if each.page_id == page_id), None)
    return of(mine, (each for each in prints if each is not mine)) if mine else []


def of(page: Print, others: Iterable[Print]) -> list[Alike]:
    """Return the pages that a page is like, the likest first."""
    offered = [(share, each, reason) for each in others for share, reason in [_likeness(page, each)] if reason]
    offered.sort(key=lambda offer: (-offer[0], offer[1].page_id))
    return [Alike(each.page_id, each.name, reason) for _, each, reason in offered]


def _likeness(page: Print, other: Print) -> tuple[float, str]:
    """Return the share of the shorter page's phrases that stand in both, and why they may be the same, "" where not."""
    fewest = min(len(page.phrases), len(other.phrases))
    share = len(page.phrases & other.phrases) / fewest if fewest >= FEWEST else 0.0
    counted = f"{round(share * 100)} of 100 phrases of five words are the same"
    same_length = fewest >= SAME * max(len(page.phrases), len(other.phrases), 1)
    if {plain(address) for address in page.addresses} & {plain(address) for address in other.addresses}:
        return 1.0, f"the same address as page {other.page_id}{f', and {counted}' if share else ''}"
    if share >= SAME and same_length:
        return share, f"the same article as page {other.page_id}: {counted}"
    return share, f"perhaps the same wire as page {other.page_id}: {counted}" if share >= WIRE else ""


def plain(address: str) -> str:
    """Return an address without what does not tell one article from another: scheme, www, tracking, the last slash."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    query = urlencode(sorted((key, value) for key, value in parse_qsl(parts.query) if not key.lower().startswith(TRACKING)))
    host = (parts.netloc or "").lower().removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    return f"{host}{parts.path.rstrip('/').removesuffix('/amp')}{f'?{query}' if query else ''}"


def decided(store: Store, page_id: int) -> dict[str, str]:
    """Return the clashes and developments that pages like this one were decided to be of, each with the reason."""
    like = {each.page_id: each.reason for each in beside(store, page_id)}
    return {
        str(identity.feature(each.verdict, each.fields) if each.verdict in NEW else each.target): like[each.page_id]
        for each in shown.standing(store)
        if each.page_id in like and each.verdict in WRITING
    }


def spoken(several: Iterable[Alike]) -> str:
    """Return why a page may be the same as others, in one line."""
    return "; ".join(each.reason for each in several)
