"""A rule read aloud: its logic and its sources in sentences."""

from collections.abc import Iterator

from kinechain.explain.arguments import citation
from kinechain.knowledge.conditions import AtLeast, Concluded, FindingTest, Test
from kinechain.knowledge.linking import render_wording
from kinechain.knowledge.model import Head, KnowledgeBase, Rule
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.terms.conclusion import Kind
from kinechain.terms.finding import State
from kinechain.terms.side import Side

_KIND_WORDS = {
    Kind.IMPRESSION: "impression",
    Kind.CAUSE: "likely cause",
    Kind.AGAINST: "evidence against",
    Kind.RED_FLAG: "red flag",
    Kind.SAFETY_GAP: "not excluded",
    Kind.INDICATION: "a reason to recommend",
    Kind.WITHHOLD: "held back",
    Kind.SUGGESTION: "worth testing",
    Kind.CODE: "code to confirm",
    Kind.RECOMMENDATION: "given",
    Kind.WITHHELD: "held back",
    Kind.NEXT_TEST: "to test next",
}
_CONCLUDES = {
    Kind.IMPRESSION: "the impression",
    Kind.CAUSE: "the likely cause",
    Kind.AGAINST: "evidence against",
    Kind.RED_FLAG: "the red flag",
    Kind.SAFETY_GAP: "that this is not excluded:",
    Kind.INDICATION: "a reason to recommend",
    Kind.WITHHOLD: "that this must be held back:",
    Kind.SUGGESTION: "that this is worth testing:",
    Kind.CODE: "the code, to confirm:",
    Kind.RECOMMENDATION: "that this is given:",
    Kind.WITHHELD: "that this is held back:",
    Kind.NEXT_TEST: "to test next:",
}


def kind_said(kind: Kind) -> str:
    """A kind of conclusion in words.

    >>> kind_said(Kind.CAUSE)
    'likely cause'
    """
    return _KIND_WORDS[kind]


def read_aloud(rule: Rule, knowledge_base: KnowledgeBase) -> str:
    """The whole rule in plain sentences, for a reviewer without the file."""
    return "\n".join(_lines(rule, knowledge_base))


def _lines(rule: Rule, knowledge_base: KnowledgeBase) -> Iterator[str]:
    vocabulary = knowledge_base.vocabulary
    review = f"reviewed by {rule.reviewed_by}" if rule.reviewed_by else "not yet reviewed"
    rows = f"; source rows {', '.join(rule.seed)}" if rule.seed else ""
    yield f"{rule.title}\n{rule.id} {rule.version}, {rule.status}, {review}{rows}\n"
    bound = Side.LEFT if rule.per_side else Side.MIDLINE
    yield (
        "When all of this holds (read for the left; the right is its mirror image):"
        if rule.per_side
        else "When all of this holds:"
    )
    yield from (f"  {number}. {condition_said(test, vocabulary, bound)}" for number, test in enumerate(rule.when, 1))
    if rule.unless:
        yield "unless any of this holds:"
        denied = enumerate(rule.unless, 1)
        yield from (f"  {number}. {condition_said(test, vocabulary, bound)}" for number, test in denied)
    yield "the rule concludes:"
    yield from (f"  {head_said(head, vocabulary, bound)}" for head in rule.heads)
    if rule.because:
        yield f"\nIn a report (left side): {render_wording(rule.because, 'left', 'right')}"
    if rule.caveat:
        yield f"Caveat: {render_wording(rule.caveat, 'left', 'right')}"
    yield from _sources(rule, knowledge_base)
    yield f"\nStratum {rule.stratum}" + (f"; file {rule.file}" if rule.file else "; added by the engine")


def _sources(rule: Rule, knowledge_base: KnowledgeBase) -> Iterator[str]:
    for relation, title in (
        ("supports", "Speaks for it"),
        ("disputes", "Speaks against it"),
        ("qualifies", "Qualifies it"),
    ):
        notes = [note for note in rule.sources if note.relation == relation]
        if notes:
            yield f"\n{title}:"
        for note in notes:
            reference = knowledge_base.vocabulary.references.get(note.ref)
            if reference is None:
                yield f"  engine default ({note.part}): {note.says}"
                continue
            read = reference.custom
            checked = f"read: {read.read}" if read.tag == "V" and read.read else "not checked against the text"
            yield f"  {citation(reference)} Level {read.level}, {checked}.\n    On {note.part}: {note.says}"


def head_said(head: Head, vocabulary: Vocabulary, bound: Side) -> str:
    """A conclusion of a rule bound to a side, such as 'the likely cause Disuse (evidence: weak)'."""
    strength = f" (evidence: {head.strength})" if head.strength else ""
    return f"{_CONCLUDES[head.kind]} {_title(head.kind, head.name, head.where.on(bound), vocabulary)}{strength}"


def _title(kind: Kind, name: str, side: Side, vocabulary: Vocabulary) -> str:
    title = vocabulary.title(kind, name)
    said = render_wording(title, side, side.opposite)
    return said if side is Side.MIDLINE or said != title else f"{said}, {side}"


def condition_said(test: Test, vocabulary: Vocabulary, bound: Side) -> str:
    """A condition of a rule bound to a side, in words."""
    if isinstance(test, AtLeast):
        parts = "; ".join(condition_said(part, vocabulary, bound) for part in test.parts)
        if test.count == len(test.parts):
            return f"all of ({parts})"
        return f"any of ({parts})" if test.count == 1 else f"at least {test.count} of ({parts})"
    side = test.where.on(bound)
    if isinstance(test, Concluded):
        return f"{_KIND_WORDS[test.kind]}: {_title(test.kind, test.name, side, vocabulary)}"
    definition = vocabulary.findings[test.finding]
    title = definition.document.title + ("" if side is Side.MIDLINE else f", {side}")
    if not isinstance(test, FindingTest):
        return f"{title}: nobody asked or tested"
    words = [str(one).replace("_", " ") for one in test.tests]
    if test.state is not None:
        words.insert(0, definition.state_words(State(test.state)))
    return f"{title}: {', '.join(words)}"
