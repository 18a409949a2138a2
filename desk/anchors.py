"""Where a quote stands in a page's text: exact and once, or its evidence is lost."""

from __future__ import annotations


def anchor(text: str, quote: str) -> tuple[int, int] | None:
    """Return where a quote stands in a page's text; None, its evidence lost, where it is gone or stands there twice."""
    first = text.find(quote) if quote else -1
    if first < 0 or text.find(quote, first + 1) >= 0:
        return None
    return first, first + len(quote)


def held(text: str, quote: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where a stored quote stands now: where it was, or else where it stands alone; None where it is lost."""
    return (start, end) if quote and text[start:end] == quote else anchor(text, quote)
