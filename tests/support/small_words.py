"""The words of the tiny knowledge base of tests: vocabulary, references, strengths, plan and exercises, as files."""

MANIFEST = """\
id: tiny
title: Tiny knowledge base
version: 0.1.0
format: 1
language: en
intended_use: tests
not_for: clients
calibration: none
"""

REFERENCES = """\
references:
  - {id: roe2013, type: article-journal, title: Hips, issued: 2013, author: [{family: Roe}],
     custom: {tag: V, level: "3", kind: study, read: abstract}}
  - {id: doe2009, type: article-journal, title: No hips, issued: 2009, author: [{family: Doe}, {family: Poe}],
     custom: {tag: K, level: "4", kind: study}}
  - {id: seed, type: book, title: The seed, custom: {tag: K, level: "5", kind: opinion}}
"""

FINDINGS = """\
findings:
  - {id: age, title: Age, group: history, how: Ask., sided: false,
     attributes: {years: {type: integer, title: years, min: 0, max: 120}}}
  - {id: sex, title: Sex, group: history, how: Ask., sided: false,
     attributes: {value: {type: choice, title: sex, values: {female: female, male: male, other: other}}}}
  - id: hip-pain
    title: Hip pain
    group: history
    how: Ask.
    sided: true
    attributes:
      duration: {type: number, title: Duration, unit: h, min: 0, max: 1000000}
      intensity: {type: integer, title: Intensity, min: 0, max: 10}
      site: {type: choices, title: Site, values: {groin: groin, buttock: buttock, lateral: outer hip}}
      at_night: {type: flag, title: At night}
  - id: squeeze
    title: Gluteal squeeze
    group: tests
    how: Squeeze.
    sided: true
    attributes:
      grade: {type: integer, title: Grade, min: 0, max: 3, labels: {"0": nothing, "3": full}}
      pillow: {type: flag, title: Pillow under the pelvis}
    positive_when: {grade: "<= 1"}
    weights:
      - {when: {pillow: false}, weight: 7000, because: Without a pillow the pelvis tilts.}
  - id: bridge
    title: Single-leg bridge
    group: tests
    how: Lift one leg.
    sided: true
    cost: quick
    attributes:
      felt_in: {type: choice, title: Felt in, values: {gluteal: buttock, hamstrings: thigh, low-back: back}}
    positive_when: {felt_in: [hamstrings, low-back]}
  - id: rotation
    title: Internal rotation
    group: tests
    how: Goniometer.
    sided: true
    cost: equipment
    attributes:
      range: {type: number, title: Range, unit: deg, min: 0, max: 90}
      lag: {type: number, title: Lag, unit: mm, min: 0, max: 200}
    positive_when: {range: "< 30 deg", lag: "> 2 cm"}
  - {id: sitting, title: Sitting, group: history, how: Ask., sided: false,
     attributes: {hours: {type: number, title: Hours, unit: h, min: 0, max: 24}}}
  - {id: fever, title: Fever, group: safety, how: Ask., sided: false, question: Any fever?, cost: question}
  - {id: weight-loss, title: Weight loss, group: safety, how: Ask., sided: false, question: Less weight?,
     cost: question}
  - {id: fall, title: Fall, group: safety, how: Ask., sided: false, question: A fall?, cost: question}
  - {id: numbness, title: Numbness, group: safety, how: Touch., sided: true, question: Numb?, cost: question}
"""

IMPRESSIONS = """\
impressions:
  - {id: inhibited, title: "Low {{ side }} gluteal activation", sided: true, plain: The buttock is quiet.}
  - {id: unstable, title: "Unstable {{ side }} hip", sided: true, plain: The hip gives way.}
  - {id: tense, title: Tense, sided: false, plain: You are tense.}
"""

CAUSES = """\
causes:
  - {id: pain-inhibition, title: "Pain of the {{ side }} hip", sided: true, plain: It hurts.}
  - {id: disuse, title: Disuse, sided: false, plain: You sit a lot.}
"""

RED_FLAGS = """\
red_flags:
  - {id: infection, code: RF01, title: Infection, suspect: infection, action: emergency, refer_to: Hospital,
     advice: Go now., blocks_when_not_asked: true, questions: [fever, weight-loss], sources: [{ref: roe2013}]}
  - {id: fracture, code: RF02, title: Fracture, suspect: fracture, action: caution, refer_to: Doctor,
     advice: Ask., questions: [fall, numbness], sources: [{ref: engine-default}]}
"""

PLAN = """\
phases:
  - {id: calm, title: Calm, aim: a, entry: b, exit: c}
  - {id: isolate, title: Isolate, aim: a, entry: b, exit: c}
  - {id: load, title: Load, aim: a, entry: b, exit: c}
classes:
  - {id: exercise, title: Any exercise}
  - {id: loading, title: Loading}
"""

STRENGTHS = "strengths:\n" + "".join(
    f"  - {{id: {word}, ceiling: {ceiling}, requires: x, reads: {word}}}\n"
    for word, ceiling in
    (("strong", 8500), ("moderate", 6000), ("weak", 3500), ("contested", 2500), ("opinion", 2000))
)  # fmt: skip

GROUPS = """\
groups:
  - {id: safety, title: Safety}
  - {id: history, title: History}
  - {id: tests, title: Tests}
"""


def exercise(name: str, phase: str, order: int, *, sided: bool, classes: str) -> str:
    """The text of an exercise file."""
    return (
        f"id: {name}\ntitle: {name.capitalize()}\nsided: {str(sided).lower()}\nphase: {phase}\norder: {order}\n"
        f"classes: [{classes}]\ndoes: Something.\nsteps: [Do it.]\ndose: 3 times\n"
        "dose_source: {ref: engine-default}\n"
        "client: {title: Plain, steps: [Do it.], dose: 3 times., why: It helps., stop_if: It hurts.}\nsources: []\n"
    )


WORDS = {
    "manifest.yaml": MANIFEST,
    "references.yaml": REFERENCES,
    "vocabulary/findings-1.yaml": FINDINGS,
    "vocabulary/groups.yaml": GROUPS,
    "vocabulary/impressions.yaml": IMPRESSIONS,
    "vocabulary/causes.yaml": CAUSES,
    "vocabulary/red-flags.yaml": RED_FLAGS,
    "vocabulary/plan.yaml": PLAN,
    "vocabulary/strengths.yaml": STRENGTHS,
    "exercises/glute-squeeze.yaml": exercise("glute-squeeze", "isolate", 2, sided=True, classes="exercise"),
    "exercises/pain-education.yaml": exercise("pain-education", "calm", 9, sided=False, classes=""),
    "exercises/squat.yaml": exercise("squat", "load", 1, sided=False, classes="exercise, loading"),
}
