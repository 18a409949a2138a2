"""The page for a data package that must not be shown: what is wrong, all of it, and never a traceback."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from layers.store import store
from record.faults import InvalidPackageError
from views.parts import plain_table
from words import text

if TYPE_CHECKING:
    from layers.store import Store

AGAIN_S = 5


def page(error: InvalidPackageError) -> None:
    """Show every fault of the package in a table."""
    st.title("This data package cannot be shown")
    faults = text.count(len(error.faults), "fault")
    st.markdown(
        f"{faults} in “{text.markdown(error.name)}”. Nothing is drawn from a package that is in doubt. "
        "Mend the rows below: the page looks every few seconds whether they are; `python -m record.check DIRECTORY` lists "
        "the same faults."
    )
    rows = [[text.plain(part, longest=200) for part in fault] for fault in error.faults]
    plain_table.show(pd.DataFrame(rows, columns=["File", "Row or id", "Column", "Value", "Expected"], dtype=str), "Faults")
    _again()


@st.fragment(run_every=AGAIN_S)
def _again() -> None:
    """Load the page anew once there is something to show."""
    with suppress(InvalidPackageError):
        store()
        st.rerun()


def banner(shown: Store, error: InvalidPackageError | None) -> None:
    """Say that the files have changed into some with faults, and that what is shown was read before."""
    if error:
        st.warning(
            f"These are the data of version {text.markdown(shown.package.version)} as they were last read without a fault: "
            "their files have changed since. "
            f"{text.markdown(str(error))} `python -m record.check DIRECTORY` lists all faults."
        )
