"""How every route answers: from the data where it can be shown, else one clear sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from layers.store import store
from record.faults import InvalidPackageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response

    from layers.store import Store


def fault(status: int, sentence: str) -> JSONResponse:
    """Return an error as JSON: one clear sentence."""
    return JSONResponse({"error": sentence}, status_code=status)


def with_store(answer: Callable[[Store], Response]) -> Response:
    """Return the answer from the data, or a 503 that says what is wrong with them."""
    try:
        return answer(store())
    except InvalidPackageError as error:
        return fault(503, f"The data cannot be shown: {json.dumps(str(error), ensure_ascii=False)}")
