"""The pages of the app and what they share: the frame, the navigation, and the page for data that cannot be shown.

It lies beside no `pages/` folder: Streamlit would take one for pages of its own and run their bare modules.
"""

from __future__ import annotations

import streamlit as st

from api.uploads import MOST_DROPPED, MOST_FILES
from layers.store import store, trouble
from record.faults import InvalidPackageError
from views.frame import links, style, taking, turn
from views.pages import about, briefing, claims, explore, faulty, reporting, trends
from views.parts import add_to_briefing, desk_door, question, visitor

st.set_page_config(page_title="Soundings", layout="wide", initial_sidebar_state="auto")
style.sheet()
# The pages of a question come first: the reader takes it along from one to another.
questions = [
    explore.place(),
    claims.place(),
    st.Page(trends.page, title="Trends", url_path="trends"),
    st.Page(briefing.page, title="Briefing", url_path="briefing"),
    st.Page(reporting.page, title="Reporting", url_path="reporting"),
]
pages = [
    *questions,
    st.Page(about.page, title="About", url_path="about"),
]
# Readers are not shown a page that is closed to them; where people sign in, it is the place to do so.
if visitor.there() or visitor.sign_in_offered():
    pages.append(st.Page(desk_door.page, title="Desk", url_path="desk"))
chosen = st.navigation(pages, position="top")
taking.files(wanted=chosen.title in {"Briefing", "Desk"}, most=MOST_DROPPED if chosen.title == "Desk" else MOST_FILES)
with turn.of(chosen.title):
    try:
        store()
    except InvalidPackageError as error:
        faulty.page(error)
    else:
        question.begin(chosen.title)
        question.carry(chosen.title, question=chosen in questions)
        st.html(links.on_a_phone(pages, chosen, questions))
        faulty.banner(store(), trouble())
        question.warn_of_data(store(), waters=chosen.title != "Claims")
        chosen.run()
        if chosen in questions:
            add_to_briefing.tab(asked=chosen.title == "Briefing")
