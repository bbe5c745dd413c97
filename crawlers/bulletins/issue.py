"""One issue of a bulletin series → the bulletin and its articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from crawlers.bulletins.articles import Article, read_articles
from crawlers.bulletins.clippings import Clipping, read_clippings, start_of_clippings
from crawlers.bulletins.grammar import Grammar, grammars
from crawlers.bulletins.layout import LONGEST_HEAD, layout
from crawlers.bulletins.named import Number, cited_moment, moment, publisher, whole_moment
from crawlers.bulletins.summary import Summary, read_summary
from crawlers.documents.wrapped import without_radicals
from crawlers.item import Issue, Item

_NEAR_THE_TOP = 80  # lines
_TOP = 20_000  # characters
_PART = 1_000_000
_MOST = 200  # articles, and clippings, of one issue
_FEWEST_HEADS = 2  # of a file that does not say what it is


def read_bulletin(name: str, text: str, known: Iterable[Grammar] = ()) -> tuple[list[Item], list[Issue]] | None:
    """None when the text is no issue of a series we know. `known` grammars stand before those of the package."""
    name, text = without_radicals(name), without_radicals(text)
    for grammar in (*known, *grammars()):
        if not _may_be(grammar, name, text):
            continue
        issue = _Reading(grammar, name, text)
        if issue.is_one():
            return issue.items(), issue.issues
    return None


def _may_be(grammar: Grammar, name: str, text: str) -> bool:
    """Most files are no bulletin: a look at them costs little."""
    if re.search(grammar.title, name) or re.search(grammar.title, text[:_TOP]):
        return True
    notes = re.compile(grammar.original, re.MULTILINE).finditer(text[:_PART])
    return sum(1 for _ in islice(notes, _FEWEST_HEADS)) == _FEWEST_HEADS


class _Reading:
    def __init__(self, grammar: Grammar, name: str, text: str) -> None:
        self.grammar = grammar
        self.name = name
        self.issues: list[Issue] = []
        self.layout = layout(grammar, text)
        self.named, self.number = self._number()

    def _number(self) -> tuple[bool, Number]:
        top = "\n".join(line.text for line in self.layout.lines[:_NEAR_THE_TOP])
        named = re.search(self.grammar.title, top) or re.search(self.grammar.title, self.name)
        near = top[named.start() : named.end() + 60] if named and named.string == top else ""
        beside = self.grammar.issue_beside_title
        for place, pattern in (
            (near, self.grammar.issue),
            (near, beside),
            (top, self.grammar.issue),
            (self.name, beside),
        ):
            if found := re.search(pattern, place):
                return bool(named), Number(int(found["year"]), int(found["number"]))
        return bool(named), Number()

    def is_one(self) -> bool:
        """By its name, else by its shape: heads with notes of the originals."""
        head, original = re.compile(self.grammar.head), re.compile(self.grammar.original)
        lines = [line.text.strip() for line in self.layout.lines]
        heads = sum(
            bool(line.endswith((")", "）", "]", "】")) and head.match(line))
            for line in lines
            if len(line) < LONGEST_HEAD
        )
        if self.named:
            return heads > 0
        return heads >= _FEWEST_HEADS and sum(bool(original.match(line)) for line in lines) >= _FEWEST_HEADS

    def items(self) -> list[Item]:
        summary = read_summary(self.layout)
        end = start_of_clippings(self.layout, summary.end)
        articles = read_articles(self.layout, summary, end)
        clippings = read_clippings(self.layout, end, summary.clippings)
        articles, clippings = articles[:_MOST], clippings[:_MOST]
        self._told_odd(summary, articles, clippings)
        inside = [self._article(article, at) for at, article in enumerate(articles, 1)]
        inside += [self._clipping(clipping, at) for at, clipping in enumerate(clippings, 1)]
        return [self._bulletin(summary, inside), *inside]

    def _told_odd(self, summary: Summary, articles: list[Article], clippings: list[Clipping]) -> None:
        for article in articles:
            if not article.in_body:
                self.issues.append(Issue("article-not-in-body", f"only the summary tells of {article.title!r}"))
            elif summary.articles and not article.entry:
                self.issues.append(Issue("article-not-in-summary", f"the summary does not tell of {article.title!r}"))
        for clipping in clippings:
            if summary.clippings and not clipping.entry:
                self.issues.append(Issue("article-not-in-summary", f"the summary does not tell of {clipping.title!r}"))
        if not self.number.year:
            self.issues.append(Issue("bulletin-without-number", "no year and number of the issue found"))

    @property
    def key(self) -> str:
        number = f"{self.number.year}-{self.number.number:02}" if self.number.year else self.name
        return f"{self.grammar.id}/{number}"

    def _bulletin(self, summary: Summary, inside: list[Item]) -> Item:
        number = f" {self.number.year}년 {self.number.number}호" if self.number.year else ""
        whole = "\n".join(line.text for line in self.layout.lines)
        dated = re.search(self.grammar.published, whole)
        when = whole_moment(self.grammar, dated) if dated else None
        lines = [line for entry in summary.entries for line in (*entry.lines, *entry.details)]
        text = self.layout.paragraphs(lines)
        return Item(
            key=self.key,
            title=self.grammar.name + number,
            text=text or "\n".join(item.title for item in inside),
            published=when.at if when else None,
            date_precision=when.precision if when else "unknown",
            publisher=self.grammar.publisher,
            country=self.grammar.country,
            language=self.grammar.language,
        )

    def _article(self, article: Article, at: int) -> Item:
        cited = "; ".join(article.cited)
        when = moment(self.grammar, article.date, self.number, cited) or cited_moment(self.grammar, cited)
        if when is None:
            self.issues.append(Issue("date-unreadable", f"{article.date!r} of {article.title!r}"))
        name, country = publisher(self.grammar, article.by)
        return Item(
            key=f"{self.key}#{at}",
            title=article.title,
            text=self.layout.paragraphs(article.lines),
            published=when.at if when else None,
            date_precision=when.precision if when else "unknown",
            publisher=name,
            country=country,
            language=self.grammar.language,
            section=article.section,
            cited=article.cited,
            parent=self.key,
        )

    def _clipping(self, clipping: Clipping, at: int) -> Item:
        when = moment(self.grammar, clipping.date, self.number)
        section = clipping.entry.section if clipping.entry else ""
        return Item(
            key=f"{self.key}#c{at}",
            title=clipping.title,
            text="\n".join(self._clipping_text(clipping)),
            published=when.at if when else None,
            date_precision=when.precision if when else "unknown",
            publisher=clipping.source,
            language=self.grammar.language,
            section=section or self.grammar.clippings.section,
            cited=(f"{clipping.source} ({clipping.date})",) if clipping.source else (),
            parent=self.key,
        )

    def _clipping_text(self, clipping: Clipping) -> Iterator[str]:
        kind, source = self.grammar.clippings.columns
        if clipping.kind:
            yield f"{kind}: {clipping.kind}"
        yield self.layout.paragraphs(clipping.lines)
        if clipping.source:
            yield f"{source}: {clipping.source} ({clipping.date})"
