"""python -m tests.benchmarks.bench_match: MB of UTF-8 a CPU second, beside the bare scan and what page watchers do.

All ways read the same bytes in turn, round by round; the median of the rounds is printed. The slow ways read a part.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

import rules
from rules import Candidate, RuleSet
from rules.fold import fold
from rules.parts import joined
from tests.benchmarks.match_corpus import Corpus, dense, feed

_ROUNDS = 5
#: Expressions and loops over more terms than this take minutes and tell nothing new.
_MOST_SLOW = 20_000


@dataclass(frozen=True)
class Way:
    name: str
    documents: list[Candidate]
    read: Callable[[Candidate], object]

    @property
    def megabytes(self) -> float:
        return sum(len(joined(one).encode()) for one in self.documents) / 1e6

    def run(self) -> None:
        """What is found is let go, as the daemon does: a list of it all would measure the garbage collector."""
        for one in self.documents:
            self.read(one)


def ways(corpus: Corpus, compiled: RuleSet) -> Iterator[Way]:
    documents = corpus.documents
    few = documents[:: max(1, len(documents) // 40)][:40]
    yield Way("policywatch", documents, compiled.hits)
    yield Way("floor: fold + scan", documents, lambda one: compiled.scan(fold(joined(one))))
    keys = list(dict.fromkeys(term.encode() for term in corpus.terms))
    bare = BytesAhoCorasick(keys, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
    yield Way(
        "ahocorasick-rs, raw bytes", documents, lambda one: bare.find_matches_as_indexes(joined(one).encode(), True)
    )
    yield from _hyperscan(keys, documents)
    if len(corpus.terms) > _MOST_SLOW:
        return
    lowered = [term.lower() for term in corpus.terms]
    yield Way("substring loops", few, lambda one: _inside(joined(one).lower(), lowered))
    size = max(1, len(corpus.terms) // len(corpus.rules))
    written = [re.escape(term) for term in corpus.terms]
    per_rule = [re.compile("|".join(written[at : at + size]), re.IGNORECASE) for at in range(0, len(written), size)]
    yield Way("one re a rule", few[:10], lambda one: _found(joined(one), per_rule))
    per_term = [re.compile(rf"\b{term}\b", re.IGNORECASE) for term in written]
    yield Way("one re a term", few[:4], lambda one: _found(joined(one), per_term))


def _inside(text: str, terms: list[str]) -> list[str]:
    return [term for term in terms if term in text]


def _found(text: str, expressions: list[re.Pattern[str]]) -> list[re.Pattern[str]]:
    return [one for one in expressions if one.search(text)]


def _hyperscan(keys: list[bytes], documents: list[Candidate]) -> Iterator[Way]:
    try:
        import hyperscan  # optional: no dependency of ours
    except ImportError:
        return
    database = hyperscan.Database()
    literals = [b"".join(b"\\x%02x" % byte for byte in key) for key in keys]
    database.compile(expressions=literals, ids=list(range(len(keys))), elements=len(keys), flags=[0] * len(keys))

    def scan(one: Candidate) -> None:
        database.scan(joined(one).encode(), match_event_handler=lambda *_: None)

    yield Way("hyperscan, raw bytes", documents, scan)


def measured(several: list[Way], rounds: int) -> dict[str, float]:
    """MB a CPU second, the rounds interleaved."""
    seconds: dict[str, list[float]] = {way.name: [] for way in several}
    for _ in range(rounds):
        for way in several:
            before = time.process_time()
            way.run()
            seconds[way.name].append(time.process_time() - before)
    return {way.name: way.megabytes / statistics.median(seconds[way.name]) for way in several}


def show(title: str, corpus: Corpus, rounds: int) -> None:
    before = time.process_time()
    compiled = rules.compile([], corpus.rules)
    built = time.process_time() - before
    fired = sum(len(compiled.hits(one)) for one in corpus.documents[:500]) / min(500, len(corpus.documents))
    print(f"\n{title}: {len(corpus.documents):,} documents, {corpus.megabytes:.0f} MB, {len(corpus.rules):,} rules, "
          f"{len(corpus.terms):,} terms; compiled in {built:.1f} s; {fired:.1f} fire a document")  # fmt: skip
    speeds = measured(list(ways(corpus, compiled)), rounds)
    for name, speed in speeds.items():
        print(f"  {name:28} {speed:10.3f} MB/s   policywatch is × {speeds['policywatch'] / speed:.2f}")
    sys.stdout.flush()


def hostile(corpus: Corpus) -> None:
    """One text that holds every term, over and over, up to a megabyte; and one without a space."""
    compiled = rules.compile([], corpus.rules)
    every = " ".join(corpus.terms)
    texts = {
        "1 MB of all terms": (every * (1 + 1_000_000 // len(every.encode())))[: 1_000_000 // 2],
        "1 MB without a space": "가나다라마바사아자차카타파하" * 24_000,
        "1 MB of one letter": "a" * 1_000_000,
    }
    for name, text in texts.items():
        before = time.process_time()
        hits = compiled.hits(Candidate("", text))
        print(f"  {name:28} {time.process_time() - before:6.2f} s, {len(hits)} hits")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    options = parser.parse_args()
    show("feed text, selective rules", feed(options.documents, 2_000, 5), options.rounds)
    dense_corpus = dense(max(100, options.documents // 20), 2_000, 5)
    show("dense text, broad rules", dense_corpus, options.rounds)
    show("100,000 terms", feed(max(100, options.documents // 10), 20_000, 5, seed=3), options.rounds)
    print("\nhostile texts")
    hostile(dense_corpus)


if __name__ == "__main__":
    main()
