"""Assessments for tests of reports: an empty one to change, and whole cases that look like real ones."""

from dataclasses import replace
from typing import Any

from kinechain.terms.assessment import (
    SCHEMA_VERSION,
    Argument,
    Assessment,
    CycleArc,
    GraphArc,
    GraphNode,
    Inference,
    KnowledgeBaseStamp,
    NextTest,
    Objection,
    Premise,
    Question,
    Recommendation,
    RecordedFinding,
    Referral,
    SafetyGap,
    Source,
    Status,
    Unexamined,
    Withheld,
)
from kinechain.terms.finding import State
from kinechain.terms.side import Side
from kinechain.terms.strength import Strength

L, R, M = Side.LEFT, Side.RIGHT, Side.MIDLINE

FREEMAN = Source(
    "freeman2013", "supports", "Fluid in the hip joint lowered gluteus maximus activity on that side only.",
    "Freeman et al. 2013", True, "abstract",
)  # fmt: skip
HARRIS = Source(
    "harrishayes2014", "qualifies", "Chronic hip joint pain goes with weaker abductors on both sides.",
    "Harris-Hayes et al. 2014", True, "abstract",
)  # fmt: skip
CASARTELLI = Source(
    "casartelli2011", "disputes", "No weakness of the hip extensors was found in impingement.",
    "Casartelli et al. 2011", True, "abstract",
)  # fmt: skip
HELLER = Source("heller2012", "supports", "Pain, inhibition and instability feed each other.", "Heller 2012", True,
                "opening of the column")  # fmt: skip
SAHRMANN = Source("sahrmann2002", "supports", "A dominant synergist takes over from a weak muscle.", "Sahrmann 2002",
                  False)  # fmt: skip
LEWIS = Source("lewis2009", "disputes", "Hamstrings first is the normal order in healthy people.",
               "Lewis and Sahrmann 2009", True, "abstract")  # fmt: skip


def empty(**changes: Any) -> Assessment:
    """An assessment of nothing, with the given fields changed."""
    blank = Assessment(
        schema_version=SCHEMA_VERSION,
        program="kinechain 0.1.0",
        knowledge_base=KnowledgeBaseStamp("gluteal-inhibition", "0.1.0", "3f9a1c7de2b845600d11" + "ab" * 22),
        case="K-0417",
        date="2025-03-04",
        age=None,
        sex=None,
        status=Status.NO_FINDING,
        summary="",
        findings=(), causes=(), impressions=(), referrals=(), safety_gaps=(), safety_questions=(),
        recommendations=(), withheld=(), next_tests=(), not_assessed=(), cycle=(), graph_nodes=(),
        graph_arcs=(), proofs=(), sources=(),
        notes="",
        intended_use="Supports qualified movement therapists in reasoning about gluteal inhibition in adults",
        not_for="Emergencies, children, or use without an examination",
        calibration="Strengths of evidence are words that order; nothing here is calibrated against outcomes",
        decided_by=("experta", "the generated function"),
    )  # fmt: skip
    return replace(blank, **changes)


def finding(name: str, title: str, side: Side, state: State = State.POSITIVE, **changes: Any) -> RecordedFinding:
    """A recorded finding of the group History unless told otherwise."""
    return replace(RecordedFinding(name, title, side, state, "history", "History and symptoms", ""), **changes)


def argument(because: str, *premises: Premise, **changes: Any) -> Argument:
    """A fired rule with one reason."""
    blank = Argument(
        "mechanisms.pain-inhibits", "1.0.0", "Pain inhibits", L, Strength.MODERATE, 6_000, because, "", premises, (), ()
    )
    return replace(blank, **changes)


def premise(text: str, kind: str = "finding", side: Side = L) -> Premise:
    """A condition in words."""
    return Premise(text, "hip-pain", side, "", kind)


