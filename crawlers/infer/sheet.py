"""A page as inference looks at it: elements, their stable classes, their weight, the part of the page they are in."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any
from urllib.parse import urljoin

from crawlers.infer.shapes import has_date
from crawlers.plain import line_of, parse_html

Element = Any  # lxml ships no types

_SILENT = frozenset(("script", "style", "noscript", "template", "svg", "head", "select", "option", "textarea"))


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Classes that say where in the list a row stands or how it looks today.
_PASSING = word_set(
    "odd even first last active on off current selected hover new notice top fix fixed pin pinned sticky important bg "
    "alt clearfix cf clear open show hide hidden focus-visible promoted unpromoted view mt0 mb0"
)
_COUNTED = re.compile(r"\d{3,}|(?:^|[-_])\d+$|^[a-z]\d$")
_HASHED = re.compile(r"^(?:css|sc|jsx|emotion)-|__[A-Za-z0-9]*\d[A-Za-z0-9]*$|^_?[a-z]+_[A-Za-z0-9]*\d[A-Za-z0-9]{3,}$")
_IDENTIFIER = re.compile(r"[^\W\d_][\w-]*|[-_][^\W\d][\w-]*")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")

_STRONG = word_set(
    "nav navi navigation navbar gnb lnb snb tnb menu allmenu submenu footer foot breadcrumb breadcrumbs crumb crumbs "
    "sitemap pager paging pagination paginate skip cookie cookies login family language languages social sns share "
    "masthead topbar toolbar calendar"
)
_WEAK = word_set(
    "aside side sidebar popular ranking rank related relation recommend quick quicklink quicklinks banner banners tag "
    "tags tagcloud cloud hot best carousel slider slide swiper popup modal subscribe util utility filter facet facets "
    "search dropdown widget trending viewed archives"
)
_LISTS = word_set("list result results board bbs")
_MAIN_IDS = word_set(
    "main main-content maincontent main_content content contents contentarea content_area content-area sub_contents "
    "cont bodycontent primary conts contents_area txt"
)
_MAIN = word_set("main content contents article board bbs list result results news press")


class Sheet:
    """`base` is what links are relative to; `scripts` are those that the page loads, when they are known."""

    def __init__(self, text: str, url: str, scripts: str = "") -> None:
        self.text, self.url, self.scripts = text, url, scripts
        self.tree: Element = parse_html(text)
        self.all: list[Element] = list(self.tree.iter())  # keeps lxml's proxies alive, so that they are the same
        self.base = next(
            (urljoin(url, href) for one in self.tree.iter("base") if (href := (one.get("href") or "").strip())), url
        )
        self.order = {element: number for number, element in enumerate(self.all)}
        self._lines: dict[Element, str] = {}
        self._dated: dict[Element, bool] = {}

    def line(self, element: Element) -> str:
        if element not in self._lines:
            self._lines[element] = line_of(element)
        return self._lines[element]

    def dated(self, element: Element) -> bool:
        """Whether something that looks like a date stands in it."""
        if element not in self._dated:
            self._dated[element] = has_date(self.line(element))
        return self._dated[element]

    @cached_property
    def weights(self) -> dict[Element, int]:
        """Characters of visible text in each element."""
        weights: dict[Element, int] = {}
        for element in reversed(self.all):  # children come before their parents
            if not is_visible(element):
                continue
            own = len((element.text or "").strip())
            for child in element:
                own += weights.get(child, 0) + len((child.tail or "").strip())
            weights[element] = own
        return weights

    @cached_property
    def main(self) -> Element | None:
        """The element that the page itself calls its main part, if it holds a good part of it."""
        least = 0.15 * self.weights.get(self.tree, 0)
        called = [one for one in self.all if is_visible(one) and self.weights.get(one, 0) >= least]
        plain = (one for one in called if one.tag == "main" or one.get("role") == "main")
        named = (one for one in called if (one.get("id") or "").lower() in _MAIN_IDS)
        return next(chain(plain, named), None)

    def region(self, container: Element) -> float:
        """How likely the content of a page stands here: 0.1 in a menu, 1.2 in the main part."""
        whole, factor = max(self.weights.get(self.tree, 1), 1), 1.0
        if self.main is not None and self.main is not container and self.main not in container.iterancestors():
            factor = 0.5 if self.weights.get(container, 0) < 0.5 * whole else 1.0
        for element in (container, *container.iterancestors()):
            share, found = self.weights.get(element, 0) / whole, _factor(element)
            if share < (0.85 if found < 0.2 else 0.5):
                factor = min(factor, found)
        in_main = any(_is_main(one) for one in (container, *container.iterancestors()))
        return factor * (1.2 if in_main and factor == 1.0 else 1.0)


def is_element(node: Element) -> bool:
    return isinstance(node.tag, str)


def is_visible(node: Element) -> bool:
    return is_element(node) and node.tag not in _SILENT


def words(element: Element) -> frozenset[str]:
    """The words in the id and classes of an element, lower case."""
    return _words_of(f"{element.get('id') or ''} {element.get('class') or ''}")


@lru_cache(maxsize=8192)
def _words_of(names: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORDS.findall(names))


def _factor(element: Element) -> float:
    role = (element.get("role") or "").lower()
    if element.tag in ("nav", "footer", "header") or role in ("navigation", "menu", "menubar", "banner", "contentinfo"):
        return 0.1
    said = words(element)
    if said & _STRONG:
        return 0.15
    return (
        0.4
        if element.tag == "aside" or role in ("complementary", "search") or (said & _WEAK and not said & _LISTS)
        else 1.0
    )


def _is_main(element: Element) -> bool:
    return element.tag in ("main", "article") or element.get("role") == "main" or bool(words(element) & _MAIN)


def tokens(element: Element) -> tuple[str, ...]:
    """The classes that belong to the design of the page, not to this row."""
    return _stable_of(element.get("class") or "")


@lru_cache(maxsize=8192)
def _stable_of(classes: str) -> tuple[str, ...]:
    return tuple(token for token in dict.fromkeys(classes.split()) if is_stable(token))


def is_stable(token: str) -> bool:
    return bool(
        token.lower() not in _PASSING
        and len(token) <= 60
        and not _COUNTED.search(token)
        and not _HASHED.search(token)
        and _IDENTIFIER.fullmatch(token)
    )


def stable_id(element: Element) -> str:
    found = (element.get("id") or "").strip()
    return found if found and is_stable(found) else ""


def units(text: str) -> int:
    """Length as a reader feels it: an ideograph or Hangul syllable weighs as two letters."""
    return sum(2 if character >= "\u2e80" else 1 for character in text)
