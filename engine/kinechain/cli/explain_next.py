"""``kinechain explain CASE next-tests`` and ``… cycle``."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinechain.cli.explain_case import Asked, fail, print_json

if TYPE_CHECKING:
    from kinechain.explain.next_test import InformativeTest
    from kinechain.report.cycles import Cycle

_MOST_QUESTIONS, _MOST_TESTS = 8, 12


def next_tests(asked: Asked) -> None:
    """What to examine next: safety questions first, then by what the possible results would change."""
    from kinechain.explain import next_test
    from kinechain.explain.neighbourhood import Neighbourhood

    near = Neighbourhood(asked.knowledge_base, asked.assessor.decider.generated)
    tests = next_test.next_tests(near, asked.arguments)
    if asked.as_json:
        print_json({"next_tests": [_test_json(asked, one) for one in tests]})
        return
    if not tests:
        click.echo("Nothing that nobody examined would change a flag, a cause or the plan by itself.")
    questions = [one for one in tests if one.is_safety]
    others = [one for one in tests if not one.is_safety]
    click.echo("\n".join(_list_lines("Safety questions first", questions, _MOST_QUESTIONS)), nl=bool(questions))
    click.echo("\n".join(_list_lines("Then what would change most", others, _MOST_TESTS)), nl=bool(others))


def _list_lines(heading: str, tests: "list[InformativeTest]", most: int) -> Iterator[str]:
    if tests:
        yield heading
    for number, one in enumerate(tests[:most], 1):
        yield from (f"  {line}" for line in _test_lines(number, one))
    if len(tests) > most:
        yield f"  … and {len(tests) - most} more (all in --json)"


def _test_lines(number: int, test: "InformativeTest") -> Iterator[str]:
    yield f"{number}. {test.title} ({test.cost})"
    yield f"   {test.how}"
    yield from (f"   {sentence}" for sentence in test.says)
    yield from (f"   Asked by a rule: {sentence}" for sentence in test.asked_because)
    if not test.says:
        yield "   Alone it changes no flag, cause or item of the plan; with others it may."


def _test_json(asked: Asked, test: "InformativeTest") -> dict[str, Any]:
    from kinechain.explain.changes import in_words

    wording, memory = asked.arguments.wording, asked.decision.memory
    return {
        "finding": test.finding,
        "side": test.side,
        "title": test.title,
        "how": test.how,
        "cost": test.cost,
        "safety": test.is_safety,
        "asked_because": test.asked_because,
        "says": test.says,
        "changes": dict(zip(("flags", "causes", "plan"), test.changes, strict=True)),
        "results": [
            {
                "result": in_words([one.possibility], memory, wording)[0].becomes,
                "adds": [str(conclusion) for conclusion in one.added],
                "removes": [str(conclusion) for conclusion in one.removed],
            }
            for one in test.results
        ],
    }


def _cycle_told(found: "Cycle") -> dict[str, Any]:
    stations = [dataclasses.asdict(station) for station in found.stations]
    return {"side": found.side, "stations": stations, "arcs": found.arcs}


def cycle(asked: Asked, picture: Path | None) -> None:
    """The loop of conclusions that hold one another up; exit code 1 when none holds."""
    from kinechain.report import figure
    from kinechain.report.cycles import cycles

    assessment = asked.assessor.assess(asked.case, verify=True)
    found = list(cycles(assessment))
    if asked.as_json:
        print_json({"cycles": [_cycle_told(one) for one in found]})
    if not found:
        fail("No cycle of conclusions holds in this case.")
    if not asked.as_json:
        click.echo("\n".join(line for one in found for line in _cycle_lines(one)))
    drawing = figure.cycle(assessment) if picture is not None else None
    if picture is not None and drawing is not None:
        from kinechain.cli.output import write_whole

        write_whole(picture, drawing.encode())
        click.echo(f"Wrote {picture}", err=True)


def _cycle_lines(cycle: "Cycle") -> Iterator[str]:
    titles = [station.title for station in cycle.stations]
    yield f"Cycle, {cycle.side}:"
    for source, target, recorded in cycle.arcs:
        backed = "backed by a recorded finding" if recorded else "inferred only"
        yield f"  {titles[source]}  ->  {titles[target]}  ({backed})"
    for station in cycle.stations:
        if station.entered_by:
            yield f"Entered at: {station.title}, by {', '.join(station.entered_by)}"
    for station in cycle.stations:
        if station.broken_by:
            yield f"Can be broken at: {station.title}, by {', '.join(station.broken_by)}"
    if not any(station.broken_by for station in cycle.stations):
        yield "Nothing in the plan breaks it at present (see what is held back, and why)."
