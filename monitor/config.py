"""policywatch.yml, read once in the CLI and handed down. Every setting is explained in monitor/README.md."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, StringConstraints, TypeAdapter, model_validator

from crawlers.checked import Duration
from monitor.attention_config import unknown_channels, with_profiles
from monitor.places import Places, places
from monitor.retention import Keep
from monitor.secret_text import MissingSecret, filled_in
from monitor.subscription import Channel, Name, Strict, Subscription
from monitor.web.settings import Web
from monitor.yaml_file import BadFile, Positioned, Problem, read_yaml, validated

if TYPE_CHECKING:
    from crawlers.crawler import CrawlerSettings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def _network(value: object) -> Network:
    try:
        return ipaddress.ip_network(str(value))
    except ValueError as error:
        raise ValueError(f"{value!r} is no network; write one such as 10.0.0.0/8") from error


def _bytes(value: object) -> object:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(kB|MB|GB|TB)?", str(value))
    if found is None:
        raise ValueError(f"{value!r} is no size; write one such as 500MB or 2GB")
    return int(float(found[1]) * {None: 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}[found[2]])


class Networks(Strict):
    allow: list[Annotated[Network, BeforeValidator(_network)]] = []


class Choice(Strict):
    """Which sources of the catalogue are watched beyond what they say themselves."""

    enable: list[str] = []  # ids or patterns: kr/*, tag:critical-minerals, publisher:NIST
    disable: list[str] = []
    only: list[str] | None = None  # nothing but these; an empty list: nothing


class Observe(Strict):
    """Where the daemon says how it is."""

    listen: Annotated[str, StringConstraints(pattern=r"^(off|[^\s/]+:\d{1,5})$")] = "127.0.0.1:8701"  # or off
    log: Literal["text", "json"] = "text"


class CanaryTest(Strict):
    """A test item that travels the whole way, from a source to a channel."""

    every: Duration = timedelta(hours=1)
    channel: Name
    within: Duration = timedelta(minutes=10)  # later: an incident


class Settings(Strict):
    database: str = ""  # default: an SQLite file in the data folder
    contact: str = "https://github.com/policywatch/policywatch"
    networks: Networks = Networks()
    sources: Choice = Choice()
    host_delay: float = 1.0  # seconds between two requests to one host
    channels: dict[Name, Channel] = {}
    subscriptions: list[Subscription] = []
    operators: list[Name] = []  # channels that hear of incidents
    observe: Observe = Observe()
    web: Web = Web()
    keep: Keep = Keep()
    canary: CanaryTest | None = None
    least_free: Annotated[int, BeforeValidator(_bytes)] = 1_000_000_000  # bytes on the disk of data and log
    unknown_deliveries: Literal["repeat", "hold"] = "repeat"  # what may have been accepted before a time-out or kill

    @model_validator(mode="after")
    def _ids_once(self) -> Settings:
        ids = [subscription.id for subscription in self.subscriptions]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"subscriptions: the id {twice[0]!r} is given twice")
        return self


@dataclass(frozen=True, slots=True)
class Config:
    places: Places
    settings: Settings
    allow_networks: tuple[Network, ...]
    channel_urls: Mapping[str, str]  # filled in; secret

    @property
    def home(self) -> Path:
        return self.places.config

    @property
    def sources_folder(self) -> Path:
        return self.places.config / "sources"

    @property
    def rules_folder(self) -> Path:
        return self.places.config / "rules"

    @property
    def database(self) -> str:
        return self.settings.database or self.places.database

    def crawler_settings(self) -> CrawlerSettings:
        from crawlers.crawler import CrawlerSettings

        settings = self.settings
        return CrawlerSettings(self.allow_networks, contact=settings.contact, delay=settings.host_delay)


def load_config(environ: Mapping[str, str] = os.environ) -> Config:
    """Raises BadFile with every problem. A missing policywatch.yml means the defaults."""
    where = places(environ)
    file = read_yaml(where.config_file) if where.config_file.exists() else Positioned("", {}, None)
    if file.data is None:
        file = Positioned(file.path, {}, None)
    settings: Settings = validated(file, TypeAdapter(Settings))
    urls, problems = _channel_urls(file, settings, environ)
    problems += unknown_channels(file, settings)
    if problems:
        raise BadFile(sorted(problems))
    subscriptions = with_profiles(file, settings.subscriptions, where.config / "rules")
    allowed = (*settings.networks.allow, *_networks_of(environ))
    database = environ.get("POLICYWATCH_DATABASE", settings.database)
    try:
        update = {"database": filled_in(database, environ), "subscriptions": subscriptions}
        settings = settings.model_copy(update=update)
    except MissingSecret as error:
        raise BadFile([file.problem(("database",), str(error))]) from error
    return Config(where, settings, allowed, urls)


def _networks_of(environ: Mapping[str, str]) -> tuple[Network, ...]:
    name = "POLICYWATCH_ALLOW_NETWORKS"
    try:
        return tuple(_network(part.strip()) for part in environ.get(name, "").split(",") if part.strip())
    except ValueError as error:
        raise BadFile([Problem(f"environment {name}", 1, 1, "", str(error))]) from error


def _channel_urls(
    file: Positioned, settings: Settings, environ: Mapping[str, str]
) -> tuple[dict[str, str], list[Problem]]:
    from monitor.channel import channel_problem

    urls: dict[str, str] = {}
    problems: list[Problem] = []
    for name, channel in settings.channels.items():
        try:
            urls[name] = filled_in(channel.url, environ)
        except MissingSecret as error:
            problems.append(file.problem(("channels", name, "url"), str(error)))
            continue
        if problem := channel_problem(urls[name]):
            problems.append(file.problem(("channels", name, "url"), problem))
    return urls, problems
