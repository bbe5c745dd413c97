"""Rules: what each one finds, which never do, and a playground to change one and see."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

import db.documents
import db.web_trends
from db.engine import reading
from monitor.look import NotThere
from monitor.match import candidate
from monitor.web.access import Analyst, AnalystForm, Reader, SiteOf, Visitor
from monitor.web.playground import DAYS, LONGEST_RULE, LONGEST_TEXT, Compared, Tried, Written, compared, tried
from monitor.web.playground import written_rules as _written
from monitor.web.render import page
from monitor.web.site import Site
from monitor.web.wanted import number
from rules import Candidate

router = APIRouter(include_in_schema=False)
_one_at_a_time = threading.Lock()  # comparing takes a core for seconds; the daemon needs the other
_EXAMPLE = (
    "중국 상무부, 갈륨·게르마늄 수출통제 시행\n중국 상무부는 갈륨과 게르마늄 관련 품목의 수출통제를 시행한다고 밝혔다."
)


def folders(site: Site) -> tuple[Path, ...]:
    return (site.config.rules_folder,) if site.config.rules_folder.is_dir() else ()


def written_rules(site: Site) -> dict[str, Written]:
    key = ("written", site.rulebook.current.version)
    if key not in site.kept:
        site.keep(key, _written(folders(site)))
    found: dict[str, Written] = site.kept[key]
    return found


def rule_rows(site: Site) -> list[dict[str, Any]]:
    """Every rule with its pack and its hits; what is hidden or only changes others says so."""
    since = site.now() - timedelta(days=DAYS)
    with reading(site.engine) as connection:
        hits = db.web_trends.hits_of_rules(connection, since)
    written, ruleset = written_rules(site), site.rulebook.current
    nothing = {"ever": 0, "recent": 0, "last": None}
    return [
        {
            "id": id_,
            "title": rule.title,
            "pack": written[id_].pack if id_ in written else "",
            "severity": rule.severity,
            "labels": list(rule.labels),
            "helps": rule.hidden or rule.applies is not None,
            "enabled": rule.enabled,
            **{name: hits.get(id_, nothing)[name] for name in nothing},
        }
        for id_, rule in ruleset.rules.items()
    ]


@router.get("/rules")
def show_rules(request: Request, visitor: Reader, site: SiteOf) -> HTMLResponse:
    packs: dict[str, list[dict[str, Any]]] = {}
    for row in rule_rows(site):
        packs.setdefault(row["pack"], []).append(row)
    return page(request, visitor, "rules.html", packs=packs, days=DAYS)


@router.get("/rules/playground")
def show_playground(
    request: Request,
    visitor: Analyst,
    site: SiteOf,
    rule: Annotated[str, Query(max_length=100)] = "",
    document: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    written = written_rules(site)
    chosen = written.get(rule) or next(iter(written.values()), Written("", ""))
    id_ = number(document, 2**62)
    text = "" if id_ else _EXAMPLE
    return _answer(request, visitor, site, rule=chosen.text, text=text, document=id_, compare=False)


@router.post("/rules/playground")
def play(
    request: Request,
    visitor: AnalystForm,
    site: SiteOf,
    rule: Annotated[str, Form(max_length=LONGEST_RULE)] = "",
    text: Annotated[str, Form(max_length=LONGEST_TEXT)] = "",
    document: Annotated[str, Form(max_length=20)] = "",
    action: Annotated[str, Form(max_length=20)] = "",
) -> HTMLResponse:
    """Changes nothing, but a rule and a text are too long for an address."""
    id_, compare = number(document, 2**62), action == "compare"
    return _answer(request, visitor, site, rule=rule, text=text, document=id_, compare=compare)


def _answer(
    request: Request, visitor: Visitor, site: Site, *, rule: str, text: str, document: int, compare: bool
) -> HTMLResponse:
    item = _archived(site, document) if document else _pasted(text)
    found = tried(site.rulebook.current, rule, item)
    comparison = _compared(site, found) if compare and found.ruleset else None
    return page(
        request,
        visitor,
        "playground.html",
        rule=rule,
        text=text,
        document=document or "",
        item=item,
        tried=found,
        compared=comparison,
        days=DAYS,
        ids=sorted(written_rules(site)),
    )


def _compared(site: Site, found: Tried) -> Compared:
    if not _one_at_a_time.acquire(blocking=False):
        raise HTTPException(429, "somebody else is comparing rules right now: try again in a few seconds")
    try:
        assert found.ruleset is not None  # noqa: S101  for the type checker
        return compared(site.engine, site.rulebook.current, found.ruleset, found.rule, site.now())
    finally:
        _one_at_a_time.release()


def _pasted(text: str) -> Candidate:
    title, _, body = text.strip().replace("\r\n", "\n").partition("\n")
    return Candidate(title=title, text=body)


def _archived(site: Site, document_id: int) -> Candidate:
    with reading(site.engine) as connection:
        row = db.documents.document(connection, document_id)
        revisions = db.documents.revisions(connection, document_id) if row else []
    if row is None or not revisions:
        raise NotThere(f"there is no document {document_id}")
    return candidate({**row, "title": revisions[-1]["title"], "text": revisions[-1]["text"]})
