"""Rule documents into linked rules: conditions parsed, conclusions resolved, sources and wording checked."""

import re
from pathlib import PurePosixPath

from kinechain.knowledge.condition_parser import ConditionParser
from kinechain.knowledge.conditions import Test, Where
from kinechain.knowledge.document import Document, Path
from kinechain.knowledge.formats.rule import HeadDocument, RuleDocument
from kinechain.knowledge.model import Head, Rule
from kinechain.knowledge.suggest import did_you_mean
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.terms.conclusion import Kind
from kinechain.terms.problem import Problem
from kinechain.terms.strength import Strength

_HEAD_KINDS = {
    "impression": Kind.IMPRESSION,
    "cause": Kind.CAUSE,
    "against": Kind.AGAINST,
    "red_flag": Kind.RED_FLAG,
    "safety_gap": Kind.SAFETY_GAP,
    "recommend": Kind.INDICATION,
    "withhold": Kind.WITHHOLD,
    "test": Kind.SUGGESTION,
    "code": Kind.CODE,
}
_WITH_STRENGTH = (Kind.IMPRESSION, Kind.CAUSE, Kind.AGAINST, Kind.INDICATION)
_PLACEHOLDER = re.compile(r"\{\{\s*(.*?)\s*\}\}")
PLACEHOLDERS = ("side", "opposite")
_FORBIDDEN_WORDING = (
    (
        re.compile(r"switch(?:ed|es)? off|shut(?:s|ting)? (?:down|off)|\bamnesia\b", re.I),
        "Say 'low activation or low strength'.",
    ),
    (re.compile(r"firing order", re.I), "The order of muscles in prone hip extension carries no weight."),
    (
        re.compile(r"red flags?:? (?:are |were )?negative", re.I),
        "Say what was asked and denied, and what was not asked.",
    ),
)
_OPINION_ONLY = {"seed", "heller2012"}


def link_rule(
    written: RuleDocument, document: Document, vocabulary: Vocabulary
) -> tuple[Rule | None, tuple[Problem, ...]]:
    """Resolve every word of a rule. No rule is returned beside problems."""
    per_side = written.for_each == "side"
    parser = ConditionParser(vocabulary, document, per_side=per_side)
    when = _conditions(parser, written.when, "when")
    unless = _conditions(parser, written.unless, "unless")
    heads = [head for number, item in enumerate(written.then) for head in _heads(parser, item, ("then", number))]
    _check_id(parser, written)
    _check_wording(parser, written)
    _check_sources(parser, written, heads)
    if not written.when:
        parser.report(("when",), "no-condition", "A rule needs at least one condition.")
    if parser.problems:
        return None, tuple(parser.problems)
    rule = Rule(
        id=written.id,
        title=written.title,
        version=written.version,
        per_side=per_side,
        when=when,
        unless=unless,
        heads=tuple(heads),
        because=_one_line(written.because),
        caveat=_one_line(written.caveat or ""),
        line=written.line or "",
        status=written.status,
        reviewed_by=written.reviewed_by or "",
        seed=written.seed,
        sources=written.sources,
        file=document.file,
    )
    return rule, ()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _conditions(parser: ConditionParser, written: tuple[dict[str, object], ...], key: str) -> tuple[Test, ...]:
    parsed = (parser.parse(item, (key, number)) for number, item in enumerate(written))
    return tuple(test for test in parsed if test is not None)


def _heads(parser: ConditionParser, item: HeadDocument, path: Path) -> tuple[Head, ...]:
    named = [(kind, getattr(item, field)) for field, kind in _HEAD_KINDS.items() if getattr(item, field) is not None]
    if len(named) != 1:
        hint = f"One of: {', '.join(kind.value for kind in _HEAD_KINDS.values())}."
        parser.report(path, "wrong-conclusion", "A conclusion is exactly one thing.", hint)
        return ()
    kind, name = named[0]
    known = parser.vocabulary.names(kind)
    if name not in known:
        parser.report(
            (*path, kind.value),
            f"unknown-{kind.value}",
            f"'{name}' is not a declared {kind.value}.",
            did_you_mean(name, known),
        )
        return ()
    if kind in _WITH_STRENGTH and item.strength is None:
        parser.report(
            path,
            "no-strength",
            f"'{kind.value}: {name}' needs a strength.",
            f"One of: {', '.join(Strength)}.",
        )
    if kind not in _WITH_STRENGTH and item.strength is not None:
        parser.report((*path, "strength"), "strength-not-wanted", f"'{kind.value}' takes no strength.", "Leave it out.")
    strength = Strength(item.strength) if item.strength else None
    return tuple(Head(kind, name, where, strength) for where in _where(parser, item, kind, name, path))


