"""The webhook: what its receiver can check, and what each of its answers means."""

from __future__ import annotations

import hashlib
import hmac
import json
import time

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from monitor.channel import Message, channel_problem, send
from monitor.channel_error import ChannelError
from monitor.secret_text import channel_label, redacted

SECRET = "0123456789abcdef"
MESSAGE = Message("[high] 갈륨", "본문", "<p>본문</p>", {"Message-ID": "<7.1@policywatch>"}, "http://127.0.0.1/1")


def test_the_receiver_can_check_what_it_gets(httpserver: HTTPServer) -> None:
    got: list[Request] = []
    httpserver.expect_request("/in", method="POST").respond_with_handler(
        lambda asked: (got.append(asked), Response())[1]
    )
    url = f"webhook://:{SECRET}@127.0.0.1:{httpserver.port}/in"
    assert channel_problem(url) == ""
    send(url, MESSAGE)
    send(url, MESSAGE)
    for asked in got:
        stamp, mac = (part.partition("=")[2] for part in asked.headers["Policywatch-Signature"].split(","))
        body = asked.get_data()
        assert mac == hmac.new(SECRET.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
        assert abs(int(stamp) - time.time()) < 60
        assert "Authorization" not in asked.headers  # the secret itself is never sent
        assert SECRET not in str(asked.headers) + body.decode()
    assert {asked.headers["Idempotency-Key"] for asked in got} == {"<7.1@policywatch>"}
    assert json.loads(got[0].get_data())["subject"] == "[high] 갈륨"


@pytest.mark.parametrize(
    ("status", "headers", "retry", "whole", "after"),
    [
        (400, {}, False, False, None),
        (401, {}, False, False, None),
        (302, {"Location": "http://127.0.0.1:1/"}, False, False, None),
        (429, {"Retry-After": "30"}, True, True, 30.0),
        (503, {}, True, True, None),
    ],
)
def test_what_an_answer_means(
    httpserver: HTTPServer, status: int, headers: dict[str, str], retry: bool, whole: bool, after: float | None
) -> None:
    httpserver.expect_request("/in").respond_with_data("no", status=status, headers=headers)
    with pytest.raises(ChannelError) as raised:
        send(f"webhook://:{SECRET}@127.0.0.1:{httpserver.port}/in", MESSAGE)
    error = raised.value
    assert (error.retry, error.whole, error.retry_after, error.unknown) == (retry, whole, after, False)


def test_nobody_there_is_tried_again() -> None:
    with pytest.raises(ChannelError) as raised:
        send(f"webhook://:{SECRET}@127.0.0.1:1/in", MESSAGE)
    assert raised.value.retry
    assert raised.value.whole
    assert SECRET not in str(raised.value)


def test_an_address_without_a_secret_is_refused() -> None:
    assert "secret of 16" in channel_problem("webhooks://example.org/in")
    assert "is written" in channel_problem("webhooks://")
    assert SECRET not in redacted(f"webhooks://:{SECRET}@example.org/in") + channel_label(f"webhooks://:{SECRET}@x/in")
