"""From a case to an Assessment: decided by both evaluators, explained from the proofs alone."""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from typing import NamedTuple

from kinechain import __version__
from kinechain.assess.inferences import inferences
from kinechain.assess.programme import next_tests, recommendations, suggested_codes, withheld
from kinechain.assess.safety import referrals, safety_gaps, safety_questions
from kinechain.assess.status import status_of, summary_of
from kinechain.explain.arguments import Arguments
from kinechain.explain.fragility import hangs_on
from kinechain.explain.picture import cycle, picture
from kinechain.explain.unexamined import Relevance, all_unexamined
from kinechain.explain.wording import Wording
from kinechain.inference.decide import Decider, Decision
from kinechain.knowledge.model import KnowledgeBase
from kinechain.knowledge.translated import translated
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.language import in_language
from kinechain.terms.assessment import (
    SCHEMA_VERSION,
    Assessment,
    ProofStep,
    Recommendation,
    RecordedFinding,
    Referral,
    SafetyGap,
    Status,
)
from kinechain.terms.body import BodyRegion
from kinechain.terms.case import Case
from kinechain.terms.causal_picture import CycleArc, GraphArc, GraphNode
from kinechain.terms.conclusion import Kind
from kinechain.terms.finding import FindingKey
from kinechain.terms.proof import Justification
from kinechain.terms.reasoning import Inference, Source


class Assessor:
    """Assesses cases by one knowledge base. Build it once and reuse it; it may be shared between threads.

    Decisions never depend on ``language``; LookupError names the languages that there are.
    """

    def __init__(self, knowledge_base: KnowledgeBase, language: str = "en") -> None:
        self._written = knowledge_base
        self.words = in_language(language)
        self.knowledge_base = translated(knowledge_base, self.words)
        self.decider = Decider(knowledge_base)
        self._relevance = Relevance(knowledge_base)

    def told_in(self, language: str) -> "Assessor":
        """The same decisions told in another language, at little cost: what decides is shared."""
        other = copy(self)
        other.words = in_language(language)
        other.knowledge_base = translated(self._written, other.words)
        return other

    def assess(self, case: Case, *, verify: bool = False) -> Assessment:
        """Assess a case by both evaluators; with ``verify`` the independent checker re-reads every proof.

        Raises EvaluatorsDisagreeError or UnsoundProofError, after which nothing may be reported.
        """
        return self._describe(
            case, self.decider.decide(case, verify=verify), ("experta", self.words.say("generated function"))
        )

    def preview(self, case: Case) -> Assessment:
        """Assess by the generated function alone, and say so in ``decided_by``: for what-ifs, never for a report."""
        return self._describe(case, self.decider.preview(case), (self.words.say("generated function"),))

    def _describe(self, case: Case, decision: Decision, decided_by: tuple[str, ...]) -> Assessment:
        knowledge_base, memory = self.knowledge_base, decision.memory
        vocabulary, manifest = knowledge_base.vocabulary, knowledge_base.manifest
        wording = Wording(vocabulary, case)
        arguments = Arguments(knowledge_base, decision, wording)
        found, recorded = self._find(arguments), _recorded(case, decision, wording)
        nodes, arcs, loop = _pictures(arguments)
        return Assessment(
            schema_version=SCHEMA_VERSION,
            language=self.words.code,
            program=f"kinechain {__version__}",
            knowledge_base=knowledge_base.stamp,
            case=case.id,
            date=case.date.isoformat(),
            age=case.age,
            sex=case.sex,
            status=found.status,
            summary=found.summary,
            findings=recorded,
            causes=found.causes,
            impressions=found.impressions,
            referrals=found.flags,
            safety_gaps=found.gaps,
            safety_questions=safety_questions(vocabulary, memory),
            recommendations=found.given,
            withheld=withheld(arguments),
            next_tests=next_tests(arguments),
            not_assessed=all_unexamined(knowledge_base, memory, wording),
            codes=suggested_codes(arguments),
            cycle=loop,
            graph_nodes=nodes,
            graph_arcs=arcs,
            proofs=tuple(_step(step) for step in decision.proofs),
            sources=_sources(arguments, decision),
            notes=case.notes,
            intended_use=manifest.intended_use,
            not_for=manifest.not_for,
            calibration=manifest.calibration,
            decided_by=decided_by,
            regions=_regions(vocabulary, (*recorded, *found.causes, *found.impressions)),
        )

    def _find(self, arguments: Arguments) -> "_Found":
        decision = arguments.decision
        inferred = [one for one in decision.outcome.conclusions if one.kind in (Kind.CAUSE, Kind.IMPRESSION)]
        fragile = hangs_on(self.decider.generated, decision.memory, inferred)
        causes = inferences(Kind.CAUSE, arguments, fragile, self._relevance)
        impressions = inferences(Kind.IMPRESSION, arguments, fragile, self._relevance)
        flags, gaps, given = referrals(arguments), safety_gaps(arguments), recommendations(arguments)
        status = status_of(flags, gaps, anything=bool(causes or impressions or given or flags))
        summary = summary_of(status, flags, gaps, causes, self.words, anything_assessed=bool(decision.memory))
        return _Found(causes, impressions, flags, gaps, given, status, summary)


