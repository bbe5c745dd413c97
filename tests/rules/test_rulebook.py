"""Rules from files: overriding, reloading, and what is said about bad ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from monitor.rulebook import Rulebook, load_rules, read_folders
from monitor.yaml_file import BadFile
from rules import Candidate

_CONCEPT = "- id: gallium\n  kind: mineral\n  names: {ko: 갈륨}\n"
_RULE = "- id: one\n  title: {en: One}\n  when: {concept: gallium}\n"


def folder(path: Path, concepts: str = _CONCEPT, packs: str = _RULE) -> Path:
    for kind, text in (("concepts", concepts), ("packs", packs)):
        (path / kind).mkdir(parents=True, exist_ok=True)
        (path / kind / "mine.yml").write_text(text, encoding="utf-8")
    return path


def problems(*folders: Path) -> list[str]:
    with pytest.raises(BadFile) as caught:
        read_folders(folders, builtin=False).compiled()
    return [str(problem).partition("mine.yml:")[2] for problem in caught.value.problems]


def test_later_folders_override_by_id(tmp_path: Path) -> None:
    first = folder(tmp_path / "first")
    second = folder(tmp_path / "second", concepts="", packs=_RULE.replace("One", "Mine"))
    rules = read_folders([first, second], builtin=False).compiled()
    assert rules.rules["one"].title == {"en": "Mine"}
    assert rules.hits(Candidate("갈륨"))


def test_the_package_has_rules_of_its_own() -> None:
    rules = load_rules()
    assert "gallium" in rules.concepts


def test_a_field_that_is_misspelt(tmp_path: Path) -> None:
    packs = "- id: one\n  title: {en: One}\n  when:\n    anny: [x]\n"
    assert "4:5: 0.when.anny: unknown field, did you mean 'any'?" in problems(folder(tmp_path, packs=packs))


def test_what_does_not_fit_together_has_its_place(tmp_path: Path) -> None:
    packs = (
        _RULE.replace("gallium", "galium") + "- id: two\n  title: {en: Two}\n  when:\n    all:\n      - regex: '('\n"
    )
    assert problems(folder(tmp_path, packs=packs)) == [
        "3:10: 0.when.concept: unknown concept 'galium', did you mean 'gallium'?",
        "8:9: 1.when.all.0.regex: '(' is no RE2 expression: missing ): (",
    ]


def test_problems_of_all_files_come_together(tmp_path: Path) -> None:
    found = problems(folder(tmp_path, concepts=_CONCEPT + _CONCEPT, packs=_RULE.replace("when", "wen")))
    assert found[0].startswith("4:3: 1.id: 'gallium' stands already in ")
    assert "3:3: 0.wen: unknown field, did you mean 'when'?" in found


def test_a_reload_takes_all_or_nothing(tmp_path: Path) -> None:
    mine = folder(tmp_path)
    book = Rulebook([mine], builtin=False)
    before = book.current
    assert before.hits(Candidate("갈륨"))
    (mine / "packs" / "mine.yml").write_text("- id: one\n  titel: x\n")
    assert book.changed()
    assert any("titel" in str(problem) for problem in book.reload())
    assert book.current is before
    assert not book.changed()
    (mine / "packs" / "mine.yml").write_text(_RULE.replace("{concept: gallium}", "게르마늄"))
    assert book.reload() == []
    assert [hit.rule_id for hit in book.current.hits(Candidate("게르마늄"))] == ["one"]
    assert book.current.hits(Candidate("갈륨")) == []


def test_files_that_come_and_go_are_noticed(tmp_path: Path) -> None:
    mine = folder(tmp_path)
    book = Rulebook([mine], builtin=False)
    assert not book.changed()
    (mine / "packs" / "more.yml").write_text("")
    assert book.changed()
    assert book.reload() == []
    (mine / "packs" / "more.yml").unlink()
    assert book.changed()


def test_a_file_that_was_only_touched_is_read_again(tmp_path: Path) -> None:
    mine = folder(tmp_path)
    book = Rulebook([mine], builtin=False)
    os.utime(mine / "packs" / "mine.yml", ns=(1, 1))
    assert book.changed()
    version = book.current.version
    assert book.reload() == []
    assert book.current.version == version


def test_half_a_file_keeps_the_old_rules(tmp_path: Path) -> None:
    mine = folder(tmp_path)
    book = Rulebook([mine], builtin=False)
    before = book.current
    (mine / "concepts" / "mine.yml").write_text(_CONCEPT[:-4])
    assert book.reload()
    assert book.current is before
