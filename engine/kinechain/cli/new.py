"""``kinechain new``: scaffolds that are valid as they are written."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinechain.cli.knowledge import EXIT_FAILED, open_knowledge_base, rules_folder_of, rules_option
from kinechain.cli.output import write_whole

if TYPE_CHECKING:
    from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary


@click.group(short_help="Write a case or a rule to fill in.")
def new() -> None:
    """Write a case file or a rule with its cases, ready to fill in."""


@new.command("case")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=Path("case.yaml"))
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@rules_option
def new_case(file: Path, force: bool, rules_folder: Path | None) -> None:
    """Write a case FILE (default: case.yaml) with every safety question and every test, as comments to uncomment."""
    knowledge_base = open_knowledge_base(rules_folder)
    _refuse_existing([file], force=force)
    lines = _case_lines(file.stem, knowledge_base.vocabulary, datetime.date.today())
    write_whole(file, ("\n".join(lines) + "\n").encode())
    click.echo(f"Wrote {file}. Uncomment what you examined, then: kinechain assess {file}")


def _refuse_existing(files: list[Path], *, force: bool) -> None:
    for file in files:
        if file.exists() and not force:
            click.echo(f"{file} exists already and was left as it is. Use --force to overwrite it.", err=True)
            raise SystemExit(EXIT_FAILED)


def _case_lines(name: str, vocabulary: "Vocabulary", today: datetime.date) -> Iterator[str]:
    safety = vocabulary.safety_questions
    yield f'case: "{name}"'
    yield f"date: {today.isoformat()}"
    yield "# subject: {age: 34, sex: female}"
    yield ""
    yield "# Safety first. Ask each question; uncomment it under 'denied' when the answer is no."
    yield "# When the answer is yes, write it under 'findings': - {finding: NAME, state: positive}"
    yield "# A line left out was not asked, and that is never the same as no."
    yield "denied:"
    plain = [one for one in safety if not vocabulary.findings[one].sided and not vocabulary.findings[one].attributes]
    for one in plain:
        yield f"  # - {one}  # {vocabulary.findings[one].document.question or vocabulary.findings[one].document.title}"
    yield ""
    yield "# Uncomment what you examined. Sides are the client's own. 'kinechain findings WORD' explains a test."
    yield "findings:"
    for group in vocabulary.groups.values():
        listed = [one for one in vocabulary.findings.values() if one.document.group == group.id and one.id not in plain]
        if not listed or group.id == "subject":
            continue
        yield f"  # {group.title}"
        yield from (f"  # - {_written(one)}" for one in listed)


def _written(definition: "FindingDefinition") -> str:
    from kinechain.cli.findings import written_example

    return written_example(definition)


@new.command("rule")
@click.argument("rule_id", metavar="FOLDER.NAME")
@click.option("--force", is_flag=True, help="Overwrite existing files.")
@rules_option
def new_rule(rule_id: str, force: bool, rules_folder: Path | None) -> None:
    """Write a rule and its cases, such as `kinechain new rule mechanisms.my-rule --rules rules`."""
    import re

    from kinechain.knowledge.formats.rule import RuleDocument

    pattern = r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*"
    if not re.fullmatch(pattern, rule_id):
        raise click.BadParameter(
            f"'{rule_id}' must be FOLDER.NAME in lower case, such as {'mechanisms.my-rule'}.",
            param_hint="FOLDER.NAME",
        )
    folder = rules_folder_of(rules_folder)
    if not isinstance(folder, Path) or not folder.is_dir():
        click.echo(
            "The installed knowledge base cannot be changed. Copy it and give the copy with --rules DIR.",
            err=True,
        )
        raise SystemExit(EXIT_FAILED)
    knowledge_base = open_knowledge_base(rules_folder)
    place, _, name = rule_id.partition(".")
    rule, cases = folder / place / f"{name}.rule.yaml", folder / place / f"{name}.cases.yaml"
    _refuse_existing([rule, cases], force=force)
    finding = next(one.id for one in knowledge_base.vocabulary.findings.values() if one.sided and not one.attributes)
    impression = next(one.id for one in knowledge_base.vocabulary.impressions.values() if one.sided)
    words = {
        "id": rule_id,
        "finding": finding,
        "impression": impression,
        "keys": ", ".join(RuleDocument.model_fields),
    }
    write_whole(rule, _RULE.format(**words).encode())
    write_whole(cases, _CASES.format(**words).encode())
    click.echo(f"Wrote {rule}\nWrote {cases}\nEdit both, then: kinechain rules check && kinechain rules test")


_RULE = """\
id: {id}
title: Say in one line what follows from what
version: 1.0.0
status: draft
for_each: side
when:
  - finding: {finding}
then:
  - {{impression: {impression}, strength: opinion}}
because: >-
  Say to a practitioner, in one or two sentences, why the {{{{ side }}}} side is concerned.
sources:
  - {{ref: engine-default, relation: supports, part: then, says: "Replace this by a source of references.yaml."}}
"""
_CASES = """\
rule: {id}
cases:
  - name: fires on the side where it is found
    findings: [{{finding: {finding}, side: left, state: positive}}]
    fires: [left]
  - name: does not fire when it was looked for and not found
    findings: [{{finding: {finding}, side: left, state: negative}}]
    fires: []
  - name: does not fire when nobody looked
    fires: []
"""
