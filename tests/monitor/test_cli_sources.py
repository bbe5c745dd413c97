"""policywatch sources, as a person types it, against a publisher on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from crawlers.item import Item, Poll
from crawlers.source import Source
from db.engine import writing
from db.sources import register
from monitor.cli_sources import app
from monitor.ingest import ingest
from monitor.opened import config, database
from monitor.sources_write import definition_of
from monitor.yaml_file import read_model

TITLES = [f"핵심광물 수급 점검 회의 결과 제{number}차 공고" for number in range(1, 9)]


def board(row: str = "", *, head: str = "") -> str:
    row = (
        row or '<tr><td>{n}</td><td class="subject"><a href="/view.do?nttId={id}&page=1">{t}</a></td><td>{d}</td></tr>'
    )
    rows = "".join(row.format(n=n, id=5000 + n, t=title, d=f"2026-08-{20 - n:02}") for n, title in enumerate(TITLES))
    menu = "".join(f'<li><a href="/menu/{n}.do">소개와 조직 안내 메뉴 {n}</a></li>' for n in range(6))
    return (
        f"<html lang='ko'><head><title>공고 | 자원원</title>{head}</head><body><nav><ul>{menu}</ul></nav>"
        f"<table class='board'>{rows}</table><footer>최종수정 2026-08-30</footer></body></html>"
    )


def feed(titles: list[str]) -> str:
    items = "".join(
        f"<item><title>{title}</title><link>http://127.0.0.1/view.do?nttId={5000 + n}</link>"
        f"<pubDate>Thu, {20 - n:02} Aug 2026 09:00:00 +0900</pubDate></item>"
        for n, title in enumerate(titles)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>자원원 공고</title>{items}</channel></rss>"


class Publisher:
    """`pages` are answered as they are; anything else is 404."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = publisher.pages.get(self.path.partition("?")[0])
                self.send_response(200 if body is not None else 404)
                kind = "application/xml" if (body or "").startswith("<?xml") else "text/html; charset=utf-8"
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write((body or "").encode())

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  as http.server has it
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    found = Publisher()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("POLICYWATCH_HOME", str(folder))
    monkeypatch.setenv("POLICYWATCH_ALLOW_NETWORKS", "127.0.0.0/8")
    folder.mkdir()
    (folder / "policywatch.yml").write_text("host_delay: 0\n")
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def asked(*words: str) -> dict[str, Any]:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_a_dry_run_prints_the_definition_and_the_rows_and_writes_nothing(publisher: Publisher, home: Path) -> None:
    publisher.pages["/list.do"] = board()
    answer = asked("add", f"{publisher.url}/list.do", "--dry-run")
    assert [row["title"] for row in answer["rows"]] == TITLES
    assert answer["rows"][0]["key"] == "5000"
    assert answer["rows"][0]["url"] == f"{publisher.url}/view.do?nttId=5000&page=1"
    assert answer["rows"][0]["date"] == "2026-08-20"
    assert Source.model_validate(answer["definition"]).kind == "listing"
    assert sorted(path.name for path in home.iterdir()) == ["policywatch.yml"]


def test_the_written_source_reads_the_same_rows(publisher: Publisher, home: Path) -> None:
    publisher.pages["/list.do"] = board()
    result = run(
        "add", f"{publisher.url}/list.do", "--yes", "--id", "kr/mine", "--name", "공고", "--publisher", "자원원"
    )
    assert result.exit_code == 0, result.output
    source = read_model(home / "sources" / "kr" / "mine.yml", Source)
    assert (source.id, source.name, source.publisher) == ("kr/mine", "공고", "자원원")
    expected = json.loads((home / "fixtures" / "kr" / "mine" / "expected.json").read_text())
    assert [row["title"] for row in expected["rows"]] == TITLES
    assert (home / "fixtures" / "kr" / "mine" / "page.html").read_text() == board()
    probe = json.loads(run("check", "kr/mine", "--json").stdout)[0]
    assert (probe["outcome"], probe["rows"], probe["fields"]) == ("ok", 8, {"title": 8, "link": 8, "date": 8})
    again = run("add", f"{publisher.url}/list.do", "--yes", "--id", "kr/mine")
    assert again.exit_code == 2
    assert "kr/mine" in again.output


