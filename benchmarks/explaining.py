"""What an auditor waits for: what-ifs, the smallest change, what to test next, mutants and proofs."""

from benchmarks.clock import medians
from benchmarks.material import Material
from benchmarks.table import Row, Section
from kinechain.audit.all_cases import prove
from kinechain.audit.mutants import mutate
from kinechain.audit.rule_cases import read_rule_cases
from kinechain.audit.whole import audit
from kinechain.explain.arguments import Arguments
from kinechain.explain.neighbourhood import Neighbourhood
from kinechain.explain.next_test import next_tests
from kinechain.explain.smallest_change import smallest_change
from kinechain.explain.what_if import Change, single_changes, what_if
from kinechain.explain.wording import Wording
from kinechain.inference.decide import Decider
from kinechain.terms.conclusion import Kind
from kinechain.terms.finding import FindingKey

_LARGEST = 2


def questions(material: Material) -> Section:
    """Questions about one case, all by the generated function alone."""
    base = material.knowledge_base
    decider = Decider(base)
    decision = decider.preview(material.case)
    near = Neighbourhood(base, decider.generated)
    arguments = Arguments(base, decision, Wording(base.vocabulary, material.case))
    cause = min(one for one in decision.outcome.conclusions if one.kind is Kind.CAUSE)
    finding = material.case.findings[0]
    unset = (Change(FindingKey(finding.name, finding.side), None),)
    found = medians(
        {
            "one": lambda: what_if(decider, material.case, decision, unset),
            "single": lambda: list(single_changes(near, decision.memory)),
            "next": lambda: next_tests(near, arguments),
            "smallest": lambda: smallest_change(near, decision.memory, cause, largest=_LARGEST),
        },
        rounds=5,
    )
    return _questions(found, sum(len(near.of(key)) for key in near.atoms))


def _questions(found: dict[str, float], changes: int) -> Section:
    each, smallest = (
        found["single"] / max(changes, 1),
        f"Every set of up to {_LARGEST} findings that takes a cause away",
    )
    return Section(
        "Questions about that case, by the generated function alone",
        (
            Row("One what-if, with proofs", "A changed copy decided anew; both proofs", found["one"]),
            Row(
                "Every single what-if", f"All {changes} changes of one finding, with what each changes", found["single"]
            ),
            Row("The same, for each", "A single what-if", each, "", "≤ 1 ms", each <= 0.001),
            Row(
                "Next tests",
                "Every open finding by what it would change",
                found["next"],
                "",
                "≤ 20 ms",
                found["next"] <= 0.02,
            ),
            Row("Smallest change", smallest, found["smallest"], "", "≤ 20 ms", found["smallest"] <= 0.02),
        ),
    )


def audits(material: Material) -> Section:
    """The slow parts of an audit of the whole knowledge base."""
    base = material.knowledge_base
    cases = read_rule_cases(base, material.folder)
    rules = base.written_rules
    found = medians(
        {
            "mutants": lambda: [mutate(rule, cases) for rule in rules],
            "proofs": lambda: prove(base),
            "quick": lambda: [step.run() for step in audit(material.folder, proofs=False).steps],
            "whole": lambda: [step.run() for step in audit(material.folder).steps],
        },
        rounds=1,
        batch=0.0,
    )
    inside = {
        "mutants": ("Mutants", f"Every mutant of {len(rules)} rules", 60),
        "proofs": ("Proofs", "Every claim over all possible cases", 60),
        "quick": ("Audit without proofs", "Files, cases, mutants and logic", 5),
        "whole": ("Whole audit", "The same, the stories, and the proofs", 60),
    }
    return Section(
        "Audit of the whole knowledge base",
        tuple(
            Row(what, how, found[name], "", f"≤ {most} s", found[name] <= most)
            for name, (what, how, most) in inside.items()
        ),
    )
