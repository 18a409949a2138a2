"""The made-up pages, read once."""

from __future__ import annotations

import pytest

from tests.desk import golds


@pytest.fixture(scope="session")
def pages() -> dict[str, golds.Read]:
    return golds.every()
