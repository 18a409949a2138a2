"""The floor: a bare Streamlit page with one widget. The bench compares the app with it."""

from __future__ import annotations

import streamlit as st

from tests.bench.choices import STATES

st.set_page_config(page_title="Bare", layout="wide")
chosen = st.multiselect("States", STATES)
st.html(f'<p class="answer">{", ".join(chosen) or "Nothing"}</p>')
