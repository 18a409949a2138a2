"""The page for a data package that must not be shown: what is wrong, all of it, and never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from words import text

if TYPE_CHECKING:
    from record.faults import InvalidPackageError


def page(error: InvalidPackageError) -> None:
    """Show every fault of the package in a table."""
    st.title("This data package cannot be shown")
    faults = text.count(len(error.faults), "fault")
    st.markdown(
        f"{faults} in {text.markdown(error.path)}. Nothing is drawn from a package that is in doubt. "
        "Mend the rows below and load the page again; `python -m record.check DIRECTORY` lists the same faults."
    )
    rows = [[text.plain(part, longest=200) for part in fault] for fault in error.faults]
    st.dataframe(
        pd.DataFrame(rows, columns=["File", "Row or id", "Column", "Value", "Expected"]),
        hide_index=True,
        width="stretch",
    )
