"""Who is let to the desk: this machine's editor, one whom the proxy names, one who has signed in, and nobody else."""

from __future__ import annotations

import getpass

import pytest

from desk import access
from desk.access import ClosedError, Visit
from desk.store.author import Author

SECRET = "a secret of thirty-two characters"
SEALED = {"SOUNDINGS_HOSTS": "soundings.example.org"}
PROXY = SEALED | {"SOUNDINGS_PROXY_SECRET": SECRET}
HTTPS = {"x-forwarded-proto": "https"}


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "[::1]", ""])
def test_this_machine_has_one_editor(host: str):
    assert access.author(Visit(near=True, host=host), {}) == Author("this machine", getpass.getuser())
    named = {"SOUNDINGS_EDITOR": "ann"}
    assert access.author(Visit(near=True, host=host), named) == Author("this machine", "ann")


@pytest.mark.parametrize(
    ("visit", "environment"),
    [
        (Visit(near=False, host="localhost:8501"), {}),
        (Visit(near=True, host="10.0.0.5:8501"), {}),
        (Visit(near=True, host="localhost:8501"), SEALED),
        (Visit(near=True, host="localhost", headers={"x-forwarded-for": "127.0.0.1"}), {}),
        (Visit(near=True, host="localhost", headers={"forwarded": "for=127.0.0.1"}), {}),
        (Visit(near=True, host="localhost", headers={"via": "1.1 proxy"}), {}),
        (Visit(near=False, host="soundings.example.org", headers={"x-soundings-user": "ann"}), SEALED),
        (Visit(near=False, host="soundings.example.org", signed={"sub": "ann"}), SEALED),
    ],
)
def test_whoever_comes_from_elsewhere_finds_it_closed(visit: Visit, environment: dict[str, str]):
    with pytest.raises(ClosedError, match="open on the machine that serves it"):
        access.author(visit, environment)


def test_a_proxy_that_knows_the_secret_names_the_person():
    headers = HTTPS | {"x-soundings-secret": SECRET, "x-soundings-user": "ann"}
    assert access.author(Visit(near=True, headers=headers), PROXY) == Author("proxy", "ann")


@pytest.mark.parametrize(
    ("headers", "environment", "says"),
    [
        (HTTPS | {"x-soundings-user": "ann"}, PROXY, "through its proxy alone"),
        (HTTPS | {"x-soundings-user": "ann", "x-soundings-secret": SECRET[:-1]}, PROXY, "through its proxy alone"),
        (HTTPS | {"x-soundings-secret": SECRET}, PROXY, "named nobody"),
        ({"x-soundings-user": "ann", "x-soundings-secret": SECRET}, PROXY, "over https alone"),
        (HTTPS | {"x-soundings-user": "ann", "x-soundings-secret": SECRET}, {"SOUNDINGS_PROXY_SECRET": SECRET}, "https"),
        (HTTPS | {"x-soundings-secret": "short"}, SEALED | {"SOUNDINGS_PROXY_SECRET": "short"}, "too short"),
    ],
)
def test_a_proxy_that_does_not_is_told_why(headers: dict[str, str], environment: dict[str, str], says: str):
    with pytest.raises(ClosedError, match=says):
        access.author(Visit(near=True, host="localhost", headers=headers), environment)


def test_who_has_signed_in_is_known_by_issuer_and_subject_over_https_alone():
    signed = {"iss": "https://sign-in.example", "sub": "ann"}
    visit = Visit(near=False, host="soundings.example.org", headers=HTTPS, signed=signed)
    assert access.author(visit, SEALED) == Author("https://sign-in.example", "ann")
    with pytest.raises(ClosedError, match="over https alone"):
        access.author(Visit(near=False, host="soundings.example.org", signed=signed), SEALED)
