"""Match and decide: which row of the record a page is of, what it does to it, and the history of a decision."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from desk.review import alike
from desk.review.needs import NEW, WRITING, missing
from desk.store import shown, work
from layers.store import store
from question.parsers import At
from question.view import View
from views.parts import editor, unpublished
from views.parts.cards import page_link
from words import text

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

    from desk.review.acts import Desk

OTHER = "another"
# What an entry of the history says of itself already.
WITHOUT = {"version", "issuer", "subject", "at", "proposal_id"}


def match(desk: Desk) -> tuple[str, str | None]:
    """Show the likely rows with their reasons, and what the page may be to one. Returns the verdict and its row."""
    st.subheader("Match")
    offered = {each["id"]: each for each in desk.fields.get("matches") or []}
    offered |= {each.feature: _own(each) for each in unpublished.marks() if each.proposal != desk.proposal.id}
    for identity, reason in alike.decided(desk.store, desk.proposal.page_id).items():
        known = offered.get(identity) or _recorded(identity)
        offered[identity] = known | {"reasons": [*_reasons(known), reason]}
    sure = next((identity for identity, each in offered.items() if each.get("sure")), None)
    row = st.radio(
        "The record's clash or development",
        ["", *offered, OTHER],
        index=[*["", *offered], OTHER].index(sure) if sure else 0,
        format_func=lambda identity: _row(offered, identity),
        captions=["", *(", ".join(each["reasons"]) for each in offered.values()), "By its id"],
        key=f"w-desk-row-{desk.proposal.id}",
    )
    if row == OTHER:
        row = st.selectbox("Its id", _ids(), index=None, key=f"w-desk-id-{desk.proposal.id}") or ""
    verdicts = [each for each in work.VERDICTS if each not in WRITING or bool(row) != (each in NEW)]
    usual = "adds a report" if row else "new development" if _is_development(desk) else "new clash"
    verdict = st.radio(
        "This page",
        verdicts,
        index=verdicts.index(usual),
        key=f"w-desk-verdict-{desk.proposal.id}-{bool(row)}",
        horizontal=True,
    )
    return str(verdict), str(row) or None


def _reasons(row: dict[str, object]) -> list[object]:
    reasons = row["reasons"]
    return list(reasons) if isinstance(reasons, list) else []


def _recorded(identity: str) -> dict[str, object]:
    """Return a row of the record as it is offered, without its reasons; its id alone where the record has it no more."""
    for frame in (store().frames["incidents"], store().frames["developments"]):
        if identity in frame.index:
            row = frame.loc[identity]
            return {"id": identity, "title": row["title"], "days": row["when"], "reasons": []}
    return {"id": identity, "title": identity, "days": "no longer in the record", "reasons": []}


def _own(mark: unpublished.Mark) -> dict[str, object]:
    return {"id": mark.feature, "title": mark.title, "days": mark.days, "reasons": ["accepted at this desk, not published"]}


def _is_development(desk: Desk) -> bool:
    return any(item["value"] == "development" for item in desk.fields.get("kind") or [])


def _row(offered: dict[str, dict[str, object]], identity: str) -> str:
    if not identity:
        return "None of these: it is new, or not for us"
    if identity == OTHER:
        return "Another row"
    return text.markdown(f"{offered[identity]['title']} ({offered[identity]['days']})")


def _ids() -> list[str]:
    frames = store().frames
    return [*map(str, frames["incidents"].index), *map(str, frames["developments"].index)]


def decide(desk: Desk, verdict: str, target: str | None) -> None:
    """Show what the decision still needs, and take it."""
    st.subheader("Decide")
    proposal = desk.proposal
    wanting = missing(verdict, target, desk.fields)
    if proposal.verdict:
        st.success(text.markdown(f"Decided: {proposal.verdict}."), icon=None)
        _on_map(desk)
        st.button("Undo the decision", key=f"w-desk-undo-{proposal.id}", on_click=_undo, args=(desk,))
    if wanting:
        st.html(
            f'<div class="card" role="status"><b>Before this can be decided</b>'
            f"<ul>{''.join(f'<li>{text.escape(each)}</li>' for each in wanting)}</ul></div>"
        )
    why = st.text_input("Why", key=f"w-desk-why-{proposal.id}", help="A correction needs a reason; others may have one.")
    st.button(
        f"Decide: {verdict}",
        type="primary",
        key=f"w-desk-decide-{proposal.id}",
        disabled=bool(wanting),
        on_click=_decide,
        args=(desk, work.Decision(verdict, target, why.strip())),
    )


def _on_map(desk: Desk) -> None:
    mark = next((mark for mark in unpublished.marks() if mark.proposal == desk.proposal.id), None)
    if mark:
        view = View(at=At(mark.lon_deg, mark.lat_deg, 8.0))
        st.html(f"<p>{page_link('', view, 'See it on the map, marked unpublished')}</p>")


def _decide(desk: Desk, decision: work.Decision) -> None:
    editor.tries(partial(work.decide, desk.store, desk.by, desk.proposal.id, decision, desk.proposal.version))


def _undo(desk: Desk) -> None:
    editor.tries(partial(work.undo, desk.store, desk.by, desk.proposal.id, desk.proposal.version))


def history(desk: Desk) -> None:
    """Show all that was written of a proposal: when, by whom, what, from what to what."""
    with st.expander("History"):
        entries = [each for each in shown.history(desk.store, desk.proposal.id) if each["column_name"] not in WITHOUT]
        lines = "".join(
            f"<tr>{''.join(f'<td>{text.escape(cell, longest=120)}</td>' for cell in _told(each))}</tr>"
            for each in reversed(entries)
        )
        heads = "".join(f"<th scope='col'>{head}</th>" for head in ("When", "Who", "What", "From", "To", "Why"))
        st.html(f"<div class='history'><table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>")


def _told(entry: RowMapping) -> tuple[str, ...]:
    """Return an entry of the audit as it is shown: when, who, what, from what, to what, why."""
    what = f"{entry['table_name']} {entry['row_id']}: {entry['column_name']}"
    return entry["at"][:19].replace("T", " "), entry["subject"], what, entry["old"] or "", entry["new"], entry["why"]
