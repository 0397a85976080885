"""``kinechain rules``: list, show, check, test, schema."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinechain.cli.knowledge import (
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


@click.group(short_help="List, read, check and test the rules.")
def rules() -> None:
    """List, read, check and test the rules of a knowledge base."""


@rules.command("list")
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@rules_option
def list_rules(words: tuple[str, ...], as_json: bool, rules_folder: Path | None) -> None:
    """List the rules whose id, title or seed row matches all WORDS."""
    knowledge_base = open_knowledge_base(rules_folder)
    found = [rule for rule in knowledge_base.written_rules if _matches(rule, words)]
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


def _matches(rule: "Rule", words: tuple[str, ...]) -> bool:
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
    """Check every file: syntax, vocabulary, sources, wording, strata, cases and stories. All problems at once."""
    knowledge_base = open_knowledge_base(rules_folder)
    problems = _unreadable(knowledge_base, rules_folder)
    if problems:
        fail_with(problems, EXIT_INVALID_KNOWLEDGE_BASE, "knowledge base")
    stamp = knowledge_base.stamp
    click.echo(
        f"{stamp.id} {stamp.version}: {len(knowledge_base.written_rules)} rules, no problem. Hash {stamp.hash[:12]}."
    )


def _unreadable(knowledge_base: "KnowledgeBase", rules_folder: Path | None) -> list["Problem"]:
    from kinechain.audit.rule_cases import run_rule_cases
    from kinechain.audit.stories import read_stories

    folder = rules_folder_of(rules_folder)
    cases = run_rule_cases(knowledge_base, folder).problems
    stories = (problem for story in read_stories(folder, knowledge_base.vocabulary) for problem in story.problems)
    return [problem for problem in cases if problem.code != "cases.fails"] + list(stories)


@rules.command("test")
@rules_option
def test_rules(rules_folder: Path | None) -> None:
    """Run the cases of every rule and every story; exit code 5 when one fails."""
    from kinechain.assess import Assessor
    from kinechain.audit.rule_cases import run_rule_cases
    from kinechain.audit.stories import read_stories, run_story

    knowledge_base = open_knowledge_base(rules_folder)
    folder = rules_folder_of(rules_folder)
    results = run_rule_cases(knowledge_base, folder)
    problems = list(results.problems)
    assessor = Assessor(knowledge_base)
    stories = list(read_stories(folder, knowledge_base.vocabulary))
    progress: Any = click.progressbar(stories, label="Stories", file=click.get_text_stream("stderr"))
    with progress as shown:
        for story in shown:
            problems.extend(run_story(story, assessor)[1])
    if problems:
        fail_with(sorted(problems), EXIT_INVALID_KNOWLEDGE_BASE, "knowledge base")
    click.echo(f"{results.ran} cases of {len(knowledge_base.written_rules)} rules and {len(stories)} stories pass.")


test_rules.__test__ = False  # type: ignore[attr-defined]


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
