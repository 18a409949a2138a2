"""Settings: read from the environment, refused where they are not understood, and printed by a command."""

from __future__ import annotations

import pytest

from api import settings


def test_settings_are_read_from_the_environment():
    held = settings.of({"SOUNDINGS_HOSTS": "a.example, *.B.example", "SOUNDINGS_METRICS": "all", "SOUNDINGS_LOG": "all"})
    assert held.hosts[:2] == ("a.example", "*.b.example")
    assert held.metrics_for_all
    assert held.log_requests
    assert (held.address, held.port) == ("localhost", 8501)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SOUNDINGS_HOSTS", "https://a", "SOUNDINGS_HOSTS says “https://a”: expected names"),
        ("SOUNDINGS_HOSTS", "*", r"SOUNDINGS_HOSTS says “\*”: expected names such as"),
        ("SOUNDINGS_HOSTS", "a.example *.", "SOUNDINGS_HOSTS says"),
        ("SOUNDINGS_HOSTS", "münchen.example", "letters of other scripts as a browser sends them"),
        ("SOUNDINGS_METRICS", "no", "SOUNDINGS_METRICS says “no”: expected loopback or all."),
        ("SOUNDINGS_LOG", "lots", "SOUNDINGS_LOG says “lots”: expected faults or all."),
        ("SOUNDINGS_PORT", "0", "SOUNDINGS_PORT says “0”: expected a number from 1 to 65535."),
        ("SOUNDINGS_PORT", "80a", "SOUNDINGS_PORT says “80a”: expected a number"),
        ("SOUNDINGS_HOST", "a.example", "SOUNDINGS_HOST is no setting; there are SOUNDINGS_DATA, "),
    ],
)
def test_what_is_not_understood_is_said(name: str, value: str, words: str):
    with pytest.raises(ValueError, match=words):
        settings.of({name: value})


def test_each_setting_is_printed_as_an_environment_takes_it_and_no_password_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("SOUNDINGS_DESK", "postgresql+psycopg://desk:secret@db.example/desk")
    settings.main()
    monkeypatch.setenv("SOUNDINGS_PROXY_SECRET", "a long secret that a proxy knows")
    said = capsys.readouterr().out.splitlines()
    assert [line.partition("=")[0] for line in said] == list(settings.VARIABLES)
    assert "SOUNDINGS_DESK=postgresql+psycopg://desk:***@db.example/desk" in said
    assert "secret" not in "".join(said)
    again = dict(line.split("=", 1) for line in said)
    assert settings.of(again).hosts[0] == settings.of({}).hosts[0]


def test_a_command_that_prints_settings_says_in_one_sentence_what_is_wrong(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOUNDINGS_PORT", "many")
    with pytest.raises(SystemExit, match="SOUNDINGS_PORT says “many”"):
        settings.main()
