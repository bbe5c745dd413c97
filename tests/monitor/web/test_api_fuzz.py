"""The API against its own description: whatever is sent, it answers as described and never with a fault of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import SkipTest

import pytest

pytest.importorskip("schemathesis")
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import positive_data_acceptance

from monitor.rulebook import Rulebook
from monitor.web.site import Site
from tests.monitor.web.test_access import token_for
from tests.monitor.web.world import copied, served, site


@pytest.fixture(scope="module")
def described(
    demo_home: Path, rulebook: Rulebook, server: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    with copied(demo_home, tmp_path_factory.mktemp("fuzz") / "home", server) as home:
        yield from _described(site(home, rulebook, local="nobody"))


def _described(shown: Site) -> Iterator[Any]:
    bearer = {"Authorization": f"Bearer {token_for(shown, 'operator')}"}
    with served(shown) as address:
        yield schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json", headers=bearer), bearer


def fuzzed(described: Any, bearer: dict[str, str], examples: int) -> tuple[int, list[str]]:
    """How many requests were sent, and what was wrong with the answers. What is right and what is wrong is sent alike."""
    sent, wrong = 0, []
    chosen = settings(
        max_examples=examples, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None
    )
    for found in described.get_all_operations():
        operation = found.ok()
        for mode in GenerationMode:

            def once(case: Any) -> None:
                nonlocal sent
                sent += 1
                free = (
                    [positive_data_acceptance] if case.operation.path == "/api/v1/search" else []
                )  # a query has a grammar
                case.validate_response(case.call(headers=bearer), headers=bearer, excluded_checks=free)

            try:
                chosen(given(case=operation.as_strategy(mode))(once))()
            except (FailureGroup, AssertionError) as error:
                wrong.append(f"{operation.label}: {error}")
            except (Unsatisfiable, SkipTest):
                continue  # nothing can be wrong about a request without parameters
    return sent, wrong


def test_it_answers_as_described(described: Any) -> None:
    sent, wrong = fuzzed(*described, 3)
    assert wrong == [], "\n".join(wrong)
    assert sent > 60


@pytest.mark.bench
def test_it_answers_as_described_for_long(described: Any) -> None:
    sent, wrong = fuzzed(*described, 60)
    print(f"\n{sent} requests")
    assert wrong == [], "\n".join(wrong)
