"""The page's question: read from the URL, and written back to it. The URL is the only state that a page keeps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, get_script_run_ctx

from layers.store import store
from question.view import Point
from views.parts import mirror
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from layers.store import Store
    from question.view import View

WITHOUT = "The page is shown without it."
# The one key of an address that is no part of the question: the Reporting page reads it alone.
REPORT = "report"
# The key by which an address says where the map looks.
SIGHT = "at"
# The session's key for the addresses that clicks have left in a row, and the one that the last of them wrote.
WRITTEN = "written"
# The session's key for the page that a run was of last, and the question that goes along from there to another.
CARRIED = "carried"
# So many clicks in a row may be made before the browser has heard of the first.
MOST_LEFT = 8
LEFT_OPEN = "Whatever a page, a table or a file says here of whose waters a clash lies in is left open: it is not “none”."


@dataclass(frozen=True)
class Question:
    """One run of a page: what is known, what is asked, and what of the link was not understood."""

    store: Store
    view: View
    complaints: list[str]

    def frame(self, key: str) -> gpd.GeoDataFrame:
        """Return all features of a layer."""
        return self.store.frames[key]


def whole(act: Callable[..., None]) -> Callable[..., None]:
    """Return a callback that is done to its end; what it does twice must be as if done once.

    Streamlit cuts a callback at its next word with the session as soon as another request waits, and forgets what it was
    called for: the second of two quick choices took the first away. So it is done anew, and then the request has its turn.
    """

    @wraps(act)
    def done(*args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- whatever the callback takes
        try:
            act(*args, **kwargs)
        except RerunException:
            done(*args, **kwargs)
            raise

    return done


def address() -> dict[str, list[str]]:
    """Return the query of the address with every value of a key. Streamlit leaves U+FFFD for bytes that are no UTF-8."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def asked(*, besides: tuple[str, ...] = ()) -> Question:
    """Read the question from the URL; `besides` are keys that the page reads itself."""
    _catch_up()
    current = store()
    query = {key: values for key, values in address().items() if key not in besides}
    view, complaints = current.parse(query, then=WITHOUT)
    return Question(current, view, complaints)


def _catch_up() -> None:
    """Go on from what the last click wrote where the next one comes from a browser that has not heard of it yet.

    Such a click brings the address of before along, and what was asked by the first would be lost.
    """
    left, written = st.session_state.get(WRITTEN, ((), {}))
    here = _besides_sight()
    if here in left and here != written:
        sight = {key: values for key, values in address().items() if key == SIGHT}
        st.query_params.from_dict(written | sight)


def begin(page: str) -> None:
    """Begin a run of a page: where its address is not what the last click wrote, the reader has gone elsewhere, as by Back.

    The address that the click wrote may reach the browser after that, so the one that holds is sent once more. A run for
    something else than Back, as for a table that is sorted, may come from a browser that has not heard of the click yet.
    """
    if page == st.session_state.get(CARRIED, (page, {}))[0] and not by_history():
        _catch_up()
    if WRITTEN in st.session_state and _besides_sight() != st.session_state[WRITTEN][1]:
        del st.session_state[WRITTEN]
        st.query_params.from_dict(address())


def by_history() -> bool:
    """Tell whether the reader's Back or Forward asked for this run."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _besides_sight() -> dict[str, list[str]]:
    """Return the query of the address without where the map looks, which the browser writes by itself."""
    return {key: values for key, values in address().items() if key != SIGHT}


def carry(page: str, *, question: bool) -> None:
    """Take the question along when the reader goes to another page that asks one: Streamlit empties the address there."""
    before, query = st.session_state.get(CARRIED, (page, {}))
    if question and before != page and not st.query_params:
        st.query_params.from_dict(query)
    held = {key: values for key, values in address().items() if key != REPORT}
    st.session_state[CARRIED] = (page, held if question else query)


def warn(question: Question) -> None:
    """Say what of the link was not understood, and what the data cannot answer on any page."""
    for complaint in question.complaints:
        st.warning(text.markdown(complaint))
    if question.store.without_waters:
        st.error(text.markdown(f"{question.store.without_waters} {LEFT_OPEN}"))


def warn_of_data(store: Store, *, waters: bool) -> None:
    """Say which of the computed files cannot be shown; the Claims page says it of the waters itself."""
    derived = store.package.derived
    for sentence in (derived.fault if waters else "", derived.land_fault):
        if sentence:
            st.warning(text.markdown(sentence))


def showing(question: Question, layers: tuple[str, ...]) -> Question:
    """Return a question with a page's own layers, unless the address names some."""
    if "layers" in st.query_params:
        return question
    return replace(question, view=replace(question.view, layers=layers))


@whole
def ask(**changes: Any) -> None:  # noqa: ANN401 -- a View's own fields
    """Change the question: the URL is written, and the run that follows reads it."""
    put(replace(asked().view, **changes))


@whole
def put(view: View) -> None:
    """Make this the question: the URL is written, and the run that follows reads it.

    Other than the address, which comes from the browser, the session's own note of it outlasts a run that is cut.
    """
    left, written = st.session_state.get(WRITTEN, ((), {}))
    here, query = _besides_sight(), view.settled().query()
    asks = {key: [value] for key, value in query.items() if key != SIGHT}
    st.session_state[WRITTEN] = ((*(left if here in (written, *left) else ()), here)[-MOST_LEFT:], asks)
    if CARRIED in st.session_state:
        st.session_state[CARRIED] = (st.session_state[CARRIED][0], {key: [value] for key, value in query.items()})
    st.query_params.from_dict(query)


def bind(key: str, value: object) -> str:
    """Show `value` in the widget of this key: a widget mirrors the URL and holds nothing of its own."""
    mirror.note(key, value)
    st.session_state[key] = value
    return key


def bind_text(key: str, value: str) -> str:
    """Show `value` in a field of this key that words are typed in; one that holds it already is left alone.

    Set anew, it would lose what a reader types while the page is at work.
    """
    mirror.note(key, value)
    return key if st.session_state.get(key) == value else bind(key, value)


def heard(key: str, event: str) -> Any:  # noqa: ANN401 -- whatever a component's script sends
    """Return what a component sent, or None where the page that showed it was left before it was heard."""
    return st.session_state.get(key, {}).get(event)


@whole
def pick(identity: str) -> None:
    """Pick a feature and let the map go there."""
    st.session_state["fly"] = st.session_state.get("fly", 0) + 1
    ask(selected=identity, point=None)


@whole
def point_at(lon_deg: float, lat_deg: float) -> None:
    """Ask whose claims a point is in, and let the map go there."""
    st.session_state["fly"] = st.session_state.get("fly", 0) + 1
    ask(selected="", point=Point(round(lon_deg, 5), round(lat_deg, 5)))
