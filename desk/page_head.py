"""What the head of an HTML page says of it: publisher, stamp, language, title, address."""

from __future__ import annotations

import json
import re
from typing import Any


def told(tree: Any) -> dict[str, str]:  # noqa: ANN401 -- lxml ships no types
    """Return what a page's head says: publisher, stamp of publication, language, title and canonical address."""
    meta = {(tag.get("property") or tag.get("name") or "").lower(): tag.get("content") or "" for tag in tree.iter("meta")}
    linked = _linked_data(tree)
    title = meta.get("og:title") or " ".join((tree.findtext(".//title") or "").split())
    canonical = next((tag.get("href") or "" for tag in tree.iter("link") if tag.get("rel") == "canonical"), "")
    stamp = next(
        (meta[name] for name in ("article:published_time", "date", "pubdate", "dc.date", "publishdate") if meta.get(name)),
        "",
    )
    site = re.split(r"\s[|–—-]\s", tree.findtext(".//title") or "")
    publisher = meta.get("og:site_name") or linked.get("publisher") or (site[-1].strip() if len(site) > 1 else "")
    return {
        "publisher": publisher,
        "stamp": linked.get("published") or stamp,
        "lang": (tree.get("lang") or "").strip(),
        "title": title,
        "address": canonical,
    }


def _linked_data(tree: Any) -> dict[str, str]:  # noqa: ANN401 -- as above
    for tag in tree.iter("script"):
        if "ld+json" not in (tag.get("type") or ""):
            continue
        try:
            data = json.loads(tag.text or "")
        except (ValueError, RecursionError):
            continue
        for item in data if isinstance(data, list) else [data]:
            if isinstance(item, dict) and "datePublished" in item:
                publisher = item.get("publisher")
                name = publisher.get("name", "") if isinstance(publisher, dict) else publisher or ""
                return {"published": str(item["datePublished"]), "publisher": str(name)}
    return {}
