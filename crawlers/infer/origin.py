"""Who publishes a page, where, in which language and zone, as far as its address and its head tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

from crawlers.infer.sheet import Sheet, word_set

#: country → zone of its government, languages it writes
_COUNTRIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "KR": ("Asia/Seoul", ("ko",)), "JP": ("Asia/Tokyo", ("ja",)), "CN": ("Asia/Shanghai", ("zh",)),
    "TW": ("Asia/Taipei", ("zh",)), "HK": ("Asia/Hong_Kong", ("zh", "en")), "US": ("America/New_York", ("en",)),
    "CA": ("America/Toronto", ("en", "fr")), "MX": ("America/Mexico_City", ("es",)),
    "BR": ("America/Sao_Paulo", ("pt",)), "CL": ("America/Santiago", ("es",)), "PE": ("America/Lima", ("es",)),
    "AR": ("America/Argentina/Buenos_Aires", ("es",)), "BO": ("America/La_Paz", ("es",)),
    "CO": ("America/Bogota", ("es",)), "GB": ("Europe/London", ("en",)), "IE": ("Europe/Dublin", ("en",)),
    "DE": ("Europe/Berlin", ("de",)), "FR": ("Europe/Paris", ("fr",)), "IT": ("Europe/Rome", ("it",)),
    "ES": ("Europe/Madrid", ("es",)), "PT": ("Europe/Lisbon", ("pt",)), "NL": ("Europe/Amsterdam", ("nl",)),
    "BE": ("Europe/Brussels", ("nl", "fr")), "AT": ("Europe/Vienna", ("de",)), "CH": ("Europe/Zurich", ("de", "fr")),
    "SE": ("Europe/Stockholm", ("sv",)), "NO": ("Europe/Oslo", ("no",)), "FI": ("Europe/Helsinki", ("fi",)),
    "DK": ("Europe/Copenhagen", ("da",)), "PL": ("Europe/Warsaw", ("pl",)), "CZ": ("Europe/Prague", ("cs",)),
    "EU": ("Europe/Brussels", ("en",)), "AU": ("Australia/Sydney", ("en",)), "NZ": ("Pacific/Auckland", ("en",)),
    "IN": ("Asia/Kolkata", ("en",)), "ID": ("Asia/Jakarta", ("id",)), "MY": ("Asia/Kuala_Lumpur", ("ms", "en")),
    "SG": ("Asia/Singapore", ("en",)), "VN": ("Asia/Ho_Chi_Minh", ("vi",)), "TH": ("Asia/Bangkok", ("th",)),
    "PH": ("Asia/Manila", ("en",)), "KZ": ("Asia/Almaty", ("ru",)), "RU": ("Europe/Moscow", ("ru",)),
    "UA": ("Europe/Kyiv", ("uk",)), "TR": ("Europe/Istanbul", ("tr",)), "ZA": ("Africa/Johannesburg", ("en",)),
    "CD": ("Africa/Kinshasa", ("fr",)), "NG": ("Africa/Lagos", ("en",)), "SA": ("Asia/Riyadh", ("ar",)),
    "AE": ("Asia/Dubai", ("ar", "en")), "IL": ("Asia/Jerusalem", ("he",)), "MN": ("Asia/Ulaanbaatar", ("mn",)),
    "GR": ("Europe/Athens", ("el",)), "HU": ("Europe/Budapest", ("hu",)), "RO": ("Europe/Bucharest", ("ro",)),
    "EE": ("Europe/Tallinn", ("et",)), "LT": ("Europe/Vilnius", ("lt",)), "LV": ("Europe/Riga", ("lv",)),
}  # fmt: skip
_ENDINGS = {"uk": "GB", "gov": "US", "mil": "US", "eu": "EU", "int": "EU", "edu": "US", "us": "US"}
_BY_LANGUAGE = {
    "ko": "KR",
    "ja": "JP",
    "zh": "CN",
    "de": "DE",
    "fr": "FR",
    "es": "ES",
    "it": "IT",
    "pt": "PT",
    "nl": "NL",
    "pl": "PL",
}
_SECOND_LEVEL = word_set("go gov gob gouv gc gob.cl ac or re co com org ne lg govt admin bund europa nic")
_PARTING = re.compile(r"\s*(?:[|｜:：»>‹<–—]|\s-\s|_)\s*")
_BRACKETS = re.compile(r"(.+?)[（(]([^（）()]+)[）)]")
_GENERIC = re.compile(r"(?i)home|홈|목록|list|首页|ホーム|main|메인|page \d+")


@dataclass(frozen=True, slots=True)
class Origin:
    country: str
    languages: list[str]
    zone: str
    name: str
    publisher: str
    id: str


def origin_of(sheet: Sheet, titles: Sequence[str]) -> Origin:
    language = _language(sheet, titles)
    country = country_of(own_address(sheet) if is_local(sheet.url) else sheet.url, language)
    zone, spoken = _COUNTRIES.get(country, ("UTC", ("en",)))
    name, publisher = _names(sheet)
    return Origin(country, [language or spoken[0]], zone, name, publisher, id_of(sheet.url, country))


def is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host == "localhost" or not any(map(str.isalpha, host)) or "." not in host


def own_address(sheet: Sheet) -> str:
    """Where a saved or mirrored page says that it comes from; else the host it names most. Empty: it does not say."""
    for one in sheet.tree.iter("link", "meta"):
        if one.get("rel") == "canonical" or one.get("property") == "og:url":
            address = (one.get("href") or one.get("content") or "").strip()
            if address.startswith(("http://", "https://")) and not is_local(address):
                return str(address)
    hosts = Counter(host for one in sheet.tree.iter("a") if (host := urlsplit_host(one.get("href") or "")))
    official = [host for host, count in hosts.most_common(5) if count > 2 and _OFFICIAL.search(host)]
    return f"https://{official[0]}/" if official and is_local(sheet.url) else ""


def urlsplit_host(href: str) -> str:
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


_OFFICIAL = re.compile(r"\.(?:gov|go|gob|gouv|gc|mil)\.[a-z]{2}$|\.(?:gov|mil)$|\.europa\.eu$|\.bund\.de$|canada\.ca$")


def zone_of(country: str) -> str:
    return _COUNTRIES.get(country, ("UTC", ()))[0]


def country_of(url: str, language: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    last = host.rpartition(".")[2]
    if host.endswith((".canada.ca", "canada.ca", ".gc.ca")):
        return "CA"
    if last in _ENDINGS:
        return _ENDINGS[last]
    if len(last) == 2 and last.isalpha():
        return last.upper()
    return _BY_LANGUAGE.get(language, "US" if language == "en" else "UN")


def _language(sheet: Sheet, titles: Sequence[str]) -> str:
    """The script of the titles first: templates forget to change the lang attribute."""
    text = " ".join(titles)
    counts = {
        "ko": sum("가" <= c <= "힣" for c in text),
        "ja": sum("\u3040" <= c <= "\u30ff" for c in text),
        "zh": sum("\u4e00" <= c <= "\u9fff" for c in text),
        "ru": sum("\u0400" <= c <= "\u04ff" for c in text),
    }
    letters = max(sum(map(str.isalpha, text)), 1)
    declared = (sheet.tree.get("lang") or "").partition("-")[0].partition("_")[0].lower()
    if counts["ko"] > 0.2 * letters:
        return "ko"
    if counts["ja"] > 0.08 * letters:
        return "ja"
    if counts["zh"] > 0.3 * letters:
        return "ja" if declared == "ja" else "zh"
    if counts["ru"] > 0.4 * letters:
        return declared if declared in ("uk", "kk", "mn", "bg") else "ru"
    declared = {"kr": "ko", "jp": "ja", "cn": "zh"}.get(declared, declared)
    known = re.fullmatch(r"[a-z]{2,3}", declared) and declared not in ("ko", "ja", "zh", "ru")
    return declared if known else _western(text, sheet.url)


_SMALL_WORDS = {
    "en": "the of and to for in on with", "de": "der die und das zur im für von",
    "fr": "le la les de des et du pour sur",
    "es": "el la los de y del para en", "it": "il di e per della del la i", "pt": "o de e da do para em na",
    "nl": "de het en van voor in een op",
}  # fmt: skip


def _western(text: str, url: str) -> str:
    """By small words; those of the country's own language count more."""
    own = _COUNTRIES.get(country_of(url, ""), ("", ("en",)))[1]
    held = text.lower().split()
    counts = {
        language: sum(held.count(word) for word in small.split()) * (1.5 if language in own else 1)
        for language, small in _SMALL_WORDS.items()
    }
    best = max(counts, key=lambda language: (counts[language], language in own))
    return best if counts[best] else own[0]


