"""WARC 1.1 of what sources have shown, for archives and their tools; each record is a gzip member of its own.

The records are of type `resource`: what was read may be a part of an answer, such as one entry of a feed.
"""

from __future__ import annotations

import gzip
import hashlib
from base64 import b32encode
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zlib import decompress

from sqlalchemy import RowMapping

Snapshot = RowMapping | Mapping[str, Any]

_SOFTWARE = "software: Policywatch\r\nformat: WARC File Format 1.1\r\n"


def write_warc(path: Path, snapshots: Iterable[Snapshot], now: datetime) -> int:
    """Returns the number of snapshots. The file appears when it is whole."""
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("wb") as file:
            file.write(_info(path.name, now))
            number = 0
            for number, row in enumerate(snapshots, 1):  # noqa: B007  counted to the end
                file.write(_resource(row))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return number


def _info(name: str, now: datetime) -> bytes:
    headers = {"WARC-Type": "warcinfo", "WARC-Filename": name, "Content-Type": "application/warc-fields"}
    return _record(headers, name, now, _SOFTWARE.encode())


def _resource(row: Snapshot) -> bytes:
    body, url = decompress(row["body"]), _one_line(row["url"])
    headers = {
        "WARC-Type": "resource",
        # a document without an address of its own is named by its content
        "WARC-Target-URI": url or f"urn:sha256:{row['sha256']}",
        "Content-Type": _one_line(row["media_type"]) or "application/octet-stream",
    }
    return _record(headers, row["sha256"] + url, row["retrieved_at"], body)


def _record(headers: Mapping[str, str], identity: str, moment: datetime, body: bytes) -> bytes:
    digest = b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()
    lines = {
        **headers,
        "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, identity)}>",  # the same export has the same ids
        "WARC-Date": moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "WARC-Block-Digest": f"sha1:{digest}",
        "Content-Length": str(len(body)),
    }
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"
    return gzip.compress(head.encode() + body + b"\r\n\r\n", mtime=0)


def _one_line(text: str) -> str:
    return "".join(text.split())
