"""A picked feature's card by its own route: the very words of the dossier, escaped, and refusals in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers import layer
from question.view import View
from tests.asgi import get
from tests.pages import markup, opened
from views.map import card
from views.parts import cards

if TYPE_CHECKING:
    from layers.store import Store


def one_of_each(store: Store) -> list[str]:
    return [str(frame.index[0]) for frame in store.frames.values()]


def test_a_card_is_what_the_dossier_shows_of_every_kind_of_feature(store: Store):
    for identity in one_of_each(store):
        view = View(selected=identity, layers=(store.ids[identity],), lens="award")
        sent = get("/map/card.json", view.query()).json["html"]
        assert sent == card.html(store, view)
        shown = markup(opened(view.query()))
        for part in sent.split("</div>"):
            assert part in shown


@pytest.mark.parametrize(
    ("query", "said"),
    [("", "No feature is picked"), ("selected=nowhere", "nowhere"), ("selected=%3Cb%3Ex%3C/b%3E", "x"), ("z=1", "z")],
)
def test_a_card_that_cannot_be_is_refused_in_a_sentence(query: str, said: str):
    answer = get("/map/card.json", query.encode())
    assert answer.status == 400
    assert said in answer.json["error"]


def test_words_of_the_data_are_escaped(store: Store):
    identity = store.frames["incidents"].index[0]
    row = store.frames["incidents"].loc[identity].copy()
    row["title"] = "<img src=x onerror=alert(1)>"
    assert "<img" not in cards.card(layer("incidents").describe(row, View(selected=identity)))
