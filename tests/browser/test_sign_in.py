"""Who signs in to the desk by OpenID Connect, as it is served to others: a provider on loopback, nginx, TLS, a browser."""

from __future__ import annotations

import base64
import hashlib
import secrets
import shutil
import subprocess
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import expect

from desk.store import opening, replay, roles, shown, work
from desk.store.author import Author
from tests.browser import provider
from tests.browser.reading import PATIENCE_MS
from tests.browser.serving import ALONE, ARGUMENTS, chromium, free_port, serving
from tests.browser.watching import policed
from tests.deploy import nginx
from tests.desk import desking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from playwright.sync_api import Browser, Page, SetCookieParam

    from desk.store.opening import Store
    from desk.store.shown import Proposal
    from tests.browser.provider import Provider
    from tests.browser.reading import Reader

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx; see tests/deploy/install.sh"),
    pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl, which makes the certificate"),
]
NAME = "desk.localhost"
KEY = "key.pem"
CHIEF = Author("this machine", "chief")
WORDS = "A cutter was seen near the shoal on 19 November 2026, the coast guard said."


class Place(NamedTuple):
    """A desk that is served to others: its address over TLS and without, its provider, its store's address, its TLS key."""

    base: str
    bare: str
    provider: Provider
    store: str
    key: Path

    def author(self, person: str) -> Author:
        return Author(self.provider.issuer, person)


@contextmanager
def sealed(folder: Path, worker: str, ports: tuple[int, int]) -> Iterator[None]:
    """Start nginx by the shipped configuration, with a certificate as it says, before one worker."""
    folder.mkdir()
    # nginx may give its rights up, and its files lie where it has none then.
    folder.chmod(0o777)
    key, certificate = folder / KEY, folder / "certificate.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    subprocess.run([*make, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    path = nginx.configured(folder, ports[0], [worker, worker])
    plain = f"listen 127.0.0.1:{ports[0]};"
    sealing = f"listen 127.0.0.1:{ports[1]} ssl; ssl_certificate {certificate}; ssl_certificate_key {key};"
    words = path.read_text(encoding="utf-8")
    assert plain in words
    path.write_text(words.replace(plain, f"{plain} {sealing}"), encoding="utf-8")
    with nginx.running(path, ports[0]):
        yield


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("sign-in")
    # nginx's own files lie below it.
    folder.chmod(0o755)
    ports = free_port(), free_port()
    base, store = f"https://{NAME}:{ports[1]}", f"sqlite:///{folder / 'desk.sqlite'}"
    with ExitStack() as running:
        patch = running.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("SOUNDINGS_DESK", store)
        patch.setenv("SOUNDINGS_HOSTS", NAME)
        at = running.enter_context(provider.providing(f"{base}/oauth2callback"))
        (folder / "secrets.toml").write_text(
            f'[auth]\nredirect_uri = "{at.back}"\ncookie_secret = "{secrets.token_urlsafe(32)}"\n'
            f'client_id = "{provider.CLIENT}"\nclient_secret = "{provider.SECRET}"\n'
            f'server_metadata_url = "{at.issuer}/.well-known/openid-configuration"\n'
        )
        worker = running.enter_context(serving(options=(f"--secrets.files={folder / 'secrets.toml'}",)))
        running.enter_context(sealed(folder / "nginx", worker, ports))
        yield Place(base, f"http://{NAME}:{ports[0]}", at, store, folder / "nginx" / KEY)


@pytest.fixture(scope="module")
def chrome(chrome: Browser, served: Place) -> Iterator[Browser]:
    """Start a Chromium that trusts the certificate.

    Under one that it does not trust it gives up a file that two pages ask for one after the other (ERR_TOO_MANY_RETRIES).
    """
    digest = hashlib.sha256(RSAKey.import_key(served.key.read_bytes()).as_der(private=False)).digest()
    trusted = f"--ignore-certificate-errors-spki-list={base64.b64encode(digest).decode()}"
    browser = chrome.browser_type.launch(executable_path=chromium(), args=[*ARGUMENTS, ALONE, trusted])
    yield browser
    browser.close()


@pytest.fixture
def store(served: Place) -> Iterator[Store]:
    """The desk's store, at which Ann is an editor and nobody else of the provider's has a role."""
    desk = opening.opened(served.store)
    roles.grant(desk, CHIEF, CHIEF, "publisher")
    roles.grant(desk, CHIEF, served.author("ann"), "editor")
    yield desk
    desk.close()


@pytest.fixture
def visitor(served: Place, reader_of: Callable[..., Reader]) -> Iterator[Reader]:
    """A browser before the desk; it may go to the provider and nowhere else, and no policy is in its way."""
    reader = reader_of(served.base)
    violations = policed(reader.page)
    yield reader
    assert {address.split("/", 3)[2] for address in reader.watch.outside} <= {served.provider.issuer.split("/")[2]}
    assert (reader.watch.failed, reader.watch.refused, reader.watch.errors, violations) == ([], [], [], [])


def closed(reader: Reader) -> None:
    expect(reader.page.get_by_text("The desk is open to its editors: sign in.")).to_be_visible()
    expect(reader.page.get_by_role("button", name="Store it")).to_have_count(0)


def comes_back(reader: Reader) -> None:
    """Wait until the provider has sent the browser back to the first page, and go on to the desk."""
    reader.page.wait_for_url(f"{reader.base}/", timeout=PATIENCE_MS)
    expect(reader.page.get_by_role("link", name="Desk", exact=True)).to_be_visible()
    reader.page.goto(f"{reader.base}/desk")


