"""Every page over the demo's world, as a browser without scripts sees it."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from pathlib import Path

import pytest
import requests
from lxml import etree, html

from monitor.rulebook import Rulebook
from monitor.web.words import KOREAN
from tests.conftest import database_of
from tests.monitor.web.world import served, site

TEMPLATES = Path(__file__).parents[3] / "monitor" / "web" / "templates"
PAGES = [
    "/", "/?severity=high&state=open&mineral=gallium", "/?show=all&week=2026-11-23", "/search", "/search?q=갈륨", "/trends",
    "/sources", "/sources/demo/tech-watch", "/rules", "/rules/playground", "/subscriptions",
    "/subscriptions/critical-minerals", "/deliveries", "/deliveries?state=sent", "/status", "/feeds", "/login",
]  # fmt: skip


def get(address: str, path: str, **headers: str) -> html.HtmlElement:
    answer = requests.get(address + path, headers={"accept": "text/html"} | headers, timeout=20)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return html.fromstring(answer.content.decode())


def text(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def form_mark(page: html.HtmlElement) -> str:
    return str(page.xpath("//input[@name='csrf']/@value")[0])


def test_every_page_answers_and_is_light(address: str) -> None:
    files: dict[str, int] = {}
    for path in PAGES:
        language = "ko" if len(path) % 2 else "en"
        asked = {"accept": "text/html", "accept-language": language}
        answer = requests.get(address + path, headers=asked, timeout=20, stream=True)
        sent = answer.raw.read()
        assert answer.status_code == 200, path
        page = html.fromstring(gzip.decompress(sent).decode())
        assert page.get("lang") == language
        assert len(page.xpath("//h1")) == 1, path
        outside = set(page.xpath("//script/@src | //link/@href | //img/@src"))
        assert [one for one in outside if not one.startswith("/static/")] == []
        for one in outside - files.keys():
            files[one] = len(requests.get(address + one, timeout=10, stream=True).raw.read())
        assert len(sent) + sum(files[one] for one in outside) < 100_000, path


def test_the_inbox_shows_why_and_narrows(address: str) -> None:
    page = get(address, "/")
    entries = page.xpath("//li[contains(@class, 'entry')]")
    titles = [text(one.xpath(".//h2")[0]) for one in entries]
    assert any("实施出口管制" in one for one in titles)
    assert all(one.xpath(".//mark") for one in entries), "an entry without its words"
    high = get(address, "/?severity=high").xpath("//li[contains(@class, 'entry')]")
    assert 0 < len(high) < len(entries)
    assert all("high" in one.get("class") for one in high)
    gallium = get(address, "/?mineral=gallium").xpath("//li[contains(@class, 'entry')]")
    assert 0 < len(gallium) < len(entries)
    assert not get(address, "/?mineral=gallium&source=demo/nowhere").xpath("//li[contains(@class, 'entry')]")


def test_reading_acknowledging_and_assigning_without_script(address: str) -> None:
    page = get(address, "/")
    first = page.xpath("//li[contains(@class, 'unread')]")[0]
    number = first.get("id").removeprefix("entry-")
    unread = len(page.xpath("//li[contains(@class, 'unread')]"))
    mark = {"csrf": form_mark(page), "to": "/?state=open"}
    answer = requests.post(f"{address}/documents/{number}/acknowledge", data=mark, timeout=10)
    assert answer.url == f"{address}/?state=open"
    assert f"entry-{number}" not in answer.text
    assert f"entry-{number}" in get(address, "/?state=acknowledged").xpath("string(//ol)") or get(
        address, "/?state=acknowledged"
    ).xpath(f"//li[@id='entry-{number}']")
    requests.post(f"{address}/documents/{number}/assign", data=mark | {"who": "  lee  min "}, timeout=10)
    assert "lee min" in text(get(address, f"/documents/{number}"))
    assert len(get(address, "/").xpath("//li[contains(@class, 'unread')]")) == unread - 1
    requests.post(f"{address}/documents/{number}/read", data=mark | {"unread": "true"}, timeout=10)
    assert len(get(address, "/").xpath("//li[contains(@class, 'unread')]")) == unread
    newest = page.xpath("//input[@name='until']/@value")[0]
    requests.post(f"{address}/inbox/read", data=mark | {"until": newest}, timeout=10)
    assert not get(address, "/?state=unread").xpath("//li[contains(@class, 'entry')]")


def test_a_view_is_kept_and_leads_back(address: str) -> None:
    mark = form_mark(get(address, "/"))
    view = {"csrf": mark, "name": "Gallium", "path": "/", "query": "mineral=gallium"}
    assert requests.post(f"{address}/views", data=view, timeout=10).url == f"{address}/?mineral=gallium"
    page = get(address, "/")
    assert page.xpath("//ul[@class='views']//a/@href") == ["/?mineral=gallium"]
    drop = page.xpath("//ul[@class='views']//form/@action")[0]
    requests.post(address + drop, data={"csrf": mark, "to": "/"}, timeout=10)
    assert not get(address, "/").xpath("//ul[@class='views']")


def test_a_document_tells_all_that_is_known(address: str) -> None:
    page = get(address, "/")
    changed = next(one for one in page.xpath("//li[contains(@class, 'entry')]") if "비축" in text(one))
    shown = get(address, changed.xpath(".//h2/a/@href")[0])
    assert text(shown.xpath("//div[@class='diff']//del")[0]) == "60"
    assert text(shown.xpath("//div[@class='diff']//ins")[0]) == "100"
    assert "something that counts" in text(shown)
    assert "sent" in text(shown.xpath("//section[h2='Who was told']")[0])
    first = get(address, changed.xpath(".//h2/a/@href")[0] + "?new=1")
    assert "60일분" in text(first.xpath("//div[@class='text']")[0])
    pack = requests.get(address + changed.xpath(".//h2/a/@href")[0] + "/evidence", timeout=30)
    assert (pack.headers["content-type"], pack.content[:2]) == ("application/zip", b"PK")


def test_what_is_not_there_is_said(address: str) -> None:
    for path in ("/documents/999999", "/sources/demo/nowhere", "/subscriptions/nobody", "/nothing", "/feeds/inbox.xyz"):
        assert requests.get(address + path, headers={"accept": "text/html"}, timeout=10).status_code == 404, path
    assert requests.get(f"{address}/documents/99999999999999999999", timeout=10).status_code == 422


def test_the_playground_explains_and_compares(address: str) -> None:
    mark = form_mark(get(address, "/"))
    rule = "id: mine\ntitle: {en: Mine}\nseverity: high\nlabels: []\nwhen: {concept: gallium}\nexamples: {match: [gallium metal], no_match: [copper]}\n"
    asked = {"csrf": mark, "rule": rule, "text": "Gallium\nThe price of gallium metal rose."}
    answer = html.fromstring(requests.post(f"{address}/rules/playground", data=asked, timeout=30).text)
    assert "mine: fires" in text(answer.xpath("//div[@id='answer']")[0])
    assert {text(one).lower() for one in answer.xpath("//div[@id='answer']//mark")} == {"gallium"}
    compared = html.fromstring(
        requests.post(f"{address}/rules/playground", data=asked | {"action": "compare"}, timeout=60).text
    )
    gained = {one for one in compared.xpath("//div[@id='answer']//a/@href") if one.startswith("/documents/")}
    known = get(address, "/?mineral=gallium&show=all").xpath("//li[contains(@class, 'entry')]//h2/a/@href")
    assert gained >= set(known)
    for one in gained:
        assert re.search("갈륨|镓|gallium", requests.get(f"{address}{one}/text", timeout=10).text, re.IGNORECASE)
    bad = requests.post(f"{address}/rules/playground", data=asked | {"rule": "id: mine\nwhen: {concpt: x}"}, timeout=30)
    assert "did you mean" in bad.text


def test_trends_lead_to_their_documents(address: str) -> None:
    page = get(address, "/trends")
    bars = page.xpath("//*[local-name()='svg']//*[local-name()='a']")
    assert bars
    for bar in bars[:4]:
        counted = int(re.search(r": (\d+) ", text(bar.xpath("./*[local-name()='title']")[0]))[1])  # type: ignore[index]
        shown = get(address, bar.get("href"))
        reports = sum(
            int(re.search(r"^(\d+)", text(one))[1]) - 1  # type: ignore[index]
            for one in shown.xpath("//details[@class='story']/summary")
        )
        assert counted <= len(shown.xpath("//li[contains(@class, 'entry')]")) + reports, bar.get("href")
    rows = list(csv.DictReader(io.StringIO(requests.get(f"{address}/trends/mineral.csv", timeout=10).text)))
    assert {"gallium", "germanium"} <= {row["name"] for row in rows}
    png = requests.get(f"{address}/trends/mineral.png", timeout=20)
    assert png.content[:8] == b"\x89PNG\r\n\x1a\n"
    svg = requests.get(f"{address}/trends/mineral.svg", timeout=10)
    assert etree.fromstring(svg.content).tag.endswith("svg")


def test_a_pause_is_a_silence_and_ends(address: str) -> None:
    page = get(address, "/subscriptions/critical-minerals")
    asked = {"csrf": form_mark(page), "hours": 24, "reason": "holiday"}
    paused = requests.post(f"{address}/subscriptions/critical-minerals/pause", data=asked, timeout=10)
    assert "local: holiday" in paused.text
    resume = html.fromstring(paused.text).xpath("//form[contains(@action, '/resume/')]/@action")[0]
    assert "local: holiday" not in requests.post(address + resume, data=asked, timeout=10).text


def test_check_now_makes_a_source_due(address: str, home: Path) -> None:
    from datetime import UTC, datetime

    page = get(address, "/sources/demo/tech-watch")
    requests.post(f"{address}/sources/demo/tech-watch/check", data={"csrf": form_mark(page)}, timeout=10)
    rows = requests.get(f"{address}/api/v1/sources", timeout=10).json()
    row = next(one for one in rows if one["id"] == "demo/tech-watch")
    assert datetime.fromisoformat(row["next_due"]) <= datetime.now(UTC)


def test_every_word_is_translated() -> None:
    said = set()
    for template in TEMPLATES.glob("*.html"):
        whole = template.read_text(encoding="utf-8")
        said |= {one or other for one, other in re.findall(r"\bt\(\s*(?:\"([^\"]+)\"|'([^']+)')\s*\)", whole)}
    assert len(said) > 150
    assert sorted(said - KOREAN.keys()) == []


def test_hostile_text_stays_text(home: Path, rulebook: Rulebook) -> None:
    from sqlalchemy import update

    from db.engine import open_database, writing
    from db.tables import Document, Revision
    from db.write import table

    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> =HYPERLINK(1)"
    engine = open_database(database_of(home))
    with writing(engine) as connection:
        changed = {"title": evil, "publisher": "=1+1", "url": "javascript:alert(1)"}
        connection.execute(update(table(Document)).values(changed))
        connection.execute(update(table(Revision)).values(title=evil, text=evil * 3))
    engine.dispose()
    with served(site(home, rulebook)) as address:
        for path in (
            "/",
            "/documents/14",
            "/documents/14?new=1",
            "/search?q=alert",
            "/subscriptions/critical-minerals",
            "/trends",
        ):
            page = requests.get(address + path, headers={"accept": "text/html"}, timeout=20).text
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            assert 'href="javascript:' not in page
        atom = requests.get(f"{address}/feeds/inbox.atom", timeout=10).content
        assert b"javascript:" not in atom
        etree.fromstring(atom)
        rows = csv.DictReader(
            io.StringIO(requests.get(f"{address}/feeds/inbox.csv", timeout=10).content.decode("utf-8-sig"))
        )
        assert {row["publisher"] for row in rows} == {"'=1+1"}
        json.loads(requests.get(f"{address}/feeds/inbox.json", timeout=10).content)


@pytest.mark.parametrize("asked", ["/?lang=ko", "/?theme=dark"])
def test_language_and_theme_are_remembered(address: str, asked: str) -> None:
    session = requests.Session()
    session.get(address + asked, timeout=10)
    page = html.fromstring(session.get(address + "/trends", timeout=10).text)
    assert (page.get("lang"), page.get("data-theme")) in {("ko", "auto"), ("en", "dark")}
