"""A picked feature's card by a route of its own, so that a reader has it before the page's script has run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from api.answers import fault, kept, query, with_store
from api.documents import of_json
from layers import layer
from views.parts import cards

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from layers.store import Store
    from question.view import View


def card(request: Request) -> Response:
    """Return the card of the feature that a View has picked, as the dossier has it: `html`, every word of it escaped."""

    def answer(store: Store) -> Response:
        view, complaints = store.parse(query(request))
        if complaints:
            return fault(400, " ".join(complaints))
        if not view.selected:
            return fault(400, "No feature is picked: “selected” names one.")
        return kept(request, store, lambda: of_json({"html": html(store, view)}))

    return with_store(answer)


def html(store: Store, view: View) -> str:
    """Return what the dossier says first of the picked feature, and its reports, as HTML."""
    key = store.ids[view.selected]
    row, module = store.frames[key].loc[view.selected], layer(key)
    return cards.card(module.describe(row, view)) + cards.reports(module.sources(row), store.package.evidence)


ROUTES = [Route("/map/card.json", card)]