def test_nothing_is_written_without_a_yes(publisher: Publisher, home: Path) -> None:
    publisher.pages["/list.do"] = board()
    result = run("add", f"{publisher.url}/list.do")
    assert result.exit_code == 1
    assert "--yes" in result.output
    assert not (home / "sources").exists()


def test_a_declared_feed_with_the_same_news_is_followed(publisher: Publisher, home: Path) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    publisher.pages |= {"/list.do": board(head=link), "/rss.xml": feed(TITLES)}
    answer = asked("add", f"{publisher.url}/list.do", "--dry-run")
    assert (answer["definition"]["kind"], answer["definition"]["url"]) == ("feed", f"{publisher.url}/rss.xml")
    assert [row["title"] for row in answer["rows"]] == TITLES
    assert asked("add", f"{publisher.url}/list.do", "--dry-run", "--prefer", "list")["definition"]["kind"] == "listing"


def test_a_feed_of_other_or_frozen_news_does_not_stand_for_the_list(publisher: Publisher, home: Path) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    publisher.pages |= {"/list.do": board(head=link), "/rss.xml": feed(["An old story about something else"])}
    answer = asked("add", f"{publisher.url}/list.do", "--dry-run")
    assert answer["definition"]["kind"] == "listing"
    assert "other news" in answer["said"][0]


def test_a_script_of_the_site_says_where_its_links_go(publisher: Publisher, home: Path) -> None:
    row = '<tr><td>{n}</td><td><a href="javascript:fn_show({id});">{t}</a></td><td>{d}</td></tr>'
    publisher.pages |= {
        "/list.do": board(row, head='<script src="/js/jquery.min.js"></script><script src="/js/board.js"></script>'),
        "/js/board.js": "function fn_show(seq) { location.href = '/view.do?seq=' + seq; }",
    }
    answer = asked("add", f"{publisher.url}/list.do", "--dry-run")
    assert answer["rows"][0]["url"] == f"{publisher.url}/view.do?seq=5000"
    publisher.pages["/js/board.js"] = ""
    answer = asked("add", f"{publisher.url}/list.do", "--dry-run")
    assert (answer["rows"][0]["url"], answer["rows"][0]["key"]) == (f"{publisher.url}/list.do", "5000")


def test_a_feed_itself(publisher: Publisher, home: Path) -> None:
    publisher.pages["/rss.xml"] = feed(TITLES)
    answer = asked("add", f"{publisher.url}/rss.xml", "--dry-run")
    assert answer["definition"]["kind"] == "feed"
    assert answer["rows"][0]["date"].startswith("2026-08-20")


def test_a_saved_page_is_read_as_if_it_came_from_its_address(tmp_path: Path, home: Path) -> None:
    saved = tmp_path / "page.html"
    saved.write_text(board(), encoding="utf-8")
    for address in (str(saved), saved.as_uri()):
        answer = asked("add", address, "--as-url", "https://www.mor.go.kr/list.do", "--dry-run")
        assert answer["definition"]["id"].startswith("kr/mor")
        assert answer["rows"][0]["url"] == "https://www.mor.go.kr/view.do?nttId=5000&page=1"
    refused = run("add", str(saved), "--dry-run")
    assert refused.exit_code == 2
    assert "--as-url" in refused.output


@pytest.mark.parametrize(
    ("address", "code", "said"),
    [("/missing", 1, "404"), ("/empty", 1, "looks like a list"), ("ftp://mor.go.kr/", 2, "no http(s) address")],
)
def test_what_cannot_be_added_is_told_in_one_line(
    publisher: Publisher, home: Path, address: str, code: int, said: str
) -> None:
    publisher.pages["/empty"] = "<html><body><p>점검 중입니다.</p></body></html>"
    result = run("add", address if "://" in address else publisher.url + address, "--dry-run")
    assert result.exit_code == code
    assert said in result.output
    assert "Traceback" not in result.output


