"""The picture, the cycle and the proofs of the example case."""

from kinechain.terms.assessment import ProofStep
from kinechain.terms.causal_picture import CycleArc, GraphArc, GraphNode
from support.parts import L, M, R


def cycle() -> tuple[CycleArc, ...]:
    """Pain, inhibition, instability, pain."""
    names = (
        ("impression:hip-pain-present", "Left hip pain"),
        ("impression:inhibited", "Gluteus maximus hard to activate"),
        ("impression:unstable", "Hip feels unstable"),
    )
    pairs = zip(names, names[1:] + names[:1], strict=True)
    return tuple(CycleArc(a[0], b[0], a[1], b[1], L, "mechanisms.cycle") for a, b in pairs)


def nodes() -> tuple[GraphNode, ...]:
    """The nodes of the causal picture, the right side among them."""
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
        GraphNode("recommendation:load-advice@left", "Pain-calming positions and load advice", L, "plan", False),
        GraphNode("recommendation:squeeze@left", "Gluteal squeeze", L, "plan", False),
        GraphNode("recommendation:bridge@left", "Bridge with heels close", L, "plan", False),
    )


def arcs() -> tuple[GraphArc, ...]:
    """Its arcs: o from a recorded finding, i inferred, x opposing."""
    words = """
    finding:hip-pain impression:hip-pain-present o; finding:fadir impression:hip-pain-present o;
    finding:activation impression:inhibited o; finding:giving-way impression:unstable o;
    finding:bridge cause:hamstrings o; finding:right cause:disuse x; impression:inhibited cause:disuse i;
    impression:hip-pain-present impression:inhibited i; impression:inhibited impression:unstable i;
    impression:unstable impression:hip-pain-present i; impression:hip-pain-present cause:pain i;
    impression:inhibited cause:pain i; impression:inhibited cause:hamstrings i;
    impression:hip-pain-present recommendation:load-advice@left i; impression:inhibited recommendation:squeeze@left i;
    cause:pain recommendation:load-advice@left i; cause:pain recommendation:squeeze@left i;
    cause:hamstrings recommendation:bridge@left i
    """
    arcs = (part.split() for part in words.split(";"))
    return tuple(GraphArc(a, b, kind in "ox", kind == "x", "mechanisms.any") for a, b, kind in arcs)


def proofs() -> tuple[ProofStep, ...]:
    """What led into the cycle from outside, how it goes round, and what of the plan follows."""
    steps = (
        ("in", "hip-pain@left duration > 48 h; fadir@left", "impression:hip-pain-present"),
        ("in", "activation@left", "impression:inhibited"),
        ("in", "giving-way@left", "impression:unstable"),
        ("mechanisms.cycle", "impression:hip-pain-present; activation@left", "impression:inhibited"),
        ("mechanisms.cycle", "impression:inhibited", "impression:unstable"),
        ("plan.calm", "impression:hip-pain-present", "recommend:load-advice@left"),
        ("plan.isolate", "impression:inhibited", "recommend:squeeze@left; recommend:bridge@right"),
    )
    return tuple(
        ProofStep(rule, "1.0.0", L, tuple(premises.split("; ")), (), tuple(conclusions.split("; ")))
        for rule, premises, conclusions in steps
    )
