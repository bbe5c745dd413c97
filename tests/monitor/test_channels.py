"""What each refusal of a real mail server and a Slack-like server on this machine means for the delivery."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from monitor.channel import Message, channel_problem, send
from monitor.channel_error import ChannelError
from tests.monitor.chat_server import chat_server

MESSAGE = Message(
    "[high] <!channel> 갈륨 *수출통제* <@U123>",
    "First line\n<!here> & <https://evil.example|good> @channel",
    "<p>갈륨</p>",
    {"Message-ID": "<1@policywatch>", "References": "<0@policywatch>"},
    "https://example.org/a?b=1&c=2",
    "Original",
)


class Post:
    """`plan`: what is answered at RCPT or DATA; `cut` takes the mail and cuts the line."""

    def __init__(self, rcpt: str = "250 OK", data: str = "250 OK") -> None:
        self.rcpt, self.data, self.mails = rcpt, data, list[EmailMessage]()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.data in ("cut", "late") or self.data.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.data == "cut":
            server.transport.abort()
        if self.data == "late":
            import asyncio

            await asyncio.sleep(1)
        return "250 OK" if self.data in ("cut", "late") else self.data


@contextmanager
def post_office(post: Post) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    smtp = Controller(post, hostname="127.0.0.1", port=port)
    smtp.start()
    try:
        yield f"mailto://127.0.0.1:{port}?from=watch@example.org&to=desk@example.org&mode=insecure&rto=0.4"
    finally:
        smtp.stop()


def failure(url: str) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        send(url, MESSAGE)
    return caught.value


def test_a_mail_carries_both_texts_and_its_headers() -> None:
    post = Post()
    with post_office(post) as url:
        send(url, MESSAGE)
    (mail,) = post.mails
    assert (mail["Subject"], mail["Message-ID"], mail["To"]) == (MESSAGE.subject, "<1@policywatch>", "desk@example.org")
    assert mail.get_body(("plain",)).get_content().splitlines() == MESSAGE.text.splitlines()  # type: ignore[union-attr]
    assert mail.get_body(("html",)).get_content().strip() == MESSAGE.html  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("post", "retry", "unknown", "whole"),
    [
        (Post(rcpt="550 no such user"), False, False, False),
        (Post(rcpt="450 greylisted"), True, False, False),
        (Post(data="554 spam"), False, False, False),
        (Post(data="451 later"), True, False, False),
        (Post(data="421 closing"), True, False, True),
        (Post(data="cut"), True, True, True),
        (Post(data="late"), True, True, True),
    ],
    ids=lambda one: one.rcpt + one.data if isinstance(one, Post) else "",
)
def test_mail_refusals(post: Post, retry: bool, unknown: bool, whole: bool) -> None:
    with post_office(post) as url:
        error = failure(url)
    assert (error.retry, error.unknown, error.whole) == (retry, unknown, whole), str(error)


def test_a_mail_server_that_is_down_is_no_unknown() -> None:
    error = failure("mailto://127.0.0.1:9?from=a@example.org&to=b@example.org&mode=insecure")
    assert (error.retry, error.unknown, error.whole) == (True, False, True)


@pytest.mark.parametrize(
    ("answer", "retry", "unknown", "whole", "after"),
    [
        ("429", True, False, True, 30),
        ("500", True, False, True, None),
        ("404", False, False, False, None),
        ("410", False, False, False, None),
        ("403", False, False, False, None),
        ("late", True, True, True, None),
        ("cut", True, True, True, None),
    ],
)
def test_slack_refusals(answer: str, retry: bool, unknown: bool, whole: bool, after: float | None) -> None:
    with chat_server(lambda _: answer) as chat:
        error = failure(chat.url(rto=0.3))
    assert (error.retry, error.unknown, error.whole, error.retry_after) == (retry, unknown, whole, after), str(error)
    assert "TIiajkdnlazkcOXrIdevi7" not in str(error)


def test_slack_that_is_down_is_no_unknown() -> None:
    with chat_server() as chat:
        url = chat.url()
    error = failure(url)
    assert (error.retry, error.unknown) == (True, False)


def test_nothing_in_slack_is_active_but_our_own_link() -> None:
    with chat_server() as chat:
        send(chat.url(), MESSAGE)
    (payload,) = chat.received
    assert payload["channel"] == "#desk"
    assert payload["text"] == "[high] &lt;!channel&gt; 갈륨 *수출통제* &lt;@U123&gt;"
    *ours, link = payload["blocks"]
    assert {block["text"]["type"] for block in ours} == {"plain_text"}
    assert link["elements"][0]["text"] == "<https://example.org/a?b=1&amp;c=2|Original>"


def test_a_long_text_is_cut_aloud_and_no_block_is_too_long() -> None:
    with chat_server() as chat:
        send(chat.url(), Message("s" * 300, "word " * 20_000, ""))
    texts = [block["text"]["text"] for block in chat.received[0]["blocks"]]
    assert max(len(text) for text in texts) <= 3000
    assert texts[-1].endswith("\n+1 more lines")


def test_one_channel_is_one_recipient() -> None:
    problem = channel_problem("mailto://127.0.0.1?from=a@example.org&to=b@example.org,c@example.org")
    assert "write a channel for each" in problem
