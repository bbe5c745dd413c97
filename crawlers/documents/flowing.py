"""The text of a file as a reader would write it down: paragraphs on lines of their own, without running heads."""

from __future__ import annotations

import re
from collections import Counter

from crawlers.documents.broken_words import Words
from crawlers.documents.read import Read
from crawlers.documents.rows import BAR
from crawlers.documents.wrapped import paragraphs, spaces_tell, without_radicals

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]\s*)?(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–—])?\s*", re.IGNORECASE
)
_LEADERS = re.compile(r"(?:[.·…]\s?){5,}\s*\d{0,4}\s*$")  # of a table of contents
_EDGE = 2  # lines at the top and the foot of a page in which a running head stands
_FEWEST_PAGES = 3  # that repeat it


def flowing(read: Read) -> str:
    if read.kind == "html":
        return f"{read.title}\n\n{_without_title(read)}" if read.title else read.text
    if read.kind != "pdf":
        return without_radicals(read.text)
    pages = [page.split("\n") for page in without_radicals(read.rows or read.text).split("\f")]
    lines = [line for page in _without_running_heads(pages) for line in page]
    return "\n".join(_blocks(lines))


def _without_title(read: Read) -> str:
    first, _, rest = read.text.partition("\n")
    return rest if first.strip() == read.title else read.text


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    pages = [[line for line in page if line.strip()] for page in pages]
    seen = Counter(head for page in pages for head in {_shape(line) for line in _edges(page)})
    repeated = {head for head, times in seen.items() if times >= max(_FEWEST_PAGES, len(pages) // 2)}
    return [_cleared(page, repeated) for page in pages]


def _edges(page: list[str]) -> list[str]:
    return page[:_EDGE] + page[max(len(page) - _EDGE, _EDGE) :]


def _cleared(page: list[str], repeated: set[str]) -> list[str]:
    last = len(page) - _EDGE

    def stays(at: int, line: str) -> bool:
        edge = at < _EDGE or at >= last
        return not edge or not (_PAGE_NUMBER.fullmatch(line) or _shape(line) in repeated)

    return [line for at, line in enumerate(page) if stays(at, line)]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", "".join(line.split()))


def _blocks(lines: list[str]) -> list[str]:
    """Wrapped lines are joined between the rows of tables."""
    plain = [line for line in lines if BAR not in line]
    trusted = spaces_tell(plain)
    words = None if trusted else Words.of(plain)
    blocks: list[str] = []
    run: list[str] = []
    for line in [*lines, BAR]:
        if BAR not in line and not _LEADERS.search(line):
            run.append(line)
            continue
        if run:
            blocks.append(paragraphs(run, trusted=trusted, words=words))
        run = []
        blocks.append(line)
    return blocks[:-1]
