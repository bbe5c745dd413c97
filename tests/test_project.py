"""The project keeps its own rules: dependencies, names, and documents that cannot drift."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import typer

ROOT = Path(__file__).parent.parent
PACKAGES = ("crawlers", "db", "monitor", "rules")


def test_the_packages_keep_their_dependency_rule() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_owns_our_packages(package: str) -> None:
    # an editable installation lists no packages of its own
    assert set(packages_distributions().get(package, ["policywatch"])) == {"policywatch"}
    module = importlib.import_module(package)
    assert Path(str(module.__file__)).parent.parent == ROOT


def test_modules_are_named_for_what_they_hold() -> None:
    banned = re.compile(r"(^|_)(utils?|helpers?|manager|handler|service|processor|common|core|misc)($|_)")
    named = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if banned.search(path.stem)]
    assert named == []


def commands() -> set[str]:
    from monitor.cli import app

    group = typer.main.get_command(app)
    return set(group.commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("readme", ["README.md", "README.ko.md"])
def test_the_readme_shows_commands_that_exist(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    shown = set(re.findall(r"policywatch ([a-z][a-z-]+)", text))
    assert shown <= commands()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"\n{target}:" in makefile for target in re.findall(r"make ([a-z-]+)", text))


def test_the_korean_readme_keeps_step() -> None:
    english, korean = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ko.md"))
    assert len(re.findall(r"^#+ ", english, re.MULTILINE)) == len(re.findall(r"^#+ ", korean, re.MULTILINE))
    shown = [re.findall(r"(?:policywatch|make) [a-z][a-z-]+", text) for text in (english, korean)]
    assert set(shown[0]) == set(shown[1])


def test_every_command_is_documented() -> None:
    text = (ROOT / "monitor" / "README.md").read_text(encoding="utf-8")
    assert [name for name in sorted(commands()) if not re.search(rf"`{name}( …)?`", text)] == []


def test_every_setting_is_documented() -> None:
    from monitor.config import Settings
    from monitor.exposure import Exposure
    from monitor.subscription import Subscription

    text = (ROOT / "monitor" / "README.md").read_text(encoding="utf-8")
    names = [*Settings.model_fields, *Subscription.model_fields, *Exposure.model_fields]
    assert [name for name in names if f"`{name}" not in text] == []


def test_links_in_documents_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *ROOT.glob("*/README.md")]:
        for link in re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name} links to {link}"


def test_help_is_quick() -> None:
    """In seconds of the processor: a busy machine is no regression. The bar is 0.4 s."""
    program = [sys.executable, "-m", "monitor.cli", "--help"]
    took = []
    for _ in range(3):
        before = os.times()
        subprocess.run(program, cwd=ROOT, check=True, capture_output=True)
        after = os.times()
        took.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert min(took) < 0.5
