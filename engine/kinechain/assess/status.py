"""What an assessment amounts to, in one word and one sentence."""

from kinechain.language import Language, message
from kinechain.terms.assessment import REFERRING, Referral, SafetyGap, Status
from kinechain.terms.reasoning import Inference
from kinechain.terms.strength import Strength

_REFER_FIRST = {
    "emergency": message("Refer first (emergency): {flag}. {refer_to}."),
    "urgent": message("Refer first (urgent): {flag}. {refer_to}."),
    "prompt": message("Refer first (prompt): {flag}. {refer_to}."),
}
_WEIGHED = {
    Strength.STRONG: message("{cause} (strong)"),
    Strength.MODERATE: message("{cause} (moderate)"),
    Strength.WEAK: message("{cause} (weak)"),
    Strength.CONTESTED: message("{cause} (contested)"),
    Strength.OPINION: message("{cause} (opinion)"),
}
MOST_NAMED = 3


def status_of(flags: tuple[Referral, ...], gaps: tuple[SafetyGap, ...], *, anything: bool) -> Status:
    """Refer before safety, safety before advice; nothing found only when nothing is open either."""
    if any(flag.urgency in REFERRING for flag in flags):
        return Status.REFER
    if gaps:
        return Status.SAFETY_INCOMPLETE
    return Status.ADVICE if anything else Status.NO_FINDING


def summary_of(
    status: Status,
    flags: tuple[Referral, ...],
    gaps: tuple[SafetyGap, ...],
    causes: tuple[Inference, ...],
    words: Language,
    *,
    anything_assessed: bool,
) -> str:
    """One or two sentences for the head of a report."""
    if not anything_assessed:
        return words.say("Nothing was assessed, so nothing can be concluded. Start with the safety questions.")
    if status is Status.REFER:
        first = flags[0]
        return words.say(_REFER_FIRST[first.urgency], flag=first.title, refer_to=first.refer_to)
    if status is Status.SAFETY_INCOMPLETE:
        count = len({question.finding for gap in gaps for question in gap.unasked})
        return words.say_many(
            "{number} safety question is open. Exercise is held back until they are asked.",
            "{number} safety questions are open. Exercise is held back until they are asked.",
            count,
        )
    if status is Status.NO_FINDING:
        return words.say(
            "Nothing in these findings points to low gluteal activation or to a substitute. No exercise is suggested."
        )
    if flags:
        return f"{words.say('Take care: {flag}.', flag=flags[0].title)} {_hypotheses(causes, words)}"
    return _hypotheses(causes, words)


def _hypotheses(causes: tuple[Inference, ...], words: Language) -> str:
    if not causes:
        return words.say("No cause is suggested by these findings. See what to test next.")
    titles = "; ".join(words.say(_WEIGHED[cause.strength], cause=cause.title) for cause in causes[:MOST_NAMED])
    if len(causes) <= MOST_NAMED:
        return words.say("Hypotheses to check, weightiest first: {causes}.", causes=titles)
    return words.say_many(
        "Hypotheses to check, weightiest first: {causes} and {number} more.",
        "Hypotheses to check, weightiest first: {causes} and {number} more.",
        len(causes) - MOST_NAMED,
        causes=titles,
    )
