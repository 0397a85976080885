"""``kinechain rules export``: the rules as CLIPS, as a table or as JSON."""

from pathlib import Path

import click

from kinechain.cli.knowledge import EXIT_FAILED, open_knowledge_base, rules_option
from kinechain.cli.output import write_whole


@click.command("export", short_help="Write the rules as CLIPS, as a table or as JSON.")
@click.option("--format", "form", type=click.Choice(["clips", "table", "json"]), required=True, help="What to write.")
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    required=True,
    help="File; a table that ends in .csv is CSV.",
)
@rules_option
def export_rules(form: str, path: Path, rules_folder: Path | None) -> None:
    """Write every rule: a CLIPS program, a table of one row a rule (Markdown, or CSV by its ending), or linked JSON."""
    from kinechain.audit import export

    knowledge_base = open_knowledge_base(rules_folder)
    table = export.as_csv if path.suffix.lower() == ".csv" else export.as_markdown
    writers = {"clips": export.as_clips, "table": table, "json": export.as_json}
    try:
        text = writers[form](knowledge_base)
    except ValueError as error:
        click.echo(str(error), err=True)
        raise SystemExit(EXIT_FAILED) from error
    write_whole(path, text.encode())
    click.echo(f"Wrote {path}", err=True)
