"""``kinechain rules audit``: everything that can be checked without a clinician, with one summary."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinechain.cli.knowledge import EXIT_FAILED, EXIT_INVALID_KNOWLEDGE_BASE, rules_folder_of, rules_option

if TYPE_CHECKING:
    from kinechain.audit.whole import Audit, StepResult
    from kinechain.terms.problem import Problem

_MOST_SHOWN = 20


@click.command("audit", short_help="Check, cases, mutants, logic and proofs, with one summary.")
@click.option("--no-proofs", is_flag=True, help="Leave out what takes long: the stories and the proofs over all cases.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@rules_option
def audit_rules(no_proofs: bool, as_json: bool, rules_folder: Path | None) -> None:
    """Run every check of the rules: files, cases, mutants, logic, stories, and proofs over all possible cases.

    Exit code 5 when a check finds a problem, 1 when one could not be run. Information never fails the audit.
    """
    from kinechain.audit.whole import NOT_RUN, PROBLEM, audit

    whole = audit(rules_folder_of(rules_folder), proofs=not no_proofs)
    results = []
    with click.progressbar(
        whole.steps, label="Audit", file=sys.stderr, item_show_func=lambda step: step.name if step else None
    ) as shown:
        results = [step.run() for step in shown]
    if as_json:
        click.echo(json.dumps(_as_json(whole, results), indent=2, ensure_ascii=False))
    else:
        _print(whole, results)
    outcomes = {result.result for result in results}
    if PROBLEM in outcomes:
        raise SystemExit(EXIT_INVALID_KNOWLEDGE_BASE)
    if NOT_RUN in outcomes:
        raise SystemExit(EXIT_FAILED)


def _print(whole: "Audit", results: Iterable["StepResult"]) -> None:
    from kinechain.audit.whole import NOT_RUN, NOTE, PASS, PROBLEM

    listed = list(results)
    for result in listed:
        count = f" ({result.count})" if result.count else ""
        click.echo(f"{result.result:<12} {result.group}: {result.title}{count}")
        for problem in result.found[:_MOST_SHOWN]:
            click.echo("    " + str(problem).replace("\n", "\n    "))
        if len(result.found) > _MOST_SHOWN:
            click.echo(f"    … and {len(result.found) - _MOST_SHOWN} more; --json lists all.")
    if whole.stamp:
        click.echo(f"\n{whole.stamp.id} {whole.stamp.version}, hash {whole.stamp.hash[:12]}")
    numbers = [(word, sum(result.result == word for result in listed)) for word in (PASS, PROBLEM, NOTE, NOT_RUN)]
    click.echo(f"{len(listed)} checks: " + ", ".join(f"{number} {word}" for word, number in numbers if number) + ".")


def _as_json(whole: "Audit", results: Iterable["StepResult"]) -> dict[str, Any]:
    from kinechain.audit.whole import NOTE, PASS

    listed = list(results)
    stamp = whole.stamp
    return {
        "knowledge_base": {"id": stamp.id, "version": stamp.version, "hash": stamp.hash} if stamp else None,
        "passed": all(result.result in (PASS, NOTE) for result in listed),
        "checks": [
            {
                "group": result.group,
                "name": result.name,
                "title": result.title,
                "result": result.result,
                "count": result.count,
                "found": [_problem(problem) for problem in result.found],
            }
            for result in listed
        ],
    }


def _problem(problem: "Problem") -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }
