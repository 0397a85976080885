"""``kinechain explain``: why, why not, what if, the smallest change, what to test next, the cycle."""

from collections.abc import Callable
from pathlib import Path

import click

from kinechain.cli.explain_case import Asked, open_asked
from kinechain.cli.knowledge import rules_option

QUESTIONS = ("why", "why-not", "what-if", "smallest-change", "next-tests", "cycle")
_WITH_CONCLUSION = ("why", "why-not", "smallest-change")
_WITH_PICTURE = ("why", "cycle", "")


@click.command(short_help="Why, why not, what if, smallest change, next tests, cycle.")
@click.argument("case", metavar="CASE")
@click.argument("question", metavar="QUESTION|CONCLUSION")
@click.argument("conclusion", metavar="[CONCLUSION]", required=False)
@click.option("--side", type=click.Choice(["left", "right"]), help="Only this side; default: every side.")
@click.option("--set", "settings", multiple=True, metavar="CHANGE", help="what-if: hip-pain@left=negative.")
@click.option("--unset", "unsettings", multiple=True, metavar="FINDING", help="what-if: hip-pain@left.")
@click.option("--proofs", is_flag=True, help="what-if: print the proofs of everything that differs.")
@click.option(
    "-o", "--output", "picture", metavar="FILE.svg", type=click.Path(path_type=Path, dir_okay=False),
    help="why, cycle: write the picture.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON.")
@rules_option
def explain(
    case: str,
    question: str,
    conclusion: str | None,
    side: str | None,
    settings: tuple[str, ...],
    unsettings: tuple[str, ...],
    proofs: bool,
    picture: Path | None,
    as_json: bool,
    rules_folder: Path | None,
) -> None:
    """Explain CASE: one of six QUESTIONs, or the name of a CONCLUSION alone (why, or else why not).

    \b
    why CONCLUSION              every rule that gave it, with sources for and against
    why-not CONCLUSION          what each rule lacks; never examined apart from negative
    what-if --set … --unset …   decide a changed copy anew; what differs
    smallest-change CONCLUSION  the fewest findings that would add it, or take it away
    next-tests                  what to examine next, and what it would decide
    cycle                       the loop: where entered, where it can be broken

    CONCLUSION is such as pain-driven-inhibition, or cause:pain-driven-inhibition. Exit code 1 when there is nothing
    to explain: not concluded, concluded though asked why not, no cycle, no such change.
    """
    verb = question if question in QUESTIONS else ""
    named = conclusion if verb else _alone(question, conclusion)
    _check_usage(verb, named, settings or unsettings, proofs, picture)
    asked = open_asked(case, rules_folder, named, side, as_json=as_json)
    if verb == "what-if":
        from kinechain.cli.explain_changes import what_if

        what_if(asked, settings, unsettings, proofs=proofs)
    else:
        _answers()[verb](asked, picture)


def _answers() -> dict[str, Callable[[Asked, Path | None], None]]:
    from kinechain.cli import explain_changes, explain_next, explain_why

    return {
        "": explain_why.either,
        "why": explain_why.why,
        "why-not": lambda asked, _: explain_why.why_not(asked),
        "smallest-change": lambda asked, _: explain_changes.smallest_change(asked),
        "next-tests": lambda asked, _: explain_next.next_tests(asked),
        "cycle": explain_next.cycle,
    }


def _alone(word: str, more: str | None) -> str:
    """The short form: a conclusion alone."""
    if more is not None:
        from kinechain.knowledge.suggest import did_you_mean

        hint = did_you_mean(word, QUESTIONS, f"Known: {', '.join(QUESTIONS)}.")
        raise click.BadParameter(f"'{word}' is not a question. {hint}", param_hint="QUESTION")
    return word


def _check_usage(verb: str, named: str | None, changes: tuple[str, ...], proofs: bool, picture: Path | None) -> None:
    if verb in _WITH_CONCLUSION and not named:
        raise click.UsageError(f"'{verb}' needs a CONCLUSION, such as pain-driven-inhibition.")
    if named and verb and verb not in _WITH_CONCLUSION:
        raise click.UsageError(f"'{verb}' takes no CONCLUSION.")
    if verb == "what-if" and not changes:
        raise click.UsageError("'what-if' needs at least one --set or --unset.")
    if (changes or proofs) and verb != "what-if":
        raise click.UsageError("--set, --unset and --proofs go with 'what-if' only.")
    if picture is not None and verb not in _WITH_PICTURE:
        raise click.UsageError("--output goes with 'why' and 'cycle' only.")
    if picture is not None and picture.suffix.lower() != ".svg":
        raise click.UsageError(f"'{picture.name}' must end in .svg.")
