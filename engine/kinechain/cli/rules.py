"""``kinechain rules``: list, show, check, test, mutate, prove, schema; the other commands live in ``rules_*.py``."""

import importlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinechain.cli.knowledge import (
    EXIT_FAILED,
    EXIT_INVALID_KNOWLEDGE_BASE,
    fail_with,
    open_knowledge_base,
    rules_folder_of,
    rules_option,
)
from kinechain.cli.output import write_whole

if TYPE_CHECKING:
    from kinechain.knowledge.model import KnowledgeBase, Rule
    from kinechain.terms.problem import Problem


LATER = {
    "audit": "rules_audit:audit_rules",
    "cards": "rules_cards:write_cards",
    "coverage": "rules_coverage:rule_coverage",
    "diff": "rules_diff:diff_rules",
    "export": "rules_export:export_rules",
    "graph": "rules_graph:draw_rules",
}
"""Commands in modules of their own, imported when they are called."""


class RulesGroup(click.Group):
    """The commands of this module and those that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in alphabetical order."""
        return sorted({*super().list_commands(ctx), *LATER})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command of this module, or of the module that holds it."""
        if cmd_name not in LATER:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = LATER[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(f"kinechain.cli.{module}"), attribute)
        return command


@click.group(cls=RulesGroup, short_help="List, read, check, test and audit the rules.")
def rules() -> None:
    """List, read, check, test and audit the rules of a knowledge base."""


@rules.command("list")
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option(
    "--missing", "only_missing", is_flag=True, help="List instead what coverage.yaml asks for and is not there."
)
@rules_option
def list_rules(words: tuple[str, ...], as_json: bool, only_missing: bool, rules_folder: Path | None) -> None:
    """List the rules whose id, title or seed row matches all WORDS."""
    knowledge_base = open_knowledge_base(rules_folder)
    if only_missing:
        _list_missing(knowledge_base, rules_folder)
        return
    found = [rule for rule in knowledge_base.written_rules if matches(rule, words)]
    if as_json:
        rows = [
            {
                "id": rule.id,
                "title": rule.title,
                "version": rule.version,
                "status": rule.status,
                "seed": list(rule.seed),
            }
            for rule in found
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for rule in found:
        click.echo(f"{rule.id}  [{', '.join(rule.seed) or '-'}; {_strengths(rule)}; {rule.status}]\n    {rule.title}")
    click.echo(f"\n{len(found)} of {len(knowledge_base.written_rules)} rules. `kinechain rules show ID` reads one.")


def _list_missing(knowledge_base: "KnowledgeBase", rules_folder: Path | None) -> None:
    from kinechain.audit.completeness import missing
    from kinechain.terms.problem import InvalidKnowledgeBaseError

    try:
        lines = missing(knowledge_base, rules_folder_of(rules_folder))
    except InvalidKnowledgeBaseError as error:
        fail_with(error.problems, EXIT_INVALID_KNOWLEDGE_BASE, "list")
    click.echo("\n".join(lines) or "Nothing is missing.")
    if lines:
        raise SystemExit(EXIT_FAILED)


def matches(rule: "Rule", words: tuple[str, ...]) -> bool:
    """Whether the id, title or seed row of a rule holds every word."""
    text = " ".join((rule.id, rule.title, *rule.seed)).lower()
    return all(word.lower() in text for word in words)


def _strengths(rule: "Rule") -> str:
    words = sorted({head.strength for head in rule.heads if head.strength}, key=lambda word: -word.rank)
    return "/".join(words) or "safety or structure"


@rules.command("show")
@click.argument("rule_id", metavar="ID")
@rules_option
def show_rule(rule_id: str, rules_folder: Path | None) -> None:
    """Read one rule aloud: what it needs, what it concludes, why, and who says so or disputes it."""
    from kinechain.explain.reading import read_aloud
    from kinechain.knowledge.suggest import did_you_mean

    knowledge_base = open_knowledge_base(rules_folder)
    rule = knowledge_base.by_id.get(rule_id)
    if rule is None:
        hint = did_you_mean(rule_id, knowledge_base.by_id, "`kinechain rules list` shows all.")
        raise click.BadParameter(f"'{rule_id}' is not a rule. {hint}", param_hint="ID")
    click.echo(read_aloud(rule, knowledge_base))


@rules.command("check")
@rules_option
def check_rules(rules_folder: Path | None) -> None:
    """Check every file: syntax, vocabulary, sources, wording, strata, cases, stories and drawings, all at once."""
    knowledge_base = open_knowledge_base(rules_folder)
    problems = _unreadable(knowledge_base, rules_folder)
    if problems:
        fail_with(problems, EXIT_INVALID_KNOWLEDGE_BASE, "knowledge base")
    stamp = knowledge_base.stamp
    click.echo(
        f"{stamp.id} {stamp.version}: {len(knowledge_base.written_rules)} rules, no problem. Hash {stamp.hash[:12]}."
    )


def _unreadable(knowledge_base: "KnowledgeBase", rules_folder: Path | None) -> list["Problem"]:
    from kinechain.audit.rule_cases import read_rule_cases
    from kinechain.audit.stories import read_stories
    from kinechain.report.drawing import names, read_drawing

    folder = rules_folder_of(rules_folder)
    cases = read_rule_cases(knowledge_base, folder).problems
    stories = (problem for story in read_stories(folder, knowledge_base.vocabulary) for problem in story.problems)
    drawings = (problem for name in names() for problem in read_drawing(name)[1])
    return [*cases, *stories, *drawings]


@rules.command("test")
@rules_option
def run_rules(rules_folder: Path | None) -> None:
    """Run the cases of every rule and every story; exit code 5 when one fails."""
    from kinechain.assess import Assessor
    from kinechain.audit.rule_cases import failures, read_rule_cases
    from kinechain.audit.stories import read_stories, run_story

    knowledge_base = open_knowledge_base(rules_folder)
    folder = rules_folder_of(rules_folder)
    cases = read_rule_cases(knowledge_base, folder)
    problems = [*cases.problems, *failures(knowledge_base, cases)]
    assessor = Assessor(knowledge_base)
    stories = list(read_stories(folder, knowledge_base.vocabulary))
    with click.progressbar(stories, label="Stories", file=sys.stderr) as shown:
        for story in shown:
            problems.extend(run_story(story, assessor)[1])
    if problems:
        fail_with(sorted(problems), EXIT_INVALID_KNOWLEDGE_BASE, "knowledge base")
    click.echo(f"{cases.count} cases of {len(knowledge_base.written_rules)} rules and {len(stories)} stories pass.")


@rules.command("mutate")
@click.argument("words", nargs=-1)
@rules_option
def mutate_rules(words: tuple[str, ...], rules_folder: Path | None) -> None:
    """Make one small error after the other in each rule matching WORDS; list those that no case notices.

    Exit code 5 when a mutant survives: its rule needs one more case.
    """
    from kinechain.audit.mutants import mutate
    from kinechain.audit.rule_cases import read_rule_cases

    knowledge_base = open_knowledge_base(rules_folder)
    cases = read_rule_cases(knowledge_base, rules_folder_of(rules_folder))
    chosen = [rule for rule in knowledge_base.written_rules if matches(rule, words)]
    with click.progressbar(chosen, label="Rules", file=sys.stderr) as shown:
        results = [mutate(rule, cases) for rule in shown]
    for result in results:
        for mutant in result.survivors:
            click.echo(f"{result.rule.file}: {mutant.place}: {mutant.change}")
    survivors = sum(len(result.survivors) for result in results)
    made = sum(result.made for result in results)
    click.echo(f"{made} mutants of {len(results)} rules, {survivors} survive.")
    if survivors:
        raise SystemExit(EXIT_INVALID_KNOWLEDGE_BASE)


@rules.command("prove")
@rules_option
def prove_rules(rules_folder: Path | None) -> None:
    """Prove over every possible case what must never happen, such as an exercise beside an emergency flag.

    Needs clingo. Exit code 5 when a claim is broken; a case that breaks it is shown.
    """
    from kinechain.audit.all_cases import ClingoMissingError, prove

    knowledge_base = open_knowledge_base(rules_folder)
    try:
        verdicts = prove(knowledge_base)
    except ClingoMissingError as error:
        click.echo(str(error), err=True)
        raise SystemExit(EXIT_FAILED) from error
    for verdict in verdicts:
        click.echo(f"{'never ' if verdict.proved else 'BROKEN'}  {verdict.claim.title}")
        for line in verdict.witness:
            click.echo(f"          {line}")
    if not all(verdict.proved for verdict in verdicts):
        raise SystemExit(EXIT_INVALID_KNOWLEDGE_BASE)
    click.echo(f"\n{len(verdicts)} claims hold in every possible case.")


@rules.command("schema")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Where to write, such as rules/schema.",
)
@rules_option
def write_schemas(folder: Path, rules_folder: Path | None) -> None:
    """Write a JSON Schema for each file format, so that an editor completes and checks as you type."""
    from kinechain.knowledge.schema import schemas

    for name, schema in schemas(open_knowledge_base(rules_folder).vocabulary).items():
        path = folder / f"{name}.schema.json"
        write_whole(path, (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode())
        click.echo(f"Wrote {path}", err=True)
