"""What a message must be, whatever a source wrote, in each medium it is sent in."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import SimpleNamespace
from typing import Any

import lxml.html
from apprise import Apprise
from markdown_it import MarkdownIt

from monitor.channel import Message
from monitor.channel_mail import mail_of
from monitor.channel_slack import blocks, escaped
from monitor.channel_text import Written, written_for

_TAGS = {"html", "head", "meta", "style", "body", "div", "p", "h1", "h2", "a", "b", "br", "blockquote", "mark", "ul", "li", "del",
         "ins", "span", "table", "tr", "td", "code", "img"}  # fmt: skip
_ATTRIBUTES = {"href", "style", "lang", "class", "src", "alt", "width", "charset", "name", "content"}
_HEADERS = {"content-type", "mime-version", "subject", "from", "to", "date", "message-id", "auto-submitted", "in-reply-to",
            "references", "list-id", "list-unsubscribe"}  # fmt: skip
#: One address of every kind of service, as Apprise reads it.
CHATS = {
    "discord": "discord://1234567890123456/abcdefghijklmnopqrstuvwxyz",
    "workflows": "workflows://127.0.0.1/workflow/signature",
    "gchat": "gchat://space/key/token",
    "rocket": "rocket://user:pass@127.0.0.1/#room",
    "wxteams": "wxteams://abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdef",
    "mmost": "mmost://127.0.0.1/tokentokentokentokentoken12",
    "zulip": "zulip://bot@org/ABCDEFGHIJKLMNOPQRSTUVWXYZ123456/room",
    "tgram": "tgram://123456789:abcdefghijklmnopqrstuvwxyzABCDEFGHI/12345",
    "matrix": "matrix://user:pass@127.0.0.1/#room",
    "pover": "pover://abcdefghijklmnopqrstuvwxyz1234@abcdefghijklmnopqrstuvwxyz1234",
    "ntfy": "ntfy://127.0.0.1/topic",
    "gotify": "gotify://127.0.0.1/token",
}
PLUGINS: dict[str, Any] = {name: Apprise.instantiate(url) for name, url in CHATS.items()}
_COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_CALLS = re.compile(r"@(everyone|here\b|channel\b|all\b|\*)|<[@!#]|(?<!\w)@\w", re.IGNORECASE)


def addresses(message: Message) -> set[str]:
    return {address for _, address in (("", message.link), *message.links) if address}


def assert_harmless(message: Message, said: str = "") -> None:
    """In all media; `said`: what is to be read in each."""
    assert message.subject.splitlines() == [message.subject]
    assert len(message.subject) <= 250
    assert_page(message, said)
    assert_slack(message)
    assert_mail(message)
    for name in CHATS:
        assert_chat(name, written_for(PLUGINS[name], name, message), message)


def assert_page(message: Message, said: str = "") -> None:
    page = lxml.html.document_fromstring(message.html)
    for element in page.iter():
        assert isinstance(element.tag, str), "a comment of a source's making"
        assert element.tag in _TAGS
        assert set(element.attrib) <= _ATTRIBUTES
        assert "url(" not in element.get("style", "")
        assert element.get("href", "http://").startswith(("http://", "https://"))
        assert element.get("src", "cid:minerals@policywatch") == "cid:minerals@policywatch"
    assert len(page.findall(".//style")) == 1
    assert_plain(message.html)
    assert " ".join(said.split()) in " ".join(page.text_content().split())


def assert_plain(text: str) -> None:
    """No control, no turned direction, no half letter, no heap of marks."""
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text)
    assert not re.search("[\u0300-\u036f\u20d0-\u20ff]{5}", text)


def assert_slack(message: Message) -> None:
    assert not set("<>") & set(escaped(message.subject))
    made = blocks(message)
    assert {block["text"]["type"] for block in made if "text" in block} == {"plain_text"}
    assert max(len(block["text"]["text"]) for block in made if "text" in block) <= 3000
    ours = [element["text"] for block in made for element in block.get("elements", ())]
    assert all(re.fullmatch(r"<https?://[^\s<>|]+\|[^<>]*>", one) for one in ours)


def assert_mail(message: Message) -> EmailMessage:
    """A mail program reads it back, with no header and no part of a source's making."""
    plugin: Any = SimpleNamespace(from_addr=["", "a@example.org"], targets=[("", "b@example.org")])
    parsed = message_from_bytes(mail_of(plugin, message), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    assert {name.lower() for name in parsed.keys()} <= _HEADERS  # noqa: SIM118  a mail is no mapping
    assert parsed["Subject"].split() == message.subject.split()
    kinds = [part.get_content_type() for part in parsed.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", *["image/png"] * len(message.pictures)]
    assert body_of(parsed, "plain").split() == message.whole_text.split()
    assert body_of(parsed, "html").split() == message.html.split()
    return parsed


def body_of(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part
    return str(part.get_content())


def assert_chat(name: str, written: Written, message: Message) -> None:
    """As the service gets it from Apprise, after Apprise's own conversion."""
    plugin = PLUGINS[name]
    (call,) = plugin._build_send_calls(title=written.title, body=written.body, body_format=written.format)
    assert len(call["body"].encode("utf-16-le")) // 2 <= plugin.body_maxlen
    assert_plain((call["title"] + call["body"]).replace("\r\n", "\n"))
    if written.format.value == "html":
        assert_tags(written.body, {"b", "br", "a"}, message)
        assert not _CALLS.search(written.body)
    elif written.format.value == "markdown" or name in ("mmost", "zulip"):
        assert_tags(_COMMONMARK.render(written.body), {"p", "br", "strong", "a"}, message)
        assert not _CALLS.search(written.body.replace("\\<", "")), written.body


def assert_tags(html: str, allowed: set[str], message: Message) -> None:
    page = lxml.html.fragment_fromstring(html, create_parent="section")
    found = [one for one in page.iter() if one is not page]
    assert {one.tag for one in found} <= allowed, html
    links = {one.get("href", "") for one in found if one.tag == "a"}
    assert len(links) == len(addresses(message))
    assert all(link.startswith(("http://127.0.0.1", "https://watch.example")) for link in links)
    assert len([one for one in found if one.tag in ("b", "strong")]) == 1
