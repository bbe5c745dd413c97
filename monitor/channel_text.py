"""A message as text, Markdown or HTML of a chat, as Apprise says the service takes it, no longer than it takes.

What sources wrote is text in each: no link, no mention, no format. It is cut at whole lines before it is written as
Markdown or HTML, so that no cut falls into an escape, a tag or a letter of several parts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from apprise import NotifyFormat

from monitor.short_text import short

if TYPE_CHECKING:
    from monitor.channel import Message

#: Apprise hands these a plain text, but their servers read it as Markdown.
_MARKDOWN_ALL_THE_SAME = {"mmost", "mmosts", "zulip"}
#: Programs read what is plain; to Slack we speak ourselves, and leave Apprise the rest of its addresses.
_ALWAYS_PLAIN = {"json", "jsons", "slack"}
#: Beyond these the service cuts, or makes a file of it, whatever Apprise says.
_SMALLER = {"discord": 1950, "ntfy": 3900, "ntfys": 3900}
_MOST = 30_000
_LONGEST_LINE = 1_500

_MARKDOWN = re.compile(
    r"[\\`*_\[\]<>#~|]|&(?=#?\w+;)|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d{3})[.)]|(?<=^\d{4})[.)]"
)
#: Also within a word, where Discord still hears it.
_CALLED = re.compile(r"@(?=everyone|here\b|channel\b|all\b|[*])|(?<!\w)@(?=\w)", re.IGNORECASE)


Size = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Written:
    title: str
    body: str
    format: NotifyFormat


@dataclass(frozen=True, slots=True)
class _Style:
    text: Callable[[str], str]
    bold: str
    link: str
    newline: str
    format: NotifyFormat


def markdown(text: str) -> str:
    """Without meaning in CommonMark and in what chats make of it."""
    return _uncalled(_MARKDOWN.sub(lambda found: f"\\{found[0]}", text.strip()))


def _html(text: str) -> str:
    return _uncalled(html.escape(text))


def _uncalled(text: str) -> str:
    """An @name calls nobody."""
    return _CALLED.sub("@\u200b", text)


def _address(url: str) -> str:
    """So that no bracket ends a link early."""
    return re.sub(r"[\s()<>|\\]", lambda found: quote(found[0], safe=""), url)


_PLAIN = _Style(str, "{}", "{}: {}", "\n", NotifyFormat.TEXT)
_AS_MARKDOWN = _Style(markdown, "**{}**", "[{}]({})", "  \n", NotifyFormat.MARKDOWN)
_AS_HTML = _Style(_html, "<b>{}</b>", '<a href="{1}">{0}</a>', "<br>", NotifyFormat.HTML)


def written_for(plugin: Any, scheme: str, message: Message) -> Written:
    style = _style(plugin, scheme)
    most = min(_SMALLER.get(scheme, _MOST), plugin.body_maxlen, _MOST)
    size = _bytes if scheme.startswith("ntfy") else _units if style is _AS_HTML else _with_entities
    if style is _PLAIN:
        room = most - (0 if plugin.title_maxlen else size(message.subject) + 2)
        return Written(message.subject, body(message, style, room, size), style.format)
    head = _head(message.subject, style, most // 3, size)
    left = most - size(head) - 2 * len(style.newline)
    said = f"{head}{style.newline}{style.newline}{body(message, style, left, size)}"
    if scheme in _MARKDOWN_ALL_THE_SAME:
        # the topic of Zulip is plain; Mattermost has none, and would read a title as Markdown
        return Written(
            short(message.subject, plugin.title_maxlen) if plugin.title_maxlen else "", said, NotifyFormat.TEXT
        )
    return Written("", said, style.format)


def _style(plugin: Any, scheme: str) -> _Style:
    if scheme in _ALWAYS_PLAIN:
        return _PLAIN
    if scheme in _MARKDOWN_ALL_THE_SAME:
        return _AS_MARKDOWN
    return next(one for one in (_AS_HTML, _AS_MARKDOWN, _PLAIN) if _takes(plugin, one.format))


def _takes(plugin: Any, format_: NotifyFormat) -> bool:
    return bool(plugin.resolve_format(format_) == format_)


def _head(subject: str, style: _Style, most: int, size: Size) -> str:
    """As much of the subject as leaves room for the rest."""
    at = 250
    while size(style.text(short(subject, at))) > most:
        at = at * 3 // 4
    return style.bold.format(style.text(short(subject, at)))


def body(message: Message, style: _Style, most: int, size: Size) -> str:
    """Whole lines, as many as there is room for; what is missing is counted, and the links say where to read it."""
    links = _links(message, style, most // 3, size)
    lines = [short(line, _LONGEST_LINE) for line in message.text.strip().splitlines()]
    made = [style.text(line) for line in lines]
    whole = style.newline.join([*made, *links])
    if size(whole) <= most:
        return whole
    tail = ["", style.text(message.more.format(lines=len(lines))), *links]
    left = most - size(style.newline.join(tail))
    kept = _fitting(made, left, size, style.newline)
    tail[1] = style.text(message.more.format(lines=sum(map(bool, lines[kept:]))))
    return style.newline.join([*made[:kept], *tail])


def _links(message: Message, style: _Style, most: int, size: Size) -> list[str]:
    """Without those that would leave no room for words."""
    found = [*([(message.link_label or "Original", message.link)] if message.link else []), *message.links]
    if style is _PLAIN:  # the text ends with the link to the original by itself
        found = list(message.links)
    made = [style.link.format(style.text(label), _attribute(style, address)) for label, address in found]
    made = [one for one in made if size(one) <= most]
    return ["", *made] if made else []


def _attribute(style: _Style, address: str) -> str:
    return html.escape(address) if style is _AS_HTML else _address(address) if style is _AS_MARKDOWN else address


def _fitting(lines: Sequence[str], most: int, size: Size, newline: str) -> int:
    """How many of the lines there is room for."""
    for number, line in enumerate(lines):
        most -= size(line) + len(newline)
        if most < 0:
            return number
    return len(lines)


def _bytes(text: str) -> int:
    return len(text.encode())


def _units(text: str) -> int:
    """As the services count: UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _with_entities(text: str) -> int:
    """At worst Apprise makes entities of & < > for a service of this kind."""
    return _units(html.escape(text, quote=False))
