"""The referral letter: one page for the physician, to be signed by the practitioner."""

from collections.abc import Iterator

from kinechain.report.blocks import Block, Card, Facts, Note, Paragraph, Section
from kinechain.report.citations import short_citation
from kinechain.report.safety import answers, most_urgent
from kinechain.report.sheet import Sheet, made, to_fill_in, without_private
from kinechain.report.view import identity
from kinechain.report.wording import SIDE_TAG, URGENCY, count, listed, sentence, sides_together
from kinechain.terms.assessment import Assessment, Referral
from kinechain.terms.reasoning import Argument

POINTS = 9.2
MOST_UNTESTED = 8
PERSON = 3
"""Case, date, age and sex; the foot of the page names the versions."""
CAUTION = "caution"
NO_LETTER = (
    "no referral: no letter. A flag that goes by a local procedure is never put in a letter; "
    "the clinician report names it."
)


def letter(assessment: Assessment) -> Sheet | None:
    """The letter, or None when nobody needs to be referred by letter."""
    public = without_private(assessment)
    flags = tuple(item for item in public.referrals if item.urgency != CAUTION)
    first = most_urgent(flags)
    if first is None:
        return None
    return made(
        public,
        title="Referral letter",
        subtitle="From a movement practitioner. Decision support, not a diagnosis.",
        identity=identity(public)[:PERSON],
        sections=tuple(_sections(public, flags, first)),
        points=POINTS,
    )


def _sections(assessment: Assessment, flags: tuple[Referral, ...], first: Referral) -> Iterator[Section]:
    yield Section("request", "Request", tuple(_request(first)))
    yield Section("flags", "What raised this referral", tuple(_flag(flag, first) for flag in flags))
    if assessment.safety_questions:
        yield Section("asked", "Safety questions", (Facts(tuple(answers(assessment))),))
    if assessment.not_assessed:
        yield Section("not-tested", "Not tested", (Paragraph(_untested(assessment)),))
    sources = _sources(flags)
    if sources:
        yield Section("sources", "Sources of these rules", (Paragraph(sources, "quiet"),))
    yield Section("signature", "Practitioner", (Facts(to_fill_in("Name", "Reach me at", "Signature")),))


def _request(first: Referral) -> Iterator[Block]:
    yield Paragraph(sentence(URGENCY.get(first.urgency, first.urgency)), "alert")
    yield Paragraph("Please examine this person. What I recorded, and what I did not, stands below.")
    yield Facts((Note("To", sentence(first.refer_to)),))


def _flag(flag: Referral, first: Referral) -> Card:
    facts = (
        Note("Recorded", sentence(listed(_recorded(flag)))),
        Note("Suspected", sentence(flag.suspect)),
        Note("Addressed to", "" if flag.refer_to == first.refer_to else sentence(flag.refer_to)),
        Note("Advice", sentence(flag.advice) if flag is first else ""),
    )
    said = tuple(fact for fact in facts if fact.text)
    return Card(flag.title, SIDE_TAG[flag.side], URGENCY.get(flag.urgency, flag.urgency), (Facts(said),))


def _recorded(flag: Referral) -> tuple[str, ...]:
    """The findings in the words of the record; the reason where a flag rests on no finding of its own."""
    said: dict[str, None] = {}
    for rule in flag.for_:
        said.update(dict.fromkeys(_findings(rule) or [rule.because.rstrip(".")]))
    return tuple(said)


def _findings(rule: Argument) -> list[str]:
    return [premise.text for premise in rule.premises if premise.kind == "finding"]


def _sources(flags: tuple[Referral, ...]) -> str:
    cited = (source for flag in flags for rule in flag.for_ for source in rule.sources)
    names = (short_citation(source.citation) + ("" if source.checked else " (not checked)") for source in cited)
    return sentence("; ".join(dict.fromkeys(names)))


def _untested(assessment: Assessment) -> str:
    """By name what bears on a conclusion, a few at most; the rest as a number."""
    inferred = (*assessment.causes, *assessment.impressions)
    bearing = {(item.finding, item.side) for inference in inferred for item in inference.not_assessed}
    shown = [item for item in assessment.not_assessed if (item.finding, item.side) in bearing]
    named = sides_together([(item.title, item.side) for item in shown])[:MOST_UNTESTED]
    rest = len({item.title for item in assessment.not_assessed}) - len(named)
    others = count(rest, "other finding" if named else "finding")
    said = [sentence(listed(named))] if named else []
    return " ".join([*said, f"{others} of the knowledge base not tested."] if rest else said)
