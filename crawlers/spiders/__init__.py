"""One spider for each kind of source."""

from __future__ import annotations

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
    module, name = _SPIDERS[source.kind].split(":")
    spider: Spider = getattr(import_module(f"crawlers.spiders.{module}"), name)(source)
    return spider
