"""Bad configuration is answered with every problem and its place; secrets come from outside and stay there."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config import load_config
from monitor.secret_text import redacted
from monitor.yaml_file import BadFile


def home(folder: Path, text: str, **environ: str) -> dict[str, str]:
    (folder / "policywatch.yml").write_text(text, encoding="utf-8")
    return {"POLICYWATCH_HOME": str(folder)} | environ


def problems(environ: dict[str, str]) -> str:
    with pytest.raises(BadFile) as caught:
        load_config(environ)
    return "\n".join(str(one) for one in caught.value.problems)


def test_an_empty_home_means_defaults(tmp_path: Path) -> None:
    conf = load_config({"POLICYWATCH_HOME": str(tmp_path)})
    assert conf.database == f"sqlite:///{tmp_path / 'data' / 'policywatch.db'}"
    assert conf.allow_networks == ()


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = "chanels: {}\nsubscriptions:\n  - id: desk\n    channels: []\n    severity: hgih\n"
    said = problems(home(tmp_path, text))
    assert "policywatch.yml:1:1: chanels: unknown field, did you mean 'channels'?" in said
    assert "policywatch.yml:4:5: subscriptions.0.channels" in said
    assert "policywatch.yml:5:5: subscriptions.0.severity" in said


def test_unknown_channels_and_addresses_are_refused(tmp_path: Path) -> None:
    text = (
        "channels:\n  a: {url: 'syslog://'}\n  b: {url: 'mailto://nobody'}\n  c: {url: '${NOT_SET}'}\n"
        "subscriptions:\n  - {id: desk, channels: [room]}\noperators: [a, nowhere]\n"
    )
    said = problems(home(tmp_path, text))
    assert "'syslog' is no channel that may be used" in said
    assert "neither NOT_SET nor NOT_SET_FILE is set" in said
    assert "subscriptions.0.channels.0: unknown channel 'room'; known are a, b, c" in said
    assert "operators.1: unknown channel 'nowhere'" in said


def test_secrets_come_from_the_environment_or_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s3cret\n", encoding="utf-8")
    text = "channels: {desk: {url: 'mailto://me:${PASSWORD}@mail.example.org?to=you@example.org'}}\n"
    conf = load_config(home(tmp_path, text, PASSWORD_FILE=str(tmp_path / "secret")))
    assert "me:s3cret@" in conf.channel_urls["desk"]
    assert "s3cret" not in redacted(f"could not reach {conf.channel_urls['desk']} today")


def test_networks_come_from_both_places(tmp_path: Path) -> None:
    environ = home(tmp_path, "networks: {allow: [10.0.0.0/8]}\n", POLICYWATCH_ALLOW_NETWORKS="127.0.0.0/8")
    assert [str(one) for one in load_config(environ).allow_networks] == ["10.0.0.0/8", "127.0.0.0/8"]
    assert "is no network" in problems(environ | {"POLICYWATCH_ALLOW_NETWORKS": "localhost"})


def test_only_what_is_named_is_watched(tmp_path: Path) -> None:
    from monitor.opened import catalogue, watched

    conf = load_config(home(tmp_path, "sources: {only: []}\n"))
    assert watched(conf, catalogue(conf)) == {}
    conf = load_config(home(tmp_path, "sources: {only: [us/nist-news]}\n"))
    assert list(watched(conf, catalogue(conf))) == ["us/nist-news"]
