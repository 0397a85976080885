"""The programme in order, what is held back and why, and what to test next."""

from decimal import Decimal, InvalidOperation

from kinechain.explain.arguments import Arguments
from kinechain.knowledge.formats.vocabulary import ClientDocument, CodeDocument, MuscleActivity, RecommendationDocument
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.language import ENGLISH, Language
from kinechain.terms.assessment import ClientWords, NextTest, Recommendation, SuggestedCode, Withheld
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.reasoning import Argument
from kinechain.terms.side import Side
from kinechain.terms.strength import Strength

_COSTS = ("question", "quick", "equipment")


def recommendations(arguments: Arguments) -> tuple[Recommendation, ...]:
    """Every given item in order of phase, order inside the phase, id and side, counted from 1."""
    given = _in_order(arguments, Kind.RECOMMENDATION)
    return tuple(_recommendation(arguments, conclusion, number) for number, conclusion in enumerate(given, 1))


def _in_order(arguments: Arguments, kind: Kind) -> list[Conclusion]:
    vocabulary = arguments.wording.vocabulary
    phases = {name: number for number, name in enumerate(vocabulary.phases)}
    concluded = [one for one in arguments.decision.outcome.conclusions if one.kind is kind]

    def place(conclusion: Conclusion) -> tuple[int, int, str, str]:
        item = vocabulary.recommendations[conclusion.name]
        return phases[item.phase], item.order, item.id, conclusion.side

    return sorted(concluded, key=place)


def _recommendation(arguments: Arguments, conclusion: Conclusion, number: int) -> Recommendation:
    vocabulary = arguments.wording.vocabulary
    item = vocabulary.recommendations[conclusion.name]
    reasons = arguments.supporting(Conclusion(Kind.INDICATION, conclusion.name, conclusion.side))
    strengths = [reason.strength for reason in reasons if reason.strength]
    return Recommendation(
        id=item.id,
        title=item.title,
        side=conclusion.side,
        phase=item.phase,
        phase_title=vocabulary.phases[item.phase].title,
        order=number,
        classes=item.classes,
        does=item.does,
        steps=item.steps,
        dose=item.dose,
        dose_source=_short(vocabulary, item.dose_source.ref),
        entry=item.entry or "",
        exit=item.exit or "",
        retest=item.retest or "",
        targets=item.targets,
        activity=tuple(_activity(vocabulary, one) for one in item.activity if one.tag == "V"),
        instead_of=_instead_of(arguments, item),
        caution=item.caution or "",
        stop_if=item.stop_if or "",
        evidence=item.evidence or "",
        strength=max(strengths, key=lambda word: word.rank, default=Strength.OPINION),
        reasons=reasons,
        client=_client(item.client),
    )


def _client(written: ClientDocument | None) -> ClientWords | None:
    if written is None:
        return None
    return ClientWords(written.title, written.steps, written.dose, written.why, written.stop_if)


def _activity(vocabulary: Vocabulary, activity: MuscleActivity) -> str:
    return vocabulary.language.say(
        "{muscle} {percent} % MVIC ({source}; healthy people)",
        muscle=activity.muscle,
        percent=_number(activity.percent_mvic, vocabulary.language),
        source=_short(vocabulary, activity.ref),
    )


def _number(text: str, language: Language) -> str:
    """A text that is a number as the language writes it; any other text unchanged."""
    try:
        return language.number(Decimal(text)) if language != ENGLISH else text
    except InvalidOperation:
        return text


def _instead_of(arguments: Arguments, item: RecommendationDocument) -> tuple[str, ...]:
    held = {one.name for one in arguments.decision.outcome.conclusions if one.kind is Kind.WITHHELD}
    items = arguments.wording.vocabulary.recommendations
    return tuple(items[name].title for name in item.replaces if name in held)


def _short(vocabulary: Vocabulary, ref: str) -> str:
    reference = vocabulary.references.get(ref)
    if reference is None:
        return vocabulary.language.say("engine default")
    year = f" {reference.issued}" if reference.issued else ""
    names = [name.family or name.literal or "" for name in reference.author]
    return f"{names[0] if names else reference.title}{year}"


def withheld(arguments: Arguments) -> tuple[Withheld, ...]:
    """Every item that is recommended and forbidden, with what forbids it, in the order it would have had."""
    return tuple(_withheld(arguments, conclusion) for conclusion in _in_order(arguments, Kind.WITHHELD))


def _withheld(arguments: Arguments, conclusion: Conclusion) -> Withheld:
    item = arguments.wording.vocabulary.recommendations[conclusion.name]
    reasons: dict[tuple[str, str], Argument] = {}
    for step in arguments.givers(conclusion):
        for premise in step.premises:
            if isinstance(premise.about, Conclusion) and premise.about.kind is Kind.WITHHOLD:
                reasons.update({(one.rule, one.side): one for one in arguments.supporting(premise.about)})
    ordered = tuple(reasons[key] for key in sorted(reasons))
    return Withheld(item.id, item.title, conclusion.side, item.phase, ordered[0].because, ordered)


def next_tests(arguments: Arguments) -> tuple[NextTest, ...]:
    """Suggested examinations that nobody did: safety first, then the default order of enquiry, cheap first."""
    vocabulary = arguments.wording.vocabulary
    safety = set(vocabulary.safety_questions)
    groups = {name: number for number, name in enumerate(vocabulary.groups)}
    order = {name: number for number, name in enumerate(vocabulary.findings)}

    def place(conclusion: Conclusion) -> tuple[bool, int, int, int, str]:
        document = vocabulary.findings[conclusion.name].document
        cost = _COSTS.index(document.cost)
        return (
            conclusion.name not in safety,
            groups[document.group],
            cost,
            order[conclusion.name],
            conclusion.side,
        )

    asked = sorted((one for one in arguments.decision.outcome.conclusions if one.kind is Kind.NEXT_TEST), key=place)
    return tuple(_next_test(arguments, conclusion, number, safety) for number, conclusion in enumerate(asked, 1))


def _next_test(arguments: Arguments, conclusion: Conclusion, number: int, safety: set[str]) -> NextTest:
    document = arguments.wording.vocabulary.findings[conclusion.name].document
    reasons = arguments.supporting(Conclusion(Kind.SUGGESTION, conclusion.name, conclusion.side))
    is_safety = conclusion.name in safety
    how = document.question if is_safety and document.question else document.how
    because = tuple(dict.fromkeys(reason.because for reason in reasons))
    return NextTest(conclusion.name, document.title, conclusion.side, how, is_safety, number, because)


def suggested_codes(arguments: Arguments) -> tuple[SuggestedCode, ...]:
    """Codes of symptoms to confirm, in the order of the vocabulary, then by side."""
    codes = arguments.wording.vocabulary.codes
    order = {name: number for number, name in enumerate(codes)}
    suggested = [one for one in arguments.decision.outcome.conclusions if one.kind is Kind.CODE]
    return tuple(_code(codes[one.name], one) for one in sorted(suggested, key=lambda one: (order[one.name], one.side)))


def _code(document: CodeDocument, conclusion: Conclusion) -> SuggestedCode:
    code = {Side.LEFT: document.left, Side.RIGHT: document.right, Side.MIDLINE: document.midline}[conclusion.side]
    return SuggestedCode(
        id=document.id,
        system=document.system,
        code=code or "",
        title=document.title,
        side=conclusion.side,
        edition=document.edition,
        caution=document.caution or "",
    )
