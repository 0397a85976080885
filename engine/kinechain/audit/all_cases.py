"""Proofs over every possible case, by clingo: what must never happen is asked for, and must be impossible."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kinechain.audit.answer_sets import ClingoMissingError, Solver, rule_clauses
from kinechain.audit.case_space import case_space
from kinechain.knowledge.ground import ground
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.assessment import EXERCISE, STOPPING
from kinechain.terms.conclusion import Kind
from kinechain.terms.side import Side

__all__ = ["Claim", "ClingoMissingError", "Prover", "Verdict", "claims", "prove"]


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that must never happen, as clauses that define ``bad``."""

    name: str
    title: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim with the case that breaks it; no witness means that it is proved for every possible case."""

    claim: Claim
    witness: tuple[str, ...]

    @property
    def proved(self) -> bool:
        """Whether no possible case breaks the claim."""
        return not self.witness


class Prover:
    """Gives verdicts on one knowledge base, claim by claim. Raises ClingoMissingError without clingo."""

    def __init__(self, knowledge_base: KnowledgeBase) -> None:
        self.claims = claims(knowledge_base)
        program = ground(knowledge_base.rules)
        names = (
            f'c("{one.kind}","{one.name}","{one.side}") :- d({number}).' for number, one in enumerate(program.derived)
        )
        claimed = dict.fromkeys(clause for claim in self.claims for clause in _named(claim))
        space = case_space(program, knowledge_base.vocabulary)
        shown = ("#show state/2.", "#show value/3.")
        self._solver = Solver((*space, *rule_clauses(program), *names, *claimed, *shown), "--models=1")

    def verdict(self, claim: Claim) -> Verdict:
        """Whether a case breaks the claim."""
        model = self._solver.model_with("bad", claim.name)
        return Verdict(claim, () if model is None else _witness(model))


def prove(knowledge_base: KnowledgeBase) -> tuple[Verdict, ...]:
    """A verdict on every claim. Raises ClingoMissingError without clingo."""
    prover = Prover(knowledge_base)
    return tuple(map(prover.verdict, prover.claims))


def _named(claim: Claim) -> Iterator[str]:
    """The clauses with ``bad`` told apart by claim, so that all claims share one program."""
    for clause in claim.clauses:
        yield clause.replace("bad :-", f'bad("{claim.name}") :-', 1)


def claims(knowledge_base: KnowledgeBase) -> tuple[Claim, ...]:
    """What must never happen in any case of this knowledge base."""
    vocabulary = knowledge_base.vocabulary
    exercise = [f'ex("{item.id}").' for item in vocabulary.recommendations.values() if EXERCISE in item.classes]
    stopping = [f'stop("{flag.id}").' for flag in vocabulary.red_flags.values() if flag.action in STOPPING]
    given = f'c("{Kind.RECOMMENDATION}",X,S)'
    flagged = f'bad :- {given}, ex(X), c("{Kind.RED_FLAG}",F,_), stop(F).'
    unasked = f'bad :- {given}, ex(X), c("{Kind.SAFETY_GAP}",_,_).'
    classes = [
        f'in("{item.id}","{name}").'
        for item in vocabulary.recommendations.values()
        for name in (item.id, *item.classes)
    ]
    held = f'bad :- {given}, in(X,T), c("{Kind.WITHHOLD}",T,S).'
    held_for_client = f'bad :- {given}, in(X,T), c("{Kind.WITHHOLD}",T,"{Side.MIDLINE}").'
    held_on_a_side = f'bad :- c("{Kind.RECOMMENDATION}",X,"{Side.MIDLINE}"), in(X,T), c("{Kind.WITHHOLD}",T,_).'
    both = f'bad :- {given}, c("{Kind.WITHHELD}",X,S).'
    lost = f'bad :- c("{Kind.INDICATION}",X,S), not c("{Kind.RECOMMENDATION}",X,S), not c("{Kind.WITHHELD}",X,S).'
    return (
        Claim(
            "exercise-beside-flag", "An exercise beside an emergency or urgent flag", (*exercise, *stopping, flagged)
        ),
        Claim("exercise-unasked", "An exercise while a blocking safety question is open", (*exercise, unasked)),
        Claim(
            "contraindicated",
            "An item in spite of its own contraindication",
            (*classes, held, held_for_client, held_on_a_side),
        ),
        Claim("given-and-held", "An item both given and held back", (both,)),
        Claim("lost", "An indicated item neither given nor held back", (lost,)),
        *(_cause_claim(name) for name in vocabulary.causes),
    )


def _cause_claim(name: str) -> Claim:
    ways = (Kind.RECOMMENDATION, Kind.WITHHELD, Kind.RED_FLAG)
    nothing = ", ".join(f'not some("{kind}")' for kind in ways)
    return Claim(
        f"cause-without-advice:{name}",
        f"The cause '{name}' without any recommendation or referral",
        ("some(K) :- c(K,_,_).", f'bad :- c("{Kind.CAUSE}","{name}",_), {nothing}.'),
    )


def _witness(symbols: Sequence[Any]) -> tuple[str, ...]:
    shown = []
    for symbol in symbols:
        finding, *rest = symbol.arguments
        name, side = (argument.string for argument in finding.arguments)
        words = " ".join(argument.string for argument in rest)
        shown.append(f"{name}{'' if side == Side.MIDLINE else f' ({side})'}: {words}")
    return tuple(sorted(shown)) or ("the empty case",)
