"""policywatch search and export."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli_look import AsJson
from monitor.opened import FAILED, USAGE, config, database, print_json, refuse, told_errors

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text
    from sqlalchemy import Engine

    from monitor.config import Config
    from monitor.search import Facets, Page, Piece, Query, Result
    from rules import Concept

QueryWords = Annotated[
    list[str] | None, typer.Argument(help='Words, "phrases", -excluded, OR, source:kr/* since:2025-01 severity:high …')
]


class Sort(StrEnum):
    relevance = "relevance"
    date = "date"


class Format(StrEnum):
    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


class Rows(StrEnum):
    documents = "documents"
    matches = "matches"


def search(
    query: QueryWords = None,
    sort: Annotated[Sort, typer.Option("--sort", help="Best or newest first.")] = Sort.relevance,
    most: Annotated[int, typer.Option("--most", min=1, max=1_000, help="How many.")] = 20,
    cursor: Annotated[str, typer.Option("--cursor", help="Where the page before ended.")] = "",
    facets: Annotated[bool, typer.Option("--facets", help="Count by source, publisher, country, severity …")] = False,
    as_json: AsJson = False,
) -> None:
    """Find documents in the archive, in every language. Behind -- a query may begin with a minus."""
    from db.engine import reading
    from monitor.search import CursorError
    from monitor.search.advice import advice
    from monitor.search.find import facets as count
    from monitor.search.find import find

    with told_errors():
        conf = config()
        asked = parsed(conf, query)
        engine = database(conf)
        indexed(engine)
        try:
            with reading(engine) as connection:
                page = find(connection, asked, sort=sort.value, most=most, cursor=cursor)
                counts = count(connection, asked) if facets else {}
                hints = [] if page.total else advice(connection, asked)
        except CursorError as error:
            refuse(str(error), USAGE)
    if as_json:
        print_json(asdict(page) | ({"facets": counts} if facets else {}) | ({"advice": hints} if hints else {}))
        return
    _print_page(page, hints)
    _print_facets(counts)


def parsed(conf: Config, query: Iterable[str] | None) -> Query:
    """A wrong query is refused with its place marked."""
    from monitor.search import QueryError, parse

    text = " ".join(query or ())
    try:
        return parse(text, _concepts(conf, text))
    except QueryError as error:
        refuse(f"{text}\n{' ' * _columns(text[: error.column - 1])}^ {error.message}", USAGE)
        raise  # for the type checker: refuse ends the program


def _columns(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _concepts(conf: Config, text: str) -> Mapping[str, Concept] | None:
    """Read only where a query goes by names of concepts: that takes a moment."""
    if not ("concept:" in text.lower() or "mineral:" in text.lower()) or not conf.rules_folder.is_dir():
        return None
    from monitor.rulebook import read_folders

    return {id_: entry.model for id_, entry in read_folders([conf.rules_folder]).concepts.items()}


def indexed(engine: Engine) -> None:
    """What a backfill without a daemon has stored is indexed now; says so when that takes a while."""
    import db.search
    from db.engine import reading
    from monitor.search.index import index_pending

    with reading(engine) as connection:
        waiting = db.search.waiting(connection)
    if waiting > _SOON:
        typer.echo(f"{waiting:,} documents are new to the index, a moment …", err=True)
    index_pending(engine)


_SOON = 2_000  # documents that are indexed in a second or two


def _print_page(page: Page, hints: list[str]) -> None:
    from monitor.terminal import console as terminal

    console = terminal()
    for hint in hints:
        console.print(f"Nothing found: {hint}.", markup=False)
    for one in page.results:
        console.print(_shown(one))
    if page.results:
        console.print(f"{page.total:,} documents; {len(page.results)} shown.", markup=False)
    if page.next_cursor:
        console.print(f"The next ones: --cursor {page.next_cursor}", markup=False, soft_wrap=True)


def _shown(one: Result) -> RenderableType:
    """A line of facts, the title, and what was found of the text."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from monitor.cli_look import _coloured
    from monitor.message import published

    facts = [f"{one.document_id:>7}", published(one.published, one.date_precision), one.source_id, *one.minerals]
    head = Text("  ".join(fact for fact in facts if fact), "dim")
    if one.severity:
        head.append("  ").append_text(_coloured(one.severity))
    text = Group(_marked(one.marked_title, "bold"), _marked(one.snippet, ""))
    return Group(head, Padding(text, (0, 0, 1, 9)))


def _marked(pieces: Iterable[Piece], style: str) -> Text:
    from rich.text import Text

    text = Text()
    for piece in pieces:
        text.append(piece.text, "black on yellow" if piece.hit else style)
    return text


def _print_facets(counts: Facets) -> None:
    from monitor.terminal import console as terminal

    for field, values in counts.items():
        if values:
            shown = ", ".join(f"{value} {number:,}" for value, number in values[:12])
            more = f" and {len(values) - 12} more" if len(values) > 12 else ""
            terminal().print(f"{field}: {shown}{more}", markup=False)


def export(
    query: QueryWords = None,
    format_: Annotated[Format, typer.Option("--format", help="parquet needs policywatch[parquet].")] = Format.csv,
    to: Annotated[str, typer.Option("--to", help="A file; - is standard output.")] = "-",
    rows: Annotated[Rows, typer.Option("--rows", help="One row a document, or one a match.")] = Rows.documents,
    text: Annotated[bool, typer.Option("--text", help="With the whole text of each document.")] = False,
    bom: Annotated[bool, typer.Option("--bom", help="Mark CSV as UTF-8, for Excel.")] = False,
    document: Annotated[str, typer.Option("--document", help="One document with all revisions, as JSON.")] = "",
) -> None:
    """Write what a query finds, or all of the archive, as CSV, JSON Lines or Parquet."""
    from db.engine import reading
    from monitor.export import MissingLibrary, export_document, export_query

    if document and query:
        refuse("give either a query or --document", USAGE)
    with told_errors():
        conf = config()
        asked = parsed(conf, query)
        engine = database(conf)
        if not document:
            indexed(engine)
        try:
            with reading(engine) as connection:
                if document:
                    export_document(connection, document, to)
                else:
                    written = export_query(connection, asked, to, format_.value, rows.value, text=text, bom=bom)
        except BrokenPipeError:  # whoever reads has enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        except (OSError, MissingLibrary) as error:
            refuse(f"nothing exported to {to}: {getattr(error, 'strerror', None) or error}", FAILED)
    if not document and to != "-":
        typer.echo(f"{to}: {written:,} {rows.value}")
