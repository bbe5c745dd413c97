"""What a subscription names, looked up while its file is at hand: profiles against the concepts, channels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.exposure import completed, near, unknown
from monitor.yaml_file import BadFile, Loc, Positioned, Problem

if TYPE_CHECKING:
    from monitor.config import Settings
    from monitor.subscription import Subscription


def with_profiles(file: Positioned, subscriptions: Sequence[Subscription], rules_folder: Path) -> list[Subscription]:
    """With the exposure profiles completed from the concepts. Raises BadFile with the names that no concept has."""
    if not any(one.exposure for one in subscriptions):
        return list(subscriptions)
    from monitor.rulebook import read_folders

    written = read_folders([rules_folder] if rules_folder.is_dir() else [])
    concepts = {name: entry.model for name, entry in written.concepts.items()}
    problems = [
        file.problem(("subscriptions", number, "exposure", *place), message)
        for number, one in enumerate(subscriptions)
        if one.exposure
        for place, message in unknown(one.exposure, concepts.values())
    ]
    if problems:
        raise BadFile(sorted(problems))
    return [
        one.model_copy(update={"exposure": completed(one.exposure, concepts)}) if one.exposure else one
        for one in subscriptions
    ]


def unknown_channels(file: Positioned, settings: Settings) -> list[Problem]:
    named: list[tuple[Loc, str]] = [(("operators", place), channel) for place, channel in enumerate(settings.operators)]
    for number, one in enumerate(settings.subscriptions):
        at: Loc = ("subscriptions", number)
        named += [((*at, "channels", place), channel) for place, channel in enumerate(one.channels)]
        to = one.escalate.to if one.escalate else []
        named += [((*at, "escalate", "to", place), channel) for place, channel in enumerate(to)]
    if settings.canary:
        named.append((("canary", "channel"), settings.canary.channel))
    known = ", ".join(sorted(settings.channels)) or "none"
    return [
        file.problem(loc, f"unknown channel {channel!r}{near(channel, settings.channels)}; known are {known}")
        for loc, channel in named
        if channel not in settings.channels
    ]
