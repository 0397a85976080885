"""``kinechain rules graph``: the whole rule base as one picture on A3."""

from pathlib import Path

import click

from kinechain.cli.knowledge import open_knowledge_base, rules_option
from kinechain.cli.output import write_whole


@click.command("graph", short_help="Draw the whole rule base on one A3 page.")
@click.option("-o", "--output", "path", type=click.Path(path_type=Path), required=True, help="File that ends in .svg.")
@rules_option
def draw_rules(path: Path, rules_folder: Path | None) -> None:
    """Draw findings, impressions, causes and plan with an arc wherever a rule leads from one to another."""
    from kinechain.audit.graph import as_svg

    if path.suffix.lower() != ".svg":
        raise click.BadParameter(f"'{path.name}' must end in .svg.", param_hint="-o")
    write_whole(path, as_svg(open_knowledge_base(rules_folder)).encode())
    click.echo(f"Wrote {path}", err=True)
