"""One spider for each kind of source."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from crawlers.page import Spider
from crawlers.source import Source

_SPIDERS = {
    "feed": "feed:FeedSpider",
    "listing": "listing:ListingSpider",
    "api": "listing:ListingSpider",
    "bulletin": "bulletin:BulletinSpider",
    "sitemap": "sitemap:SitemapSpider",
    "page": "page:PageSpider",
}


def spider_for(source: Source) -> Spider:
    return _class_for(source.kind)(source)


@cache
def _class_for(kind: str) -> type[Spider]:
    module, name = _SPIDERS[kind].split(":")
    found: type[Spider] = getattr(import_module(f"crawlers.spiders.{module}"), name)
    return found
