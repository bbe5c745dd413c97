"""A list page that nobody has described → the definition of a source, and the rows it reads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import mean
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.infer.groups import Group, Inside, groups
from crawlers.infer.key import key_of_links
from crawlers.infer.known import Remembered, recognised
from crawlers.infer.link import Links, find_links
from crawlers.infer.origin import Origin, origin_of
from crawlers.infer.outside import date_outside
from crawlers.infer.paging import paging_of
from crawlers.infer.pinned import is_pinned
from crawlers.infer.reading import expectation, read_rows, shown_date
from crawlers.infer.rows import selector
from crawlers.infer.sheet import Element, Sheet, units
from crawlers.infer.strays import without_strays
from crawlers.infer.targets import Target, is_file, targets
from crawlers.infer.title import Titles, find_titles
from crawlers.infer.when import Asked, Where, find_dates
from crawlers.item import Issue, Item
from crawlers.source import Source

_TRIED = 14
_LEARNT_FROM = 60
_LONGEST_ROW = 600  # characters of a list that has one row


@dataclass(frozen=True, slots=True)
class InferredRow:
    title: str
    url: str
    key: str
    date: str  # YYYY-MM-DD or with time, in the zone of the source; empty: unknown
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Inferred:
    """`definition` is a source as YAML data; `rows` are what it reads on this page."""

    definition: dict[str, Any]
    rows: tuple[InferredRow, ...]
    issues: tuple[Issue, ...] = ()
    score: float = 0.0

    @property
    def hides_addresses(self) -> bool:
        """Whether a script that is not on the page knows where the rows lead."""
        link = self.definition.get("fields", {}).get("link", {})
        return "template" in link and "{" not in link["template"]

    @property
    def source(self) -> Source:
        return Source.model_validate(self.definition)


def infer_list(
    html_text: str, url: str, now: datetime, known: Remembered | None = None, scripts: str = ""
) -> Inferred | None:
    """None when nothing on the page looks like a list of publications. `known` documents outweigh every other sign.

    `scripts`: what the page loads besides itself, to learn where its links go.
    """
    sheet = Sheet(html_text, url, scripts)
    inside = Inside(targets(sheet))
    found = groups(sheet, inside, wide=known is not None)
    several = [group for group in found if len(group.rows) > 1]
    best = _best(sheet, inside, several[:_TRIED], now, known)
    if best is not None and any(row.date for row in best.rows):
        return best
    lone = [group for group in found if len(group.rows) == 1 and len(sheet.line(group.rows[0])) < _LONGEST_ROW]
    alone = _best(sheet, inside, lone[:_TRIED], now, known)
    return alone if best is None or (alone and any(row.date for row in alone.rows) and len(best.rows) < 4) else best


def _best(
    sheet: Sheet, inside: Inside, tried: Sequence[Group], now: datetime, known: Remembered | None
) -> Inferred | None:
    best: Inferred | None = None
    for group in tried:
        if best is not None and known is None and group.undated * 1.4 < best.score:
            continue  # it cannot become better
        one = _described(sheet, inside, group, now)
        if one is not None and (best is None or _worth(one, known) > _worth(best, known)):
            best = one
    return best


def _worth(one: Inferred, known: Remembered | None) -> tuple[int, float]:
    return (recognised(one.rows, known).found if known else 0), one.score


def _described(sheet: Sheet, inside: Inside, group: Group, now: datetime) -> Inferred | None:
    rows = group.rows[:_LEARNT_FROM]
    links = {number: [one.element for one in inside.of[row]] for number, row in enumerate(rows)}
    titles = find_titles(sheet, rows, links)
    if titles is None or not titles.field:
        return None
    main = _main_targets(inside, rows, titles)
    if not main:
        return None
    origin = origin_of(sheet, list(titles.values.values()))
    where = _dated(sheet, rows, titles, origin, now)
    found = find_links(sheet, rows, main, titles.field)
    css = selector(sheet, group.rows, lambda row: row in inside.of and bool(sheet.line(row)))
    if not css:
        return None
    definition = _definition(sheet, origin, css, titles, found, where)
    return _read(sheet, without_strays(sheet, definition, now), group, now)


def _main_targets(inside: Inside, rows: Sequence[Element], titles: Titles) -> dict[int, Target]:
    """What the title leads to: its own link, the link around it, or the only one of the row."""
    found: dict[int, Target] = {}
    for number, row in enumerate(rows):
        spot = titles.spot.elements.get(number)
        if spot is None:
            continue
        own = {spot, *spot.iterdescendants()}
        above = set(spot.iterancestors())
        ranked = sorted(
            inside.of[row],
            key=lambda one: (one.element not in own, one.element not in above, is_file(one), _kind(one)),
        )
        if ranked:
            found[number] = ranked[0]
    return found


def _kind(target: Target) -> int:
    return 0 if target.url else 1 if target.call else 2


def _dated(sheet: Sheet, rows: Sequence[Element], titles: Titles, origin: Origin, now: datetime) -> Where | None:
    asked = Asked(sheet, rows, frozenset(titles.spot.elements.values()), origin.zone, origin.country, now)
    inner = find_dates(asked)
    if inner and len(inner.moments) > 0.97 * len(rows) and _has_year(inner):
        return inner
    outer = date_outside(asked)
    if inner is None or outer is None:
        return inner or outer
    if not _has_year(inner):
        return outer if _has_year(outer) or len(outer.moments) > len(inner.moments) else inner
    same = [inner.moments[number] == outer.moments[number] for number in inner.moments if number in outer.moments]
    more = len(outer.moments) > len(inner.moments)
    return outer if more and (len(inner.moments) < 0.5 * len(rows) or sum(same) >= 0.9 * len(same) > 0) else inner


def _has_year(where: Where) -> bool:
    return any(
        re.search(r"%[YyG]|iso|era|rfc|epoch", one) and "%d" in one + "%d" * ("%" not in one)
        for one in where.field["formats"]
    )


def _definition(
    sheet: Sheet, origin: Origin, css: str, titles: Titles, links: Links, where: Where | None
) -> dict[str, Any]:
    fields: dict[str, Any] = {"title": titles.field, "link": links.link}
    if where:
        fields["date"] = where.field
    if links.own_key:
        fields["key"] = links.own_key
    made: dict[str, Any] = {
        "id": origin.id,
        "name": origin.name,
        "publisher": origin.publisher,
        "country": origin.country,
        "languages": origin.languages,
        "kind": "listing",
        "url": sheet.url,
        "timezone": origin.zone,
        "every": "3h",
        "verified": True,
        "rows": css,
        "fields": fields,
    }
    if paging := paging_of(sheet):
        made["paging"] = paging
    if links.leads_to_pages:
        made["detail"] = {}
    return made


def _read(sheet: Sheet, definition: dict[str, Any], group: Group, now: datetime) -> Inferred | None:
    items, _, _ = read_rows(definition, sheet.text, sheet.url, now)
    if not items:
        return None
    if "key" not in definition["fields"] and (key := key_of_links([item.url for item in items if item.url])):
        definition["key"] = key
    items, rows, issues = read_rows(definition, sheet.text, sheet.url, now)
    zone = ZoneInfo(definition["timezone"])
    shown = tuple(
        InferredRow(item.title, item.url, item.key, shown_date(item, zone), is_pinned(row))
        for item, row in zip(items, rows, strict=True)
    )
    definition["every"], definition["expect"] = expectation(items, now)
    return Inferred(definition, shown, tuple(issues), _score(group, items, _named(definition, items)))


def _named(definition: Mapping[str, Any], items: Sequence[Item]) -> float:
    """Share of the items with a title of their own; a row without one shows its key."""
    fields = definition["fields"]
    keys = set() if fields.get("key") == fields["title"] else {item.key for item in items}
    return len({item.title for item in items} - keys - {item.url for item in items}) / len(items)


def _score(group: Group, items: Sequence[Item], named: float) -> float:
    """The rough score of the group, corrected by what could really be read."""
    dated = sum(item.published is not None for item in items) / len(items)
    length = mean(min(units(item.title), 60) for item in items) / 60
    linked = sum(bool(item.url) for item in items) / len(items)
    read = min(len(items) / len(group.rows), len(group.rows) / len(items))
    return group.undated * (0.4 + dated) * (0.4 + 0.6 * length) * (0.6 + 0.4 * linked) * named**2 * read
