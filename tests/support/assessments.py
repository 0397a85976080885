"""Assessments for tests of reports: an empty one to change, and whole cases that look like real ones."""

from dataclasses import replace
from typing import Any

from kinechain.terms.assessment import (
    SCHEMA_VERSION,
    Assessment,
    ClientWords,
    KnowledgeBaseStamp,
    NextTest,
    Referral,
    SafetyGap,
    Status,
    SuggestedCode,
    Withheld,
)
from kinechain.terms.finding import State
from kinechain.terms.reasoning import Source, Unexamined
from kinechain.terms.strength import Strength
from support import example_case, example_picture
from support.parts import CASARTELLI, FREEMAN, HARRIS, HELLER, LEWIS, SAHRMANN, L, M, R, argument, premise


def empty(**changes: Any) -> Assessment:
    """An assessment of nothing, with the given fields changed."""
    blank = Assessment(
        schema_version=SCHEMA_VERSION,
        language="en",
        program="kinechain 0.1.0",
        knowledge_base=KnowledgeBaseStamp("gluteal-inhibition", "0.1.0", "3f9a1c7de2b845600d11" + "ab" * 22),
        case="K-0417",
        date="2025-03-04",
        age=None,
        sex=None,
        status=Status.NO_FINDING,
        summary="",
        findings=(),
        causes=(),
        impressions=(),
        referrals=(),
        safety_gaps=(),
        safety_questions=(),
        recommendations=(),
        withheld=(),
        next_tests=(),
        not_assessed=(),
        codes=(),
        cycle=(),
        graph_nodes=(),
        graph_arcs=(),
        proofs=(),
        sources=(),
        notes="",
        intended_use="Supports qualified movement therapists in reasoning about gluteal inhibition in adults",
        not_for="Emergencies, children, or use without an examination",
        calibration="Strengths of evidence are words that order; nothing here is calibrated against outcomes",
        decided_by=("experta", "the generated function"),
    )
    return replace(blank, **changes)


_WITHHELD = (
    Withheld(
        "loaded-squat",
        "Loaded squat",
        M,
        "load",
        "Phase 1 is not finished: the squeeze is not felt on the left.",
        (
            argument(
                "Phase 1 is not finished: the squeeze is not felt on the left.",
                rule="plan.phase-order",
            ),
        ),
    ),
)
_NEXT_TESTS = (
    NextTest(
        "hip-internal-rotation",
        "Hip internal rotation",
        L,
        "Prone, knee at 90 degrees, goniometer",
        False,
        1,
        ("A loss would raise hip joint pain as the cause.",),
    ),
    NextTest(
        "big-toe-strength",
        "Big toe extension strength",
        L,
        "Resisted, both sides",
        False,
        2,
        ("Weakness would point to the fifth lumbar root instead.",),
    ),
)
_NOT_ASSESSED = (
    *(Unexamined("log-roll", "Log roll", side) for side in (L, R)),
    *(Unexamined("slr", "Straight leg raise", side) for side in (L, R)),
    *(Unexamined("hop", "Hop test", side) for side in (L, R)),
    Unexamined("sitting", "Hours of sitting", M),
)
_CODES = (
    SuggestedCode("hip-pain", "ICD-10-CM", "M25.552", "Pain in left hip", L, "2025", "A symptom, not a diagnosis"),
)


def advice() -> Assessment:
    """TC01 of the seed: left hip pain, left gluteals hard to activate, the cycle, hamstrings that take over."""
    return empty(
        age=41,
        sex="female",
        status=Status.ADVICE,
        summary="Left hip pain with low gluteal activation on the same side; the hamstrings take over in the bridge",
        findings=example_case.findings(),
        causes=example_case.causes(),
        impressions=example_case.impressions(),
        safety_questions=example_case.questions(State.NEGATIVE),
        recommendations=example_case.recommendations(),
        withheld=_WITHHELD,
        next_tests=_NEXT_TESTS,
        not_assessed=_NOT_ASSESSED,
        codes=_CODES,
        cycle=example_picture.cycle(),
        proofs=example_picture.proofs(),
        graph_nodes=example_picture.nodes(),
        graph_arcs=example_picture.arcs(),
        sources=(FREEMAN, HARRIS, CASARTELLI, HELLER, SAHRMANN, LEWIS),
        notes="Keen to return to running.\nPrefers home exercise.",
    )


def emergency() -> Assessment:
    """Cauda equina suspected. An exercise is left in on purpose: no report may show it."""
    flag = Referral(
        "cauda-equina",
        "RF01",
        "Possible cauda equina syndrome",
        "emergency",
        "cauda equina syndrome",
        "the emergency department, now",
        "Do not wait for the full picture. Do not start treatment",
        M,
        (
            argument(
                "Back pain with new numbness in the saddle area.",
                premise("saddle numbness, new", side=M),
                strength=Strength.STRONG,
                rule="red-flags.cauda-equina",
                side=M,
                sources=(
                    Source(
                        "bmjbp_ces",
                        "supports",
                        "New saddle numbness needs emergency assessment.",
                        "BMJ Best Practice, cauda equina",
                        True,
                        "summary page",
                    ),
                ),
            ),
        ),
    )
    asked = replace(example_case.questions(State.NEGATIVE)[0], title="Saddle numbness", state=State.POSITIVE)
    return replace(
        advice(),
        status=Status.REFER,
        summary="New saddle numbness with back pain",
        referrals=(flag,),
        safety_questions=(asked, *example_case.questions(State.NEGATIVE)[1:]),
    )


def safety_incomplete() -> Assessment:
    """Two safety questions were not asked, so exercise is held back."""
    questions = example_case.questions(State.NOT_ASSESSED)
    gaps = (
        SafetyGap("malignancy", "RF04", "Malignancy cannot be excluded", questions[:2]),
        SafetyGap("infection", "RF05", "Spinal infection cannot be excluded", questions[2:3]),
    )
    return replace(
        advice(),
        status=Status.SAFETY_INCOMPLETE,
        summary="Exercise advice waits for three answers",
        safety_gaps=gaps,
        safety_questions=(*questions[:3], *example_case.questions(State.NEGATIVE)[3:]),
        recommendations=(),
    )


def hostile(text: str) -> Assessment:
    """The full case with a text from outside in every place that can hold one."""
    base = advice()
    graph = tuple(replace(node, title=text) for node in base.graph_nodes)
    return replace(
        base,
        case=text,
        sex=text,
        summary=text,
        notes=f"{text}\n{text}",
        graph_nodes=graph,
        findings=tuple(replace(item, title=text, reading=text, note=text) for item in base.findings),
        causes=tuple(replace(item, title=text, plain=text, caveat=text, fragile=text) for item in base.causes),
        recommendations=tuple(
            replace(item, title=text, dose=text, steps=(text,), client=ClientWords(text, (text,), text, text, text))
            for item in base.recommendations
        ),
        cycle=tuple(replace(arc, source_title=text, target_title=text) for arc in base.cycle),
        sources=tuple(replace(source, says=text) for source in base.sources),
    )
