"""The first case of the seed in parts: left hip pain, left gluteals hard to activate, hamstrings that take over."""

from dataclasses import replace
from typing import Any

from kinechain.terms.assessment import ClientWords, Question, Recommendation, RecordedFinding
from kinechain.terms.finding import State
from kinechain.terms.reasoning import Inference, Objection, Unexamined
from kinechain.terms.strength import Strength
from support.parts import CASARTELLI, FREEMAN, HARRIS, HELLER, LEWIS, SAHRMANN, L, M, R, argument, finding, premise


def findings() -> tuple[RecordedFinding, ...]:
    """What was recorded, on both sides and without one."""
    strength: dict[str, Any] = {"group": "strength", "group_title": "Activation, strength and control"}
    joint: dict[str, Any] = {"group": "joint", "group_title": "Joint and tendon tests"}
    return (
        finding("hip-pain", "Hip pain", L, reading="groin, 3 weeks, 5 of 10", note="Worse after sitting."),
        finding("hip-pain", "Hip pain", R, State.NEGATIVE),
        finding("giving-way", "Giving way", L, reading="on stairs"),
        finding("weight-loss", "Unexplained weight loss", M, State.NEGATIVE),
        finding("activation", "Gluteus maximus activation", L, reading="grade 1 of 3", **strength),
        finding("activation", "Gluteus maximus activation", R, State.NEGATIVE, reading="grade 3 of 3", **strength),
        finding(
            "bridge",
            "Single-leg bridge",
            L,
            reading="felt in the hamstrings",
            **strength,
            weight=7_000,
            weight_reason="knee angle was not recorded",
        ),
        finding("fadir", "FADIR", L, reading="groin pain", **joint),
        finding("fadir", "FADIR", R, State.NEGATIVE, **joint),
        finding("hop", "Hop test", L, State.NOT_APPLICABLE, **joint),
    )


_PAIN = argument(
    "The left hip has hurt for three weeks and gluteus maximus on that side is hard to activate.",
    premise("left hip pain for longer than 48 h"),
    premise("left gluteus maximus inhibited", "impression"),
    absences=(premise("left gluteus maximus strength grade 5"),),
    caveat="The 48-hour figure is one clinician's rule of thumb.",
    sources=(FREEMAN, HARRIS, CASARTELLI),
)
_HAMSTRINGS = argument(
    "The left hamstring worked before the gluteal in a single-leg bridge.",
    premise("left single-leg bridge felt in the hamstrings"),
    rule="substitution.hamstrings-in-hip-extension",
    strength=Strength.WEAK,
    sources=(SAHRMANN, LEWIS),
)
_WHY = argument("Low activation on the left with pain there.", sources=(FREEMAN,))
_BLANK = Recommendation(
    "squeeze",
    "Gluteal squeeze",
    L,
    "isolate",
    "Phase 1: find and isolate",
    2,
    ("exercise", "isometric"),
    "Finds voluntary contraction without moving the joint",
    (
        "Lie face down with a pillow under the pelvis.",
        "Tighten one buttock for 5 s.",
        "Compare both sides.",
    ),
    "10 × 5 s, twice a day",
    "engine-default",
    "the squeeze reaches grade 0 or 1",
    "the squeeze reaches grade 3 on both sides without cramp",
    "the squeeze after two weeks",
    ("gluteus maximus",),
    ("gluteus maximus 85 % MVIC (Contreras 2015; healthy people)",),
    (),
    "Do not hold the breath",
    "hip pain rises above 5 of 10",
    "Activity measured in healthy adults only",
    Strength.MODERATE,
    (_WHY,),
    ClientWords("Buttock squeeze", ("Lie face down.", "Squeeze."), "10 times for 5 seconds.", "It helps.", "It hurts."),
)


def _cause_1() -> Inference:
    return Inference(
        "pain-driven-inhibition",
        "Pain-driven inhibition",
        L,
        Strength.MODERATE,
        6_000,
        800,
        "Pain in or around the hip can lower the drive to the gluteals",
        "Found in small laboratory studies",
        (_PAIN,),
        (
            Objection(
                "source",
                "No weakness of the hip extensors was found in impingement.",
                "mechanisms.pain-inhibits",
                "casartelli2011",
                "Casartelli et al. 2011",
            ),
        ),
        (Unexamined("log-roll", "Log roll", L), Unexamined("ir", "Hip internal rotation", L)),
        "left hip pain",
    )


def _cause_2() -> Inference:
    return Inference(
        "hamstring-substitution",
        "Hamstring substitution",
        L,
        Strength.WEAK,
        3_500,
        0,
        "The hamstrings do the work of the gluteals in hip extension",
        "",
        (_HAMSTRINGS,),
        (),
        (),
        "",
    )


def causes() -> tuple[Inference, ...]:
    """Two causes on the left, one with a caveat and a source against it."""
    return (
        _cause_1(),
        _cause_2(),
    )


def impressions() -> tuple[Inference, ...]:
    """Two states on the way to the causes."""
    because = argument(
        "The squeeze reached grade 1 of 3 on the left.", premise("left squeeze grade 1"), sources=(FREEMAN,)
    )
    return (
        Inference(
            "gluteus-maximus-inhibited",
            "Gluteus maximus hard to activate",
            L,
            Strength.MODERATE,
            6_000,
            0,
            "",
            "",
            (because,),
            (),
            (),
            "",
        ),
        Inference(
            "hip-unstable",
            "Hip feels unstable",
            L,
            Strength.WEAK,
            3_500,
            0,
            "",
            "",
            (replace(because, because="The hip gives way on stairs.", sources=(HELLER,)),),
            (),
            (),
            "",
        ),
    )


def questions(state: State) -> tuple[Question, ...]:
    """Five safety questions, all answered alike."""
    words = (
        ("cancer", "History of cancer", "Have you ever been treated for cancer?"),
        ("weight-loss", "Unexplained weight loss", "Have you lost weight without trying?"),
        ("fever", "Fever or feeling unwell", "Any fever, sweats or feeling unwell?"),
        ("bladder", "New bladder or bowel change", "Any new change of bladder or bowel control?"),
        ("trauma", "Recent fall or blow", "Any recent fall or blow?"),
    )
    return tuple(Question(name, title, text, state) for name, title, text in words)


def _recommendation_1() -> Recommendation:
    return replace(
        _BLANK,
        id="load-advice",
        title="Pain-calming positions and load advice",
        order=1,
        classes=("education",),
        phase="calm",
        phase_title="Phase 0: calm",
        steps=(),
        dose="",
        dose_source="",
        entry="",
        exit="",
        retest="",
        targets=(),
        activity=(),
        caution="",
        does="Settles pain before anything is loaded",
        stop_if="",
    )


def _recommendation_2() -> Recommendation:
    return _BLANK


def _recommendation_3() -> Recommendation:
    return replace(
        _BLANK,
        id="bridge",
        title="Bridge with heels close",
        order=3,
        phase="integrate",
        phase_title="Phase 2: integrate",
        instead_of=("Loaded squat",),
        dose="3 × 8",
        dose_source="freeman2013",
        strength=Strength.WEAK,
    )


def recommendations() -> tuple[Recommendation, ...]:
    """Three items in three phases; the first is no exercise."""
    return (
        _recommendation_1(),
        _recommendation_2(),
        _recommendation_3(),
    )
