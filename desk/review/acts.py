"""What an editor's keys do to a sheet, each kept at once: accept, reject, choose another candidate, undo the last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.review import sheet
from desk.store import work
from desk.value import FIELDS

if TYPE_CHECKING:
    from desk.store.author import Author
    from desk.store.opening import Store
    from desk.store.shown import Proposal

# A field and what it held before.
Undo = tuple[str, Any]


class Desk:
    """One editor at one proposal: its fields and versions as the editor saw them, and what can be undone."""

    def __init__(self, store: Store, by: Author, proposal: Proposal, undo: list[Undo]) -> None:
        self.store, self.by, self.proposal, self.undone = store, by, proposal, undo
        self.fields = {field: draft.value for field, draft in proposal.drafts.items()}
        self.versions = {field: draft.version for field, draft in proposal.drafts.items()}

    def does(self, act: dict[str, Any]) -> None:
        """Do one act. Raises StoreError where the store refuses it; what is not understood is left out."""
        if act.get("do") == "undo":
            if self.undone:
                field, before = self.undone.pop()
                self._keep(field, before, "undone")
            return
        field, at = str(act.get("field")), act.get("at")
        items = self.fields.get(field)
        if field not in FIELDS or not isinstance(at, int) or not isinstance(items, list) or not 0 <= at < len(items):
            return
        changed = _changed(items, at, field, act)
        if changed != items:
            self.puts(field, changed)

    def puts(self, field: str, value: Any, why: str = "") -> None:  # noqa: ANN401 -- whatever a field holds
        """Keep a field, so that it can be undone. Raises StoreError."""
        before = self.fields.get(field)
        self._keep(field, value, why)
        self.undone.append((field, before))

    def _keep(self, field: str, value: Any, why: str) -> None:  # noqa: ANN401 -- as above
        sketch = work.Sketch(field, value, why)
        self.versions[field] = work.draft(self.store, self.by, self.proposal.id, sketch, self.versions.get(field, 0))
        self.fields[field] = value


def _changed(items: list[sheet.Item], at: int, field: str, act: dict[str, Any]) -> list[sheet.Item]:
    if act["do"] == "accept":
        return sheet.accepted(items, at, field)
    if act["do"] == "reject":
        return sheet.judged(items, at, sheet.REJECTED)
    other = act.get("other")
    if act["do"] == "choose" and isinstance(other, int) and 0 <= other < len(items[at]["others"]):
        return sheet.chosen(items, at, other)
    return items
