"""Proofs over every possible case, by clingo: what must never happen is asked for, and must be impossible."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kinechain.audit.case_space import case_space
from kinechain.knowledge.ground import GroundAtLeast, GroundProgram, GroundTest, ground
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.conclusion import Kind
from kinechain.terms.side import Side

EXERCISE = "exercise"
STOPPING = ("emergency", "urgent")


class ClingoMissingError(RuntimeError):
    """clingo, which the proofs need, is not installed."""

    def __init__(self) -> None:
        super().__init__("The proofs over all cases need clingo: python -m pip install clingo")


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


def prove(knowledge_base: KnowledgeBase) -> tuple[Verdict, ...]:
    """A verdict on every claim. Raises ClingoMissingError without clingo."""
    program = ground(knowledge_base.rules)
    clauses = [*case_space(program, knowledge_base.vocabulary), *_rules(program)]
    return tuple(_verdict(claim, clauses) for claim in claims(knowledge_base))


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


def _verdict(claim: Claim, clauses: list[str]) -> Verdict:
    try:
        import clingo
    except ImportError as error:
        raise ClingoMissingError from error
    control: Any = clingo.Control(["--models=1", "--warn=none"])
    control.add("base", [], "\n".join((*clauses, *claim.clauses, ":- not bad.", "#show state/2.", "#show value/3.")))
    control.ground([("base", [])])
    found: list[tuple[str, ...]] = []
    control.solve(on_model=lambda model: found.append(_witness(model)))
    return Verdict(claim, found[0] if found else ())


def _witness(model: Any) -> tuple[str, ...]:
    shown = []
    for symbol in model.symbols(shown=True):
        finding, *rest = symbol.arguments
        name, side = (argument.string for argument in finding.arguments)
        words = " ".join(argument.string for argument in rest)
        shown.append(f"{name}{'' if side == Side.MIDLINE else f' ({side})'}: {words}")
    return tuple(sorted(shown)) or ("the empty case",)


def _rules(program: GroundProgram) -> Iterator[str]:
    writer = _Writer()
    for number, conclusion in enumerate(program.derived):
        yield f'c("{conclusion.kind}","{conclusion.name}","{conclusion.side}") :- d({number}).'
    for instance in program.instances:
        body = [writer.literal(test) for test in instance.body]
        body += [f"not {writer.literal(test)}" for test in instance.denied]
        yield from (f"d({head}) :- {', '.join(body)}." for head in instance.heads)
    yield from writer.clauses


class _Writer:
    """Literals; each threshold becomes an atom of its own, because aggregates cannot be nested."""

    def __init__(self) -> None:
        self.clauses: list[str] = []

    def literal(self, test: GroundTest) -> str:
        if isinstance(test, GroundAtLeast):
            parts = "; ".join(f"{number} : {self.literal(part)}" for number, part in enumerate(test.parts))
            name = f"t({len(self.clauses)})"
            self.clauses.append(f"{name} :- {test.count} <= #count {{ {parts} }}.")
            return name
        return f"i({test})" if test >= 0 else f"d({~test})"
