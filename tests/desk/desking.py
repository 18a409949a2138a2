"""A made-up page on a new clash, and an editor who brings it, judges its values and decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.review import opening, sheet
from desk.store import shown, work
from desk.store.author import Author
from desk.value import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk.review.opening import Proposer
    from desk.store.opening import Store

ANN = Author("https://sign-in.example", "ann")
ADDRESS = "https://harbour-post.example/2026/11/half-moon"
CLASH = "2026-11-19-half-moon-shoal-water-cannon"
PAGE = f"""<!doctype html><html lang="en"><head><title>Water cannon used off Half Moon Shoal</title>
<meta property="og:site_name" content="Harbour Post"><link rel="canonical" href="{ADDRESS}"></head><body><article>
<h1>Water cannon used off Half Moon Shoal</h1><p class="byline">By the harbour desk, 20 November 2026</p>
<p>A China Coast Guard cutter fired water cannon at a Philippine Coast Guard vessel near Half Moon Shoal on Thursday, the
Philippine Coast Guard said, in an encounter that lasted less than an hour.</p>
<p>The cutter, CCG 5203, blocked the path of the BRP Cabra and then sprayed its bow. Nobody was injured.</p>
<p>The China Coast Guard said its ship had acted in line with the law and told the vessel to leave.</p>
</article></body></html>""".encode()
OWN = {
    "title": "China and the Philippines: water cannon near Half Moon Shoal",
    "summary": "Manila says a Chinese cutter sprayed a patrol vessel near the shoal; Beijing says it acted by the law.",
    "publisher_class": "independent_media",
    "publisher_state": "PHL",
    "says:PHL": "A Chinese cutter used water cannon on its vessel.",
    "says:CHN": "Its ship acted within the law.",
}


def brought(store: Store, proposer: Proposer, content: bytes = PAGE, address: str | None = None) -> int:
    """Bring a page and open its first event. Returns the proposal's id."""
    page = work.bring(store, ANN, "page.html", content, address)
    return opening.opened(store, ANN, page.page_id, proposer)[0]


def write(store: Store, row: int, **fields: Any) -> None:  # noqa: ANN401 -- whatever a field holds
    """Draft fields as they are."""
    for field, value in fields.items():
        proposal = shown.proposal(store, row)
        assert proposal
        draft = proposal.drafts.get(field)
        work.draft(store, ANN, row, work.Sketch(field, value), draft.version if draft else 0)


def accepts(store: Store, row: int) -> None:
    """Accept every value that waits."""
    proposal = shown.proposal(store, row)
    assert proposal
    for field in FIELDS:
        if field in proposal.drafts:
            items = [{**item, "verdict": sheet.ACCEPTED} for item in proposal.drafts[field].value]
            write(store, row, **{field: items})


def decides(store: Store, row: int, verdict: str, target: str | None = None, why: str = "") -> None:
    proposal = shown.proposal(store, row)
    assert proposal
    work.decide(store, ANN, row, work.Decision(verdict, target, why), proposal.version)


def decided(store: Store, proposer: Proposer, own: Mapping[str, Any] = OWN, content: bytes = PAGE) -> int:
    """Bring the made-up page, accept all of it, say it in own words and decide that it is a new clash."""
    row = brought(store, proposer, content)
    accepts(store, row)
    write(store, row, **own)
    decides(store, row, "new clash")
    return row