def advice() -> Assessment:
    """TC01 of the seed: left hip pain, left gluteals hard to activate, the cycle, hamstrings that take over."""
    return empty(
        age=41,
        sex="female",
        status=Status.ADVICE,
        summary="Left hip pain with low gluteal activation on the same side; the hamstrings take over in the bridge",
        findings=_findings(),
        causes=_causes(),
        impressions=_impressions(),
        safety_questions=_questions(State.NEGATIVE),
        recommendations=_recommendations(),
        withheld=(
            Withheld(
                "loaded-squat", "Loaded squat", M, "load", "Phase 1 is not finished: the squeeze is not felt on the left.",
                (argument("Phase 1 is not finished: the squeeze is not felt on the left.", rule="plan.phase-order"),),
            ),
        ),
        next_tests=(
            NextTest("hip-internal-rotation", "Hip internal rotation", L, "Prone, knee at 90 degrees, goniometer", False, 1,
                     ("A loss would raise hip joint pain as the cause.",)),
            NextTest("big-toe-strength", "Big toe extension strength", L, "Resisted, both sides", False, 2,
                     ("Weakness would point to the fifth lumbar root instead.",)),
        ),
        not_assessed=tuple(
            Unexamined(name, title, side)
            for name, title in (("log-roll", "Log roll"), ("slr", "Straight leg raise"), ("hop", "Hop test"))
            for side in (L, R)
        ) + (Unexamined("sitting", "Hours of sitting", M),),
        cycle=_cycle(),
        graph_nodes=_nodes(),
        graph_arcs=_arcs(),
        sources=(FREEMAN, HARRIS, CASARTELLI, HELLER, SAHRMANN, LEWIS),
        notes="Keen to return to running.\nPrefers home exercise.",
    )  # fmt: skip


def emergency() -> Assessment:
    """Cauda equina suspected. An exercise is left in on purpose: no report may show it."""
    flag = Referral(
        "cauda-equina", "RF01", "Possible cauda equina syndrome", "emergency", "cauda equina syndrome",
        "the emergency department, now", "Do not wait for the full picture. Do not start treatment", M,
        (argument("Back pain with new numbness in the saddle area.", premise("saddle numbness, new", side=M),
                  strength=Strength.STRONG, rule="red-flags.cauda-equina", side=M,
                  sources=(Source("bmjbp_ces", "supports", "New saddle numbness needs emergency assessment.",
                                  "BMJ Best Practice, cauda equina", True, "summary page"),)),),
    )  # fmt: skip
    asked = replace(_questions(State.NEGATIVE)[0], title="Saddle numbness", state=State.POSITIVE)
    return replace(
        advice(),
        status=Status.REFER,
        summary="New saddle numbness with back pain",
        referrals=(flag,),
        safety_questions=(asked, *_questions(State.NEGATIVE)[1:]),
    )


def safety_incomplete() -> Assessment:
    """Two safety questions were not asked, so exercise is held back."""
    questions = _questions(State.NOT_ASSESSED)
    gaps = (
        SafetyGap("malignancy", "RF04", "Malignancy cannot be excluded", questions[:2]),
        SafetyGap("infection", "RF05", "Spinal infection cannot be excluded", questions[2:3]),
    )
    return replace(
        advice(),
        status=Status.SAFETY_INCOMPLETE,
        summary="Exercise advice waits for three answers",
        safety_gaps=gaps,
        safety_questions=(*questions[:3], *_questions(State.NEGATIVE)[3:]),
        recommendations=(),
    )


def hostile(text: str) -> Assessment:
    """The full case with a text from outside in every place that can hold one."""
    base = advice()
    graph = tuple(replace(node, title=text) for node in base.graph_nodes)
    return replace(
        base,
        case=text, sex=text, summary=text, notes=f"{text}\n{text}", graph_nodes=graph,
        findings=tuple(replace(item, title=text, reading=text, note=text) for item in base.findings),
        causes=tuple(replace(item, title=text, plain=text, caveat=text, fragile=text) for item in base.causes),
        recommendations=tuple(replace(item, title=text, dose=text, steps=(text,)) for item in base.recommendations),
        cycle=tuple(replace(arc, source_title=text, target_title=text) for arc in base.cycle),
        sources=tuple(replace(source, says=text) for source in base.sources),
    )  # fmt: skip


