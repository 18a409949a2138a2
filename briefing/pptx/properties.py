"""What a deck's file says of itself: title, question, handling, data version, language, and nothing of who made it how.

No author, no company, no program, no picture of another file's first page: the author's line stands on the cover, for those
that the deck is shown to.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from words import text

if TYPE_CHECKING:
    from pptx.presentation import Presentation

    from briefing.pages.model import Deck

_EXTENDED = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
# The ends of the types of relationships to what tells of a maker or a machine.
_TRAIL = (
    *("/thumbnail", "/custom-properties", "/printerSettings", "/commentAuthors", "/authors", "/customXml", "/tags"),
    *("/vbaProject", "/changesInfo", "/revisionInfo", "/legacyDiagramText"),
)


def describe(file: Presentation, deck: Deck) -> None:
    """Say in the file's properties what it is and with which data, and drop what else they tell."""
    about = file.core_properties
    about.title, about.subject = _property(deck.title), _property(deck.filter)
    about.keywords, about.comments = _property(deck.handling), _property(f"Data version {deck.version}")
    about.language = "en-GB"
    about.author = about.last_modified_by = about.category = about.content_status = about.identifier = about.version = ""
    about.created = about.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
    about.revision = 1
    _drop_trail(file.part)
    _drop_trail(file.part.package)
    for relation in _relations(file.part.package).values():
        if relation.reltype.endswith("/extended-properties"):
            # python-pptx reads it as a plain part, and has no other way to write it.
            relation.target_part._blob = _EXTENDED.encode()  # noqa: SLF001


def _property(words: str) -> str:
    return text.plain(words, longest=255)


def _relations(holder: Any) -> Any:  # noqa: ANN401 -- pptx ships no types
    return holder._rels  # noqa: SLF001 -- a package has no public name for them


def _drop_trail(holder: Any) -> None:  # noqa: ANN401
    """Forget the relationships to such parts, so that they are not written."""
    relations = _relations(holder)
    for number in [number for number, relation in relations.items() if relation.reltype.endswith(_TRAIL)]:
        relations.pop(number)
