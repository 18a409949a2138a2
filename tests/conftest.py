"""What tests share: the shipped package, a small one cut from it, and copies to spoil."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from desk.review.opening import Proposer
from layers import store as stores
from record import reading
from tests import order
from tests.packages import Copy, cut, duplicate, poison

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.store import Store
    from record.reading import Package

# No test is timed, and a run repeats the one before it. `make check` asks for few examples (--hypothesis-profile=check).
settings.register_profile("thorough", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("check", deadline=None, derandomize=True, max_examples=10)
settings.load_profile("thorough")


@pytest.fixture(autouse=True)
def _shipped_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOUNDINGS_DATA", raising=False)


@pytest.fixture(scope="session", autouse=True)
def _no_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test meets the desk of whoever runs it: servers that tests start come to this place too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOUNDINGS_DESK", f"sqlite:///{tmp_path_factory.mktemp('no-desk') / 'desk.sqlite'}")
        yield


@pytest.fixture(scope="session")
def store() -> Store:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOUNDINGS_DATA", raising=False)
        return stores.store()


@pytest.fixture(scope="session")
def shipped(store: Store) -> Package:
    return store.package


@pytest.fixture(scope="session")
def whole() -> Copy:
    """The shipped package, to be read and never written."""
    return Copy(reading.SHIPPED)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cut(tmp_path_factory.mktemp("small") / "data")


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Copy:
    """A small package that this test alone may spoil."""
    return duplicate(small, tmp_path / "data")


@pytest.fixture(scope="session")
def hostile(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A valid package in which every free-text cell is hostile."""
    package = duplicate(small, tmp_path_factory.mktemp("hostile") / "data")
    poison(package)
    return package


@pytest.fixture(scope="module")
def proposer() -> Iterator[Proposer]:
    """The child that reads pages for the desk."""
    child = Proposer()
    yield child
    child.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files first that may take longest: begun last, one would hold a core while the others have nothing to do."""
    items.sort(key=order.key(items))
