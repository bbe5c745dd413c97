"""Who may come in, and what they may do: every route, with and without a token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from fastapi.routing import APIRoute

import db.web_people
from db.engine import writing
from monitor.rulebook import Rulebook
from monitor.web.app import PUBLIC, application, role_of, routes
from monitor.web.settings import ROLES, Web
from monitor.web.signed import BadSignature, action_link, load_secret, sign, verified
from monitor.web.site import Site
from monitor.web.token_text import token_hash
from tests.monitor.web.world import served, site

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def token_for(shown: Site, role: str, *, name: str = "kim", expires: datetime | None = None) -> str:
    token = f"pw_{role}_{name}"
    row = {"name": name, "role": role, "sha256": token_hash(token), "created_at": NOW, "expires_at": expires}
    with writing(shown.engine) as connection:
        db.web_people.add_token(connection, row)
    return token


def path_of(route: APIRoute) -> str:
    filled = {"place": "demo", "name": "tech-watch", "kind": "csv", "by": "mineral", "what": "inbox", "signed": "x"}
    return re.sub(r"\{(\w+)\}", lambda match: filled.get(match[1], "1"), route.path)


@pytest.fixture
def strict(home: Path, rulebook: Rulebook) -> Iterator[tuple[str, Site]]:
    """A page that takes nobody's word, not even this machine's."""
    shown = site(home, rulebook, local="nobody")
    with served(shown) as where:
        yield where, shown


def test_no_route_answers_without_a_token(strict: tuple[str, Site]) -> None:
    where, shown = strict
    asked = 0
    for route in routes(application(shown)):
        for method in sorted(route.methods):
            if route.path in PUBLIC:
                continue
            answer = requests.request(method, where + path_of(route), allow_redirects=False, timeout=10)
            asked += 1
            assert answer.status_code == 401, f"{method} {route.path} answered {answer.status_code}"
            page = requests.request(
                method, where + path_of(route), headers={"accept": "text/html"}, allow_redirects=False, timeout=10
            )
            if not route.path.startswith(("/api", "/feeds")):
                assert page.status_code == 303
                assert page.headers["location"].startswith("/login")
    assert asked > 50
    assert {role_of(route) for route in routes(application(shown)) if route.path not in PUBLIC} <= set(ROLES)


def test_a_role_reaches_as_far_as_it_says(strict: tuple[str, Site]) -> None:
    where, shown = strict
    token = token_for(shown, "reader")
    for route in routes(application(shown)):
        needed = role_of(route)
        if needed in ("analyst", "operator"):
            method = next(iter(route.methods))
            answer = requests.request(
                method, where + path_of(route), headers={"authorization": f"Bearer {token}"}, timeout=10
            )
            assert answer.status_code == 403, f"a reader may {method} {route.path}"


def test_every_form_needs_its_mark(address: str, home: Path, rulebook: Rulebook) -> None:
    forms = [
        route
        for route in routes(application(site(home, rulebook)))
        if "POST" in route.methods and route.path not in PUBLIC and not route.path.startswith("/api")
    ]
    assert len(forms) > 10
    for route in forms:
        answer = requests.post(address + path_of(route), data={"csrf": "0" * 40, "until": 1, "hours": 1}, timeout=10)
        assert answer.status_code in (403, 422), route.path
        assert "older than a day" in answer.text or answer.status_code == 422, route.path


def test_other_sites_cannot_speak_for_the_reader(address: str) -> None:
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = requests.post(f"{address}/documents/1/acknowledge", headers=headers, timeout=10)
        assert (answer.status_code, answer.text) == (403, "this came from another site\n")
    rebound = requests.get(address, headers={"host": "evil.example"}, timeout=10)
    assert rebound.status_code == 403
    proxied = requests.get(address, headers={"x-forwarded-for": "203.0.113.9"}, allow_redirects=False, timeout=10)
    assert proxied.status_code == 401  # a proxy nobody told us of must not make everybody local
    plain = requests.post(
        f"{address}/api/v1/documents/1/care",
        data='{"acknowledged":true}',
        headers={"content-type": "text/plain"},
        timeout=10,
    )
    assert plain.status_code == 422


def test_tokens_end_and_are_revoked_at_once(strict: tuple[str, Site]) -> None:
    where, shown = strict
    token = token_for(shown, "analyst")
    session = requests.Session()
    assert session.get(f"{where}/login?to=/trends", timeout=10).status_code == 200
    wrong = session.post(f"{where}/login", data={"token": "pw_nobody"}, timeout=10)
    assert wrong.status_code == 403
    came = session.post(f"{where}/login", data={"token": token, "to": "/trends"}, timeout=10)
    assert came.url == f"{where}/trends"
    cookie = next(iter(session.cookies))
    assert cookie.has_nonstandard_attr("HttpOnly")
    feed = re.search(r'value="(http[^"]+/feeds/inbox\.atom[^"]+)"', session.get(f"{where}/feeds", timeout=10).text)
    assert feed
    private = feed[1].replace("&amp;", "&").replace("http://127.0.0.1:0", where)
    assert requests.get(private, timeout=10).status_code == 200
    assert requests.get(private.replace("atom", "csv"), timeout=10).status_code == 403  # another feed, another key
    with writing(shown.engine) as connection:
        db.web_people.revoke_token(connection, 1, NOW)
    assert session.get(f"{where}/sources", timeout=10).status_code == 401
    assert requests.get(private, timeout=10).status_code == 401
    gone = token_for(shown, "reader", name="past", expires=NOW - timedelta(days=40))
    bearer = {"authorization": f"Bearer {gone}"}
    assert requests.get(f"{where}/api/v1/status", headers=bearer, timeout=10).status_code == 401


def test_login_leads_only_to_this_page(strict: tuple[str, Site]) -> None:
    where, shown = strict
    token = token_for(shown, "reader")
    for to in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        answer = requests.post(f"{where}/login", data={"token": token, "to": to}, allow_redirects=False, timeout=10)
        assert answer.headers["location"] == "/"


def test_a_proxy_is_believed_only_where_it_may_be(home: Path, rulebook: Rulebook) -> None:
    settings = {"proxy_user_header": "x-user", "users": {"lee": "operator"}, "default_role": "nobody"}
    with served(site(home, rulebook, **settings)) as where:
        assert requests.get(where, headers={"x-user": "lee"}, timeout=10).status_code == 200
        assert requests.get(where, headers={"x-user": "park"}, timeout=10).status_code == 401
        assert requests.get(where, timeout=10).status_code == 401
    with served(site(home, rulebook, **settings, proxy_addresses=["192.0.2.0/24"])) as where:
        assert requests.get(where, headers={"x-user": "lee"}, timeout=10).status_code == 401


def test_the_page_alone_changes_nothing(home: Path, rulebook: Rulebook) -> None:
    with served(site(home, rulebook, writes=False)) as where:
        assert requests.get(where, timeout=10).status_code == 200
        answer = requests.post(f"{where}/api/v1/documents/1/care", json={"acknowledged": True}, timeout=10)
        assert (answer.status_code, "only shows" in answer.text) == (403, True)


def test_answers_keep_the_browser_strict(address: str) -> None:
    first = requests.get(address, timeout=10)
    policy = first.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert first.headers["x-content-type-options"] == "nosniff"
    assert first.headers["x-frame-options"] == "DENY"
    assert first.headers["referrer-policy"] == "no-referrer"
    assert first.headers["content-encoding"] == "gzip"
    again = requests.get(address, headers={"if-none-match": first.headers["etag"]}, timeout=10)
    assert (again.status_code, again.content) == (304, b"")
    head = requests.head(address, timeout=10)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", first.text)


def test_too_long_a_form_is_refused_before_it_is_read(address: str) -> None:
    answer = requests.post(f"{address}/rules/playground", data={"text": "x" * 2_000_000}, timeout=10)
    assert answer.status_code == 413
    endless = requests.post(f"{address}/rules/playground", data=iter([b"x=1"]), timeout=10)
    assert endless.status_code == 413


def test_what_is_signed_cannot_be_turned_to_another_use(tmp_path: Path) -> None:
    secret = load_secret(tmp_path, {})
    assert load_secret(tmp_path, {}) == secret
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
    signed = sign(secret, "act", "acknowledge 7 김 연구원", NOW + timedelta(hours=1))
    assert verified(secret, "act", signed, NOW) == "acknowledge 7 김 연구원"
    for purpose, given, now in (
        ("feed /", signed, NOW),
        ("act", signed.replace(".", "x.", 1), NOW),
        ("act", signed, NOW + timedelta(hours=2)),
        ("act", "", NOW),
        ("act", "a.b.c", NOW),
    ):
        with pytest.raises(BadSignature):
            verified(secret, purpose, given, now)
    with pytest.raises(BadSignature):
        verified(load_secret(tmp_path, {"POLICYWATCH_SECRET": "another"}), "act", signed, NOW)


@pytest.mark.parametrize("listen", ["8700", "localhost", "127.0.0.1:99999"])
def test_an_address_to_listen_on_is_checked(listen: str) -> None:
    with pytest.raises(ValueError, match="write host:port"):
        Web.model_validate({"listen": listen})


def test_a_signed_link_shows_first_and_acts_only_when_posted(home: Path, rulebook: Rulebook) -> None:
    shown = site(home, rulebook, local="nobody")
    with served(shown) as where:
        link = action_link(shown.secret, where, "acknowledge", 1, "kim", datetime.now(UTC) + timedelta(hours=1))
        assert "Acknowledge as kim" in requests.get(link, timeout=10).text
        assert "Acknowledge as kim" in requests.get(link, timeout=10).text  # looking twice acted on nothing
        assert "Acknowledged by kim" in requests.post(link, timeout=10).text
        other = action_link(shown.secret, where, "acknowledge", 1, "lee", datetime.now(UTC) + timedelta(hours=1))
        assert "Acknowledged by kim" in requests.post(other, timeout=10).text  # the first one did
        snooze = action_link(shown.secret, where, "snooze", 2, "kim", datetime.now(UTC) + timedelta(hours=1))
        assert "Put aside until" in requests.post(snooze, data={"hours": 4}, timeout=10).text
        assert requests.get(f"{where}/act/nonsense", timeout=10).status_code == 403
