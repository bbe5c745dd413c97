"""Feeds and the API's lists hold what the page shows."""

from __future__ import annotations

import csv
import io

import requests
from lxml import etree

from tests.monitor.web.test_pages import get


def test_feeds_are_what_they_say(address: str) -> None:
    atom = etree.fromstring(requests.get(f"{address}/feeds/inbox.atom?mineral=gallium", timeout=10).content)
    names = {"a": "http://www.w3.org/2005/Atom"}
    entries = atom.findall("a:entry", names)
    assert len(entries) == len(get(address, "/?mineral=gallium").xpath("//li[contains(@class, 'entry')]"))
    assert all(one.findtext("a:id", namespaces=names).startswith("urn:policywatch:") for one in entries)  # type: ignore[union-attr]
    feed = requests.get(f"{address}/feeds/subscriptions/critical-minerals.json", timeout=10).json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert len(feed["items"]) == 7
    rows = requests.get(f"{address}/feeds/inbox.csv", timeout=10).content.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(rows)))) == len(
        get(address, "/").xpath("//li[contains(@class, 'entry')]")
    )
    for path in ("/feeds/inbox.ics", "/feeds/subscriptions/critical-minerals.ics"):
        assert requests.get(address + path, timeout=10).text.startswith("BEGIN:VCALENDAR")
    opml = etree.fromstring(requests.get(f"{address}/feeds/all.opml", timeout=10).content)
    assert all("key=" in one.get("xmlUrl", "") for one in opml.iter("outline"))


def test_the_api_pages_through_everything_once(address: str) -> None:
    seen, cursor = [], ""
    while True:
        page = requests.get(f"{address}/api/v1/inbox?show=all&most=2&cursor={cursor}", timeout=10).json()
        seen += [one["document_id"] for one in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    whole = requests.get(f"{address}/api/v1/inbox?show=all&most=100", timeout=10).json()["items"]
    assert seen == [one["document_id"] for one in whole]
    assert len(seen) == len(set(seen)) > 5
