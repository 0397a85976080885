"""Red flags, the questions behind them, and what was not asked."""

from collections.abc import Iterable

from kinechain.explain.arguments import Arguments
from kinechain.inference.memory import WorkingMemory
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.terms.assessment import Question, Referral, SafetyGap
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.side import BODY_SIDES, Side

URGENCIES = ("emergency", "urgent", "prompt", "caution")


def referrals(arguments: Arguments) -> tuple[Referral, ...]:
    """Every raised flag, most urgent first, then in the order of the vocabulary."""
    flags = arguments.wording.vocabulary.red_flags
    order = {name: number for number, name in enumerate(flags)}
    raised = [one for one in arguments.decision.outcome.conclusions if one.kind is Kind.RED_FLAG]
    raised.sort(key=lambda one: (URGENCIES.index(flags[one.name].action), order[one.name]))
    return tuple(_referral(arguments, conclusion) for conclusion in raised)


def _referral(arguments: Arguments, conclusion: Conclusion) -> Referral:
    flag = arguments.wording.vocabulary.red_flags[conclusion.name]
    return Referral(
        id=flag.id,
        code=flag.code,
        title=flag.title,
        urgency=flag.action,
        suspect=flag.suspect,
        refer_to=flag.refer_to,
        advice=flag.advice,
        side=conclusion.side,
        for_=arguments.supporting(conclusion),
        private=flag.private,
    )


def safety_gaps(arguments: Arguments) -> tuple[SafetyGap, ...]:
    """Every flag that cannot be excluded yet, in the order of asking, with the questions still open."""
    vocabulary, memory = arguments.wording.vocabulary, arguments.decision.memory
    concluded = {one.name for one in arguments.decision.outcome.conclusions if one.kind is Kind.SAFETY_GAP}
    return tuple(
        SafetyGap(flag.id, flag.code, flag.title, tuple(_open(vocabulary, memory, flag.questions)), flag.private)
        for flag in vocabulary.red_flags.values()
        if flag.id in concluded
    )


def _open(vocabulary: Vocabulary, memory: WorkingMemory, questions: Iterable[str]) -> Iterable[Question]:
    asked = (_question(vocabulary, memory, name) for name in questions)
    return (question for question in asked if question.state is State.NOT_ASSESSED)


def safety_questions(vocabulary: Vocabulary, memory: WorkingMemory) -> tuple[Question, ...]:
    """Every question of every flag once, with its answer; 'not asked' is an answer of its own."""
    return tuple(_question(vocabulary, memory, name) for name in vocabulary.safety_questions)


def _question(vocabulary: Vocabulary, memory: WorkingMemory, name: str) -> Question:
    document = vocabulary.findings[name].document
    sides = BODY_SIDES if document.sided else (Side.MIDLINE,)
    states = [memory[key].state for side in sides if (key := FindingKey(name, side)) in memory]
    unasked = len(states) < len(sides)
    # A sided question is answered no only when both sides were.
    state = State.POSITIVE if State.POSITIVE in states else State.NOT_ASSESSED if unasked else states[0]
    private = any(flag.private and name in flag.questions for flag in vocabulary.red_flags.values())
    return Question(name, document.title, document.question or document.how, state, private)
