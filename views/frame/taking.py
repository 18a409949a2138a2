"""Telling the door which sessions may send a file: those that look at a page which takes one."""

from __future__ import annotations

from streamlit.runtime.scriptrunner import get_script_run_ctx

from api import uploads


def files(*, wanted: bool, most: int = uploads.MOST_FILES) -> None:
    """Tell whether this session's page takes a file, and how many."""
    context = get_script_run_ctx()
    if context:
        uploads.expect(context.session_id, wanted=wanted, most=most)
