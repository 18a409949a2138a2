"""The standalone deck: one HTML file that opens from disk with the network off, its maps live.

Everything is inside: Leaflet from its installed package, our scripts and styles, the land, and the briefing as JSON. A
Content-Security-Policy in the file lets no connection be made and runs no script but these. jinja2 fills the frame and
makes the JSON safe inside HTML; a JavaScript bundler was left aside because the parts are few and need no building.
"""

from __future__ import annotations

import base64
import hashlib
import math
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from xstatic.pkg import leaflet

from briefing.html import map as html_map
from briefing.pages.model import Chart, Map, Prose, Sides, Table, Timeline
from layers import browser_looks
from words import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.job import Job
    from briefing.pages.model import Block, Cell, Deck, Entry, Page
    from files.write import Progress
    from layers.store import Store

Json = dict[str, Any]
STATIC = Path(__file__).resolve().parent / "static"
LEAFLET = Path(leaflet.BASE_DIR)
STYLES = (LEAFLET / "leaflet.css", STATIC / "marks.css", STATIC / "deck.css")
# Each script after those that it calls. The first are those of the app's map too.
SHARED_SCRIPTS = ("gathering", "geometry", "wording", "marks", "names")
DECK_SCRIPTS = (
    *("deck_blocks", "deck_chart", "deck_legend", "deck_panel", "deck_controls", "deck_features", "deck_annotations"),
    *("deck_map", "deck_scenes", "deck_notes", "deck_keys", "deck"),
)
SCRIPTS = (LEAFLET / "leaflet.js", *(STATIC / f"{name}.js" for name in (*SHARED_SCRIPTS, *DECK_SCRIPTS)))
LONGEST_NOTES = 100_000
# A scene has room for a table of so many lines of so many letters when it is set a fifth smaller, as deck.js sets what is
# full; a row's margin and the accounts take lines too.
LINES, LETTERS, ROW_LINES, SIDES_LINES = 30.0, 150, 0.6, 9.0
CONTINUED = " (continued)"
# Two columns of twelve: deck.css lays them out.
SOURCES_A_SCENE = 24


def write(job: Job, path: Path, progress: Progress) -> None:
    """Write the deck to `path` as one UTF-8 file."""
    progress(0.1, "Drawing the scenes")
    page = html(job)
    progress(0.9, "Writing the file")
    path.write_text(page, encoding="utf-8", newline="\n")
    progress(1.0, "Done")


def html(job: Job) -> str:
    """Return the deck as one HTML document."""
    frame = Environment(autoescape=True)
    frame.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    return frame.from_string((STATIC / "deck.html").read_text(encoding="utf-8")).render(
        policy=_policy(scripts()),
        title=text.plain(job.deck.title, longest=200),
        styles=[_inline(path) for path in STYLES],
        data=data(job.store, job.deck),
        scripts=scripts(),
    )


@cache
def _inline(path: Path) -> str:
    """Return a script or a style as it stands inside the file: without what would make the browser ask for more.

    Of our own scripts the lines that only comment stay at home: Biome lays them out so that one pattern tells them, and no
    minifier is needed (rjsmin would also change the code). Leaflet keeps its own, which hold its licence.
    """
    content = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    content = re.sub(r"url\((?!data:)[^)]*\)", "none", content) if path.suffix == ".css" else content
    content = re.sub(r"//# sourceMappingURL=\S+", "", content)
    if path.parent == STATIC and path.suffix == ".js":
        content = re.sub(r"^ *(?://|/\*\*|\*[ /]).*\n", "", content, flags=re.MULTILINE)
    if re.search(r"</(script|style)|<!--", content, re.IGNORECASE):
        raise ValueError(f"{path.name} cannot stand inside a page: it holds the end of a script, a style or a comment")
    return content


def scripts() -> list[str]:
    """Return the scripts of a deck as they stand in it."""
    return [_inline(path) for path in SCRIPTS]


def by_hashes(scripts: Iterable[str]) -> str:
    """Return scripts as a policy names those that it allows."""
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    return " ".join(f"'sha256-{digest}'" for digest in hashes)


