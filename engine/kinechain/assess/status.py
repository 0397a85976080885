"""What an assessment amounts to, in one word and one sentence."""

from kinechain.terms.assessment import Referral, SafetyGap, Status
from kinechain.terms.reasoning import Inference

_REFERRING = ("emergency", "urgent", "prompt")


def status_of(flags: tuple[Referral, ...], gaps: tuple[SafetyGap, ...], *, anything: bool) -> Status:
    """Refer before safety, safety before advice; nothing found only when nothing is open either."""
    if any(flag.urgency in _REFERRING for flag in flags):
        return Status.REFER
    if gaps:
        return Status.SAFETY_INCOMPLETE
    return Status.ADVICE if anything else Status.NO_FINDING


def summary_of(
    status: Status,
    flags: tuple[Referral, ...],
    gaps: tuple[SafetyGap, ...],
    causes: tuple[Inference, ...],
    *,
    anything_assessed: bool,
) -> str:
    """One or two sentences for the head of a report."""
    if not anything_assessed:
        return "Nothing was assessed, so nothing can be concluded. Start with the safety questions."
    if status is Status.REFER:
        first = flags[0]
        return f"Refer first ({first.urgency}): {first.title}. {first.refer_to}."
    if status is Status.SAFETY_INCOMPLETE:
        count = len({question.finding for gap in gaps for question in gap.unasked})
        what = "question is" if count == 1 else "questions are"
        return f"{count} safety {what} open. Exercise is held back until they are asked."
    if status is Status.NO_FINDING:
        return (
            "Nothing in these findings points to low gluteal activation or to a substitute. No exercise is suggested."
        )
    if flags:
        return f"Take care: {flags[0].title}. {_hypotheses(causes)}"
    return _hypotheses(causes)


def _hypotheses(causes: tuple[Inference, ...]) -> str:
    if not causes:
        return "No cause is suggested by these findings. See what to test next."
    titles = "; ".join(f"{cause.title} ({cause.strength})" for cause in causes[:3])
    more = f" and {len(causes) - 3} more" if len(causes) > 3 else ""
    return f"Hypotheses to check, weightiest first: {titles}{more}."
