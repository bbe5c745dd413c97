"""policywatch extract: what is read of a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawlers.extract import Extraction
    from crawlers.item import Item

app = typer.Typer(add_completion=False)


@app.command("extract")
def extract_command(
    file: Annotated[Path, typer.Argument(help="A PDF, HWPX, HWP, DOCX, HTML or text file.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show the documents in a file: what kind each is, its fields, attachments and how well it could be read."""
    from crawlers.documents import DocumentError
    from crawlers.extract import extract
    from monitor.opened import FAILED, USAGE, print_json, refuse

    try:
        body = file.read_bytes()
    except OSError as error:
        refuse(f"{file}: {error.strerror}", USAGE)
    try:
        extraction = extract(file.name, body)
    except DocumentError as error:
        refuse(f"{file}: {error}", FAILED)
    if as_json:
        print_json(_as_json(file, extraction))
    else:
        _print(file, extraction)


def _as_json(file: Path, extraction: Extraction) -> dict[str, Any]:
    documents = [
        _document(item, kind) | extraction.said.get(item.key, {})
        for item, kind in zip(extraction.items, extraction.kinds, strict=True)
    ]
    return {
        "file": file.name,
        "format": extraction.format,
        "quality": extraction.quality,
        "issues": [{"code": issue.code, "detail": issue.detail} for issue in extraction.issues],
        "documents": documents,
    }


def _document(item: Item, kind: str) -> dict[str, Any]:
    return {
        "kind": kind, "key": item.key, "parent": item.parent, "section": item.section, "title": item.title,
        "publisher": item.publisher, "country": item.country, "language": item.language, "date": _date(item),
        "date_precision": item.date_precision, "published": item.published.isoformat() if item.published else None,
        "url": item.url, "cited": list(item.cited), "text": item.text,
        "attachments": [{"name": one.name, "url": one.url, "text": one.text} for one in item.attachments],
    }  # fmt: skip


def _date(item: Item) -> str | None:
    """In the publisher's zone, as precisely as it says."""
    from zoneinfo import ZoneInfo

    if item.published is None:
        return None
    zones = {"ko": "Asia/Seoul", "ja": "Asia/Tokyo", "zh": "Asia/Shanghai"}
    local = item.published.astimezone(ZoneInfo(zones.get(item.language, "UTC")))
    forms = {"time": "%Y-%m-%dT%H:%M%z", "month": "%Y-%m"}
    return local.strftime(forms.get(item.date_precision, "%Y-%m-%d"))


def _print(file: Path, extraction: Extraction) -> None:
    from monitor.terminal import console as terminal

    console = terminal()
    count = len(extraction.items)
    head = f"{file.name}: {extraction.format}, {count} document{'s' * (count != 1)}, quality {extraction.quality}"
    lines = [head, *(f"  {issue.code}: {issue.detail}" for issue in extraction.issues)]
    for item, kind in zip(extraction.items, extraction.kinds, strict=True):
        lines += _lines(item, kind)
    for line in lines:
        console.print(line, markup=False, soft_wrap=True)
    _print_texts(console, extraction)


def _lines(item: Item, kind: str) -> Iterator[str]:
    who = f"{item.publisher} ({item.country})" if item.publisher and item.country else item.publisher or item.country
    yield f"{kind:9} {_short(item)}  {item.title}"
    if said := " · ".join(filter(None, (_date(item), who, item.section))):
        yield f"          {said}"
    for cited in item.cited:
        yield f"          cites {cited}"
    for one in item.attachments:
        yield f"          attached {one.name or one.url}: {len(one.text)} characters read"


def _print_texts(console: Any, extraction: Extraction) -> None:
    from rich.text import Text

    for item in extraction.items:
        if item.text:
            console.rule(Text(item.title))
            console.print(item.text, markup=False, soft_wrap=True)


def _short(item: Item) -> str:
    """The key; of an article without that of its bulletin."""
    return f"#{item.key.rpartition('#')[2]}" if item.parent else item.key


if __name__ == "__main__":
    app()
