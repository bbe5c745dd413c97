"""policywatch: the command. Everything heavy is imported inside the commands, so that --help is quick."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor import (
    cli_archive,
    cli_as_if,
    cli_attention,
    cli_backfill,
    cli_calendar,
    cli_compare,
    cli_deliveries,
    cli_doctor,
    cli_extract,
    cli_facts,
    cli_keep,
    cli_latency,
    cli_look,
    cli_message,
    cli_rules,
    cli_search,
    cli_sources,
    cli_stories,
    cli_subscriptions,
    cli_web,
    cli_worker,
)
from monitor.opened import (
    FAILED,
    USAGE,
    catalogue,
    config,
    database,
    refuse,
    rulebook,
    stand_ins,
    told_errors,
    watched,
)

app = typer.Typer(
    help="Watches government pages, feeds and bulletins for the events that move supply chains.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
AsJson = cli_look.AsJson


@app.command()
def run(
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say every poll on the terminal too.")] = False,
    hold: Annotated[bool, typer.Option("--hold", help="Send nothing until `policywatch deliveries release`.")] = False,
) -> None:
    """Start the daemon: poll every watched source when it is due, and tell the subscribers."""
    from monitor.memory import loading

    with told_errors():
        with loading():
            from monitor.running import run_daemon

            conf = config()
            known, rules = catalogue(conf), rulebook(conf)
            sources, spare = watched(conf, known), stand_ins(conf, known)
        engine = database(conf)
        cli_keep.before_run(engine, hold=hold)
        code = run_daemon(conf, engine, sources, rules, stand_ins=spare, verbose=verbose)
    raise typer.Exit(code)


@app.command()
def demo(
    keep: Annotated[Path | None, typer.Option("--keep", help="Keep the demo's home in this folder.")] = None,
) -> None:
    """See the whole of it in a minute: a small world of publishers on this machine, no internet needed."""
    try:
        from monitor.demo.show import show_demo
    except ModuleNotFoundError as error:
        refuse(f"the demo needs {error.name}: pip install 'policywatch[demo]'", FAILED)
    raise typer.Exit(show_demo(keep))


@app.command("test-alert")
def test_alert(channel: Annotated[str, typer.Argument(help="A channel of policywatch.yml.")]) -> None:
    """Send a test message, to prove that a channel works."""
    from monitor.channel import Message, send
    from monitor.channel_error import ChannelError

    with told_errors():
        urls = config().channel_urls
    if channel not in urls:
        refuse(f"there is no channel {channel!r}; known are {', '.join(sorted(urls)) or 'none'}", USAGE)
    text = "This is a test of Policywatch. If you can read it, the channel works."
    try:
        send(urls[channel], Message("[policywatch] test", text, f"<p>{text}</p>"))
    except ChannelError as error:
        hint = "it may pass: try again" if error.retry else "check the address of the channel"
        refuse(f"{channel}: not accepted ({hint}): {error}", FAILED)
    typer.echo(f"{channel}: accepted")


app.command()(cli_worker.worker)
app.command()(cli_look.status)
app.command()(cli_search.search)
app.command()(cli_search.export)
app.command()(cli_doctor.doctor)
app.command()(cli_latency.latency)
app.command()(cli_look.matches)
app.command()(cli_look.show)
app.command()(cli_look.why)
app.command("show-message")(cli_message.show_message)
app.command("why-not")(cli_look.why_not)
app.command("extract")(cli_extract.extract_command)
app.command()(cli_backfill.backfill)
app.command()(cli_backfill.audit)
app.command("as-if")(cli_as_if.as_if)
app.command()(cli_archive.reparse)
app.command()(cli_keep.backup)
app.command()(cli_keep.restore)
app.command()(cli_keep.move)
app.command()(cli_keep.prune)
app.command()(cli_archive.evidence)
app.command()(cli_archive.verify)
app.add_typer(cli_archive.snapshots, name="snapshots")
app.command()(cli_compare.diff)
app.command()(cli_compare.stories)
app.command()(cli_stories.revisions)
app.command()(cli_stories.release)
app.command()(cli_facts.dates)
app.command()(cli_facts.numbers)
app.command()(cli_calendar.calendar)
app.command()(cli_calendar.measures)
app.command()(cli_attention.acknowledge)
app.command()(cli_attention.assign)
app.command()(cli_attention.snooze)
app.add_typer(cli_attention.attention, name="attention")
app.add_typer(cli_deliveries.app, name="deliveries")
app.add_typer(cli_attention.silences, name="silences")
app.add_typer(cli_subscriptions.app, name="subscriptions")
app.add_typer(cli_rules.app, name="rules")
app.add_typer(cli_sources.app, name="sources")
app.command()(cli_web.web)
app.add_typer(cli_web.tokens, name="tokens")


def main() -> None:
    app()


if __name__ == "__main__":
    main()
