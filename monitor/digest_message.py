"""A digest or summary as a message: grouped, ranked, with what was checked, and never a silent cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

import db.alerts
import db.matches
import db.stories
from monitor.attention_message import StillOpen, still_open
from monitor.channel import Message, Picture
from monitor.coming_dates import Coming, coming_of_digest
from monitor.concept_names import gist, is_foreign
from monitor.highlight import Quote
from monitor.message_chart import chart_of, mineral_names
from monitor.message_frame import Frame
from monitor.subscription import SEVERITIES, Subscription, for_rows
from monitor.words import WORDS, Words

if TYPE_CHECKING:
    from rules import Concept

_MOST_DATES = 15
_OTHERS = 4
_MOST = 40  # documents a digest shows; the rest is counted and said where to read


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a digest."""

    document_id: int
    severity: str
    title: str
    publisher: str
    published: str
    url: str
    country: str
    minerals: tuple[str, ...]
    quote: Quote | None
    moment: datetime
    also: tuple[str, ...] = ()  # publishers that tell the same
    gist: str = ""  # what a foreign title says, as the reader calls it


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    entries: tuple[Entry, ...]


def digest_message(
    connection: Connection,
    alert: Mapping[str, Any],
    subscription: Subscription | None,
    now: datetime,
    concepts: Mapping[str, Concept] | None = None,
    frame: Frame | None = None,
) -> Message:
    rows = db.matches.with_ids(connection, db.alerts.matches_of(connection, alert["id"]))
    chosen = subscription or Subscription(id=alert["subscription"], channels=["none"])
    members = db.stories.members(connection, sorted({row["document_id"] for row in rows}))
    found = entries(for_rows(chosen, rows), members)
    found = [*with_others(connection, found[:_MOST], members), *found[_MOST:]]
    found = [
        replace(one, gist=what) for one, what in zip(found, gists(found, rows, concepts or {}, chosen), strict=True)
    ]
    ahead, coming = coming_of_digest(connection, chosen, now) if alert["kind"] == "digest" else (0, [])
    still = still_open(connection, alert, chosen, now) if alert["kind"] == "digest" else ([], 0)
    names = mineral_names(concepts or {}, chosen.language)
    drawn = chart_of(connection, chosen, alert["created_at"], names) if alert["kind"] == "digest" else None
    return rendered(
        alert,
        chosen,
        found,
        _coverage(connection, now),
        coming=coming,
        ahead=ahead,
        still=still,
        frame=frame,
        picture=drawn,
        names=names,
    )


def rendered(
    alert: Mapping[str, Any],
    subscription: Subscription,
    found: Sequence[Entry],
    coverage: str,
    subject: str = "",
    *,
    coming: Sequence[Coming] = (),
    ahead: int = 0,
    still: tuple[Sequence[StillOpen], int] = ((), 0),
    frame: Frame | None = None,
    picture: Picture | None = None,
    names: Mapping[str, str] | None = None,
) -> Message:
    """`coming`: dates that bind in the next `ahead` days. `still`: what nobody acknowledged, and how many more.

    `names`: what the reader calls minerals.
    """
    from monitor.message import headers_of, one_line

    frame, words = frame or Frame(), WORDS[subscription.language]
    links, names = frame.links(alert, words, None), names or {}
    found = [replace(one, minerals=tuple(names.get(name) or name for name in one.minerals)) for one in found]
    context = {
        "words": words,
        "language": subscription.language,
        "name": _name(alert, found, words),
        "severity": found[0].severity if found else "none",
        "groups": groups(found[:_MOST], subscription.group_by, words),
        "more": len(found) - _MOST,
        "minerals": Counter(name for one in found for name in one.minerals).most_common(12),
        "coverage": coverage,
        "coming": coming[:_MOST_DATES],
        "coming_more": len(coming) - _MOST_DATES,
        "still_open": still[0],
        "still_more": still[1],
        "coming_said": words.coming.format(days=ahead),
        "alert": alert,
        "period": str(alert["period"] or "").partition(" ")[2],
        "zone": subscription.zone,
        "picture": picture,
        "links": links,
    }
    text, html = frame.both("digest", context)
    line = one_line(subject or _subject(alert, found, words, coming))
    pictures = (picture,) if picture else ()
    return Message(line, text, html, headers_of(alert), links=links, pictures=pictures, more=words.more_lines)


def _name(alert: Mapping[str, Any], found: Sequence[Entry], words: Words) -> str:
    end = str(alert["period"] or "").partition(" ")[2]
    if alert["kind"] == "group":
        return words.together.format(documents=len(found))
    if alert["kind"] == "past":
        return words.past.format(day=end)
    return f"{words.digest if alert['kind'] == 'digest' else words.summary} {end}".rstrip()


def _subject(alert: Mapping[str, Any], found: Sequence[Entry], words: Words, coming: Sequence[Coming]) -> str:
    from monitor.message import with_gist

    name = _name(alert, found, words)
    if not found and coming:
        first = coming[0]
        return f"{name}: [{first.when}] {first.day} {first.kind}: {first.title}"
    if not found:
        return f"[{words.nothing}] {name}"
    counts = Counter(one.severity for one in found)
    said = ", ".join(f"{words.severity[one]} {counts[one]}" for one in reversed(SEVERITIES) if counts[one])
    return f"[{said}] {name}: {with_gist(found[0].title, found[0].gist)}"


def entries(rows: Iterable[Mapping[str, Any]], members: Mapping[int, Mapping[Any, Any]] | None = None) -> list[Entry]:
    """One a story, of its publisher's own document; the gravest first, then the newest. `members`: see db.stories."""
    documents: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        documents.setdefault(row["document_id"], []).append(row)
    stories: dict[int, list[int]] = {}
    for one in documents:
        member = (members or {}).get(one)
        story = stories.setdefault(member["story_id"] if member else one, [])
        story.insert(0 if member and member["official"] else len(story), one)
    found = [_entry(documents[story[0]]) for story in stories.values()]
    return sorted(found, key=lambda one: (-SEVERITIES.index(one.severity), -one.moment.timestamp(), one.document_id))


def with_others(
    connection: Connection, found: Sequence[Entry], members: Mapping[int, Mapping[Any, Any]]
) -> list[Entry]:
    """With the publishers that tell the same."""
    complete = []
    for one in found:
        member = members.get(one.document_id)
        tellers = db.stories.tellers(connection, member["story_id"]) if member else []
        others = dict.fromkeys(" ".join(teller["publisher"].split()) for teller in tellers)
        others.pop(one.publisher, None)
        complete.append(replace(one, also=tuple(others)[:_OTHERS]))
    return complete


def gists(
    found: Sequence[Entry], rows: Sequence[Mapping[str, Any]], concepts: Mapping[str, Concept], reader: Subscription
) -> list[str]:
    of_document: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        of_document.setdefault(row["document_id"], []).append(row)
    shown = [of_document[one.document_id] for one in found]
    return [
        gist(its, concepts, reader.language) if is_foreign(one.title, its[0]["language"], reader.language) else ""
        for one, its in zip(found, shown, strict=True)
    ]


def _entry(rows: Sequence[Mapping[str, Any]]) -> Entry:
    from monitor.message import evidence, one_line, published, web_address

    newest = max(row["number"] for row in rows)
    rows = [row for row in rows if row["number"] == newest]
    row = rows[0]
    said = evidence(rows, most=1)
    return Entry(
        row["document_id"],
        max((one["severity"] for one in rows), key=SEVERITIES.index),
        one_line(row["title"]) or row["url"],
        one_line(row["publisher"]),
        published(row["published"], row["date_precision"]),
        web_address(row["url"]),
        row["country"],
        tuple(sorted({name for one in rows for name in one["minerals"]})),
        said[0] if said else None,
        row["published"] or row["seen_at"],
    )


def groups(found: Sequence[Entry], by: str, words: Words) -> list[Group]:
    """In the order of their first entry, so that the gravest group comes first."""
    made: dict[str, list[Entry]] = {}
    for one in found:
        made.setdefault(_group_of(one, by, words), []).append(one)
    return [Group(name, tuple(members)) for name, members in made.items()]


def _group_of(one: Entry, by: str, words: Words) -> str:
    if by == "publisher":
        return one.publisher
    if by == "country":
        return one.country
    if by == "mineral":
        return ", ".join(one.minerals) or "–"
    return words.severity[one.severity]


def _coverage(connection: Connection, now: datetime) -> str:
    from monitor.look import status

    return str(status(connection, {}, now)["coverage"])