def _names(sheet: Sheet) -> tuple[str, str]:
    """Name of the list and of its publisher."""
    heading = next((line for one in sheet.tree.iter("h1", "h2") if 1 < len(line := sheet.line(one)) < 60), "")
    title = next((" ".join((one.text or "").split()) for one in sheet.tree.iter("title")), "")
    if found := _BRACKETS.fullmatch(title):
        title = f"{found[1]} | {found[2].rpartition('/')[2]}"  # ニュースリリース（METI/経済産業省）
    parts = [part for part in _PARTING.split(title) if part and not _GENERIC.fullmatch(part)]
    site = _meta(sheet, "og:site_name")
    host = (urlsplit(sheet.url).hostname or "").removeprefix("www.")
    publisher = site or (parts[-1] if len(parts) > 1 else "") or (_logo(sheet) or host)
    name = parts[0] if parts else heading or host
    return (f"{publisher} {name}" if publisher not in name and len(publisher) + len(name) < 80 else name), publisher


def _meta(sheet: Sheet, name: str) -> str:
    return next(
        (
            " ".join((one.get("content") or "").split())
            for one in sheet.tree.iter("meta")
            if name in (one.get("property"), one.get("name"))
        ),
        "",
    )


def _logo(sheet: Sheet) -> str:
    for one in sheet.tree.iter("img"):
        alt = " ".join((one.get("alt") or "").split())
        near = f"{one.get('class') or ''} {one.get('src') or ''} {one.getparent().get('class') or ''}"
        if 1 < len(alt) < 40 and "logo" in near.lower():
            return alt
    return ""


