"""`python -m tests.bench`: time a start, and the Explore page against a bare Streamlit page with one widget, in one run."""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

from tests.bench import starting, synthetic, timing
from tests.bench.choices import STATES
from tests.browser.serving import ARGUMENTS, NONE, chromium, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIZES = (1_000, 10_000)
# Seconds of CPU for a start on the shipped data, and for one on the largest package.
SHIPPED_S, LARGEST_S = 1.5, 5.0
ROUNDS_COLD = 5
PICKS = 5
BARE = "bare page"
SHIPPED = "shipped data"


class Aim(NamedTuple):
    """What was measured, and the most that it should be."""

    words: str
    measured: float
    most: float
    unit: str


def main() -> int:
    """Run the bench and print its table."""
    path = chromium()
    if path is None:
        sys.stderr.write(f"The bench needs a browser: {NONE}.\n")
        return 1
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="soundings-bench-")))
        packages = {size: synthetic.write(folder / str(size), size) for size in SIZES}
        starts = starting.measured(), starting.measured(packages[SIZES[-1]])
        pages = _servers(stack, packages)
        driver = stack.enter_context(sync_playwright())
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        _run(browser, pages)
        browser.close()
    _print(pages, starts)
    return 0


def _servers(stack: ExitStack, packages: dict[int, Path]) -> list[timing.Timed]:
    """Start every server before a page is timed: the bare page, the shipped data, and the synthetic packages."""
    bare = stack.enter_context(serving("tests/bench/bare.py", ready="/_stcore/health"))
    pages = [timing.Timed(BARE, bare, timing.BARE)]
    pages.append(timing.Timed(SHIPPED, stack.enter_context(serving()), timing.MAP))
    for size, data in packages.items():
        pages.append(timing.Timed(f"{size:,} incidents", stack.enter_context(serving(data=data)), timing.MAP))
        pages += _peers(stack, f"{size:,}", data)
    return [*pages, *_peers(stack, "shipped", None)]


def _peers(stack: ExitStack, size: str, data: Path | None) -> list[timing.Timed]:
    """Start the two peers on the same clashes."""
    return [
        timing.Timed(
            f"{name}, {size}",
            stack.enter_context(serving(f"tests/bench/{name}.py", data=data, ready="/_stcore/health")),
            drawn,
        )
        for name, drawn in (("circles", timing.CIRCLES), ("scatter", timing.BARE))
    ]


def _run(browser: Browser, pages: list[timing.Timed]) -> None:
    """Take the pages in turn, so that whatever else the machine does falls on all of them alike."""
    for page in pages:
        page.cold(browser)
        page.cold_ms.clear()
    for _ in range(ROUNDS_COLD):
        for page in pages:
            page.cold(browser)
    for page in pages:
        page.opens(browser)
    for state in STATES:
        for page in pages:
            page.change(state)
    _act(_ours(pages))


def _act(ours: list[timing.Timed]) -> None:
    """Do on our maps what a bare page has nothing for."""
    for state in STATES[:-1]:
        for page in ours:
            page.ticks(state)
    for number in range(PICKS):
        for page in ours:
            page.picks(number)
    for page in ours:
        page.moves()


def _ours(pages: list[timing.Timed]) -> list[timing.Timed]:
    return [page for page in pages if page.drawn is timing.MAP]


def _print(pages: list[timing.Timed], starts: tuple[starting.Start, starting.Start]) -> None:
    floor = pages[0]
    for name, start in zip((SHIPPED, f"{SIZES[-1]:,} incidents"), starts, strict=True):
        print(f"Start on {name}: {start.store_s:.2f} s of CPU, {start.times:.0f} x the same CSV files read by pandas alone.")
    print(f"Medians of {ROUNDS_COLD} cold pages and {len(STATES)} filter changes; x is times the bare page.\n")
    heads = f"{'cold page':>20}{'change at the left':>22}{'change on the map':>22}{'kB a change':>14}"
    print(f"{'':18}{heads}{'reruns on pan, zoom':>22}")
    for page in pages:
        cold, change = _figure(page.cold_ms, floor.cold_ms), _figure(page.change_ms, floor.change_ms)
        ticked = _figure(page.ticked_ms, floor.change_ms) if page.ticked_ms else ""
        reruns = str(page.reruns) if page.drawn is timing.MAP else ""
        print(f"{page.name:18}{cold:>20}{change:>22}{ticked:>22}{median(page.change_bytes) / 1000:>14.1f}{reruns:>22}")
    for page in _ours(pages):
        pick, answer = (_figure(times_ms, floor.change_ms) for times_ms in (page.picked_ms, page.answered_ms))
        print(f"{page.name}: a pick to its dossier {pick}; a change at the left to the page's answer {answer}.")
    print(f"\n{'Aim':64}{'found':>12}{'at most':>12}")
    for aim in [*_aims_of_starts(starts), *_aims(pages)]:
        verdict = "" if aim.measured <= aim.most else "  missed"
        print(f"{aim.words:64}{aim.measured:>10.2f}{aim.unit:2}{aim.most:>10.1f}{aim.unit:2}{verdict}")


def _figure(times_ms: list[float], floor: list[float]) -> str:
    return f"{median(times_ms):,.0f} ms ({median(times_ms) / median(floor):.2f} x)"


def _aims_of_starts(starts: tuple[starting.Start, starting.Start]) -> list[Aim]:
    shipped, largest = starts
    return [
        Aim("start on the shipped data, CPU", shipped.store_s, SHIPPED_S, "s"),
        Aim(f"start on {SIZES[-1]:,} incidents, CPU", largest.store_s, LARGEST_S, "s"),
    ]


def _aims(pages: list[timing.Timed]) -> list[Aim]:
    floor, ours = pages[0], _ours(pages)
    shipped, largest = ours[0], ours[-1]
    cold, change = median(floor.cold_ms), median(floor.change_ms)
    return [
        Aim("cold page to drawn map, shipped data", median(shipped.cold_ms) / cold, 1.6, "x"),
        Aim("filter change on the map to redrawn, shipped data", median(shipped.ticked_ms) / change, 2, "x"),
        Aim(f"filter change on the map to redrawn, {largest.name}", median(largest.ticked_ms) / change, 2.5, "x"),
        Aim("filter change at the left to redrawn, shipped data", median(shipped.change_ms) / change, 2, "x"),
        Aim(f"filter change at the left to redrawn, {largest.name}", median(largest.change_ms) / change, 2.5, "x"),
        Aim("pick to dossier, shipped data", median(shipped.picked_ms) / change, 2.5, "x"),
        Aim("a filter change, largest median", max(median(page.change_bytes) for page in ours) / 1000, 60, "kB"),
        Aim("reruns on pan and zoom, all sizes", sum(page.reruns for page in ours), 0, ""),
        *_against(pages),
    ]


def _against(pages: list[timing.Timed]) -> list[Aim]:
    """Compare each size with its two peers: a filter change as a share of theirs."""
    by = {page.name: page for page in pages}
    sizes = {"shipped": SHIPPED, **{f"{size:,}": f"{size:,} incidents" for size in SIZES}}
    return [
        Aim(
            f"filter change against {peer}, {size}",
            median(by[own].change_ms) / median(by[f"{peer}, {size}"].change_ms),
            1,
            "x",
        )
        for size, own in sizes.items()
        for peer in ("circles", "scatter")
    ]


if __name__ == "__main__":
    sys.exit(main())
