"""Answers that are made once and sent many times: their bytes, packed, and a name that tells them from others.

An answer under its own name (`?v=`) can be kept by a browser for good: whatever it says, it says for ever. Without a name a
browser asks again, and is told in a few bytes that nothing has changed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import Response

from question import address

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from starlette.requests import Request

FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
# What is kept of a document beside its bytes and its question.
ENTRY_BYTES = 1_000
# The key under which an address names what it wants.
VERSION = "v"


class Document(NamedTuple):
    """An answer as it is sent: its bytes gzipped, what tells it from others, and its media type."""

    packed: bytes
    version: str
    media: str

    @property
    def body(self) -> bytes:
        """The bytes as they were before they were packed."""
        return gzip.decompress(self.packed)

    @property
    def etag(self) -> str:
        """The name as HTTP has it."""
        return f'"{self.version}"'


def document(body: bytes, media: str) -> Document:
    """Return some bytes as a document."""
    return Document(gzip.compress(body, 6, mtime=0), hashlib.sha256(body).hexdigest()[:16], media)


def of_json(content: object) -> Document:
    """Return a document of JSON."""
    written = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return document(written.encode(), "application/json")


def wanted(request: Request) -> str:
    """Return the version that an address names, or ""."""
    return next(iter(address.read(request.scope["query_string"]).get(VERSION, [])), "")


def sent(request: Request, made: Document) -> Response:
    """Return a document: nothing but its name where the browser has it, else packed where it takes that."""
    kept = FOR_GOOD if wanted(request) == made.version else ASK_AGAIN
    headers = {"ETag": made.etag, "Cache-Control": kept, "Vary": "Accept-Encoding"}
    if _has(request.headers.get("if-none-match", ""), made.etag):
        return Response(status_code=304, headers=headers)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    body, packing = (made.packed, {"Content-Encoding": "gzip"}) if packed else (made.body, {})
    return Response(body, media_type=made.media, headers=headers | packing)


def _has(named: str, etag: str) -> bool:
    """Tell whether a browser's list of names holds one, weak names among them."""
    return named.strip() == "*" or etag in {name.strip().removeprefix("W/") for name in named.split(",")}


@dataclass
class Shelf:
    """The documents that were asked for last, no more bytes of them than fit; made one after the other, each once."""

    most_bytes: int
    _there: OrderedDict[Hashable, Document] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _making: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: Hashable, make: Callable[[], Document]) -> Document:
        """Return the document of a key. Raises what `make` raises."""
        there = self.there(key)
        if there:
            return there
        # Whoever makes one after the other leaves the readers' runs the rest of the processor.
        with self._making:
            return self.there(key) or self._put(key, make())

    def there(self, key: Hashable) -> Document | None:
        """Return the document of a key where it was made and is still kept."""
        with self._lock:
            if key in self._there:
                self._there.move_to_end(key)
            return self._there.get(key)

    def _put(self, key: Hashable, made: Document) -> Document:
        with self._lock:
            self._there[key] = made
            self._bytes += _weight(key, made)
            while self._bytes > self.most_bytes and len(self._there) > 1:
                self._bytes -= _weight(*self._there.popitem(last=False))
        return made


def _weight(key: Hashable, made: Document) -> int:
    """Return the bytes that a document takes on a shelf: a short answer to a long question is mostly its question."""
    parts = key if isinstance(key, tuple) else (key,)
    return ENTRY_BYTES + len(made.packed) + sum(len(part) for part in parts if isinstance(part, str | bytes))
