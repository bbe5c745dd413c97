"""What people call concepts and minerals: 갈륨, gallium and 镓 are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from rules import Concept
from rules.fold import GAP_CHARACTERS, fold_name
from rules.schema import Name

#: Kinds of concepts whose names say all; those of a measure mean it only beside other words.
_THINGS = ("mineral", "material")
_LONG = 5  # letters: shorter Latin names stand inside of other words


class Names:
    """Concepts by id and by every name they have."""

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._concepts = concepts
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for concept in concepts.values():
            for name in (concept.id, *(one.name for one in _names(concept)), *concept.title.values()):
                self._by_name[_key(name)].add(concept.id)

    def concepts(self, said: str) -> list[str]:
        """Ids of what is called so; else what was said, which may be a pattern."""
        return sorted(self._by_name.get(_key(said), ())) or [said]

    def minerals(self, said: str) -> list[str]:
        found = {self._concepts[one].mineral for one in self._by_name.get(_key(said), ())}
        return sorted(one for one in found if one) or [said]

    def texts(self, concept_id: str) -> list[str]:
        """The names of a material in every language, those that can mean nothing else wherever they stand."""
        concept = self._concepts.get(concept_id)
        if concept is None or concept.kind not in _THINGS or concept.needs or concept.refuses:
            return []
        plain = {_key(name.name): name.name for name in reversed(_names(concept)) if _is_plain(name, concept)}
        return [name for key, name in reversed(plain.items()) if not any(one in key for one in plain if one != key)]


def _names(concept: Concept) -> list[Name]:
    return [name for names in concept.names.values() for name in names]


def _key(name: str) -> str:
    return "".join(letter for letter in fold_name(name) if letter not in GAP_CHARACTERS)


def _is_plain(name: Name, concept: Concept) -> bool:
    """Not in need of other words, nor part of everyday ones. Decoys of several words are too rare to do harm."""
    decoys = (*name.decoys, *concept.decoys)
    if name.case or name.needs or name.refuses or any(" " not in decoy for decoy in decoys):
        return False
    letters = _key(name.name)
    return len(letters) >= (_LONG if letters.isascii() else 1)


@cache
def package_names() -> Names:
    """Of the concepts that come with the program."""
    from monitor.rulebook import read_folders

    return Names({id_: entry.model for id_, entry in read_folders().concepts.items()})
