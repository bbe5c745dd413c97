"""What identifies a document within its source: declared key → id of the feed → canonical address → title and date."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from crawlers.source import Key, Source

#: Parameters that follow the reader and say nothing of the document.
_TRACKING = re.compile(
    r"utm_\w+|at_(medium|campaign|link|bbc_team|format|ptr_name)\w*|(fb|gc|ms|dc|y)clid|mc_[ce]id|_ga|_gl|igshid|spm|ref_src"
    r"|call_from|cmpid|ocid|ns_(mchannel|source|campaign|linkname|fee)",
    re.IGNORECASE,
)
#: Parameters in which lists keep their state: the page and the search one came from.
_LIST_STATE = frozenset(
    name.lower()
    for name in (
        "pageIndex", "currPage", "curPage", "cpage", "nPage", "pageNo", "pageNum", "pageUnit", "pageSize", "page",
        "pagerOffset", "maxPageItems", "maxIndexPages", "miv_pageNo", "miv_pageSize", "startDate", "endDate",
        "srchWord", "searchCondition", "searchKeyword", "searchWrd", "searchCnd", "searchType", "searchTxt",
        "searchVal", "searchOpt", "search_key", "search_value", "period", "repCodeType", "repCode", "rowCnt",
        "recordCountPerPage", "jsessionid",
    )
)  # fmt: skip
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+/[A-Za-z0-9/._~?&=%+,:@!$*()#-]*")
_PLAIN_PATH = re.compile(r"(?!//|.*/\.)/[A-Za-z0-9/._~?&=%+,:@!$*()-]*(?<!\?)")
_CANONICAL = re.compile(r"https?(://[a-z0-9.-]+/[A-Za-z0-9/._~-]*)")
_UNSTORABLE = re.compile("[\x00-\x1f\ud800-\udfff]")
_COUNTER = re.compile(r"#\d{1,4}$")
_ANCHOR = re.compile(r"""href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_SAFE = "/:@!$&'()*+,;=~-._"


def web_address(link: str, base: str) -> str:
    """`link` as an absolute http(s) address; empty when it is none: javascript:, mailto:, `#`, a broken host."""
    if _PLAIN_ADDRESS.fullmatch(link):
        return link
    if _PLAIN_PATH.fullmatch(link) and (site := _site(base)):
        return site + link
    link = "".join(link.split("\n")).replace("\r", "").replace("\t", "").strip()
    if link[:1] == "<" and (anchor := _ANCHOR.search(link)):  # a feed put a whole <a> into its link
        link = anchor[1]
    if not link or link.startswith("#"):
        return ""
    try:
        parts = urlsplit(urljoin(base, link))
        host, _ = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or " " in host:
        return ""
    return urlunsplit(parts._replace(path=_SESSION.sub("", parts.path))).replace(" ", "%20")


@lru_cache(maxsize=4096)
def _site(base: str) -> str:
    """Scheme and host of a plain address, else nothing."""
    return "/".join(base.split("/", 3)[:3]) if _PLAIN_ADDRESS.fullmatch(base) else ""


@lru_cache(maxsize=4096)
def canonical(url: str, *, drop_query: bool = False) -> str:
    """An address without tracking, list state, session, fragment and the spellings that mean the same."""
    if plain := _CANONICAL.fullmatch(url):
        return "https" + plain[1]
    parts = urlsplit(url)
    host, port = (parts.hostname or "").lower(), parts.port
    if port and port not in (80, 443):
        host += f":{port}"
    path = quote(
        unquote(_SESSION.sub("", parts.path) or "/", errors="surrogateescape"), safe=_SAFE, errors="surrogateescape"
    )
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""  # the page of a program in the browser
    return urlunsplit(("https", host, path, "" if drop_query else _query(parts.query), fragment))


def _query(query: str) -> str:
    pairs = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name) and not _is_list_state(name.lower(), value)
    ]
    return urlencode(sorted(pairs))


def _is_list_state(name: str, value: str) -> bool:
    """`page=3` is a place in a list, `page=critical-materials` a document."""
    return name in _LIST_STATE and (name != "page" or not value or value.isdecimal())


def declared(key: Key, link: str) -> str:
    """The key in a link; empty when it is not there."""
    if key.param is not None:
        return next((value for name, value in parse_qsl(urlsplit(link).query) if name == key.param), "")
    found = re.search(key.regex or "", link)
    return (found[1 if found.lastindex else 0] or "") if found else ""


def key_of(source: Source, *, link: str, title: str, date: str = "", own: str = "") -> str:
    """`own` is what a row says its key is; `link` may be the script that hides it. Empty: nothing identifies it."""
    if own:
        return _storable(own)
    if source.key and (found := declared(source.key, link)):
        return _storable(found)
    if address := web_address(link, ""):
        return canonical(address, drop_query=source.canonical == "drop-query")
    return by_title(title, date) if title else ""


def feed_key(own: str, link: str, title: str, date: str, source: Source | None = None) -> str:
    """BBC counts revisions in the fragment of an id (`…#0`); the document stays the same."""
    if source and source.key and (found := declared(source.key, link)):
        return _storable(found)
    if own:
        return _storable(_COUNTER.sub("", own) if own.startswith("http") else own)
    if link:
        return _storable(canonical(link, drop_query=bool(source and source.canonical == "drop-query")))
    return by_title(title, date) if title or date else ""


def _storable(key: str) -> str:
    """A key is looked up in the store, which refuses what `…?id=1%00` and a JSON escape may hold."""
    return _UNSTORABLE.sub("", key)


def apart(key: str, row_hash: str, held: str) -> str:
    """The key of an entry where the row hash `held` stands under it: some feeds use ids again.

    An id that returns with another link and another title is another document.
    """
    again = held[:8] != row_hash[:8] and held[8:] != row_hash[8:] and len(held) == 16
    return f"{key}#{row_hash[:8]}" if again else key


def by_title(title: str, date: str) -> str:
    return "title:" + short_hash(f"{' '.join(title.split())}\n{date}")


def short_hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
