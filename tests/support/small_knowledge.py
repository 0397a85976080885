"""A tiny knowledge base from text, with every kind of word and rule, to change file by file."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from kinechain.knowledge.loader import load_contents
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.problem import InvalidKnowledgeBaseError, Problem
from support.small_words import WORDS

Changes = Mapping[str, str | bytes | None]
"""Path to new text; None takes the file away."""

SUPPORTS = {"ref": "roe2013", "relation": "supports", "says": "Found in a study."}
DISPUTES = {"ref": "doe2009", "relation": "disputes", "says": "Not found in another."}


def rule_text(name: str, when: Sequence[Mapping[str, Any]], then: Sequence[Mapping[str, Any]], **more: Any) -> str:
    """The text of a rule file; ``more`` adds or replaces keys (``for_each="side"``, ``unless=[…]``)."""
    fields = {
        "id": name, "title": f"Rule {name}", "version": "1.0.0", "status": "draft", "when": list(when),
        "then": list(then), "because": f"A reason of {name}.", "sources": [SUPPORTS],
    }  # fmt: skip
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in (fields | more).items() if value is not None)


def rule_file(
    name: str, when: Sequence[Mapping[str, Any]], then: Sequence[Mapping[str, Any]], **more: Any
) -> tuple[str, str]:
    """The path and text of a rule ``folder.stem``."""
    folder, _, stem = name.partition(".")
    return f"{folder}/{stem}.rule.yaml", rule_text(name, when, then, **more)


def _rules() -> dict[str, str]:
    inhibited, cause = {"impression": "inhibited"}, {"cause": "pain-inhibition", "strength": "moderate"}
    asked = [{"not_assessed": "fever"}, {"not_assessed": "weight-loss"}]
    side = {"for_each": "side"}
    alarm = [{"red-flag": "any", "action": "emergency"}, {"safety-gap": "any"}]
    return dict([
        rule_file("red-flags.infection", [{"finding": "fever"}], [{"red-flag": "infection"}]),
        rule_file("red-flags.fracture", [{"finding": "fall"}], [{"red-flag": "fracture"}]),
        rule_file("red-flags.infection-not-asked", [{"any": asked}],
                  [{"safety-gap": "infection"}, {"test": "fever"}, {"test": "weight-loss"}]),
        rule_file("red-flags.hold-all", [{"any": alarm}], [{"withhold": "exercise"}]),
        rule_file("mechanisms.weak-squeeze", [{"finding": "squeeze"}],
                  [inhibited | {"strength": "moderate"}, {"test": "bridge"}], **side),
        rule_file("mechanisms.unstable", [inhibited], [{"impression": "unstable", "strength": "weak"}], **side),
        rule_file("mechanisms.maintained", [{"impression": "unstable"}, {"finding": "hip-pain"}],
                  [inhibited | {"strength": "opinion"}], **side),
        rule_file("mechanisms.pain", [{"finding": "hip-pain", "duration": "> 48 h"}, inhibited], [cause], **side),
        rule_file("mechanisms.sitting", [{"finding": "sitting", "hours": ">= 8 h"}],
                  [{"cause": "disuse", "strength": "contested"}], sources=[SUPPORTS, DISPUTES]),
        rule_file("mechanisms.bridge-normal", [{"finding": "bridge", "state": "negative"}],
                  [{"against": "pain-inhibition", "strength": "weak"}], **side),
        rule_file("plan.activate", [inhibited], [{"recommend": "glute-squeeze", "strength": "weak"}], **side),
        rule_file("plan.load", [inhibited | {"side": "either"}], [{"recommend": "squat", "strength": "opinion"}]),
        rule_file("plan.teach", [{"cause": "pain-inhibition", "side": "either"}],
                  [{"recommend": "pain-education", "strength": "strong"}]),
        rule_file("plan.irritable", [{"finding": "hip-pain", "intensity": ">= 7"}],
                  [{"withhold": "glute-squeeze"}, {"withhold": "loading"}], **side),
    ])  # fmt: skip


def texts(changes: Changes | None = None) -> dict[str, str | bytes]:
    """Every file of the tiny knowledge base by path, with changes."""
    merged: dict[str, str | bytes | None] = {**WORDS, **_rules(), **(changes or {})}
    return {path: text for path, text in merged.items() if text is not None}


def contents(changes: Changes | None = None) -> dict[str, bytes]:
    """The same as bytes."""
    return {path: text.encode() if isinstance(text, str) else text for path, text in texts(changes).items()}


def small(changes: Changes | None = None) -> KnowledgeBase:
    """The tiny knowledge base, loaded."""
    return load_contents(sorted(contents(changes).items()))


@cache
def standard() -> KnowledgeBase:
    """The tiny knowledge base without changes, loaded once."""
    return small()


def only(*rules: tuple[str, str]) -> KnowledgeBase:
    """A knowledge base of the tiny vocabulary without red flags, exactly these rules and nothing else."""
    without: dict[str, str | bytes | None] = dict.fromkeys(_rules())
    return small({**without, "vocabulary/red-flags.yaml": "red_flags: []\n", **dict(rules)})


def problems(changes: Changes) -> tuple[Problem, ...]:
    """What is wrong with the tiny knowledge base after changes; empty when nothing is."""
    try:
        small(changes)
    except InvalidKnowledgeBaseError as error:
        return error.problems
    return ()


def codes(changes: Changes) -> list[str]:
    """The codes of :func:`problems`."""
    return [problem.code for problem in problems(changes)]
