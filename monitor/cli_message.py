"""policywatch show-message: an alert as it would be sent now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.opened import FAILED, config, database, print_json, refuse, rulebook, told_errors

if TYPE_CHECKING:
    from monitor.channel import Message
    from monitor.message_frame import Frame


def show_message(
    alert: Annotated[int, typer.Argument(help="The number of an alert.")],
    html: Annotated[Path | None, typer.Option("--html", help="Write its page, pictures inside, to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """An alert as it would be sent now, by your own templates; nothing is sent."""
    with told_errors():
        message, frame = _rendered(alert)
    if html:
        try:
            html.write_text(replace(message, html=message.kept()["html"]).page, encoding="utf-8")
        except OSError as error:
            refuse(f"{html} cannot be written: {error}", FAILED)
    if as_json:
        print_json(message.kept() | {"problems": frame.problems})
    elif not html:
        _print(message)
    for reason in frame.problems.values():
        typer.echo(f"{reason}; the template that comes with the program stood in", err=True)
    if frame.problems:
        raise typer.Exit(FAILED)


def _rendered(alert: int) -> tuple[Message, Frame]:
    from datetime import UTC, datetime

    from db.engine import reading
    from monitor.message import alert_message
    from monitor.message_frame import frame_of

    conf = config()
    subscriptions = {one.id: one for one in conf.settings.subscriptions}
    concepts, frame, now = rulebook(conf).current.concepts, frame_of(conf), datetime.now(UTC)
    try:
        with reading(database(conf)) as connection:
            message = alert_message(connection, alert, subscriptions, now, concepts, frame)
    except LookupError as error:
        refuse(str(error.args[0]), FAILED)
    return message, frame


def _print(message: Message) -> None:
    from monitor.channel import readable

    kept = message.kept()
    said = [("Subject", message.subject), *message.headers.items()]
    head = "".join(f"{name}: {value}\n" for name, value in said)
    links = "".join(f"{label}: {address}\n" for label, address in kept["links"])
    typer.echo(readable(f"{head}\n{kept['text'].rstrip()}\n\n{links}".rstrip()))