def id_of(url: str, country: str) -> str:
    """`kr/motir-press` from the address."""
    parts = urlsplit(url)
    labels = [one for one in (parts.hostname or "site").lower().split(".") if one not in ("www", "m")]
    if not any(one.isalpha() for one in labels):
        labels = ["site"]
    elif len(labels) > 1:
        labels = [one for one in labels[:-1] if one not in _SECOND_LEVEL] or labels[:1]
    words = [re.sub(r"\.\w+$", "", one) for one in parts.path.split("/") if one]
    words = [
        one
        for one in words
        if 2 < len(one) <= 24 and re.fullmatch(r"[A-Za-z][A-Za-z_-]*", one) and one.lower() not in _DULL
    ]
    slug = _slug("-".join((labels[-1], *words[-2:])))[:48].strip("-")
    place = {"GB": "uk"}.get(country, country.lower())
    return f"{place}/{slug or 'source'}"


_DULL = word_set("index list html default home bbs board kor eng site web www page main user content contents front")


def _slug(text: str) -> str:
    return re.sub(r"-{2,}", "-", re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", text).lower())).strip(
        "-"
    )


def rhythm(moments: Sequence[datetime], now: datetime) -> tuple[str, str]:
    """How often to look, and how old the newest item may be before the source counts as stale."""
    days = sorted({moment.date() for moment in moments if moment <= now}, reverse=True)
    if len(days) < 3:
        return "3h", ""
    span = (days[0] - days[min(len(days), 15) - 1]).days
    gap = max(span / (min(len(days), 15) - 1), 0.5)
    longest = max((one - two for one, two in pairwise(days)), default=timedelta(days=1)).days
    every = "30m" if gap <= 1.5 else "1h" if gap <= 4 else "3h" if gap <= 15 else "12h"
    age = max(4, round(longest * 2), (now.date() - days[0]).days * 2)
    return every, f"{min(age, 730)}d"
