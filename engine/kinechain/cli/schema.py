"""``kinechain schema``."""

import json
from pathlib import Path

import click

from kinechain.cli.knowledge import open_knowledge_base, rules_option


@click.command(short_help="Print a JSON Schema: assessment, branding, case, progress, rule, cases or story.")
@click.argument(
    "name",
    type=click.Choice(["assessment", "branding", "case", "progress", "rule", "cases", "story"]),
    default="assessment",
)
@rules_option
def schema(name: str, rules_folder: Path | None) -> None:
    """Print the Schema of an assessment (what --json prints) or of a file format, with the words of the vocabulary."""
    if name == "assessment":
        from kinechain.report import machine

        content = machine.json_schema()
    elif name == "progress":
        from kinechain.report import machine

        content = machine.progress_schema()
    elif name == "branding":
        from kinechain.knowledge.schema import branding_schema

        content = branding_schema()
    else:
        from kinechain.knowledge.schema import schemas

        content = schemas(open_knowledge_base(rules_folder).vocabulary)[name]
    click.echo(json.dumps(content, indent=2, ensure_ascii=False))
