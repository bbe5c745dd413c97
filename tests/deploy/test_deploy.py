"""What deploy/ promises, as far as a machine without a container engine can tell."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine

from monitor.catalogue import load_sources, select
from monitor.config import load_config
from monitor.observe.metrics import Metrics
from monitor.observe.pulse import Pulse
from monitor.subscription_look import audit

DEPLOY = Path(__file__).parents[2] / "deploy"
TOOLS = Path(sys.executable).parent
UNITS = sorted(DEPLOY.glob("policywatch*.*er*"))


def run(*command: str | Path, **more: object) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, **more)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    return str(done.stdout + done.stderr)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="this machine has no systemd-analyze")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    assert {unit.suffix for unit in UNITS} == {".service", ".timer"}
    for unit in UNITS:
        # the program is not installed here; everything else stays as it is
        text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text(), flags=re.MULTILINE)
        (tmp_path / unit.name).write_text(text)
    for unit in UNITS:
        assert run("systemd-analyze", "verify", "--man=no", tmp_path / unit.name) == ""


def test_the_service_is_watched_and_hardened() -> None:
    text = (DEPLOY / "policywatch.service").read_text()
    for line in ("Type=notify", "WatchdogSec=120", "DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict"):
        assert line in text.splitlines()


def test_the_image_file_is_sound() -> None:
    assert run(TOOLS / "hadolint", "--failure-threshold", "info", DEPLOY / "Dockerfile") == ""
    last_stage = (DEPLOY / "Dockerfile").read_text().rpartition("\nFROM ")[2]
    assert "USER 10001:10001" in last_stage
    assert "HEALTHCHECK" in last_stage


def test_what_the_image_copies_is_there_and_not_ignored() -> None:
    root = DEPLOY.parent
    ignored = (root / ".dockerignore").read_text().splitlines()
    for words in re.findall(r"^COPY (?!--from)(.+) \S+$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE):
        for name in words.split():
            assert (root / name).exists()
            assert f"!{name}" in ignored


def test_the_compose_file_is_what_compose_reads() -> None:
    run(TOOLS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml")
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert services["policywatch"]["read_only"] is True
    assert all(port.startswith("127.0.0.1:") for port in services["policywatch"]["ports"])
    assert "ports" not in services["postgresql"]


def test_kubernetes_accepts_the_manifests(tmp_path: Path) -> None:
    folder = DEPLOY / "kubernetes"
    built = tmp_path / "built.yaml"
    if kubectl := shutil.which("kubectl"):
        built.write_text(run(kubectl, "kustomize", folder))
    else:
        built.write_text("---\n".join((folder / name).read_text() for name in _resources(folder)))
    run(TOOLS / "kubernetes-validate", "--strict", built)


def _resources(folder: Path) -> list[str]:
    named: list[str] = yaml.safe_load((folder / "kustomization.yaml").read_text())["resources"]
    return named


def test_the_container_may_do_as_little_as_possible() -> None:
    pod = yaml.safe_load((DEPLOY / "kubernetes" / "deployment.yaml").read_text())["spec"]["template"]["spec"]
    context = pod["containers"][0]["securityContext"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert context == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


@pytest.mark.parametrize("path", [*(DEPLOY / "examples").glob("*.yml"), DEPLOY / "kubernetes" / "policywatch.yml"])
def test_the_example_configurations_work(path: Path, tmp_path: Path) -> None:
    from monitor.rulebook import Rulebook

    shutil.copy(path, tmp_path / "policywatch.yml")
    secrets = dict.fromkeys(re.findall(r"\$\{(\w+)\}", path.read_text()), "json://127.0.0.1/hook")
    conf = load_config({"POLICYWATCH_HOME": str(tmp_path)} | secrets)
    sources, rules = load_sources([]), Rulebook([]).current
    for pattern in [conf.settings.sources.enable, conf.settings.sources.disable]:
        assert select(sources, pattern) or not pattern
    assert [audit(one, sources, sources, rules) for one in conf.settings.subscriptions] == [
        [] for _ in conf.settings.subscriptions
    ]


def test_dashboard_and_alert_rules_ask_only_for_metrics_that_exist(engine: Engine) -> None:
    known = set(re.findall(rb"^# TYPE (\w+) ", Metrics(engine, Pulse()).exposition(), re.MULTILINE))
    names = {name.decode() for name in known} | {"process_cpu_seconds_total"}
    asked = [one["expr"] for panel in _dashboard()["panels"] for one in panel["targets"]]
    asked += [rule["expr"] for group in _alert_rules()["groups"] for rule in group["rules"]]
    used = {word for expression in asked for word in re.findall(r"\b(?:policywatch|process)_\w+", expression)}
    assert used
    assert {re.sub(r"_bucket$", "", one) for one in used} <= names


def test_every_alert_rule_says_what_to_do() -> None:
    for group in _alert_rules()["groups"]:
        for rule in group["rules"]:
            assert rule["annotations"].keys() == {"summary", "do"}
            assert rule["labels"]["severity"] in ("warning", "critical")


def _dashboard() -> dict:  # type: ignore[type-arg]
    return json.loads((DEPLOY / "grafana" / "dashboard.json").read_text())  # type: ignore[no-any-return]


def _alert_rules() -> dict:  # type: ignore[type-arg]
    return yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text())  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("ends", "says", "code", "told"),
    [
        (0, "No known vulnerabilities found", 0, "no known vulnerability in pins.txt"),
        (1, "Found 2 known vulnerabilities in 1 package", 1, "Found 2 known"),
        (1, "ERROR: lxml: Dependency not found on PyPI and could not be audited", 2, "nothing is known about pins.txt"),
        (1, "Failed to connect to pypi.org", 2, "the advisories could not be read"),
    ],
)
def test_an_audit_that_read_no_advisories_is_not_taken_for_a_clean_one(
    tmp_path: Path, ends: int, says: str, code: int, told: str
) -> None:
    """The words are those of pip-audit 2.10."""
    program = tmp_path / "pip-audit"
    program.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit {ends}\n")
    program.chmod(0o755)
    done = subprocess.run([DEPLOY / "audit", program, "pins.txt"], capture_output=True, text=True)
    assert done.returncode == code
    assert told in done.stdout + done.stderr
