"""The child process in which feedparser reads what the fast reader cannot.

It holds the interpreter's lock for seconds, and some bodies make it eat memory or never end. Frames on stdin:
lengths of address and body, address, body in UTF-8; on stdout: length, JSON. Runs apart from the package, with -I.
"""

from __future__ import annotations

import html
import io
import json
import resource
import select
import struct
import sys
from typing import Any, BinaryIO

MEMORY = 2**30
IDLE_SECONDS = 120
CPU_SECONDS = 600  # of the whole life of a child


def main() -> None:
    for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (most, most))
    sys.setrecursionlimit(3000)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while select.select([requests], [], [], IDLE_SECONDS)[0] and (head := requests.read(8)):
        address, length = struct.unpack(">II", head)
        answer = json.dumps(read(requests.read(address).decode(), requests.read(length))).encode()
        _send(answers, answer)


def _send(answers: BinaryIO, answer: bytes) -> None:
    answers.write(struct.pack(">I", len(answer)) + answer)
    answers.flush()


def read(address: str, body: bytes) -> dict[str, Any]:
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": address} if address else {})
    try:
        # A stream, never the bytes: feedparser opens files and addresses that a body names.
        parsed = feedparser.parse(
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
        entries = [_entry(entry) for entry in parsed.entries]
        title = parsed.feed.get("title") or ""
    except (MemoryError, RecursionError):
        return {"error": "too large or too deep for its limits"}
    except Exception as error:  # noqa: BLE001  KeyError at a stray </category>, and whatever else a body provokes
        return {"error": f"{type(error).__name__}: {error}"}
    return {"version": parsed.get("version") or "", "title": title, "entries": entries}


def _entry(entry: Any) -> dict[str, Any]:
    contents = [_markup(content) for content in entry.get("content", [])]
    return {
        "id": _string(entry.get("id")),
        "title": _markup(entry.get("title_detail")) or _string(entry.get("title")),
        "link": _string(entry.get("link")),
        "published": _string(entry.get("published")) or _string(entry.get("created")),
        "updated": _string(entry.get("updated")) if "updated" in entry.keys() else "",  # noqa: SIM118  `in` looks further
        "summary": _markup(entry.get("summary_detail")) or _string(entry.get("summary")),
        "content": max(contents, key=len, default=""),
        "author": _string(entry.get("author")),
        "categories": [_string(tag.get("label") or tag.get("term")) for tag in entry.get("tags", [])],
        "enclosures": [[_string(one.get("href")), _string(one.get("type"))] for one in entry.get("enclosures", [])],
    }


def _string(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _markup(detail: Any) -> str:
    """A text construct as HTML."""
    if not detail:
        return ""
    value = _string(detail.get("value"))
    return html.escape(value, quote=False) if detail.get("type") == "text/plain" else value


if __name__ == "__main__":
    main()
