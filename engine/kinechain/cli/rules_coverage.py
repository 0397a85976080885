"""``kinechain rules coverage``: which conditions no case or story saw decide, and why."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinechain.cli.knowledge import open_knowledge_base, rules_folder_of, rules_option

if TYPE_CHECKING:
    from kinechain.audit.deciding import ConditionCoverage
    from kinechain.audit.places import Places


@click.command("coverage", short_help="Which conditions of the rules no case or story decides.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON, every condition.")
@rules_option
def rule_coverage(as_json: bool, rules_folder: Path | None) -> None:
    """List each condition that no rule case or story saw decide both ways with the rest of its rule holding.

    The percentage is rounded down: 100 means every condition of every rule.
    """
    from kinechain.audit.deciding import coverage, percentage, situations
    from kinechain.audit.places import Places
    from kinechain.audit.rule_cases import read_rule_cases

    knowledge_base = open_knowledge_base(rules_folder)
    folder = rules_folder_of(rules_folder)
    found = coverage(knowledge_base, read_rule_cases(knowledge_base, folder), situations(knowledge_base, folder))
    places = Places(folder)
    if as_json:
        click.echo(json.dumps(_as_json(found, percentage(found), places), indent=2, ensure_ascii=False))
        return
    uncovered = [one for one in found if not one.covered]
    for one in uncovered:
        click.echo(str(places.problem(one.rule, one.place, "coverage.uncovered", f"{one.place}: {one.reason}.")))
    whole = f"{len(found) - len(uncovered)} of {len(found)} conditions of {len(knowledge_base.written_rules)} rules"
    click.echo(f"{whole} are covered: {percentage(found)} %.")


def _as_json(found: "Sequence[ConditionCoverage]", percent: int, places: "Places") -> dict[str, Any]:
    conditions = []
    for one in found:
        place = places.problem(one.rule, one.place, "", "")
        conditions.append(
            {
                "rule": one.rule.id,
                "place": one.place,
                "file": place.file,
                "line": place.line,
                "decided_true": one.decided_true,
                "decided_false": one.decided_false,
                "reason": one.reason,
            }
        )
    return {"percent": percent, "covered": sum(one.covered for one in found), "conditions": conditions}
