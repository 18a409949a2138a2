"""`python -m tests.pictures`: remake the README's pictures from the app and the shipped data."""

from __future__ import annotations

import sys
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image
from playwright.sync_api import expect, sync_playwright

from tests.browser.reading import Reader
from tests.browser.serving import ARGUMENTS, NONE, ROOT, chromium, serving
from tests.browser.watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

FOLDER = ROOT / "pictures"
CLASH = "2024-06-17-second-thomas-shoal-boarding"
# Transitions of the page that no attribute tells of.
STILL_MS = 1200

MAPLESS = {"trends", "briefing", "reporting", "about"}


class Picture(NamedTuple):
    """One picture: its file's name, the page's path, the window, and whether the reader's machine is set to dark."""

    name: str
    path: str
    width: int
    height: int
    dark: bool = False


PICTURES = (
    Picture("explore-light", "", 1440, 900),
    Picture("dossier", f"?selected={CLASH}", 1440, 900),
    Picture("explore-dark", "", 1920, 1080, dark=True),
    Picture("claims", "claims?lens=award&point=115.8667,9.7333", 1440, 900),
    Picture("trends", "trends", 1440, 900),
    Picture("briefing", "briefing?from=2024-06-01&to=2024-08-31", 1440, 900),
    Picture("reporting", "reporting", 1440, 900),
    Picture("about", "about", 1440, 900),
    Picture("phone", "", 390, 844),
)


def main() -> int:
    """Serve the app, take every picture, and say how large each is."""
    path = chromium()
    if path is None:
        sys.stderr.write(f"The pictures need a browser: {NONE}.\n")
        return 1
    FOLDER.mkdir(exist_ok=True)
    with serving() as base, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        for picture in PICTURES:
            size = write(picture, shot(browser, base, picture))
            print(f"pictures/{picture.name}.png: {size / 1000:.0f} kB")
        browser.close()
    return 0


def shot(browser: Browser, base: str, picture: Picture) -> bytes:
    """Open the page as a reader would and return what the window shows, as PNG."""
    size: ViewportSize = {"width": picture.width, "height": picture.height}
    with browser.new_context(viewport=size, color_scheme="dark" if picture.dark else "light", locale="en-GB") as context:
        reader = Reader(context.new_page(), base, Watch(base).over(context))
        if picture.path.partition("?")[0] in MAPLESS:
            reader.page.goto(f"{base}/{picture.path}")
            reader.page.locator("h1").first.wait_for()
            reader.settles()
        else:
            reader.opens(picture.path)
        if picture.name == "briefing":
            reader.page.get_by_role("button", name="Draft a briefing").click()
            reader.page.get_by_text("Speaker notes").first.wait_for(state="attached")
            reader.settles()
        # A widget whose script is still on its way is drawn as a grey bar.
        expect(reader.page.get_by_test_id("stSkeleton")).to_have_count(0)
        reader.page.wait_for_timeout(STILL_MS)
        reader.watch.quiet()
        return reader.page.screenshot()


def write(picture: Picture, png: bytes) -> int:
    """Write a picture with every colour kept, for claimants are told apart by theirs, and return its size in bytes."""
    file = FOLDER / f"{picture.name}.png"
    Image.open(BytesIO(png)).convert("RGB").save(file, optimize=True)
    return file.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
