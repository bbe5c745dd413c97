"""policywatch web, tokens."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.opened import FAILED, USAGE, catalogue, config, database, print_json, refuse, rulebook, told_errors

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
tokens = typer.Typer(help="Who may come in: the page and the API ask for one from elsewhere.", no_args_is_help=True)


def web(
    listen: Annotated[str, typer.Option("--listen", help="host:port; default: web.listen.")] = "",
) -> None:
    """The page alone, beside a running daemon or over a copy of its database. It shows and changes nothing."""
    try:
        from monitor.web.serve import serve_alone
    except ModuleNotFoundError as error:
        refuse(f"the page needs {error.name}: pip install 'policywatch[web]'", FAILED)
    from pydantic import ValidationError

    with told_errors():
        conf = config()
        database(conf).dispose()
        try:
            settings = conf.settings.web.model_validate(conf.settings.web.model_dump() | _given(listen))
        except ValidationError as error:
            refuse(f"--listen: {error.errors()[0]['msg']}", USAGE)
        if settings.listen == "off":
            refuse("web.listen is off; give --listen 127.0.0.1:8700", USAGE)
        known, rules = catalogue(conf), rulebook(conf)
    typer.echo(f"The page: {settings.address} (Ctrl-C stops)")
    raise typer.Exit(serve_alone(conf, settings, known, rules))


def _given(listen: str) -> dict[str, str]:
    return {"listen": listen} if listen else {}


@tokens.command("add")
def add_token(
    name: Annotated[str, typer.Argument(help="Who gets it; stands beside what they do.")],
    role: Annotated[str, typer.Option("--role", help="reader, analyst or operator.")] = "reader",
    days: Annotated[int, typer.Option("--days", min=0, help="How long it lets in; 0: until it is revoked.")] = 0,
) -> None:
    """Make a token. It is shown once; only its hash is kept."""
    import secrets
    from datetime import UTC, datetime, timedelta

    import db.web_people
    from db.engine import writing
    from monitor.web.settings import ROLES
    from monitor.web.token_text import token_hash

    if role not in ROLES:
        refuse(f"there is no role {role!r}; known are {', '.join(ROLES)}", USAGE)
    now, token = datetime.now(UTC), f"pw_{secrets.token_urlsafe(32)}"
    row = {
        "name": name,
        "role": role,
        "sha256": token_hash(token),
        "created_at": now,
        "expires_at": now + timedelta(days=days) if days else None,
    }
    with told_errors(), writing(database(config())) as connection:
        number = db.web_people.add_token(connection, row)
    typer.echo(f"token {number} for {name}, {role}; it is shown this once:", err=True)
    typer.echo(token)


@tokens.command("list")
def list_tokens(as_json: AsJson = False) -> None:
    """Who may come in, and when they last did."""
    import db.web_people
    from db.engine import reading

    with told_errors(), reading(database(config())) as connection:
        rows = [{k: v for k, v in row.items() if k != "sha256"} for row in db.web_people.tokens(connection)]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        ends = next((f"{word} {row[at]:%Y-%m-%d %H:%M}" for word, at in _ENDS if row[at]), "no end")
        used = f"last used {row['last_used_at']:%Y-%m-%d %H:%M}" if row["last_used_at"] else "never used"
        typer.echo(f"{row['id']} {row['name']}, {row['role']}: since {row['created_at']:%Y-%m-%d}, {ends}, {used}")


_ENDS = (("revoked", "revoked_at"), ("until", "expires_at"))


@tokens.command("revoke")
def revoke_token(number: Annotated[int, typer.Argument(help="A number from `tokens list`.")]) -> None:
    """Let nobody in with it any more, at once: neither its sessions nor its private feed addresses."""
    from datetime import UTC, datetime

    import db.web_people
    from db.engine import writing

    with told_errors(), writing(database(config())) as connection:
        if not db.web_people.revoke_token(connection, number, datetime.now(UTC)):
            refuse(f"there is no token {number} that lets anybody in", USAGE)
    typer.echo(f"token {number} revoked")