def _where(parser: ConditionParser, item: HeadDocument, kind: Kind, name: str, path: Path) -> tuple[Where, ...]:
    sided = parser.vocabulary.is_sided(kind, name)
    if sided is None:
        sided = item.side is not None or (parser.per_side and kind is Kind.WITHHOLD)
    if not sided:
        if item.side is not None:
            parser.report((*path, "side"), "side-not-wanted", f"'{name}' has no side.", "Leave 'side' out.")
        return (Where.MIDLINE,)
    if item.side == "both":
        return (Where.LEFT, Where.RIGHT)
    if item.side is None and parser.per_side:
        return (Where.SAME,)
    if item.side is None or (item.side in ("same", "opposite") and not parser.per_side):
        parser.report(
            path,
            "wrong-side",
            f"'{name}' needs a side in a rule for the client.",
            "One of: left, right, both.",
        )
        return ()
    return (Where(item.side),)


def _check_id(parser: ConditionParser, written: RuleDocument) -> None:
    file = PurePosixPath(parser.document.file.replace("\\", "/"))
    expected = f"{file.parent.name}.{file.name.removesuffix('.rule.yaml')}"
    if written.id != expected:
        parser.report(
            ("id",),
            "wrong-id",
            f"The id '{written.id}' does not match the file.",
            f"It must be '{expected}'.",
        )
    if written.status == "reviewed" and not written.reviewed_by:
        parser.report(("status",), "no-reviewer", "A reviewed rule names who reviewed it.", "Add 'reviewed_by: …'.")


def _check_wording(parser: ConditionParser, written: RuleDocument) -> None:
    for key in ("title", "because", "caveat"):
        text = getattr(written, key) or ""
        for pattern, advice in _FORBIDDEN_WORDING:
            if found := pattern.search(text):
                parser.report((key,), "wording", f"'{found[0]}' must not stand in a report.", advice)
        for placeholder in _PLACEHOLDER.findall(text):
            if placeholder not in PLACEHOLDERS or not parser.per_side:
                hint = f"Known in rules with 'for_each: side': {', '.join(PLACEHOLDERS)}."
                parser.report((key,), "placeholder", f"'{{{{ {placeholder} }}}}' stands for nothing here.", hint)


def _check_sources(parser: ConditionParser, written: RuleDocument, heads: list[Head]) -> None:
    references = parser.vocabulary.references
    for number, note in enumerate(written.sources):
        path = ("sources", number, "ref")
        if note.ref not in references and note.ref != "engine-default":
            hint = did_you_mean(note.ref, references, "Add it to references.yaml.")
            parser.report(path, "unknown-source", f"'{note.ref}' is not in references.yaml.", hint)
        _check_part(parser, written, note.part, ("sources", number, "part"))
    strengths = {head.strength for head in heads}
    if Strength.CONTESTED in strengths and not any(note.relation == "disputes" for note in written.sources):
        parser.report(
            ("sources",),
            "no-dispute",
            "A contested rule names a source that disputes it.",
            "Add 'relation: disputes'.",
        )
    if {note.ref for note in written.sources} <= _OPINION_ONLY and strengths - {Strength.OPINION, None}:
        message = "The only source is practice opinion, so the strength is 'opinion'."
        parser.report(("then",), "opinion-only", message, "Lower the strength, or cite a study.")


def _check_part(parser: ConditionParser, written: RuleDocument, part: str, path: Path) -> None:
    name, _, number = part.partition(".")
    sizes = {"when": len(written.when), "unless": len(written.unless), "then": len(written.then)}
    if part in ("then", "because", "when", "unless"):
        return
    if name not in sizes or not number.isdecimal() or not 1 <= int(number) <= sizes[name]:
        parser.report(
            path,
            "wrong-part",
            f"'{part}' is not a part of this rule.",
            "Such as then, because, when.1, unless.1.",
        )


def render_wording(text: str, side: str, opposite: str) -> str:
    """Put the sides into a rule's wording.

    >>> render_wording("The {{ side }} hip, not the {{ opposite }}.", "left", "right")
    'The left hip, not the right.'
    """
    words = {"side": side, "opposite": opposite}
    return _PLACEHOLDER.sub(lambda match: words.get(match[1], match[0]), text)
