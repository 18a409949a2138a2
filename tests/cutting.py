"""Another request of the same reader, that cuts a callback in the middle as Streamlit does."""

from __future__ import annotations

from streamlit.runtime.scriptrunner import RerunData, RerunException


class Requests:
    """Another request that cuts a callback at one of its words with the session or the address, as Streamlit does."""

    def __init__(self) -> None:
        """Let nothing be cut yet."""
        self.words = 0
        self.cut: int | None = None

    def word(self) -> None:
        """Count a word, and cut there where that is to be; what was cut is over then."""
        self.words += 1
        if self.words == self.cut:
            raise RerunException(RerunData())


class Session(dict[str, object]):
    """The state of a session, each word with which may be cut before it is done."""

    def __init__(self, requests: Requests) -> None:
        """Begin with nothing."""
        super().__init__()
        self.requests = requests

    def __getitem__(self, key: str) -> object:
        """Return what is held."""
        self.requests.word()
        return super().__getitem__(key)

    def get(self, key: str, default: object = None) -> object:
        """Return what is held, or else the default."""
        self.requests.word()
        return super().get(key, default)

    def __setitem__(self, key: str, value: object) -> None:
        """Hold a value."""
        self.requests.word()
        super().__setitem__(key, value)

    def __contains__(self, key: object) -> bool:
        """Tell whether something is held."""
        self.requests.word()
        return super().__contains__(key)
