"""What a script does with the key it is given: the address behind fn_view('1176163')."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crawlers.infer.sheet import Element, Sheet
from crawlers.infer.targets import Call

_COMMENT = re.compile(r"/\*.*?\*/|(?<![:'\"])//[^\n]*", re.DOTALL)
_PIECE = re.compile(
    r"""\s*(?:'([^']*)'|"([^"]*)"|`([^`]*)`|encodeURI(?:Component)?\(\s*([\w$]+)\s*\)|([\w$.]+(?:\([^()]*\))?(?:\.\w+(?:\([^()]*\))?)*))\s*"""
)
_GO = re.compile(r"(?:location(?:\.href)?\s*=(?!=)|location\.(?:assign|replace)\s*\(|window\.open\s*\()\s*([^;\n]+)")
_ACTION = re.compile(
    r"""(?:attr\(\s*['"]action['"]\s*,\s*|prop\(\s*['"]action['"]\s*,\s*|\.action\s*=(?!=)\s*)([^;\n]+)"""
)
_JQUERY_SET = re.compile(r"""\$\(\s*['"]([^'"]+)['"]\s*(?:,[^)]*)?\)\.val\(\s*([\w$]+)\s*\)""")
_PLAIN_SET = re.compile(r"""(?:getElementById\(\s*['"]([^'"]+)['"]\s*\)|([\w$.]+))\.value\s*=(?!=)\s*([\w$]+)""")
_NAME = re.compile(r"""name\s*=\s*['"]?([\w.\-]+)|#([\w\-]+)$""")
_STATE = re.compile(r"(?i)page(?:index|no|num|unit|size)?$|curr?page$|cpage$|srch|search|keyword|pageoffset")


def address_template(sheet: Sheet, call: Call) -> str:
    """The address with {1} {2} … for the arguments; empty when the page does not say."""
    source = _source(sheet)
    for parameters, body in _definitions(source, call.name):
        names = {name: f"{{{number}}}" for number, name in enumerate(parameters, 1)}
        if template := _went(sheet, source, body, names) or _submitted(sheet, source, body, names):
            return template
    return ""


def handler_template(sheet: Sheet, attr: str) -> str:
    """The same for a key that a handler reads from a data attribute: `$(this).data('id')`."""
    name = attr.removeprefix("data-")
    camel = re.sub(r"-(\w)", lambda found: found[1].upper(), name)
    reads = re.compile(
        rf"""[\w$.]+(?:\([^()]*\))?\.(?:data\(\s*['"]{name}['"]\s*\)|dataset\.{camel}\b"""
        rf"""|(?:attr|getAttribute)\(\s*['"]{attr}['"]\s*\))"""
    )
    source = _source(sheet)
    for found in reads.finditer(source):
        body = reads.sub("KEY__", source[max(0, found.start() - 200) : found.end() + 1500])
        names = dict.fromkeys(["KEY__", *re.findall(r"([\w$]+)\s*=\s*KEY__\b", body)], "{1}")
        if template := _went(sheet, source, body, names) or _submitted(sheet, source, body, names):
            return template
    return ""


def _source(sheet: Sheet) -> str:
    own = "\n".join(one.text or "" for one in sheet.tree.iter("script"))
    return _COMMENT.sub("", f"{own}\n{sheet.scripts}")


def _definitions(source: str, name: str) -> Iterator[tuple[list[str], str]]:
    last = re.escape(name.split(".")[-1])
    begin = rf"(?:function\s+{last}\s*|(?<![\w$]){last}\s*[:=]\s*(?:async\s+)?(?:function\s*\w*\s*)?)"
    pattern = begin + r"\(([^()]*)\)\s*(?:=>)?\s*\{"
    for found in re.finditer(pattern, source):
        yield [part.split("=")[0].strip() for part in found[1].split(",") if part.strip()], _braced(source, found.end())


def _braced(source: str, start: int) -> str:
    depth, at = 1, start
    while at < len(source) and depth and at - start < 20_000:
        depth += {"{": 1, "}": -1}.get(source[at], 0)
        at += 1
    return source[start : at - 1]


def _went(sheet: Sheet, source: str, body: str, names: dict[str, str]) -> str:
    for found in _GO.finditer(body):
        address = _joined(sheet, source, body, found[1], names)
        if address and "{" in address:
            return _absolute(sheet, address)
    return ""


def _joined(sheet: Sheet, source: str, body: str, expression: str, names: dict[str, str]) -> str | None:
    """The value of 'a' + b + "c"; None when a part is not known."""
    parts, at = [], 0
    while at < len(expression) and (piece := _PIECE.match(expression, at)):
        text = next((group for group in piece.groups()[:2] if group is not None), None)
        if text is None and piece[3] is not None:
            text = re.sub(r"\$\{\s*([\w$]+)\s*\}", lambda place: names.get(place[1], ""), piece[3])
        if text is None:
            text = _value(sheet, source, body, piece[4] or piece[5], names)
        if text is None:
            return None
        parts.append(text)
        at = piece.end()
        if at >= len(expression) or expression[at] != "+":
            break
        at += 1
    return "".join(parts)


