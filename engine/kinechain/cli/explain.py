"""``kinechain explain``."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinechain.cli.knowledge import EXIT_FAILED, open_case, open_knowledge_base, rules_option
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.side import BODY_SIDES, Side

if TYPE_CHECKING:
    from kinechain.explain.why import Missing, Reason
    from kinechain.knowledge.vocabulary import Vocabulary

_ASKED_KINDS = (
    Kind.CAUSE,
    Kind.IMPRESSION,
    Kind.RED_FLAG,
    Kind.RECOMMENDATION,
    Kind.WITHHELD,
    Kind.SAFETY_GAP,
    Kind.NEXT_TEST,
)


@click.command(short_help="Why was something concluded, or why not?")
@click.argument("case", metavar="CASE")
@click.argument("conclusion", metavar="CONCLUSION")
@click.option("--side", type=click.Choice(["left", "right"]), help="Only this side; default: every side.")
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON.")
@rules_option
def explain(case: str, conclusion: str, side: str | None, as_json: bool, rules_folder: Path | None) -> None:
    """Explain CONCLUSION (such as pain-driven-inhibition, or cause:pain-driven-inhibition) of CASE.

    Prints every rule that gave it, with findings, absences and sources for and against; where it was not concluded,
    what each
    rule lacks. Exit code 1 when it was concluded on no asked side.
    """
    from kinechain.explain.arguments import Arguments
    from kinechain.explain.why import why, why_not
    from kinechain.explain.wording import Wording
    from kinechain.inference.decide import Decider

    knowledge_base = open_knowledge_base(rules_folder)
    asked = _asked(conclusion, knowledge_base.vocabulary, side)
    findings = open_case(case, knowledge_base)
    decision = Decider(knowledge_base).decide(findings, verify=True)
    arguments = Arguments(knowledge_base, decision, Wording(knowledge_base.vocabulary, findings))
    drawn = [one for one in asked if one in decision.outcome.conclusions]
    reasons = [why(arguments, one) for one in drawn]
    absent = {} if drawn else {one: why_not(arguments, one) for one in asked}
    if as_json:
        content = {
            "concluded": [dataclasses.asdict(reason) for reason in reasons],
            "not_concluded": {str(one): [dataclasses.asdict(item) for item in items] for one, items in absent.items()},
        }
        click.echo(json.dumps(content, indent=2, ensure_ascii=False))
    else:
        for reason in reasons:
            click.echo("\n".join(_tree(reason, 0)))
        for one, items in absent.items():
            click.echo("\n".join(_absence(arguments.wording.conclusion(one), items)))
    if not drawn:
        raise SystemExit(EXIT_FAILED)


def _asked(written: str, vocabulary: "Vocabulary", side: str | None) -> list[Conclusion]:
    kind_word, _, name = written.rpartition(":")
    kinds = [kind for kind in _ASKED_KINDS if not kind_word or kind.value == kind_word]
    known = {name: None for kind in kinds for name in vocabulary.names(kind)}
    if name not in known:
        from kinechain.knowledge.suggest import did_you_mean

        hint = did_you_mean(name, known, "`kinechain rules list` shows what rules conclude.")
        raise click.BadParameter(f"'{written}' is nothing that can be concluded. {hint}", param_hint="CONCLUSION")
    found: list[Conclusion] = []
    for kind in kinds:
        if name in vocabulary.names(kind):
            sided = vocabulary.is_sided(kind, name)
            sides = [one for one in BODY_SIDES if side in (None, one.value)] if sided else [Side.MIDLINE]
            found += [Conclusion(kind, name, one) for one in sides]
    return found


def _tree(reason: "Reason", depth: int) -> Iterator[str]:
    pad = "  " * depth
    if reason.repeated:
        yield f"{pad}{reason.title} (explained above)"
        return
    yield f"{pad}{reason.title}"
    for number, item in enumerate(reason.arguments, 1):
        argument = item.argument
        strength = f", evidence {argument.strength}" if argument.strength else ""
        yield f"{pad}  {number}. {argument.because or argument.title}"
        yield f"{pad}     rule {argument.rule} {argument.version}{strength}"
        yield from (
            f"{pad}     because {one.text}" for one in argument.premises if one.kind in ("finding", "not-assessed")
        )
        yield from (f"{pad}     and not: {one.text}" for one in argument.absences)
        yield from (f"{pad}     {source.relation}: {source.citation} {source.says}" for source in argument.sources)
        if argument.caveat:
            yield f"{pad}     note: {argument.caveat}"
        for child in item.reasons:
            yield from _tree(child, depth + 3)


def _absence(title: str, items: "tuple[Missing, ...]") -> Iterator[str]:
    yield f"Not concluded: {title}"
    if not items:
        yield "  No rule concludes this on this side."
    for item in items:
        yield f"  {item.title} (rule {item.rule})"
        yield from (f"    nobody looked: {text}" for text in item.not_assessed)
        yield from (f"    looked, and not so: {text}" for text in item.otherwise)
        yield from (f"    not concluded: {text}" for text in item.not_concluded)
        yield from (f"    blocked by: {text}" for text in item.blocked_by)
