"""Links to the pages for a phone, where Streamlit folds its own navigation away behind a sign that names none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from views.parts.question import address
from words.text import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.navigation.page import Page


def on_a_phone(pages: Sequence[Page], chosen: Page, questions: Sequence[Page]) -> str:
    """Return a line of links as HTML; between pages of a question they take it along. The style sheet shows it on phones.

    Until that has come it is out of sight: elsewhere it would be seen for a moment.
    """
    query = urlencode(address(), doseq=True, safe=",") if chosen in questions else ""
    line = "".join(_link(page, chosen, questions, query) for page in pages)
    return f'<nav class="phone" aria-label="Pages" style="display: none">{line}</nav>'


def _link(page: Page, chosen: Page, questions: Sequence[Page], query: str) -> str:
    asked = f"?{query}" if query and page in questions else ""
    here = ' aria-current="page"' if page is chosen else ""
    return f'<a href="{escape(f"./{page.url_path}{asked}")}" target="_self"{here}>{escape(page.title)}</a>'