class _Found(NamedTuple):
    """What the head of a report is made from."""

    causes: tuple[Inference, ...]
    impressions: tuple[Inference, ...]
    flags: tuple[Referral, ...]
    gaps: tuple[SafetyGap, ...]
    given: tuple[Recommendation, ...]
    status: Status
    summary: str


def _pictures(
    arguments: Arguments,
) -> tuple[tuple[GraphNode, ...], tuple[GraphArc, ...], tuple[CycleArc, ...]]:
    decision, by_id = arguments.decision, arguments.knowledge_base.by_id
    steps = tuple(step for step in decision.proofs if not by_id[step.rule].structural)
    shown = [one for one in decision.outcome.conclusions if one.kind in (Kind.CAUSE, Kind.RED_FLAG)]
    return (*picture(steps, arguments, arguments.wording, shown), cycle(steps, arguments.wording))


def _recorded(case: Case, decision: Decision, wording: Wording) -> tuple[RecordedFinding, ...]:
    vocabulary = wording.vocabulary
    groups = {name: number for number, name in enumerate(vocabulary.groups)}
    order = {name: number for number, name in enumerate(vocabulary.findings)}
    found = []
    for finding in case.findings:
        document = vocabulary.findings[finding.name].document
        seen = decision.memory.get(FindingKey(finding.name, finding.side))
        record = RecordedFinding(
            finding.name,
            document.title,
            finding.side,
            finding.state,
            document.group,
            vocabulary.groups[document.group].title,
            wording.reading(finding),
            finding.note,
            regions=vocabulary.findings[finding.name].regions_of(finding),
        )
        found.append(replace(record, weight=seen.weight, weight_reason=seen.weight_reason) if seen else record)
    return tuple(sorted(found, key=lambda one: (groups[one.group], order[one.id], one.side)))


def _regions(vocabulary: Vocabulary, placed: Iterable[RecordedFinding | Inference]) -> tuple[BodyRegion, ...]:
    used = {region for one in placed for region in one.regions}
    return tuple(vocabulary.body_region(name) for name in vocabulary.regions if name in used)


def _step(step: Justification) -> ProofStep:
    return ProofStep(
        step.rule,
        step.version,
        step.side,
        tuple(map(str, step.premises)),
        tuple(map(str, step.absences)),
        tuple(map(str, step.conclusions)),
    )


def _sources(arguments: Arguments, decision: Decision) -> tuple[Source, ...]:
    notes = [note for step in decision.proofs for note in arguments.knowledge_base.by_id[step.rule].sources]
    unique = {(note.ref, note.relation, note.says): note for note in notes}
    return tuple(arguments.source(unique[key]) for key in sorted(unique))
