"""Rules from files: the package's and the user's, replaced by id, reloaded as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

import rules
from monitor.yaml_file import BadFile, Positioned, Problem, read_yaml, validated
from rules import Concept, Rule, RuleError, RuleSet

PACKAGE = Path(rules.__file__).parent
_CONCEPTS: TypeAdapter[list[Concept]] = TypeAdapter(list[Concept])
_RULES: TypeAdapter[list[Rule]] = TypeAdapter(list[Rule])


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept or rule and where it is written."""

    model: Any
    file: Positioned
    index: int

    def problem(self, loc: Sequence[str | int], message: str) -> Problem:
        return self.file.problem((self.index, *loc), message)


@dataclass(frozen=True, slots=True)
class Written:
    """What the folders hold, by id; later folders replace."""

    concepts: dict[str, Entry]
    rules: dict[str, Entry]

    def compiled(self) -> RuleSet:
        """Raises BadFile when concepts and rules do not fit together."""
        try:
            return rules.compile(
                [entry.model for entry in self.concepts.values()], [entry.model for entry in self.rules.values()]
            )
        except RuleError as error:
            raise BadFile(sorted({self._placed(*problem) for problem in error.problems})) from error

    def problem(self, id_: str, loc: Sequence[str | int], message: str) -> Problem:
        return self._placed(id_, tuple(loc), message)

    def _placed(self, id_: str, loc: tuple[str | int, ...], message: str) -> Problem:
        # a rule and a concept may share an id; the first word of the place tells them apart
        first, second = (self.rules, self.concepts) if loc[:1] and loc[0] in _OF_RULES else (self.concepts, self.rules)
        entry = first.get(id_) or second.get(id_)
        return entry.problem(loc, message) if entry else Problem("", 1, 1, id_, message)


_OF_RULES = {"title", "when", "unless", "raise", "lower", "facets", "labels", "severity", "applies"}


def read_folders(folders: Sequence[Path] = (), builtin: bool = True) -> Written:
    """Raises BadFile with the problems of all files."""
    written, problems = Written({}, {}), []
    for folder in ([PACKAGE] if builtin else []) + list(folders):
        for kind, adapter, entries in (("concepts", _CONCEPTS, written.concepts), ("packs", _RULES, written.rules)):
            problems += _read_kind(folder / kind, adapter, entries)
    if problems:
        raise BadFile(problems)
    return written


def _read_kind(folder: Path, adapter: TypeAdapter[Any], entries: dict[str, Entry]) -> list[Problem]:
    problems: list[Problem] = []
    here: dict[str, Entry] = {}
    for path in _files(folder):
        try:
            file = read_yaml(path)
            models = validated(file, adapter) if file.data is not None else []
        except BadFile as error:
            problems += error.problems
            continue
        for index, model in enumerate(models):
            if model.id in here:
                first = here[model.id].problem(("id",), "")
                message = f"{model.id!r} stands already in {first.path}:{first.line}"
                problems.append(file.problem((index, "id"), message))
            here.setdefault(model.id, Entry(model, file, index))
    entries.update(here)
    return problems


def _files(folder: Path) -> list[Path]:
    return sorted(path for pattern in ("*.yml", "*.yaml") for path in folder.glob(pattern))


def load_rules(folders: Sequence[Path] = ()) -> RuleSet:
    """The package's rules with the user's over them. Raises BadFile."""
    return read_folders(folders).compiled()


class Rulebook:
    """The rules in force. A bad file leaves them in force."""

    def __init__(self, folders: Sequence[Path] = (), builtin: bool = True) -> None:
        """Raises BadFile: there are no old rules to keep yet."""
        self._folders, self._builtin = tuple(folders), builtin
        self._seen = self._stamp()
        self.current = self._read()

    def _read(self) -> RuleSet:
        return read_folders(self._folders, self._builtin).compiled()

    def reload(self) -> list[Problem]:
        """Takes the files as they are now, all or none; the problems when none."""
        self._seen = self._stamp()
        try:
            self.current = self._read()
        except BadFile as error:
            return error.problems
        return []

    def changed(self) -> bool:
        """Has a file been written, added or removed since the last reload?"""
        return self._stamp() != self._seen

    def _stamp(self) -> frozenset[tuple[str, int, int]]:
        return frozenset(self._stamps())

    def _stamps(self) -> Iterator[tuple[str, int, int]]:
        for folder in (PACKAGE, *self._folders):
            for path in (*_files(folder / "concepts"), *_files(folder / "packs")):
                try:
                    stat = path.stat()
                except FileNotFoundError:
                    continue  # removed while we looked: it is missing from the stamp, as it should be
                yield str(path), stat.st_mtime_ns, stat.st_size
