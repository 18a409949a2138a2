"""A served app, a Chromium, and a reader who sits before them."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.keeping import kept
from tests.browser.reading import Reader
from tests.browser.serving import ALONE, ARGUMENTS, NONE, chromium, said, serving
from tests.browser.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
_FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    path = chromium()
    if path is None:
        pytest.skip(NONE)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=[*ARGUMENTS, ALONE])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve the app with another data package, until the session ends."""
    with ExitStack() as running:
        yield lambda data: running.enter_context(serving(data=data))


@pytest.fixture(scope="session")
def base(chrome: Browser) -> Iterator[str]:
    """Serve the app with the shipped data, once; it asks for Chromium first, so that nothing starts where none is."""
    with serving() as address:
        yield address


@pytest.fixture
def reader_of(chrome: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Reader]]:
    """Seat a reader before an address: a fresh browser context each, watched."""
    with ExitStack() as contexts:
        seated: list[Reader] = []

        def seat(base: str, **settings: Any) -> Reader:  # noqa: ANN401 -- whatever a context takes
            context = contexts.enter_context(chrome.new_context(**{"viewport": DESK, "locale": "en-GB"} | settings))
            context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base)
            watch = Watch(base).over(context)
            seated.append(Reader(context.new_page(), base, watch))
            return seated[-1]

        yield seat
        if request.node.stash.get(_FAILED, False):
            _keep(request.node.name, seated)


@pytest.fixture
def reader(base: str, reader_of: Callable[..., Reader]) -> Reader:
    """Seat a reader at a desk, 1440 by 900, before the shipped data."""
    return reader_of(base)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a journey that fails begin once more: a busy machine may starve a browser, and a fault of ours fails twice.

    The run's last lines name each that did (“RERUN”), its pictures are kept, and it is looked into.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep why a journey failed, remember it so that its last picture is kept, and tell what its server said."""
    report = yield
    base = getattr(item, "funcargs", {}).get("base")
    if report.failed and base:
        report.sections.append(("the server's last lines", said(base)))
    if report.failed:
        kept(item.name, ".txt").write_text(f"In its {report.when}:\n{report.longreprtext}\n", encoding="utf-8")
    # A journey that begins once more has not failed yet.
    item.stash[_FAILED] = report.failed or (call.when != "setup" and item.stash.get(_FAILED, False))
    return report


def _keep(name: str, seated: list[Reader]) -> None:
    for number, reader in enumerate(seated):
        reader.page.screenshot(path=kept(name, f"-{number}.png"))
        kept(name, f"-{number}.txt").write_text(f"{reader.page.url}\n{reader.watch}\n", encoding="utf-8")
