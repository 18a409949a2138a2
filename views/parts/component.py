"""Components of the page, each made of a script and a style of views/static, and told of changes in their order."""

from __future__ import annotations

import json
import time
import zlib
from typing import TYPE_CHECKING, Any

import streamlit as st

from views.parts.static import static

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def component(name: str, *, html: str = "", css: str = "", js: str, isolate_styles: bool = True) -> Callable[..., Any]:
    """Register a component by its files and return what mounts it, given `key`, `data` and what Streamlit takes beside them.

    Calls to its script may overtake one another, so each state of the data carries when it was sent first, and the script is
    made by `inOrder` of views/static/in_order.js.
    """
    mount = st.components.v2.component(
        name,
        html=html or None,
        css=static(css) if css else None,
        js=static("in_order.js") + static(js),
        isolate_styles=isolate_styles,
    )

    def show(*, key: str, data: Mapping[str, Any], **settings: Any) -> Any:  # noqa: ANN401 -- as Streamlit's own
        return mount(key=key, data={**data, "sent": _sent(key, data)}, **settings)

    return show


def _sent(key: str, data: Mapping[str, Any]) -> int:
    """Return when the data of a component were as they are first, in milliseconds: later for each change of them."""
    now, told = time.time_ns() // 1_000_000, zlib.crc32(json.dumps(data).encode())
    before: tuple[int, int] | None = st.session_state.get(f"sent-{key}")
    if before and before[0] == told:
        return before[1]
    sent = max(now, before[1] + 1) if before else now
    st.session_state[f"sent-{key}"] = (told, sent)
    return sent
