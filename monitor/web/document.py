"""A document: its text with the matched words, how it changed, what it binds to, and who was told."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from sqlalchemy import Connection

import db.documents
import db.web_inbox
import db.web_people
from db.engine import reading, writing
from monitor.evidence import of_document
from monitor.evidence_pack import write_pack
from monitor.look import NotThere
from monitor.subscription import SEVERITIES
from monitor.subscription_look import explain
from monitor.web.access import Analyst, Reader, SiteOf
from monitor.web.dossier import SHOWN, Dossier, dossier, highlighted, shortened
from monitor.web.render import language_of, page
from monitor.web.wanted import Id, number
from monitor.words import WORDS

router = APIRouter(include_in_schema=False)
_MOST = 1_000_000
Number = Annotated[str, Query(max_length=20)]  # a form sends an empty one too


@router.get("/documents/{document_id}")
def show_document(
    request: Request,
    document_id: Id,
    visitor: Reader,
    site: SiteOf,
    old: Number = "",
    new: Number = "",
    whole: bool = False,
) -> HTMLResponse:
    with reading(site.engine) as connection:
        found = dossier(connection, document_id, old=number(old, _MOST), new=number(new, _MOST))
        subscriptions = site.config.settings.subscriptions
        told = explain(connection, document_id, subscriptions, site.now()) if subscriptions else []
        care = db.web_people.care(connection, [document_id]).get(document_id, {})
        people = db.web_people.assignees(connection)
        seen = _seen(connection, document_id, visitor.name)
    if site.writes and not seen:
        with writing(site.engine) as connection:
            db.web_people.mark_read(connection, visitor.name, [document_id], site.now())
    return page(
        request,
        visitor,
        "document.html",
        care=care,
        people=people,
        told=told,
        kinds=WORDS[language_of(request)].date_kinds,
        **_shown(found, whole=whole),
    )


def _seen(connection: Connection, document_id: int, reader: str) -> bool:
    newest = db.web_inbox.newest_of(connection, document_id)
    read = db.web_inbox.read_until(connection, reader)
    return newest <= max(read, db.web_inbox.marks(connection, reader, [document_id]).get(document_id, 0))


def _shown(found: Dossier, *, whole: bool) -> dict[str, Any]:
    text = found.shown["text"]
    cut = len(text) > SHOWN and not whole
    grave = max((row["severity"] for row in found.matches), key=SEVERITIES.index, default="")
    return {
        "one": found,
        "severity": grave,
        "title": highlighted(found.shown["title"], found.matches, "title"),
        "text": highlighted(text, found.matches, "body", SHOWN if cut else 0),
        "cut": len(text) - SHOWN if cut else 0,
        "diff": shortened(found.comparison.change.pieces) if found.comparison else [],
        "minerals": sorted({name for row in found.matches for name in row["minerals"]}),
        "countries": sorted({name for row in found.matches for name in row["countries"]}),
    }


@router.get("/documents/{document_id}/text")
def show_text(document_id: Id, visitor: Reader, site: SiteOf, revision: Number = "") -> PlainTextResponse:
    with reading(site.engine) as connection:
        revisions = {one["number"]: one for one in db.documents.revisions(connection, document_id)}
    wanted = number(revision, _MOST) or max(revisions, default=1)
    if wanted not in revisions:
        raise NotThere(f"there is no revision {wanted} of document {document_id}")
    chosen = revisions[wanted]
    return PlainTextResponse(f"{chosen['title']}\n\n{chosen['text']}")


@router.get("/documents/{document_id}/evidence")
def evidence_pack(document_id: Id, visitor: Analyst, site: SiteOf) -> Response:
    """All that the document stands on, to be verified by `policywatch verify` without us."""
    with reading(site.engine) as connection:
        if db.documents.document(connection, document_id) is None:
            raise NotThere(f"there is no document {document_id}")
        gathered = of_document(connection, document_id, site.sources)
    with TemporaryDirectory(prefix="policywatch-") as folder:
        path = Path(folder) / "pack.zip"
        write_pack(path, gathered.members, gathered.about)
        body = path.read_bytes()
    name = f'attachment; filename="policywatch-document-{document_id}.zip"'
    return Response(body, media_type="application/zip", headers={"content-disposition": name})