def _findings() -> tuple[RecordedFinding, ...]:
    strength = {"group": "strength", "group_title": "Activation, strength and control"}
    joint = {"group": "joint", "group_title": "Joint and tendon tests"}
    return (
        finding("hip-pain", "Hip pain", L, reading="groin, 3 weeks, 5 of 10", note="Worse after sitting."),
        finding("hip-pain", "Hip pain", R, State.NEGATIVE),
        finding("giving-way", "Giving way", L, reading="on stairs"),
        finding("weight-loss", "Unexplained weight loss", M, State.NEGATIVE),
        finding("activation", "Gluteus maximus activation", L, reading="grade 1 of 3", **strength),
        finding("activation", "Gluteus maximus activation", R, State.NEGATIVE, reading="grade 3 of 3", **strength),
        finding("bridge", "Single-leg bridge", L, reading="felt in the hamstrings", **strength, weight=7_000,
                weight_reason="knee angle was not recorded"),
        finding("fadir", "FADIR", L, reading="groin pain", **joint),
        finding("fadir", "FADIR", R, State.NEGATIVE, **joint),
        finding("hop", "Hop test", L, State.NOT_APPLICABLE, **joint),
    )  # fmt: skip


def _causes() -> tuple[Inference, ...]:
    pain = argument(
        "The left hip has hurt for three weeks and gluteus maximus on that side is hard to activate.",
        premise("left hip pain for longer than 48 h"),
        premise("left gluteus maximus inhibited", "impression"),
        absences=(premise("left gluteus maximus strength grade 5"),),
        caveat="The 48-hour figure is one clinician's rule of thumb.",
        sources=(FREEMAN, HARRIS, CASARTELLI),
    )
    hamstrings = argument(
        "The left hamstring worked before the gluteal in a single-leg bridge.",
        premise("left single-leg bridge felt in the hamstrings"),
        rule="substitution.hamstrings-in-hip-extension", strength=Strength.WEAK, sources=(SAHRMANN, LEWIS),
    )  # fmt: skip
    return (
        Inference(
            "pain-driven-inhibition", "Pain-driven inhibition", L, Strength.MODERATE, 6_000, 800,
            "Pain in or around the hip can lower the drive to the gluteals", "Found in small laboratory studies",
            (pain,),
            (Objection("source", "No weakness of the hip extensors was found in impingement.", "mechanisms.pain-inhibits",
                       "casartelli2011", "Casartelli et al. 2011"),),
            (Unexamined("log-roll", "Log roll", L), Unexamined("ir", "Hip internal rotation", L)),
            "left hip pain",
        ),
        Inference(
            "hamstring-substitution", "Hamstring substitution", L, Strength.WEAK, 3_500, 0,
            "The hamstrings do the work of the gluteals in hip extension", "", (hamstrings,), (), (), "",
        ),
    )  # fmt: skip


def _impressions() -> tuple[Inference, ...]:
    because = argument("The squeeze reached grade 1 of 3 on the left.", premise("left squeeze grade 1"),
                       sources=(FREEMAN,))  # fmt: skip
    return (
        Inference("gluteus-maximus-inhibited", "Gluteus maximus hard to activate", L, Strength.MODERATE, 6_000, 0, "", "",
                  (because,), (), (), ""),
        Inference("hip-unstable", "Hip feels unstable", L, Strength.WEAK, 3_500, 0, "", "",
                  (replace(because, because="The hip gives way on stairs.", sources=(HELLER,)),), (), (), ""),
    )  # fmt: skip


def _questions(state: State) -> tuple[Question, ...]:
    words = (
        ("cancer", "History of cancer", "Have you ever been treated for cancer?"),
        ("weight-loss", "Unexplained weight loss", "Have you lost weight without trying?"),
        ("fever", "Fever or feeling unwell", "Any fever, sweats or feeling unwell?"),
        ("bladder", "New bladder or bowel change", "Any new change of bladder or bowel control?"),
        ("trauma", "Recent fall or blow", "Any recent fall or blow?"),
    )
    return tuple(Question(name, title, text, state) for name, title, text in words)


