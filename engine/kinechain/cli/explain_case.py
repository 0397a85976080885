"""What all questions of ``kinechain explain`` share: the decided case and the conclusions asked about."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinechain.cli.knowledge import EXIT_FAILED, open_case, open_knowledge_base
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.side import BODY_SIDES, Side

if TYPE_CHECKING:
    from kinechain.assess import Assessor
    from kinechain.explain.arguments import Arguments
    from kinechain.inference.decide import Decision
    from kinechain.knowledge.model import KnowledgeBase
    from kinechain.knowledge.vocabulary import Vocabulary
    from kinechain.terms.case import Case

_ASKED_KINDS = (
    Kind.CAUSE,
    Kind.IMPRESSION,
    Kind.RED_FLAG,
    Kind.RECOMMENDATION,
    Kind.WITHHELD,
    Kind.SAFETY_GAP,
    Kind.NEXT_TEST,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A decided case, and what was asked about it. ``conclusions``: of every kind that bears the name."""

    assessor: "Assessor"
    case: "Case"
    decision: "Decision"
    arguments: "Arguments"
    conclusions: tuple[Conclusion, ...]
    as_json: bool

    @property
    def knowledge_base(self) -> "KnowledgeBase":
        """The rules and words that decided."""
        return self.assessor.knowledge_base

    @property
    def drawn(self) -> tuple[Conclusion, ...]:
        """The conclusions asked about that were drawn."""
        return tuple(one for one in self.conclusions if one in self.decision.outcome.conclusions)

    @property
    def chief(self) -> tuple[Conclusion, ...]:
        """The conclusions of the chief kind that bears the name: a cause before what follows from it."""
        return tuple(one for one in self.conclusions if one.kind is self.conclusions[0].kind)

    def titles(self, conclusions: Iterable[Conclusion]) -> str:
        """Several conclusions in words."""
        return "; ".join(self.arguments.wording.conclusion(one) for one in conclusions)


def open_asked(case: str, rules_folder: Path | None, written: str | None, side: str | None, *, as_json: bool) -> Asked:
    """Decide the case by both evaluators and look up the conclusion; leave with the documented exit codes."""
    from kinechain.assess import Assessor
    from kinechain.explain.arguments import Arguments
    from kinechain.explain.wording import Wording
    from kinechain.inference.decide import EvaluatorsDisagreeError, UnsoundProofError

    knowledge_base = open_knowledge_base(rules_folder)
    conclusions = _conclusions(written, knowledge_base.vocabulary, side) if written else ()
    findings = open_case(case, knowledge_base)
    assessor = Assessor(knowledge_base)
    try:
        decision = assessor.decider.decide(findings, verify=True)
    except (EvaluatorsDisagreeError, UnsoundProofError) as error:
        click.echo(f"{error}\nPlease report this with the knowledge base and the case.", err=True)
        raise SystemExit(EXIT_FAILED) from error
    arguments = Arguments(knowledge_base, decision, Wording(knowledge_base.vocabulary, findings))
    return Asked(assessor, findings, decision, arguments, tuple(conclusions), as_json)


def _conclusions(written: str, vocabulary: "Vocabulary", side: str | None) -> list[Conclusion]:
    kind_word, _, name = written.rpartition(":")
    kinds = [kind for kind in _ASKED_KINDS if not kind_word or kind.value == kind_word]
    known = {name: None for kind in kinds for name in vocabulary.names(kind)}
    if name not in known:
        from kinechain.cli.explain import QUESTIONS
        from kinechain.knowledge.suggest import did_you_mean

        hint = did_you_mean(name, [*known, *QUESTIONS], "`kinechain rules list` shows what rules conclude.")
        raise click.BadParameter(f"'{written}' is nothing that can be concluded. {hint}", param_hint="CONCLUSION")
    found: list[Conclusion] = []
    for kind in kinds:
        if name in vocabulary.names(kind):
            sided = vocabulary.is_sided(kind, name)
            sides = [one for one in BODY_SIDES if side in (None, one.value)] if sided else [Side.MIDLINE]
            found += [Conclusion(kind, name, one) for one in sides]
    return found


def print_json(content: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(content, indent=2, ensure_ascii=False))


def fail(message: str) -> None:
    """Say on standard error why there is nothing to explain, and leave with exit code 1."""
    click.echo(message, err=True)
    raise SystemExit(EXIT_FAILED)