def _policy(scripts: Iterable[str]) -> str:
    """Return the policy that lets no connection be made and runs these scripts alone."""
    return (
        f"default-src 'none'; script-src {by_hashes(scripts)}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def data(store: Store, deck: Deck) -> Json:
    """Return what the scripts draw the deck from: words cut and cleaned, addresses http(s) or "", each shape once."""
    pages = [scene for page in deck.pages for scene in _scenes(store, deck, page)]
    scenes = [block for page in pages for block in (*page["left"], *page["right"]) if block["kind"] == "map"]
    shapes = html_map.shapes(store, scenes)
    cards = html_map.cards(store, scenes)
    lines = {name: text.plain(getattr(deck, name)) for name in ("title", "author", "handling", "as_of", "version", "filter")}
    return lines | {
        "pages": pages,
        "look": browser_looks(),
        "names": html_map.names(store, scenes),
        "shapes": shapes,
        "cards": cards,
        "reports": html_map.reports(store, _cited(deck, cards.values())),
        "land": html_map.land(store),
    }


def _cited(deck: Deck, cards: Iterable[Json]) -> Iterator[str]:
    """Return the ids of all reports that a scene or a card names."""
    yield from (report.id for report in deck.sources)
    yield from (report for card in cards for report in card["reports"])
    blocks = (block for page in deck.pages for block in (*page.left, *page.right))
    yield from (account.report.id for block in blocks if isinstance(block, Sides) for account in block.accounts)


def _scenes(store: Store, deck: Deck, page: Page) -> Iterator[Json]:
    """Return a page as a scene or several; the sources stand in two columns, each under its number."""
    if page.role != "sources":
        yield from (_page(store, scene) for scene in continued(page))
        return
    firsts = range(0, len(deck.sources), SOURCES_A_SCENE)
    for number, first in enumerate(firsts, start=1):
        title = f"{page.title} ({number} of {len(firsts)})" if len(firsts) > 1 else page.title
        reports = [report.id for report in deck.sources[first : first + SOURCES_A_SCENE]]
        sources = {"kind": "sources", "first": first + 1, "reports": reports}
        yield _page(store, replace(page, title=title, left=(), right=())) | {"left": [sources]}


def continued(page: Page) -> Iterator[Page]:
    """Return a page, and further ones for the rows of its last table that one scene has no room for."""
    *others, last = page.left or (None,)
    if page.right or not isinstance(last, Table):
        yield page
        return
    room = LINES - sum(SIDES_LINES for _ in others)
    rows: list[tuple[Cell, ...]] = []
    for row in last.rows:
        room -= _lines(row, last.shares)
        if room < 0 and rows:
            yield replace(page, left=(*others, replace(last, rows=tuple(rows), note="")))
            page = replace(page, title=f"{page.title.removesuffix(CONTINUED)}{CONTINUED}", caption="", notes="")
            rows, others, room = [], [], LINES - _lines(row, last.shares)
        rows.append(row)
    yield replace(page, left=(*others, replace(last, rows=tuple(rows))))


def _lines(row: Sequence[Cell], shares: Sequence[float]) -> float:
    """Return how many lines of text a row is high, its own margin among them."""
    needed = (math.ceil(len(cell.words) / (share * LETTERS)) for cell, share in zip(row, shares, strict=True))
    return max(1, *needed) + ROW_LINES


def _page(store: Store, page: Page) -> Json:
    return {
        "role": page.role,
        "title": text.plain(page.title, longest=300),
        "caption": text.plain(page.caption),
        "filter": text.plain(page.filter),
        "notes": text.plain(page.notes, longest=LONGEST_NOTES),
        "even": page.even,
        "left": [_block(store, block) for block in page.left],
        "right": [_block(store, block) for block in page.right],
    }


def _block(store: Store, block: Block) -> Json:
    match block:
        case Map():
            return {"kind": "map", **html_map.scene(store, block.view, block.marks)}
        case Chart():
            return {"kind": "chart", **_chart(block)}
        case Table():
            rows = [[_cell(cell) for cell in row] for row in block.rows]
            return {
                "kind": "table",
                "headings": _plain(block.headings),
                "rows": rows,
                "shares": block.shares,
                "note": text.plain(block.note),
            }
        case Prose():
            points = [_cell(cell) for cell in block.points]
            return {
                "kind": "prose",
                "heading": text.plain(block.heading),
                "paragraphs": _plain(block.paragraphs),
                "points": points,
                "large": block.large,
            }
        case Sides():
            return {"kind": "sides", **html_map.sides(block.accounts, block.silent)}
        case Timeline():
            return {"kind": "timeline", "entries": [_entry(entry) for entry in block.entries if entry.named]}


def _chart(block: Chart) -> Json:
    series = [{"name": text.plain(name), "colour": colour, "values": values} for name, colour, values in block.series]
    return {
        "title": text.plain(block.title),
        "categories": _plain(block.categories),
        "series": series,
        "horizontal": block.horizontal,
        "note": text.plain(block.note),
    }


def _entry(entry: Entry) -> Json:
    return {
        "when": text.plain(entry.when),
        "words": text.plain(entry.words),
        "url": text.url(entry.link),
        "colour": entry.colour,
        "development": entry.development,
    }


def _plain(texts: Iterable[str]) -> list[str]:
    return [text.plain(words) for words in texts]


def _cell(cell: Cell) -> list[str]:
    return [text.plain(cell.words), text.url(cell.link)]
