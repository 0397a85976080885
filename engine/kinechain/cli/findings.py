"""``kinechain findings``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinechain.cli.knowledge import EXIT_FAILED, open_knowledge_base, rules_option

if TYPE_CHECKING:
    from kinechain.knowledge.vocabulary import FindingDefinition


@click.command(short_help="Search the findings that can be recorded.")
@click.argument("words", nargs=-1)
@rules_option
def findings(words: tuple[str, ...], rules_folder: Path | None) -> None:
    """List the findings whose name, synonym or group matches all WORDS, with how each is written in a case."""
    vocabulary = open_knowledge_base(rules_folder).vocabulary
    found = [
        one for one in vocabulary.findings.values() if _matches(one, vocabulary.groups[one.document.group].title, words)
    ]
    if not found:
        click.echo(f"No finding matches '{' '.join(words)}'. `kinechain findings` lists all.", err=True)
        raise SystemExit(EXIT_FAILED)
    group = ""
    for one in sorted(found, key=lambda one: list(vocabulary.groups).index(one.document.group)):
        if one.document.group != group:
            group = one.document.group
            click.echo(click.style(f"\n{vocabulary.groups[group].title}", bold=True))
        click.echo(_described(one, in_full=len(found) <= 5))


def _matches(definition: "FindingDefinition", group: str, words: tuple[str, ...]) -> bool:
    document = definition.document
    text = " ".join((document.id, document.title, group, *document.synonyms)).lower()
    return all(word.lower() in text for word in words)


def written_example(definition: "FindingDefinition") -> str:
    """How the finding is written in a case file, with made-up values."""
    document = definition.document
    written = [f"finding: {document.id}", *(["side: left"] if document.sided else [])]
    written += [f"{name}: {_example(definition, name)}" for name in document.attributes] or ["state: negative"]
    return f"{{{', '.join(written)}}}"


def _described(definition: "FindingDefinition", *, in_full: bool) -> str:
    document = definition.document
    lines = [f"  {document.title}", f"    - {written_example(definition)}"]
    if in_full:
        lines.append(f"    How: {document.how}")
        lines += [
            f"    {name}: {attribute.title}{_range(definition, name)}"
            for name, attribute in document.attributes.items()
        ]
        lines += [f"    Also called: {', '.join(document.synonyms)}"] if document.synonyms else []
        lines += [f"    Positive: {document.positive_means}; negative: {document.negative_means}"]
        lines += (
            [f"    Positive when {' or '.join(map(str, definition.positive_when))}"] if definition.positive_when else []
        )
        lines += [f"    Reliability: {document.reliability}"] if document.reliability else []
        lines += [f"    Caution: {document.caution}"] if document.caution else []
    return "\n".join(lines)


def _example(definition: "FindingDefinition", name: str) -> str:
    attribute = definition.attributes[name]
    if attribute.values:
        first = next(iter(attribute.values))
        return f"[{first}]" if attribute.type == "choices" else first
    if attribute.type == "flag":
        return "true"
    middle = max(attribute.min or 0, min(attribute.max or 3, 3))
    return f"{middle} {attribute.unit}" if attribute.unit else f"{middle}"


def _range(definition: "FindingDefinition", name: str) -> str:
    attribute = definition.attributes[name]
    if attribute.values:
        return f" ({', '.join(attribute.values)})"
    if attribute.min is None or attribute.max is None:
        return ""
    return f" ({attribute.min} to {attribute.max}{f' {attribute.unit}' if attribute.unit else ''})"
