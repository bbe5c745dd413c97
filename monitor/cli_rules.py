"""policywatch rules: check, test, match, eval, diff, explain, schema."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.rule_options import Alone, AsJson, Folders, print_json, rules_in, told, written_in

app = typer.Typer(help="Check, test, measure and explain the rules.", no_args_is_help=True)

_FAILED = 1


@app.command()
def match(
    file: Annotated[
        str, typer.Argument(help="JSONL, one item a line: title, body, agency, lang …; - for standard input.")
    ],
    text: Annotated[bool, typer.Option("--text", help="FILE is one plain text: its first line is the title.")] = False,
    rules: Folders = None,
    alone: Alone = False,
) -> None:
    """Items in, predictions out: one JSON object a line, in the same order."""
    from monitor.rule_items import prediction, read_items, read_text

    with told():
        compiled = rules_in(rules, alone)
        for item in [read_text(file, sys.stdin)] if text else read_items(file, sys.stdin):
            print_json(prediction(compiled, item))


@app.command("eval")
def evaluate(
    file: Annotated[
        str, typer.Argument(help="JSONL of labelled items: the labels as 0/1, severity, minerals, lang, hard.")
    ],
    errors: Annotated[int, typer.Option(help="How many of the errors to list.")] = 40,
    rules: Folders = None,
    alone: Alone = False,
    as_json: AsJson = False,
) -> None:
    """Precision, recall and F1 by label and language; severity; minerals; the errors."""
    from monitor.rule_items import prediction, read_items
    from monitor.rule_report import report_json, report_table
    from rules.measure import labelled, labels_of, measure

    with told():
        compiled = rules_in(rules, alone)
        items = list(read_items(file, sys.stdin))
        labels = labels_of(items)
        rows = [labelled(item, prediction(compiled, item), labels) for item in items]
    report = measure(rows, labels)
    if as_json:
        print_json(report_json(report))
    else:
        report_table(report, errors)


@app.command()
def check(rules: Folders = None, alone: Alone = False, as_json: AsJson = False) -> None:
    """Errors with their place, and rules that never fire, fire on everything, are shadowed or slow."""
    from dataclasses import asdict

    from rules.lint import lint

    with told():
        written = written_in(rules, alone)
        findings = lint(written.compiled())
    placed = sorted((written.problem(one.id, one.loc, f"{one.level}: {one.message}"), one.level) for one in findings)
    if as_json:
        print_json([{**asdict(problem), "level": level} for problem, level in placed])
    else:
        for problem, _ in placed:
            print(problem)
        print(f"{len(written.concepts)} concepts, {len(written.rules)} rules, {len(placed)} findings")
    if any(level == "error" for _, level in placed):
        raise typer.Exit(_FAILED)


@app.command("test")
def run_examples(rules: Folders = None, alone: Alone = False, as_json: AsJson = False) -> None:
    """Run the examples of all concepts and rules."""
    from dataclasses import asdict

    from rules.examples import count, failures

    with told():
        written = written_in(rules, alone)
        compiled = written.compiled()
    failed = sorted(written.problem(*failure) for failure in failures(compiled))
    if as_json:
        print_json([asdict(problem) for problem in failed])
    else:
        for problem in failed:
            print(problem)
        print(f"{count(compiled)} examples, {len(failed)} failed")
    if failed:
        raise typer.Exit(_FAILED)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder with the rules as they were.")],
    new: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder with the rules as they will be.")],
    file: Annotated[str | None, typer.Argument(help="JSONL of items to try them on; or --archive.")] = None,
    archive: Annotated[bool, typer.Option("--archive", help="Try them on every stored document.")] = False,
    alone: Alone = False,
    most: Annotated[int | None, typer.Option(help="Fail when more alerts change than this.")] = None,
    as_json: AsJson = False,
) -> None:
    """Alerts gained and lost when NEW takes the place of OLD."""
    from dataclasses import asdict

    from monitor.rule_diff import changes
    from monitor.rule_show import show_changes
    from monitor.rulebook import read_folders

    if archive == (file is not None):
        raise typer.BadParameter("give either a FILE of items or --archive", param_hint="FILE")
    with told():
        before, after = (read_folders([folder], builtin=not alone).compiled() for folder in (old, new))
        items = list(_items(file))
        found = list(changes(before, after, items))
    if as_json:
        print_json([asdict(change) for change in found])
    else:
        show_changes(found, len(items))
    if most is not None and len(found) > most:
        raise typer.Exit(_FAILED)


def _items(file: str | None) -> Iterator[tuple[str, Any]]:
    from monitor.rule_items import candidate_of, read_items

    if file is not None:
        for number, item in enumerate(read_items(file, sys.stdin), 1):
            yield str(item.get("id") or number), candidate_of(item)
        return
    from monitor.opened import config, database
    from monitor.rule_diff import archived

    yield from archived(database(config()))


@app.command()
def rematch(as_json: AsJson = False) -> None:
    """Read the archive again with today's rules; what is found is stored and nobody is alerted."""
    from datetime import UTC, datetime

    from monitor.opened import config, database, rulebook
    from monitor.rematch import rematch as read_again

    with told():
        conf = config()
        summary = read_again(database(conf), rulebook(conf).current, datetime.now(UTC))
    if as_json:
        print_json(summary.as_json())
        return
    print(summary)
    for rule, titles in summary.titles.items():
        print(f"  {rule}: {'; '.join(title[:80] for title in titles)}")


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="The text; its first line is the title. - for standard input.")],
    rule: Annotated[list[str] | None, typer.Option("--rule", help="Only this rule; repeatable.")] = None,
    language: Annotated[str, typer.Option(help="Language of the text; guessed when not given.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Also rules of which nothing was found.")] = False,
    rules: Folders = None,
    alone: Alone = False,
    as_json: AsJson = False,
) -> None:
    """Why each rule fires on a text, or why not, condition by condition."""
    from monitor.rule_items import candidate_of, read_text, text_item
    from monitor.rule_show import explanations_json, show_explanations
    from rules.explain import explain as explained

    with told():
        compiled = rules_in(rules, alone)
        item = read_text("-", sys.stdin) if text == "-" else text_item(text)
    for id_ in rule or ():
        if id_ not in compiled.compiled:
            from rules.lexicon import did_you_mean

            raise typer.BadParameter(f"no rule {id_!r}{did_you_mean(id_, compiled.compiled)}", param_hint="--rule")
    candidate = candidate_of({**item, "lang": language})
    explanations = explained(compiled, candidate, rule or ())
    if as_json:
        print_json(explanations_json(candidate, explanations))
    else:
        show_explanations(candidate, explanations, everything or bool(rule))


@app.command()
def schema(
    of: Annotated[str, typer.Argument(help="packs or concepts: which files the schema is for.")] = "packs",
) -> None:
    """JSON Schema of the files, for editors."""
    from pydantic import TypeAdapter

    from rules import Concept, Rule

    models: dict[str, Any] = {"packs": list[Rule], "concepts": list[Concept]}
    if of not in models:
        raise typer.BadParameter("packs or concepts", param_hint="OF")
    print_json(TypeAdapter(models[of]).json_schema(by_alias=True))


if __name__ == "__main__":
    app()
