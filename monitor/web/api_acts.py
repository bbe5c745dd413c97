"""/api/v1: what a program may do. Each takes JSON, which no form of another site can send."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

import db.deliveries
import db.web_people
from db.engine import writing
from monitor.look import NotThere
from monitor.web import api_shapes as shape
from monitor.web.access import Analyst, Operator, Reader, SiteOf
from monitor.web.api import api_router
from monitor.web.inbox import known
from monitor.web.sources import make_due
from monitor.web.wanted import Id
from rules import Candidate

router = api_router()


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Reading(_Strict):
    unread: bool = False


class Caring(_Strict):
    """`acknowledged`: somebody has seen it and takes care. `assigned_to`: who; empty for nobody."""

    acknowledged: Literal[True] | None = None
    assigned_to: str | None = Field(default=None, max_length=80)


class Due(_Strict):
    due: Literal["now"]


class Settled(_Strict):
    do: Literal["retry", "drop"]


class Text(_Strict):
    title: str = Field(max_length=2000)
    text: str = Field(default="", max_length=100_000)
    publisher: str = Field(default="", max_length=200)
    language: str = Field(default="", max_length=20)


@router.post("/documents/{document_id}/read", tags=["acts"])
def mark_read(document_id: Id, asked: Reading, visitor: Reader, site: SiteOf) -> shape.Done:
    """Read, or unread again, for the owner of the token."""
    with writing(site.engine) as connection:
        _there(known(connection, document_id), f"there is no document {document_id}")
        if asked.unread:
            db.web_people.mark_unread(connection, visitor.name, document_id)
        else:
            db.web_people.mark_read(connection, visitor.name, [document_id], site.now())
    return shape.Done(done=True)


@router.post("/documents/{document_id}/care", tags=["acts"])
def take_care(document_id: Id, asked: Caring, visitor: Analyst, site: SiteOf) -> shape.Done:
    """Acknowledge or assign. `done` is false when somebody had acknowledged it already."""
    done = True
    with writing(site.engine) as connection:
        _there(known(connection, document_id), f"there is no document {document_id}")
        if asked.acknowledged:
            done = db.web_people.acknowledge(connection, document_id, visitor.name, site.now())
        if asked.assigned_to is not None:
            who = " ".join(asked.assigned_to.replace("\x00", "").split())
            db.web_people.assign(connection, document_id, who, visitor.name, site.now())
    return shape.Done(done=done)


def _there(found: object, said: str) -> None:
    if not found:
        raise NotThere(said)


@router.post("/sources/{place}/{name}", tags=["acts"])
def check_now(place: str, name: str, asked: Due, visitor: Operator, site: SiteOf) -> shape.Done:
    """The daemon polls it at its next tick."""
    make_due(site, f"{place}/{name}")
    return shape.Done(done=True)


@router.post("/deliveries/{delivery_id}", tags=["acts"])
def settle(delivery_id: Id, asked: Settled, visitor: Operator, site: SiteOf) -> shape.Done:
    """Send it again, or never. `done` is false for what went out already."""
    with writing(site.engine) as connection:
        _there(db.deliveries.with_ids(connection, [delivery_id]), f"there is no delivery {delivery_id}")
        if asked.do == "retry":
            changed = db.deliveries.retry(connection, [delivery_id], site.now())
        else:
            changed = db.deliveries.drop(connection, [delivery_id])
    return shape.Done(done=changed > 0)


@router.post("/rules/hits", tags=["rules"])
def find_hits(
    asked: Text, visitor: Reader, site: SiteOf, most: Annotated[int, Query(ge=1, le=100)] = 100
) -> list[shape.Hit]:
    """What the rules in force find in a text."""
    item = Candidate(title=asked.title, text=asked.text, publisher=asked.publisher, language=asked.language)
    return [shape.Hit.model_validate(hit._asdict()) for hit in site.rulebook.current.hits(item)[:most]]
