"""The catalogue on answers recorded from the real publishers, where they are at hand."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.errors import HttpError
from crawlers.item import Poll, Validators
from crawlers.page import Page
from crawlers.poll import poll
from monitor.catalogue import load_sources

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
SOURCES = load_sources()
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the recorded samples are not at hand")


@dataclass
class Recorded:
    """The first request gets the sample, every other one a 404."""

    body: bytes
    asked: list[str] = field(default_factory=list)

    async def __call__(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        validators: Validators | None = None,
    ) -> Page:
        self.asked.append(url)
        if len(self.asked) > 1:
            raise HttpError(404, url)
        return Page(url, 200, {}, self.body)


async def read(
    id_: str, sample: str, monkeypatch: pytest.MonkeyPatch, now: str = "2026-10-05", min_rows: int | None = 1
) -> Poll:
    """`min_rows`: the samples are cut; the health of the live answer is not asked here."""
    source = SOURCES[id_]
    for variable in source.ask.secret_query.values():
        monkeypatch.setenv(variable, "k")
    expect = source.expect.model_copy(update={"min_rows": min_rows, "sentinel": None})
    source = source.model_copy(update={"expect": expect, "detail": None})
    moment = datetime.fromisoformat(now).replace(hour=12, tzinfo=UTC)
    answers = Recorded((SAMPLES / sample).read_bytes())
    return await poll(source, answers, validators=Validators(), known=lambda keys: {}, now=moment)


#: source, sample, day it was recorded, documents, pattern of their keys, day of the newest in the source's zone
CASES = [
    ("jp/meti-press", "jp/meti.html", "2026-08-20", 20, r"\d{11}", "2026-08-16T15:00"),
    ("jp/maff-press", "jp/maff.html", "2026-08-20", 46, r"https://.+\.html", "2026-08-18T15:00"),
    ("jp/digital-agency", "jp/digital.xml", "2026-08-20", 21, r"[0-9a-f-]{36}", "2026-08-19T06:00"),
    ("jp/soumu-news", "jp/soumu.xml", "2026-08-20", 0, r"https://www\.soumu\.go\.jp/.+", ""),
    ("jp/cao-news", "jp/cao.xml", "2026-08-20", 10, r"https://\S+", ""),
    ("jp/mof-news", "jp/mof.xml", "2026-08-20", 0, r"https://www\.mof\.go\.jp/.+", "2026-08-19T08:00"),
    ("us/federal-register", "us/federal_register.json", "2026-04-25", 5, r"\d{4}/\d\d/\d\d/[\d-]+", ""),
    ("us/doj-olc", "us/juriscraper_olc_example.html", "2023-02-01", 0, r"https://www\.justice\.gov/.+\.pdf", ""),
    ("kr/msit-programmes", "kr/msit_bbs100_list_rendered.html", "2024-03-29", 10, r"\d{7}", "2024-03-24T15:00"),
    ("kr/itp-programmes", "kr/itp_tmid13_list_rendered.html", "2024-03-29", 0, r"\d{4}", "2024-03-28T15:00"),
    ("kr/korea-press", "abridged/koreakr_pressReleaseList.html", "2026-07-13", 2, r"1567706\d\d", "2026-07-12T15:00"),
    ("kr/datagokr-policy-news", "abridged/datagokr_policyNews_v2_malformed_amp.xml", "2026-08-05", 1, r"\d{9}", ""),
    ("kr/datagokr-policy-news", "kr/datagokr_policynews_sample.xml", "2026-07-14", 2, r"15600000\d", ""),
    ("cn/mofcom-announcements", "abridged/mofcom_unit_zcfb.json", "2026-10-05", 2, r"[0-9a-f]{8}", "2026-10-02T16:00"),
    ("cn/mofcom-policy", "cn/china_policy_mofcom.html", "2026-07-16", 1, r"[0-9a-f]{32}", "2026-07-14T16:00"),
    ("cn/miit-documents", "cn/china_policy_miit.json", "2026-07-23", 1, r"[0-9a-f]{32}", "2026-07-21T16:00"),
    ("cn/regcc-news", "abridged/regcc_list.html", "2026-07-08", 1, r"https://www\.regcc\.cn/.+", "2026-07-06T16:00"),
    ("eu/ec-press-rss", "abridged/ec_presscorner_item.xml", "2026-09-03", 1, r"ip_26_\d+", "2026-09-02T22:00"),
    ("uk/go-science", "abridged/govuk_department_atom.atom", "2026-04-02", 1, r"/government/.+", "2026-04-01T09:00"),
    ("kr/labnyang", "abridged/tistory_rss_shape.xml", "2020-09-30", 1, r"1", "2020-09-29T14:58"),
    ("media/bbc-business", "feeds/bbc_news_2026-04-25.xml", "2026-04-26", 0, r"\w{12}|https://www\.bbc\.co\.uk/.+", ""),
    ("ca/nrcan-news", "ca/nrcan_seismology_en.atom", "2026-08-14", 0, r"https://.+", ""),
]


@pytest.mark.parametrize(
    ("id_", "sample", "now", "count", "key", "newest"), CASES, ids=[f"{c[0]}:{c[1]}" for c in CASES]
)
async def test_a_recorded_answer_is_read(
    id_: str, sample: str, now: str, count: int, key: str, newest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = await read(id_, sample, monkeypatch, now)
    assert told.outcome == "ok", told.error
    assert told.items
    if count:
        assert len(told.items) == count
    assert not [item.key for item in told.items if not re.fullmatch(key, item.key)]
    assert all(item.title and not re.search(r"<\w|&#?\w+;", item.title) for item in told.items)
    assert all(item.published for item in told.items), [item.title for item in told.items if not item.published]
    dates = [item.published for item in told.items if item.published]
    if newest:
        assert max(dates).strftime("%Y-%m-%dT%H:%M") == newest
    assert not {issue.code for issue in told.issues} - {"missing-link"}  # one synthetic row has none


async def test_titles_agree_with_the_source_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a second way: by patterns in the raw text, the titles and dates of METI are the same."""
    told = await read("jp/meti-press", "jp/meti.html", monkeypatch, "2026-08-20")
    raw = (SAMPLES / "jp/meti.html").read_text()
    found = re.findall(r'txt_box"><p>(\d+)年(\d+)月(\d+)日</p><a class="cut_txt" href="([^"]+)">([^<]+)</a>', raw)
    read_rows = [
        (item.published.strftime("%Y-%m-%d %H"), item.url.removeprefix("https://www.meti.go.jp"), item.title)
        for item in told.items
        if item.published
    ]
    expected = []
    for year, month, day, href, title in found:
        midnight = datetime(int(year), int(month), int(day), tzinfo=UTC).timestamp() - 9 * 3600
        expected.append((datetime.fromtimestamp(midnight, UTC).strftime("%Y-%m-%d %H"), href, title.strip()))
    assert read_rows == expected


async def test_an_error_with_status_200_is_no_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    over = await read("kr/datagokr-policy-news", "abridged/datagokr_policyNews_v2_error98.xml", monkeypatch)
    assert over.outcome == "wrong-page"
    assert "THREE_DAYS_OVER_ERROR" in over.error
    failed = await read("cn/mofcom-announcements", "abridged/mofcom_unit_error.json", monkeypatch)
    assert failed.outcome == "wrong-page"
    empty = await read("kr/korea-press", "abridged/koreakr_pressReleaseList_empty.html", monkeypatch)
    assert empty.outcome == "empty"


async def test_federal_register_agrees_with_its_json(monkeypatch: pytest.MonkeyPatch) -> None:
    told = await read("us/federal-register", "us/federal_register.json", monkeypatch, "2026-04-25")
    results = json.loads((SAMPLES / "us/federal_register.json").read_text())["results"]
    assert [item.title for item in told.items] == [" ".join(result["title"].split()) for result in results]
    assert all(item.key.endswith(result["document_number"]) for item, result in zip(told.items, results, strict=True))
