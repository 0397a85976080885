"""The referral letter: one page for the physician, to be signed by the practitioner."""

from collections.abc import Iterator

from kinechain.language import message
from kinechain.report.blocks import Block, Card, Facts, Note, Paragraph, Section, Sheet
from kinechain.report.citations import short_citation
from kinechain.report.safety import answers, most_urgent
from kinechain.report.sheet import made, to_fill_in, without_private
from kinechain.report.view import identity
from kinechain.report.wording import Words
from kinechain.terms.assessment import REFERRING, Assessment, Referral
from kinechain.terms.reasoning import Argument

POINTS = 9.2
MOST_UNTESTED = 8
PERSON = 3
"""Case, date, age and sex; the foot of the page names the versions."""
NO_LETTER = message(
    "no referral: no letter. A flag that goes by a local procedure is never put in a letter; "
    "the clinician report names it."
)


def letter(assessment: Assessment) -> Sheet | None:
    """The letter, or None when nobody needs to be referred by letter."""
    public = without_private(assessment)
    flags = tuple(item for item in public.referrals if item.urgency in REFERRING)
    first = most_urgent(flags)
    if first is None:
        return None
    words = Words.of(public)
    return made(
        public,
        title=words.say("Referral letter"),
        subtitle=words.say("From a movement practitioner. Decision support, not a diagnosis."),
        identity=identity(public)[:PERSON],
        sections=tuple(_sections(public, flags, first, words)),
        points=POINTS,
    )


def _sections(assessment: Assessment, flags: tuple[Referral, ...], first: Referral, words: Words) -> Iterator[Section]:
    yield Section("request", words.say("Request"), tuple(_request(first, words)))
    yield Section("flags", words.say("What raised this referral"), tuple(_flag(flag, first, words) for flag in flags))
    if assessment.safety_questions:
        yield Section("asked", words.say("Safety questions"), (Facts(tuple(answers(assessment))),))
    if assessment.not_assessed:
        yield Section("not-tested", words.say("Not tested"), (Paragraph(_untested(assessment, words)),))
    sources = _sources(flags, words)
    if sources:
        yield Section("sources", words.say("Sources of these rules"), (Paragraph(sources, "quiet"),))
    lines = to_fill_in(words.say("Name"), words.say("Reach me at"), words.say("Signature"))
    yield Section("signature", words.say("Practitioner"), (Facts(lines),))


def _request(first: Referral, words: Words) -> Iterator[Block]:
    yield Paragraph(words.sentence(words.urgency(first.urgency)), "alert")
    yield Paragraph(words.say("Please examine this person. What I recorded, and what I did not, stands below."))
    yield Facts((Note(words.say("To"), words.sentence(first.refer_to)),))


def _flag(flag: Referral, first: Referral, words: Words) -> Card:
    facts = (
        Note(words.say("Recorded"), words.sentence(words.listed(_recorded(flag)))),
        Note(words.say("Suspected"), words.sentence(flag.suspect)),
        Note(words.say("Addressed to"), "" if flag.refer_to == first.refer_to else words.sentence(flag.refer_to)),
        Note(words.say("Advice"), words.sentence(flag.advice) if flag is first else ""),
    )
    said = tuple(fact for fact in facts if fact.text)
    return Card(flag.title, words.side_tag(flag.side), words.urgency(flag.urgency), (Facts(said),))


def _recorded(flag: Referral) -> tuple[str, ...]:
    """The findings in the words of the record; the reason where a flag rests on no finding of its own."""
    said: dict[str, None] = {}
    for rule in flag.for_:
        said.update(dict.fromkeys(_findings(rule) or [rule.because.rstrip(".")]))
    return tuple(said)


def _findings(rule: Argument) -> list[str]:
    return [premise.text for premise in rule.premises if premise.kind == "finding"]


def _sources(flags: tuple[Referral, ...], words: Words) -> str:
    cited = {source.ref: source for flag in flags for rule in flag.for_ for source in rule.sources}
    names = (
        short if source.checked else words.say("{source} (not checked)", source=short)
        for source in cited.values()
        if (short := short_citation(source.citation))
    )
    return words.sentence("; ".join(dict.fromkeys(names)))


def _untested(assessment: Assessment, words: Words) -> str:
    """By name what bears on a conclusion, a few at most; the rest as a number."""
    inferred = (*assessment.causes, *assessment.impressions)
    bearing = {(item.finding, item.side) for inference in inferred for item in inference.not_assessed}
    shown = [item for item in assessment.not_assessed if (item.finding, item.side) in bearing]
    named = words.sides_together([(item.title, item.side) for item in shown])[:MOST_UNTESTED]
    rest = len({item.title for item in assessment.not_assessed}) - len(named)
    if not named:
        return words.say_many(
            "{number} finding of the knowledge base not tested.",
            "{number} findings of the knowledge base not tested.",
            rest,
        )
    others = words.say_many(
        "{number} other finding of the knowledge base not tested.",
        "{number} other findings of the knowledge base not tested.",
        rest,
    )
    listed = words.sentence(words.listed(named))
    return f"{listed} {others}" if rest else listed