def _recommendations() -> tuple[Recommendation, ...]:
    why = argument("Low activation on the left with pain there.", sources=(FREEMAN,))
    blank = Recommendation(
        "squeeze", "Gluteal squeeze", L, "isolate", "Phase 1: find and isolate", 2, ("exercise", "isometric"),
        "Finds voluntary contraction without moving the joint",
        ("Lie face down with a pillow under the pelvis.", "Tighten one buttock for 5 s.", "Compare both sides."),
        "10 × 5 s, twice a day", "engine-default", "the squeeze reaches grade 3 on both sides without cramp",
        "Do not hold the breath", "hip pain rises above 5 of 10", "Activity measured in healthy adults only",
        Strength.MODERATE, (why,),
    )  # fmt: skip
    return (
        replace(blank, id="load-advice", title="Pain-calming positions and load advice", order=1, classes=("education",),
                phase="calm", phase_title="Phase 0: calm", steps=(), dose="", dose_source="", exit="", caution="",
                does="Settles pain before anything is loaded", stop_if=""),
        blank,
        replace(blank, id="bridge", title="Bridge with heels close", order=3, phase="integrate",
                phase_title="Phase 2: integrate", dose="3 × 8", dose_source="freeman2013", strength=Strength.WEAK),
    )  # fmt: skip


def _cycle() -> tuple[CycleArc, ...]:
    names = (("impression:hip-pain-present", "Left hip pain"), ("impression:inhibited", "Gluteus maximus hard to activate"),
             ("impression:unstable", "Hip feels unstable"))  # fmt: skip
    pairs = zip(names, names[1:] + names[:1], strict=True)
    return tuple(CycleArc(a[0], b[0], a[1], b[1], L, "mechanisms.cycle") for a, b in pairs)


def _nodes() -> tuple[GraphNode, ...]:
    return (
        GraphNode("finding:hip-pain", "Hip pain, groin, 3 weeks", L, "findings", True),
        GraphNode("finding:giving-way", "Giving way on stairs", L, "findings", True),
        GraphNode("finding:activation", "Gluteus maximus activation grade 1 of 3", L, "findings", True),
        GraphNode("finding:bridge", "Single-leg bridge felt in the hamstrings", L, "findings", True),
        GraphNode("finding:fadir", "FADIR: groin pain", L, "findings", True),
        GraphNode("finding:right", "Gluteus maximus activation grade 3 of 3", R, "findings", True),
        GraphNode("impression:hip-pain-present", "Hip pain that may alter control", L, "states", False),
        GraphNode("impression:inhibited", "Gluteus maximus hard to activate", L, "states", False),
        GraphNode("impression:unstable", "Hip feels unstable", L, "states", False),
        GraphNode("cause:pain", "Pain-driven inhibition", L, "causes", False),
        GraphNode("cause:hamstrings", "Hamstring substitution", L, "causes", False),
        GraphNode("cause:disuse", "Lack of use", M, "causes", False),
        GraphNode("recommend:load-advice", "Pain-calming positions and load advice", L, "plan", False),
        GraphNode("recommend:squeeze", "Gluteal squeeze", L, "plan", False),
        GraphNode("recommend:bridge", "Bridge with heels close", L, "plan", False),
    )


def _arcs() -> tuple[GraphArc, ...]:
    words = """
    finding:hip-pain impression:hip-pain-present o; finding:fadir impression:hip-pain-present o;
    finding:activation impression:inhibited o; finding:giving-way impression:unstable o;
    finding:bridge cause:hamstrings o; finding:right cause:disuse x; impression:inhibited cause:disuse i;
    impression:hip-pain-present impression:inhibited i; impression:inhibited impression:unstable i;
    impression:unstable impression:hip-pain-present i; impression:hip-pain-present cause:pain i;
    impression:inhibited cause:pain i; impression:inhibited cause:hamstrings i;
    impression:hip-pain-present recommend:load-advice i; impression:inhibited recommend:squeeze i;
    cause:pain recommend:load-advice i; cause:pain recommend:squeeze i; cause:hamstrings recommend:bridge i
    """
    arcs = (part.split() for part in words.split(";"))
    return tuple(GraphArc(a, b, kind in "ox", kind == "x", "mechanisms.any") for a, b, kind in arcs)