def signs_in(reader: Reader, person: str) -> Page:
    """Sign in from the closed desk, and come back to it."""
    page = reader.page
    page.goto(f"{reader.base}/desk")
    closed(reader)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=f"I am {person}").click()
    comes_back(reader)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    reader.settles()
    return page


def stores(page: Page, words: str) -> None:
    page.get_by_label("Paste a page's text").fill(words)
    page.get_by_role("button", name="Store it").click()


def test_an_editor_signs_in_writes_under_that_name_and_signs_out(visitor: Reader, served: Place, store: Store):
    page = signs_in(visitor, "ann")
    expect(page.get_by_text("ann, editor.")).to_be_visible()
    stores(page, WORDS)
    expect(page.get_by_role("button", name="Open the next that waits")).to_be_visible()
    (kept,) = shown.inbox(store)
    assert (kept["issuer"], kept["subject"]) == (served.provider.issuer, "ann")
    # Another page of the same browser is the same person's, and every cookie stays with this server and its scripts off.
    page.reload()
    expect(page.get_by_text("ann, editor.")).to_be_visible()
    cookies = {each["name"]: each for each in page.context.cookies(served.base)}
    assert all(each["secure"] for each in cookies.values())
    signed = cookies["_streamlit_user"]
    assert (signed["httpOnly"], signed["sameSite"], signed["domain"]) == (True, "Lax", NAME)
    served.provider.asked.clear()
    page.get_by_role("button", name="Sign out").click()
    comes_back(visitor)
    assert "end" in served.provider.asked
    assert "_streamlit_user" not in {each["name"] for each in page.context.cookies(served.base)}
    closed(visitor)
    assert len(shown.inbox(store)) == 1


def test_who_has_signed_in_and_has_no_role_is_told_whom_to_ask_and_sees_nothing_of_the_desk(
    visitor: Reader, served: Place, store: Store
):
    page = signs_in(visitor, "ben")
    expect(page.get_by_text("Ask a publisher of this desk")).to_be_visible()
    expect(page.get_by_text(f"python -m desk grant {served.provider.issuer} ben editor")).to_be_visible()
    expect(page.get_by_role("button", name="Store it")).to_have_count(0)
    # A page's own address opens no more.
    page.goto(f"{served.base}/desk?page=1")
    expect(page.get_by_text("Ask a publisher of this desk")).to_be_visible()
    assert page.locator(".evidence").count() == 0


def drafted(reader: Reader, store: Store, row: int) -> Proposal:
    """Wait until the store has a draft of a row, and return it with that."""

    def found() -> Proposal | None:
        proposal = shown.proposal(store, row)
        return proposal if proposal and proposal.version > 1 else None

    return reader.until(found, f"No draft of row {row} came")


def test_a_role_that_is_taken_away_in_mid_session_fails_the_next_write(visitor: Reader, served: Place, store: Store):
    page_id = work.bring(store, CHIEF, "page.html", desking.PAGE).page_id
    page = signs_in(visitor, "ann")
    page.goto(f"{served.base}/desk?page={page_id}")
    page.locator(".evidence .value").first.wait_for(timeout=PATIENCE_MS)
    visitor.settles()
    page.locator(".evidence").focus()
    page.keyboard.press("a")
    expect(page.locator(".evidence .value.accepted")).to_have_count(1)
    visitor.settles()
    (row,) = shown.of_page(store, page_id)
    # The browser shows what was accepted before the store has it.
    before = drafted(visitor, store, row)
    head = replay.head(store)
    roles.grant(store, CHIEF, served.author("ann"), "none", "left")
    page.keyboard.press("a")
    expect(page.get_by_text("ann has the role none at this desk, and this needs the role editor")).to_be_visible()
    expect(page.get_by_text("Ask a publisher of this desk")).to_be_visible()
    assert page.locator(".evidence").count() == 0
    assert shown.proposal(store, row) == before
    # The role's own two entries (its name, its version) and nothing else.
    assert replay.head(store)[0] == head[0] + 2
    assert replay.faults(store) == []


def signs_nobody_in(reader: Reader, at: Provider) -> None:
    page = reader.page
    page.goto(f"{reader.base}/desk")
    at.asked.clear()
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="I am ann").click()
    comes_back(reader)
    assert "token" in at.asked
    assert "_streamlit_user" not in {each["name"] for each in page.context.cookies(reader.base)}
    closed(reader)


@pytest.mark.parametrize(
    "claim", [{"nonce": "another's"}, {"aud": "another"}, {"iss": "https://evil.example"}, {"exp": 1_000_000_000}], ids=str
)
def test_a_token_that_does_not_hold_signs_nobody_in(
    visitor: Reader, served: Place, store: Store, monkeypatch: pytest.MonkeyPatch, claim: dict[str, Any]
):
    monkeypatch.setattr(served.provider, "claims", claim)
    signs_nobody_in(visitor, served.provider)


def test_a_token_that_another_key_has_signed_signs_nobody_in(
    visitor: Reader, served: Place, store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(served.provider, "signs", RSAKey.generate_key(2048, {"kid": "first"}))
    signs_nobody_in(visitor, served.provider)


def test_without_encryption_nobody_is_signed_in(
    visitor: Reader, served: Place, store: Store, reader_of: Callable[..., Reader]
):
    page = signs_in(visitor, "ann")
    bare = reader_of(served.bare)
    cookies: list[SetCookieParam] = [
        {"name": each["name"], "value": each["value"], "url": served.bare} for each in page.context.cookies(served.base)
    ]
    assert "_streamlit_user" in {each["name"] for each in cookies}
    bare.page.context.add_cookies(cookies)
    bare.page.goto(f"{served.bare}/desk")
    closed(bare)
    bare.watch.quiet()
