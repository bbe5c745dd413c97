"""What stands around an alert: the templates, ours or the user's, and links to the page of this instance."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from monitor.concept_names import HANGUL
from monitor.words import Words

if TYPE_CHECKING:
    from jinja2 import Environment

    from monitor.config import Config

_log = logging.getLogger(__name__)
OURS = Path(__file__).parent / "templates"
#: How long a signed link of a message acts.
_VALID = timedelta(days=30)
#: Kinds that somebody may take care of by a link; a digest is many, and what is gone needs nobody.
_NOT_ACTED_ON = ("withdrawn", "returned", "reminder", "digest", "summary", "group", "past")

Links = tuple[tuple[str, str], ...]


@cache
def templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(loader=FileSystemLoader(OURS), autoescape=select_autoescape(["html"]), undefined=StrictUndefined)


@dataclass(frozen=True, slots=True)
class Frame:
    """`templates`: the user's folder, whose files go before ours. `page`: address of the page; empty: no links."""

    templates: Path | None = None
    page: str = ""
    secret: bytes = b""
    who: str = ""  # whose links act: the channel that gets them
    used: set[str] = field(default_factory=set)  # of the user's
    problems: dict[str, str] = field(default_factory=dict)  # template of the user's → what is wrong with it

    def of(self, who: str) -> Frame:
        """For one message to one channel."""
        return replace(self, who=who, used=set(), problems={})

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        """By the user's template, when there is one; one that fails is noted, and ours stands in."""
        context = {**context, "breaks": breaks}
        if self.templates and (self.templates / name).is_file():
            from monitor.message_sandbox import BadTemplate, rendered_apart

            try:
                text = rendered_apart(self.templates, name, context)
            except BadTemplate as error:
                self.problems[name] = str(error)
            else:
                self.used.add(name)
                return text
        return templates().get_template(name).render(context)

    def both(self, name: str, context: Mapping[str, Any]) -> tuple[str, str]:
        """Text and HTML."""
        return self.render(f"{name}.txt", context), self.render(f"{name}.html", context)

    def links(self, alert: Mapping[str, Any], words: Words, document_id: int | None) -> Links:
        """Labels and addresses: the document on the page, and what a reader may do about the alert."""
        if not self.page:
            return ()
        there = (words.page, f"{self.page}/documents/{document_id}" if document_id else f"{self.page}/")
        if not self.secret or not alert["document_id"] or alert["kind"] in _NOT_ACTED_ON:
            return (there,)
        from monitor.web.signed import action_link

        who, until = self.who or alert["subscription"], alert["created_at"] + _VALID
        acts = (("acknowledge", words.acknowledge), ("snooze", words.snooze))
        signed = [(label, action_link(self.secret, self.page, act, alert["id"], who, until)) for act, label in acts]
        return (there, *signed)


def frame_of(conf: Config) -> Frame:
    """Only an instance that says how people reach its page has links to it."""
    own = conf.places.config / "templates"
    page = conf.settings.web.base_url if conf.settings.web.listen != "off" else ""
    if not page:
        return Frame(own)
    from monitor.web.signed import load_secret

    try:
        return Frame(own, page, load_secret(conf.places.data))
    except OSError:
        # without a place for the secret there are no links that act; messages go out all the same
        _log.exception("no secret for links of messages folder=%s", conf.places.data)
        return Frame(own, page)


def breaks(text: str) -> str:
    """Where lines break: Korean between words, Chinese and Japanese anywhere."""
    return "keep-all" if HANGUL.search(text) else "normal"


def local(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"
