"""Two knowledge bases compared: what was added, removed and changed, and which conclusions change in which cases."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kinechain.audit.export import plain
from kinechain.inference.generated import GeneratedEvaluator
from kinechain.inference.memory import remember
from kinechain.inference.outcome import Outcome
from kinechain.inference.proofs import justify
from kinechain.knowledge.model import KnowledgeBase
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion
from kinechain.terms.finding import Finding
from kinechain.terms.proof import Justification

_TABLES = {
    "findings": "finding", "impressions": "impression", "causes": "cause", "red_flags": "red flag", "phases": "phase",
    "classes": "class", "strengths": "strength", "codes": "code", "references": "reference",
    "recommendations": "exercise",
}  # fmt: skip
_DERIVED = ("file", "stratum")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. ``change`` is added, removed or changed; ``fields`` names what changed."""

    part: str
    id: str
    change: str
    fields: tuple[str, ...] = ()


def differences(old: KnowledgeBase, new: KnowledgeBase) -> tuple[Difference, ...]:
    """Every rule and every word that differs, rules first."""
    rules = [{rule.id: rule for rule in base.written_rules} for base in (old, new)]
    found = list(_compared("rule", *rules))
    for table, part in _TABLES.items():
        found.extend(_compared(part, getattr(old.vocabulary, table), getattr(new.vocabulary, table)))
    return tuple(found)


def _compared(part: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            yield Difference(part, name, "added")
        elif name not in new:
            yield Difference(part, name, "removed")
        elif fields := _changed(old[name], new[name]):
            yield Difference(part, name, "changed", fields)


def _changed(old: Any, new: Any) -> tuple[str, ...]:
    if isinstance(old, FindingDefinition) and isinstance(new, FindingDefinition):
        old, new = old.document, new.document
    before, after = plain(old), plain(new)
    return tuple(
        key for key in before | after if key not in _DERIVED and before.get(key) != after.get(key)
    )  # ``line`` stands for the line of evidence, so it counts


@dataclass(frozen=True, slots=True)
class Changed:
    """A conclusion that only one of the two draws, with the steps that give it there."""

    conclusion: Conclusion
    appears: bool
    steps: tuple[Justification, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """What changes in one case. ``left_out``: findings that OLD does not know, so it was asked without them."""

    case: str
    changed: tuple[Changed, ...]
    rules: tuple[Changed, ...]
    left_out: tuple[str, ...]


class Comparison:
    """Asks both knowledge bases about cases."""

    def __init__(self, old: KnowledgeBase, new: KnowledgeBase) -> None:
        self._old, self._new = old, new
        self._evaluators = [GeneratedEvaluator.of(base) for base in (old, new)]

    def impact(self, name: str, case: Case) -> Impact:
        """The conclusions that change in a case that NEW can read."""
        known = tuple(finding for finding in case.findings if _knows(self._old.vocabulary, finding))
        left_out = tuple(f"{one.name} ({one.side})" for one in case.findings if one not in known)
        before, before_steps = self._decided(0, replace(case, findings=known))
        after, after_steps = self._decided(1, case)
        gone = [Changed(one, False, _giving(one, before_steps)) for one in before.conclusions - after.conclusions]
        come = [Changed(one, True, _giving(one, after_steps)) for one in after.conclusions - before.conclusions]
        kept = before.conclusions & after.conclusions
        return Impact(name, _sorted([*gone, *come]), tuple(_other_proofs(kept, before_steps, after_steps)), left_out)

    def _decided(self, number: int, case: Case) -> tuple[Outcome, tuple[Justification, ...]]:
        base = (self._old, self._new)[number]
        memory = remember(case, base.vocabulary)
        outcome = self._evaluators[number].decide(memory)
        return outcome, justify(base, memory, outcome)


def _giving(conclusion: Conclusion, steps: Iterable[Justification]) -> tuple[Justification, ...]:
    return tuple(step for step in steps if conclusion in step.conclusions)


def _other_proofs(
    kept: Iterable[Conclusion], before: Iterable[Justification], after: Iterable[Justification]
) -> Iterator[Changed]:
    """Conclusions that both draw, but by other rules: each side's own steps."""
    old, new = tuple(before), tuple(after)
    for one in sorted(kept):
        givers = [{step.instance for step in _giving(one, steps)} for steps in (old, new)]
        if givers[0] != givers[1]:
            yield Changed(one, False, tuple(step for step in _giving(one, old) if step.instance not in givers[1]))
            yield Changed(one, True, tuple(step for step in _giving(one, new) if step.instance not in givers[0]))


def _sorted(changed: list[Changed]) -> tuple[Changed, ...]:
    return tuple(sorted(changed, key=lambda one: (one.conclusion, one.appears)))


def _knows(vocabulary: Vocabulary, finding: Finding) -> bool:
    definition = vocabulary.findings.get(finding.name)
    return (
        definition is not None
        and finding.side in definition.sides
        and all(
            name in definition.attributes and _same_kind(definition.attributes[name], value)
            for name, value in finding.values
        )
    )


def _same_kind(document: Any, value: Any) -> bool:
    from kinechain.terms.quantity import Quantity, units_like

    if isinstance(value, Quantity):
        numeric = document.type in ("integer", "number")
        return numeric and (value.unit in units_like(document.unit) if document.unit else not value.unit)
    if isinstance(value, bool):
        return bool(document.type == "flag")
    chosen = value if isinstance(value, tuple) else (value,)
    return document.values is not None and all(choice in document.values for choice in chosen)
