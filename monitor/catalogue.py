"""The catalogue of sources: YAML files of the package, then the user's own, which override by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path

import crawlers
from crawlers.source import Source
from monitor.yaml_file import BadFile, Problem, read_model, read_yaml

PACKAGE_FOLDER = Path(crawlers.__file__).parent / "sources"


class UnknownSource(LookupError):  # noqa: N818  it is about what was typed
    """A pattern that selects nothing is a typing error, never an empty selection."""


def load_sources(folders: Sequence[Path] = ()) -> dict[str, Source]:
    """All sources by id. Raises BadFile with every problem of every file."""
    sources: dict[str, Source] = {}
    paths: dict[str, Path] = {}
    problems: list[Problem] = []
    for folder in (PACKAGE_FOLDER, *folders):
        for path in source_files(folder):
            try:
                source = _read(folder, path)
            except BadFile as error:
                problems += error.problems
            else:
                sources[source.id], paths[source.id] = source, path
    if not problems:  # a broken file would make every fallback to it look broken too
        problems = [_no_fallback(paths[id_], source) for id_, source in sources.items() if _dangles(source, sources)]
    if problems:
        raise BadFile(problems)
    return dict(sorted(sources.items()))


def source_files(folder: Path) -> list[Path]:
    return sorted(path for pattern in ("*.yml", "*.yaml") for path in folder.rglob(pattern))


def id_of(folder: Path, path: Path) -> str:
    """`kr/motir-press.yml` is kr/motir-press."""
    return path.relative_to(folder).with_suffix("").as_posix()


def select(sources: Mapping[str, Source], patterns: Iterable[str]) -> dict[str, Source]:
    """The sources that any pattern names: an id, `kr/*`, `tag:energy`, `publisher:NIST`, `kind:feed`, `country:KR`.

    Raises UnknownSource for a pattern that names none.
    """
    chosen: set[str] = set()
    for pattern in patterns:
        found = {source.id for source in sources.values() if _selects(pattern, source)}
        if not found:
            raise UnknownSource(_nothing(pattern, sources))
        chosen |= found
    return {id_: source for id_, source in sources.items() if id_ in chosen}


def _read(folder: Path, path: Path) -> Source:
    source = read_model(path, Source)
    expected = id_of(folder, path)
    if source.id != expected:
        message = f"the id is {source.id!r} but the file stands at {expected!r}: rename one of them"
        raise BadFile([read_yaml(path).problem(("id",), message)])
    return source


def _dangles(source: Source, sources: Mapping[str, Source]) -> bool:
    return source.fallback is not None and (source.fallback not in sources or source.fallback == source.id)


def _no_fallback(path: Path, source: Source) -> Problem:
    return read_yaml(path).problem(("fallback",), f"{source.fallback!r} is no other source of the catalogue")


#: What a pattern with a colon looks at.
_ASKED: dict[str, Callable[[Source], Sequence[str]]] = {
    "tag": lambda source: source.tags,
    "publisher": lambda source: [source.publisher],
    "kind": lambda source: [source.kind],
    "country": lambda source: [source.country],
}


def _selects(pattern: str, source: Source) -> bool:
    name, colon, wanted = pattern.partition(":")
    if not colon:
        return fnmatchcase(source.id, pattern)
    values = _ASKED[name](source) if name in _ASKED else ()
    return any(fnmatchcase(value.casefold(), wanted.casefold()) for value in values)


def _nothing(pattern: str, sources: Mapping[str, Source]) -> str:
    name, colon, wanted = pattern.partition(":")
    if colon and name not in _ASKED:
        return f"{pattern!r}: say an id, kr/*, or one of {', '.join(f'{name}:…' for name in _ASKED)}"
    known = {value for source in sources.values() for value in _ASKED[name](source)} if colon else set(sources)
    close = get_close_matches(wanted if colon else pattern, sorted(known), n=1, cutoff=0.5)
    hint = f", did you mean {name + colon if colon else ''}{close[0]}?" if close else ""
    return f"{pattern!r} names no source{hint}"
