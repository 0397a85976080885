"""``kinechain explain CASE why|why-not CONCLUSION``, and the short form without a question."""

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinechain.cli.explain_case import Asked, fail, print_json
from kinechain.cli.explain_tree import absence_lines, reason_lines
from kinechain.cli.knowledge import EXIT_FAILED
from kinechain.terms.conclusion import Conclusion

if TYPE_CHECKING:
    from kinechain.explain.why import Reason
    from kinechain.explain.why_not import Absence


def either(asked: Asked, picture: Path | None) -> None:
    """The short form: why, where it was concluded on some side; else why not, and exit code 1."""
    drawn = asked.drawn
    _print(asked, drawn, () if drawn else asked.conclusions, deep=False)
    if not drawn:
        raise SystemExit(EXIT_FAILED)
    _draw(asked, drawn, picture)


def why(asked: Asked, picture: Path | None) -> None:
    """Every conclusion of the name that was drawn; exit code 1 when none was."""
    if not asked.drawn:
        fail(f"Not concluded: {asked.titles(asked.chief)}. Ask 'why-not', or 'smallest-change'.")
    _print(asked, asked.drawn, ())
    _draw(asked, asked.drawn, picture)


def why_not(asked: Asked) -> None:
    """Every side on which it was not concluded; exit code 1 when it was concluded on all that were asked."""
    drawn = [one for one in asked.chief if one in asked.drawn]
    absent = [one for one in asked.chief if one not in drawn]
    if not absent:
        fail(f"It was concluded: {asked.titles(drawn)}. Ask 'why', or 'smallest-change' for what would remove it.")
    if drawn:
        click.echo(f"It was concluded: {asked.titles(drawn)}. Ask 'why' about that.", err=True)
    _print(asked, (), absent)


def _print(asked: Asked, drawn: Iterable[Conclusion], absent: Iterable[Conclusion], *, deep: bool = True) -> None:
    from kinechain.explain import why as reasons_for
    from kinechain.explain import why_not as reasons_against

    reasons: list[Reason] = [reasons_for.why(asked.arguments, one) for one in drawn]
    absences: list[Absence] = [reasons_against.why_not(asked.arguments, one) for one in absent]
    if asked.as_json:
        lacking = {str(one.conclusion): [dataclasses.asdict(rule) for rule in one.rules] for one in absences}
        print_json({"concluded": [dataclasses.asdict(reason) for reason in reasons], "not_concluded": lacking})
        return
    for reason in reasons:
        click.echo("\n".join(reason_lines(reason)))
    for absence in absences:
        click.echo("\n".join(absence_lines(absence, deep=deep)))


def _draw(asked: Asked, drawn: Iterable[Conclusion], picture: Path | None) -> None:
    """Write the causal chain up to the first conclusion that has a picture."""
    if picture is None:
        return
    from kinechain.cli.output import write_whole
    from kinechain.explain.picture import picture_of
    from kinechain.report.figure import causal_chain

    steps = [step for step in asked.decision.proofs if not asked.knowledge_base.by_id[step.rule].structural]
    parts = [picture_of(one, steps, asked.arguments, asked.arguments.wording) for one in drawn]
    nodes = {node.id: node for found, _ in parts for node in found}
    arcs = dict.fromkeys(arc for _, found in parts for arc in found)
    assessment = asked.assessor.assess(asked.case, verify=True)
    drawing = causal_chain(
        dataclasses.replace(assessment, graph_nodes=tuple(nodes.values()), graph_arcs=tuple(arcs))
    )  # fmt: skip
    if drawing is None:
        fail(f"There is no picture of: {asked.titles(drawn)}.")
    else:
        write_whole(picture, drawing.encode())
        click.echo(f"Wrote {picture}", err=True)