def _value(sheet: Sheet, source: str, body: str, name: str, names: dict[str, str]) -> str | None:
    if name in names:
        return names[name]
    for scope in (body, source):
        assigned = re.findall(rf"(?<![\w$.]){re.escape(name)}\s*(?<!\+)=(?!=)\s*([^;\n]+)", scope)
        if assigned and name not in assigned[0]:
            value = _joined(sheet, source, body, assigned[0], names)
            if value is None:
                return None
            for more in re.findall(rf"(?<![\w$.]){re.escape(name)}\s*\+=\s*([^;\n]+)", scope):
                value += _joined(sheet, source, body, more, names) or ""
            return value
    if found := re.search(
        r"""\$\(\s*['"]([^'"]+)['"]\s*\)\.val|getElementById\(\s*['"]([^'"]+)|\.(\w+)\.value$""", name
    ):
        field = _input(sheet, found[1] or found[2] or found[3])
        return None if field is None else (field.get("value") or "")
    return None


def _input(sheet: Sheet, name: str) -> Element | None:
    found = _NAME.search(name)
    wanted = (found[1] or found[2]) if found else name.split(".")[-1]
    return next(
        (one for one in sheet.tree.iter("input", "select", "textarea") if wanted in (one.get("id"), one.get("name"))),
        None,
    )


def _submitted(sheet: Sheet, source: str, body: str, names: dict[str, str]) -> str:
    """A form that is filled in and sent: its address as a GET with all it carries."""
    filled: dict[str, str] = {}
    form: Element | None = None
    for where, name in _settings(body):
        if name not in names:
            continue
        field = _input(sheet, where)
        filled[(field.get("name") or field.get("id")) if field is not None else where.split(".")[-1].lstrip("#")] = (
            names[name]
        )
        form = form if form is not None or field is None else next(field.iterancestors("form"), None)
    if not filled or "submit" not in body:
        return ""
    action = next((value for one in _ACTION.findall(body) if (value := _joined(sheet, source, body, one, names))), None)
    if action is None:
        action = (form.get("action") or "") if form is not None else ""
    carried = _carried(form) if form is not None else {}
    return _with_query(_absolute(sheet, action), {**carried, **filled}) if action else ""


def _settings(body: str) -> Iterator[tuple[str, str]]:
    yield from _JQUERY_SET.findall(body)
    for by_id, path, name in _PLAIN_SET.findall(body):
        yield by_id or path, name


def _carried(form: Element) -> dict[str, str]:
    """The hidden inputs that say which board it is; where the reader stood in the list stays out."""
    found = ((one.get("name") or "", one.get("value") or "", one.get("type") or "") for one in form.iter("input"))
    return {
        name: value for name, value, kind in found if name and value and kind == "hidden" and not _STATE.search(name)
    }


def _absolute(sheet: Sheet, address: str) -> str:
    return urljoin(sheet.base, address.replace("{", "%7B").replace("}", "%7D")).replace("%7B", "{").replace("%7D", "}")


def _with_query(address: str, query: dict[str, str]) -> str:
    parts = urlsplit(address)
    pairs = {**dict(parse_qsl(parts.query, keep_blank_values=True)), **query}
    return urlunsplit(parts._replace(query=urlencode(pairs, safe="{}"), fragment=""))


@dataclass(frozen=True, slots=True)
class _Convention:
    """`function` on a page whose path fits `path` leads to `view`; `kept` parameters of the list stay."""

    function: str
    path: str
    view: str
    query: dict[str, str]
    kept: tuple[str, ...] = ()


_CONVENTIONS = (
    _Convention(r"article\.view", r"/article/[^/]+$", r"\g<0>/{1}/view", {}),
    _Convention("contentsView", r"boardContentsList\w*\.do", "boardContentsView.do", {"contents_id": "{1}"},
                ("board_id", "MenuId")),
    _Convention("doBbsFView", r"/List\.do", "/View.do", {"cbIdx": "{1}", "bcIdx": "{2}"}),
    _Convention("jf_viewArtcl", r"/\w+/\w+\.do", "/bbs/{1}/{2}/{3}/artclView.do", {}),
    _Convention("data-id", r"selectNttList\.do", "selectNttInfo.do", {"nttSn": "{1}"}, ("mi", "bbsId")),
)  # fmt: skip


def conventional_template(url: str, name: str) -> str:
    """What boards of a known make do when their script is not on the page. Empty: no known make."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    for one in _CONVENTIONS:
        if re.fullmatch(one.function, name) and re.search(one.path, parts.path):
            path = re.sub(one.path, one.view, parts.path)
            kept = {parameter: asked[parameter] for parameter in one.kept if parameter in asked}
            return _with_query(urlunsplit(parts._replace(path=path, query="")), kept | one.query)
    return ""