def test_check_tells_what_failed_and_what_to_try(publisher: Publisher, home: Path) -> None:
    publisher.pages["/list.do"] = board()
    run("add", f"{publisher.url}/list.do", "--yes", "--id", "kr/mine")
    publisher.pages["/list.do"] = "<html><body><h1>새 누리집</h1></body></html>"
    result = run("check", "kr/mine", "--json")
    assert result.exit_code == 4
    probe = json.loads(result.stdout)[0]
    assert probe["outcome"] == "empty"
    assert "repair kr/mine" in probe["advice"]
    assert "kr/mine" in run("check", "kr/mine").stdout


def test_repair_finds_the_known_documents_in_a_new_layout(publisher: Publisher, home: Path) -> None:
    publisher.pages["/list.do"] = board()
    run("add", f"{publisher.url}/list.do", "--yes", "--id", "kr/mine")
    source = read_model(home / "sources" / "kr" / "mine.yml", Source)
    remember(source, [(str(5000 + n), title) for n, title in enumerate(TITLES)])
    other = '<div class="card"><a href="/view.do?nttId={id}&page=1"><h4>{t}</h4></a><em>{d}</em></div>'
    publisher.pages["/list.do"] = board(other)
    proposal = asked("repair", "kr/mine")
    assert (proposal["known"], proposal["found"], proposal["same_keys"]) == (8, 8, 8)
    assert "-rows: table.board" in proposal["diff"]
    before = (home / "sources" / "kr" / "mine.yml").read_text()
    assert run("repair", "kr/mine").exit_code == 0
    assert (home / "sources" / "kr" / "mine.yml").read_text() == before
    assert run("repair", "kr/mine", "--apply").exit_code == 0
    assert run("check", "kr/mine").exit_code == 0
    assert read_model(home / "sources" / "kr" / "mine.yml", Source).name == "자원원 공고"


def remember(source: Source, documents: list[tuple[str, str]]) -> None:
    now = datetime(2026, 8, 20, tzinfo=UTC)
    items = [Item(key=key, title=title) for key, title in documents]
    with writing(database(config())) as connection:
        register(connection, [source.id], now)
        ingest(connection, source, Poll(source.id, now, now, "ok", items=items, rows=len(items)))


def test_the_catalogue_is_listed_shown_and_exported(home: Path, tmp_path: Path) -> None:
    rows = json.loads(run("list", "kr/kisa-notices", "--json").stdout)
    assert rows[0]["watched"] is True
    assert "kr/kisa-notices" in run("list", "kr/kisa-notices").stdout
    shown = run("show", "kr/kisa-notices").stdout
    assert "rows: table tbody tr" in shown
    assert run("show", "kr/nothing-like-it").exit_code == 2
    file = tmp_path / "sources.opml"
    assert run("export", "us/nist-news", "kr/kisa-notices", "-o", str(file)).exit_code == 0
    assert 'xmlUrl="https://www.nist.gov/news-events/news/rss.xml"' in file.read_text()


def test_opml_comes_in_and_goes_out(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "reader.opml"
    file.write_text(
        '<opml version="2.0"><body><outline text="News"><outline text="Mines" type="rss" xmlUrl="https://mines.gov.au/a.xml"/>'
        '<outline text="NIST" xmlUrl="https://www.nist.gov/news-events/news/rss.xml"/></outline></body></opml>'
    )
    said = json.loads(run("import", str(file), "--json").stdout)
    assert [row["said"] == "known already" for row in said] == [False, True]
    source = read_model(Path(said[0]["said"]), Source)
    assert (source.kind, source.country, source.timezone) == ("feed", "AU", "Australia/Sydney")
    assert json.loads(run("export", source.id, "--json").stdout) == [definition_of(source)]
    file.write_text("<html></html>")
    assert run("import", str(file)).exit_code == 2
