"""The process in which one container file is read: parsers of foreign files crash, loop and eat memory.

The file on stdin; on stdout one JSON object. Started by confined.py with -I, so that nothing of the caller's
directory is imported.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY = 2**30
CPU_SECONDS = 60
MOST_CHARACTERS = 5_000_000


def main() -> None:
    limits = ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_CORE, 0))
    for limit, most in (*limits, (resource.RLIMIT_FSIZE, 0)):
        resource.setrlimit(limit, (most, most))
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    sys.stdout.buffer.write(json.dumps(_answer(sys.argv[1], sys.stdin.buffer.read())).encode())


def _answer(kind: str, body: bytes) -> dict[str, Any]:
    from crawlers.documents import DocumentError

    try:
        return _read(kind, body)
    except DocumentError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": f"reading it takes more than {MEMORY >> 20} MB of memory"}
    except RecursionError:
        return {"error": "its parts are nested too deep"}
    except Exception as error:  # noqa: BLE001  whatever a broken file makes a parser raise
        return {"error": f"broken: {type(error).__name__}: {error}"[:300]}


def _read(kind: str, body: bytes) -> dict[str, Any]:
    if kind == "pdf":
        from crawlers.documents.pdf import read_pdf

        pages = read_pdf(body)
        flow, rows = "\f".join(pages.flow), "\f".join(pages.with_rows)
        return _told("pdf", flow, rows, pages.issues) | {"title": pages.title}
    if kind == "ole":
        from crawlers.documents.hwp import read_ole

        lines, whole = read_ole(body)
        preview = [] if whole else [("preview-only", "a file for distribution: only its preview can be read")]
        return _told("hwp", "\n".join(lines), "", preview)
    return _zip(body)


def _zip(body: bytes) -> dict[str, Any]:
    from crawlers.documents.archive import read_archive

    kind, lines = read_archive(body)
    return _told(kind, "\n".join(lines), "", [])


def _told(kind: str, text: str, rows: str, issues: list[tuple[str, str]]) -> dict[str, Any]:
    if max(len(text), len(rows)) > MOST_CHARACTERS:
        issues = [*issues, ("text-cut", f"the first {MOST_CHARACTERS} characters are read")]
    clean = (
        part[:MOST_CHARACTERS].encode("utf-16", "surrogatepass").decode("utf-16", "replace") for part in (text, rows)
    )
    text, rows = clean
    return {"kind": kind, "text": text, "rows": rows, "issues": issues}


if __name__ == "__main__":
    main()
