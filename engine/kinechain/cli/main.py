"""The command group. Commands are imported when they are called, so that help and errors come at once."""

import importlib
from pathlib import Path

import click

COMMANDS = {
    "assess": "assess:assess",
    "backup": "backup:backup",
    "demo": "demo:demo",
    "doctor": "doctor:doctor",
    "explain": "explain:explain",
    "findings": "findings:findings",
    "languages": "languages:languages",
    "log": "log:log",
    "new": "new:new",
    "replay": "replay:replay",
    "report": "report:report",
    "restore": "backup:restore",
    "rules": "rules:rules",
    "schema": "schema:schema",
    "serve": "serve:serve",
}
EPILOG = """Exit codes: 0 done, 1 failed, 2 wrong usage, 3 red flag (with --strict), 4 invalid case or
branding, 5 invalid knowledge base."""


class LazyGroup(click.Group):
    """A group whose commands live in modules of their own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(f"kinechain.cli.{module}"), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion for a misspelt command."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from kinechain.knowledge.suggest import did_you_mean

            raise click.UsageError(f"{error.message} {did_you_mean(args[0], COMMANDS)}".strip(), ctx) from error


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from kinechain import __version__
    from kinechain.cli.knowledge import open_knowledge_base

    stamp = open_knowledge_base(ctx.params.get("rules_folder")).stamp
    click.echo(f"kinechain {__version__}\nknowledge base {stamp.id} {stamp.version}\nhash {stamp.hash}")
    ctx.exit()


@click.group(
    cls=LazyGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option(
    "--rules",
    "rules_folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    is_eager=True,
    help="Use another knowledge base; every command takes this too.",
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    callback=_print_version,
    help="Program, knowledge base and hash.",
)
@click.pass_context
def main(ctx: click.Context, rules_folder: Path | None) -> None:
    """Kinechain: explained, rule-based decision support for movement therapists.

    Start with `kinechain demo`, then `kinechain new case my-client.yaml` and `kinechain assess my-client.yaml`.
    """
    ctx.obj = rules_folder
