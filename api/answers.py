"""How every route answers: a whole question from data that can be shown, else one clear sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from api.documents import Shelf, sent
from layers.store import store
from question import address
from record.faults import InvalidPackageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from api.documents import Document
    from layers.store import Store
    from question.address import Query


# For all answers together that may be asked for again.
SHELF = Shelf(most_bytes=32_000_000)


def fault(status: int, sentence: str) -> JSONResponse:
    """Return an error as JSON: one clear sentence."""
    return JSONResponse({"error": sentence}, status_code=status)


def with_store(answer: Callable[[Store], Response]) -> Response:
    """Return the answer from the data, or a 503 that says what is wrong with them."""
    try:
        return answer(store())
    except InvalidPackageError as error:
        return fault(503, f"The data cannot be shown: {json.dumps(str(error), ensure_ascii=False)}")


def kept(request: Request, store: Store, make: Callable[[], Document]) -> Response:
    """Return what a route answers to a query from these data, made once."""
    return sent(request, SHELF.get((store, request.url.path, request.scope["query_string"]), make))


def with_waters(answer: Callable[[Store], Response]) -> Response:
    """Return the answer from data whose computed waters can be shown, or a 503 that says why they cannot."""
    return with_store(lambda store: fault(503, store.without_waters) if store.without_waters else answer(store))


def query(request: Request) -> Query:
    """Return what a request's address says under each key."""
    return address.read(request.scope["query_string"])


def stranger(request: Request, keys: tuple[str, ...] = (), *, besides: tuple[str, ...] = ()) -> Response | None:
    """Return a 400 that names the keys that a route does not take, and those that it does; None where there are none.

    `besides` are keys that pages give of themselves, and nobody else needs to know.
    """
    unknown = address.unknown(query(request), (*keys, *besides))
    takes = f"it knows {', '.join(keys)}" if keys else "it takes none"
    return fault(400, f"{unknown} of this route; {takes}.") if unknown else None


def keyless(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Return a route that takes no key and says so where it is given one."""
    return lambda request: stranger(request) or answer(request)
