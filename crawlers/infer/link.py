"""The link and the key of the rows, also when a script hides them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crawlers.infer.key import key_of_links, varying
from crawlers.infer.pieces import xpath_of
from crawlers.infer.script import address_template, conventional_template, handler_template
from crawlers.infer.sheet import Element, Sheet
from crawlers.infer.spots import Field, Spot, best_field, places
from crawlers.infer.targets import Target, is_file

_DOWNLOADS = re.compile(r"(?i)down|file|pdf")
_QUOTED = r"['\"]([^'\"]+)['\"]"


@dataclass(slots=True)
class Links:
    link: Field = field(default_factory=dict)
    own_key: Field | None = None  # fields.key
    leads_to_pages: bool = False  # and not to files, or to no known address


def find_links(sheet: Sheet, rows: Sequence[Element], main: Mapping[int, Target], title: Field) -> Links:
    """`main` is what the title of each row leads to; `title` identifies rows when nothing better does."""
    kinds = Counter("url" if target.url else "call" if target.call else "key" for target in main.values())
    kind = kinds.most_common(1)[0][0]
    if kind == "url":
        return _addressed(sheet, rows, {n: t for n, t in main.items() if t.url})
    if kind == "call":
        return _called(sheet, rows, {n: t for n, t in main.items() if t.call}, title)
    return _keyed(sheet, rows, {n: t for n, t in main.items() if t.key})


def _spot(main: Mapping[int, Target]) -> Spot:
    return Spot("link", {number: target.element for number, target in main.items()})


def _addressed(sheet: Sheet, rows: Sequence[Element], main: Mapping[int, Target]) -> Links:
    attr = Counter(target.attr for target in main.values()).most_common(1)[0][0]
    raw = {number: (target.element.get(attr) or "").strip() for number, target in main.items()}
    raw = {number: value for number, value in raw.items() if value}
    link, _ = best_field(_with(places(rows, _spot(main)), {"attr": attr}), rows, raw)
    if attr == "onclick" or next(iter(raw.values()), "").lower().startswith("javascript:"):
        link = {**link, "regex": rf"(?:href|assign|replace|open)\W{{1,6}}?{_QUOTED}"}
    files = sum(is_file(target) for target in main.values())
    return Links(link=link, leads_to_pages=files < 0.3 * len(main))


def _with(fields: Iterator[Field], more: Field) -> Iterator[Field]:
    for one in fields:
        yield {name: value for name, value in one.items() if one != {"xpath": "."} or name != "xpath"} | more


def _called(sheet: Sheet, rows: Sequence[Element], main: Mapping[int, Target], title: Field) -> Links:
    calls = {number: target.call for number, target in main.items() if target.call}
    name = Counter(call.name for call in calls.values()).most_common(1)[0][0]
    calls = {number: call for number, call in calls.items() if call.name == name}
    main = {number: main[number] for number in calls}
    attr = Counter(target.attr for target in main.values()).most_common(1)[0][0]
    raw = {number: (target.element.get(attr) or "").strip() for number, target in main.items()}
    place, _ = best_field(_with(places(rows, _spot(main)), {"attr": attr}), rows, {n: v for n, v in raw.items() if v})
    arguments = [call.arguments for call in calls.values()]
    if name == "__doPostBack" or _are_places(arguments):
        return Links(link={**place, "template": _literal(sheet.url)}, own_key=title)
    first = next(iter(calls.values()))
    template = address_template(sheet, first) or conventional_template(sheet.url, name)
    places_ = sorted({int(found) - 1 for found in re.findall(r"\{(\d)\}", template)}) if template else []
    if not template or any(place >= len(first.arguments) for place in places_):
        return _key_only(sheet, place, name, arguments)
    link = place | {"regex": _call_pattern(name, places_), "template": _renumbered(template, places_)}
    filled = [_filled(template, one) for one in arguments]
    own = None if key_of_links(filled) else _own_key(place, name, arguments)
    return Links(link, own, leads_to_pages=not _DOWNLOADS.search(name))


def _filled(template: str, arguments: Sequence[str]) -> str:
    return re.sub(r"\{(\d)\}", lambda place: arguments[int(place[1]) - 1], template)


def _renumbered(template: str, places_: Sequence[int]) -> str:
    """{3} of the script becomes the number of its group in the pattern; the first is {}."""
    order = {place: "" if number == 0 else str(number + 1) for number, place in enumerate(places_)}
    return re.sub(r"\{(\d)\}", lambda found: f"{{{order[int(found[1]) - 1]}}}", template)


def _call_pattern(name: str, places_: Sequence[int]) -> str:
    pattern = re.escape(name) + r"\(\s*"
    for place in range(max(places_) + 1):
        quoted = r"['\"]?([^'\",)]*)['\"]?" if place in places_ else r"['\"]?[^'\",)]*['\"]?"
        pattern += (r"\s*,\s*" if place else "") + quoted
    return pattern


def _own_key(place: Field, name: str, arguments: Sequence[tuple[str, ...]]) -> Field:
    chosen = varying(arguments)
    own = place | {"regex": _call_pattern(name, chosen or [0])}
    if len(chosen) > 1:
        own["template"] = "-".join(["{}", *(f"{{{number}}}" for number in range(2, len(chosen) + 1))])
    return own


def _key_only(sheet: Sheet, place: Field, name: str, arguments: Sequence[tuple[str, ...]]) -> Links:
    """The page does not say where its script goes: the document is known by its key, and stands at the list."""
    own = _own_key(place, name, arguments)
    return Links(link=_at_the_list(sheet, own), own_key=own)


def _at_the_list(sheet: Sheet, own: Field) -> Field:
    """The address of the list, for rows that have a key: a row of headings has none."""
    return {**own, "template": _literal(sheet.url)}


def _literal(url: str) -> str:
    """An address in which nothing is filled in."""
    return url.replace("{", "%7B").replace("}", "%7D")


def _are_places(arguments: Sequence[tuple[str, ...]]) -> bool:
    """fn(0), fn(1), fn(2): where the row stands today is no key."""
    if len(arguments) < 3 or any(len(one) != 1 for one in arguments):
        return False
    numbers = [one[0] for one in arguments]
    return any(numbers == [str(start + place) for place in range(len(numbers))] for start in (0, 1))


def _keyed(sheet: Sheet, rows: Sequence[Element], main: Mapping[int, Target]) -> Links:
    """The key stands in a data attribute."""
    attr = Counter(target.attr for target in main.values()).most_common(1)[0][0]
    raw = {number: target.key for number, target in main.items() if target.attr == attr}
    place, _ = best_field(_with(places(rows, _spot(main)), {"attr": attr}), rows, raw)
    if template := handler_template(sheet, attr):
        return Links({**place, "template": template.replace("{1}", "{}")}, place, leads_to_pages=True)
    if template := conventional_template(sheet.url, attr):
        return Links(_with_second_part(place, template, main), place, leads_to_pages=True)
    return Links(link=_at_the_list(sheet, place), own_key=place)


def _with_second_part(place: Field, template: str, main: Mapping[int, Target]) -> Field:
    """Some boards want what stands in data-url beside the key."""
    if "css" not in place or not all(target.element.get("data-url") for target in main.values()):
        return {**place, "template": template.replace("{1}", "{}")}
    path = xpath_of(place["css"])
    joined = f"concat({path}/@{place['attr']}, ' ', {path}/@data-url)"
    return {"xpath": joined, "regex": r"(\S+) (\S+)", "template": template.replace("{1}", "{}") + "&nttSnUrl={2}"}
