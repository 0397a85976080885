"""Fired rule instances as arguments: premises, absences, wording and sources."""

from collections.abc import Iterable
from dataclasses import replace

from kinechain.explain.wording import Wording
from kinechain.inference.decide import Decision
from kinechain.inference.proofs import conditions
from kinechain.knowledge.conditions import Concluded, FindingTest, Leaf
from kinechain.knowledge.formats.base import EvidenceNote
from kinechain.knowledge.formats.references import ReferenceDocument
from kinechain.knowledge.model import KnowledgeBase, Rule
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.proof import Condition, Justification
from kinechain.terms.reasoning import Argument, Objection, Premise, Source
from kinechain.terms.side import Side


class Arguments:
    """Finds and words the arguments of one decision."""

    def __init__(self, knowledge_base: KnowledgeBase, decision: Decision, wording: Wording) -> None:
        self.knowledge_base, self.decision, self.wording = knowledge_base, decision, wording
        self._givers: dict[Conclusion, list[Justification]] = {}
        self._told: dict[tuple[str, Side], Argument] = {}
        for step in decision.proofs:
            for conclusion in dict.fromkeys(step.conclusions):
                self._givers.setdefault(conclusion, []).append(step)

    def givers(self, conclusion: Conclusion) -> tuple[Justification, ...]:
        """The fired instances that give a conclusion."""
        return tuple(self._givers.get(conclusion, ()))

    def supporting(self, conclusion: Conclusion) -> tuple[Argument, ...]:
        """The arguments for a conclusion, weightiest first, then by rule id."""
        arguments = [self.argument(step, conclusion) for step in self.givers(conclusion)]
        return tuple(sorted(arguments, key=lambda one: (-one.contribution, one.rule, one.side)))

    def argument(self, step: Justification, conclusion: Conclusion) -> Argument:
        """One fired instance as an argument for ``conclusion``."""
        rule = self.knowledge_base.by_id[step.rule]
        strengths = [
            head.strength
            for head in rule.heads
            if Conclusion(head.kind, head.name, head.where.on(step.side)) == conclusion
        ]
        return replace(
            self._words(rule, step),
            strength=strengths[0] if strengths else None,
            contribution=self.decision.certainties.contribution.get((rule.id, step.side, conclusion), 0),
        )

    def _words(self, rule: Rule, step: Justification) -> Argument:
        """What is the same whatever the instance is an argument for; a rule often gives several conclusions."""
        if (found := self._told.get((rule.id, step.side))) is None:
            found = self._told[rule.id, step.side] = self._worded(rule, step)
        return found

    def _worded(self, rule: Rule, step: Justification) -> Argument:
        return Argument(
            rule=rule.id,
            version=rule.version,
            title=self.wording.put_in(rule.title, step.side),
            side=step.side,
            strength=None,
            contribution=0,
            because=self.wording.put_in(rule.because, step.side),
            caveat=self.wording.put_in(rule.caveat, step.side),
            premises=self._premises(rule, step, step.premises),
            absences=self._premises(rule, step, step.absences),
            sources=tuple(self.source(note) for note in rule.sources),
        )

    def _premises(self, rule: Rule, step: Justification, chosen: Iterable[Condition]) -> tuple[Premise, ...]:
        wanted = set(chosen)
        pairs = [*conditions(rule.when, "when", step.side), *conditions(rule.unless, "unless", step.side)]
        return tuple(self._premise(condition, leaf, step.side) for condition, leaf in pairs if condition in wanted)

    def _premise(self, condition: Condition, leaf: Leaf, side: Side) -> Premise:
        where = leaf.where.on(side)
        if isinstance(leaf, Concluded):
            return Premise(self.wording.leaf(leaf, side), leaf.name, where, "", leaf.kind)
        kind = "finding" if isinstance(leaf, FindingTest) else "not-assessed"
        return Premise(self.wording.leaf(leaf, side), leaf.finding, where, condition.test, kind)

    def source(self, note: EvidenceNote) -> Source:
        """A rule's source with its short reference and what was read of it."""
        reference = self.knowledge_base.vocabulary.references.get(note.ref)
        if reference is None:
            return Source(
                note.ref, note.relation, note.says, self.wording.language.say("engine default"), checked=False
            )
        reading = reference.custom
        return Source(note.ref, note.relation, note.says, citation(reference), reading.tag == "V", reading.read or "")

    def against(self, conclusion: Conclusion, supporting: Iterable[Argument]) -> tuple[Objection, ...]:
        """Findings that oppose a conclusion, then sources that dispute the rules behind it."""
        opposed = Conclusion(Kind.AGAINST, conclusion.name, conclusion.side)
        found = [Objection("finding", argument.because, argument.rule) for argument in self.supporting(opposed)]
        for argument in supporting:
            found += [
                Objection("source", source.says, argument.rule, source.ref, source.citation)
                for source in argument.sources
                if source.relation == "disputes"
            ]
        unique = {(one.kind, one.text, one.ref): one for one in reversed(found)}
        return tuple(one for one in found if unique[one.kind, one.text, one.ref] is one)


def citation(reference: ReferenceDocument) -> str:
    """A short reference: authors, year, title, journal.

    >>> from kinechain.knowledge.formats.references import Name, ReadingNote
    >>> note = ReadingNote(tag="V", level="3", kind="study")
    >>> citation(ReferenceDocument(id="a", type="article-journal", title="Hips", author=(Name(family="Roe"),),
    ...                            issued=2013, custom=note))
    'Roe (2013). Hips.'
    """
    names = [name.family or name.literal or "" for name in reference.author]
    people = {0: "", 1: names[0] if names else "", 2: " and ".join(names)}.get(
        len(names), f"{names[0]} et al." if names else ""
    )
    year = f" ({reference.issued})" if reference.issued else ""
    parts = [
        f"{people}{year}".strip(),
        reference.title,
        reference.container_title or reference.publisher or "",
    ]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)
