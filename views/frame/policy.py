"""The Content-Security-Policy of the pages: nothing but this server's own scripts, styles, pictures and connections.

"Present" opens its deck in a tab of this page's making, which stands under the page's policy: the deck's scripts are named
by their hashes, as is the one that Streamlit's page holds.
"""

from __future__ import annotations

import re
from pathlib import Path

import streamlit

from briefing.html import deck

PAGE = Path(streamlit.__file__).parent / "static" / "index.html"
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def pages() -> str:
    """Return the policy that every page is sent with."""
    own = INLINE.findall(PAGE.read_text(encoding="utf-8"))
    rules = {
        "default-src": "'none'",
        # Components come as text, of which Streamlit makes a module in memory; its page also tries WebAssembly at its start.
        "script-src": f"'self' blob: 'wasm-unsafe-eval' {deck.by_hashes(own)} {deck.by_hashes(deck.scripts())}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())
