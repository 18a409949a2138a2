"""A page's phrases, by which the same article or the same wire is known again under another address."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from desk.page import OWN, shadow

if TYPE_CHECKING:
    from desk.blocks import Page

WORDS = 5
# An article is known by its beginning; what stands behind costs space and tells nothing more.
MOST = 1_500
# A sign of a script that sets no spaces is a word; so is a run of letters or digits of another.
WORD = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"
)


def of(page: Page) -> list[str]:
    """Return the hashes of a page's phrases of five words, sorted; both Chinese scripts give the same.

    Only its own words count: who reprints a wire has another name, date and box around it.
    """
    own = " ".join(page.text[block.start : block.end] for block in page.blocks if block.kind in OWN)
    words = WORD.findall(shadow(own).casefold())[:MOST]
    phrases = {" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}
    return sorted(hashlib.blake2b(phrase.encode(), digest_size=5).hexdigest() for phrase in phrases)
