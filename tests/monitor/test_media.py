"""How a message looks in each medium: links of our own, pictures, sizes, and hostile ones through a real server."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from types import SimpleNamespace
from typing import Any

import pytest

from monitor.channel import Message, send
from monitor.channel_mail import mail_of
from monitor.channel_text import markdown, written_for
from monitor.message_chart import Line, can_write, drawn, lines
from monitor.message_frame import Frame
from monitor.short_text import short
from monitor.web.signed import verified
from monitor.words import WORDS
from tests.monitor.harmless import CHATS, PLUGINS, assert_harmless, assert_mail, body_of
from tests.monitor.hostile import HEADERS, hostile_texts
from tests.monitor.test_channels import Post, post_office

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ALERT: dict[str, Any] = {"id": 7, "kind": "new", "subscription": "desk", "document_id": 3, "created_at": NOW}
LINKS = (("Open", "https://watch.example/documents/3"), ("Acknowledge", "https://watch.example/act/c2lnbmVk.1.bWFj"))
LONG = Message(
    "[high] 갈륨",
    "\n".join(f"{n} 갈륨 & 수출통제 <b>" for n in range(900)),
    "",
    {},
    "https://watch.example/1",
    "원문",
    LINKS,
)


def test_hostile_mails_through_a_real_server() -> None:
    """All 200 as bodies, four to a mail; as subjects the first of each four, and all that look like headers."""
    texts = hostile_texts()
    assert len(texts) >= 200
    bodies = ["\n".join(texts[at : at + 4]) for at in range(0, len(texts), 4)] + HEADERS
    sent = [Message(" ".join(body.split())[:250], body, "<p>page</p>", {"Message-ID": "<1@x>"}) for body in bodies]
    post = Post()
    with post_office(post) as url:
        for message in sent:
            send(url.removesuffix("&rto=0.4"), message)
    for mail, message in zip(post.mails, sent, strict=True):
        assert mail["Subject"].split() == message.subject.split()
        assert (mail["Bcc"], mail["To"]) == (None, "desk@example.org")
        assert body_of(mail, "plain").split() == message.text.split()
        assert body_of(mail, "html").strip() == "<p>page</p>"


@pytest.mark.parametrize("name", CHATS)
def test_a_long_message_is_cut_at_a_line_and_says_how_much_is_missing_and_where_it_is(name: str) -> None:
    written = written_for(PLUGINS[name], name, LONG)
    plain = name in ("ntfy", "gotify")
    size = len(written.body.encode()) if name == "ntfy" else len(written.body.encode("utf-16-le")) // 2
    assert size <= (4096 if name == "ntfy" else PLUGINS[name].body_maxlen)
    if name in ("matrix", "gotify"):  # big enough for all of it
        return
    *kept, missing = [
        line for line in written.body.replace("<br>", "\n").split("\n") if "갈륨" in line or "more lines" in line
    ]
    shown = [line for line in kept if "수출통제" in line]
    escaped = {"html": "&lt;b&gt;", "markdown": "\\<b\\>", "text": "<b>" if plain else "\\<b\\>"}[written.format.value]
    assert all(line.strip().endswith(escaped) for line in shown), "no line is cut"
    assert int(missing.replace("\\", "").removeprefix("+").partition(" ")[0]) == 900 - len(shown)
    assert "https://watch.example/documents/3" in written.body


def test_a_letter_of_several_parts_stays_whole() -> None:
    family = "👩\u200d👩\u200d👧"
    assert short(f"abc{family}", 6) == "abc…"
    assert short("abce\u0301e\u0301", 6) == "abce\u0301…"
    assert short("abc👍🏽x", 5) == "abc…"
    assert short("가" * 10, 5) == "가가가가…"
    assert short("abc", 3) == "abc"


def test_markdown_keeps_what_is_no_markup() -> None:
    assert (
        markdown("2027년 1월 1일, 갈륨(Ga) 50% - 90%: a.b, c+d=e!") == "2027년 1월 1일, 갈륨(Ga) 50% - 90%: a.b, c+d=e!"
    )
    assert markdown("kim@example.org") == "kim@example.org"
    assert markdown("@kim") == "@\u200bkim"


def test_links_act_for_the_channel_they_were_sent_to() -> None:
    frame = Frame(page="https://watch.example", secret=b"secret").of("mail")
    labels, addresses = zip(*frame.links(ALERT, WORDS["ko"], 3), strict=True)
    assert labels == ("Policywatch에서 열기", "확인함", "나중에 다시")
    assert addresses[0] == "https://watch.example/documents/3"
    signed = addresses[1].removeprefix("https://watch.example/act/")
    assert verified(b"secret", "act", signed, NOW + timedelta(days=29)) == "acknowledge 7 mail"
    assert frame.links(ALERT | {"kind": "withdrawn"}, WORDS["en"], 3) == (("Open in Policywatch", addresses[0]),)
    assert Frame().links(ALERT, WORDS["en"], 3) == ()


def test_what_is_kept_of_a_message_acts_for_nobody() -> None:
    message = Message("s", f"see {LINKS[1][1]}", f'<a href="{LINKS[1][1]}">', {}, links=LINKS)
    kept = message.kept()
    assert "c2lnbmVk" not in repr(kept)
    assert kept["links"][0] == list(LINKS[0])
    assert "c2lnbmVk" in message.whole_text


def test_a_picture_is_in_the_mail_with_its_numbers_in_words() -> None:
    weeks = [date(2026, 11, 9), date(2026, 11, 16)]
    picture = drawn([Line("gallium", "갈륨 <b>", {weeks[0]: 3, weeks[1]: 12})], weeks, "ko")
    assert picture.alt == "광물별 주간 문서 수: 갈륨 <b> 11-09 3, 11-16 12"
    message = Message("s", "t", '<p><img src="cid:minerals@policywatch" alt="x"></p>', {}, pictures=(picture,))
    plugin: Any = SimpleNamespace(from_addr=["", "a@example.org"], targets=[("", "b@example.org")])
    mail = message_from_bytes(mail_of(plugin, message), policy=policy.default)
    text, related = mail.iter_parts()  # type: ignore[attr-defined]
    assert (text.get_content_type(), related.get_content_type()) == ("text/plain", "multipart/related")
    page, image = related.iter_parts()
    assert (page.get_content_type(), image["Content-ID"]) == ("text/html", "<minerals@policywatch>")
    assert image.get_content_disposition() == "inline"
    assert image.get_content().startswith(b"\x89PNG")
    assert 'src="data:image/png;base64,iVBOR' in message.page


def test_without_letters_there_is_no_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_write("ko")
    monkeypatch.setattr("monitor.message_chart._LETTERS", {"ko": "갈갈"})  # as where no font has them
    assert not can_write.__wrapped__("ko")


def test_a_document_counts_once_a_mineral_in_the_week_it_was_first_seen() -> None:
    weeks = [date(2026, 11, 9), date(2026, 11, 16)]
    rows = [
        {
            "document_id": 1,
            "minerals": ["gallium"],
            "seen_at": datetime(2026, 11, 15, 16, 0, tzinfo=UTC),
        },  # Monday in Seoul
        {"document_id": 1, "minerals": ["gallium", "tin"], "seen_at": datetime(2026, 11, 18, tzinfo=UTC)},
        {"document_id": 2, "minerals": ["gallium"], "seen_at": datetime(2026, 11, 10, tzinfo=UTC)},
        {"document_id": 3, "minerals": ["gallium"], "seen_at": datetime(2026, 10, 1, tzinfo=UTC)},  # too long ago
    ]
    found = lines(rows, weeks, "Asia/Seoul", {"gallium": "갈륨"})
    assert [(one.label, one.weeks, one.total) for one in found] == [
        ("갈륨", {weeks[1]: 1, weeks[0]: 1}, 2),
        ("tin", {weeks[1]: 1}, 1),
    ]


def test_unsubscribing_is_asked_of_the_sender_alone() -> None:
    """No address of the page changes policywatch.yml, so there is no one-click to promise (RFC 8058)."""
    page = Message("s", "t", "<style></style><p>x</p>", {"List-Id": "<desk.policywatch>"}, links=LINKS)
    mail = assert_mail(page)
    assert mail["List-Unsubscribe"] == "<mailto:a@example.org?subject=unsubscribe%20desk>"
    assert mail["List-Unsubscribe-Post"] is None


def test_a_plain_message_is_harmless_too() -> None:
    assert_harmless(Message("s", "t", "<style></style><p>x</p>", {}, "https://watch.example/1", "Original", LINKS))
