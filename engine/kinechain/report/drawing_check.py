"""What can be wrong with the poses of a drawing that has the right form: a limb too short, a foot in the air."""

from collections.abc import Iterator

from kinechain.knowledge.document import Document
from kinechain.report.drawing_body import CHEST, HEAD, HIP, REACH_SLACK, Body, Circle, body
from kinechain.report.drawing_format import DrawingDocument, StartDocument
from kinechain.report.drawing_things import top
from kinechain.terms.problem import Problem

TOUCH = 1.6
"""So near a surface, in units of the drawing, a part is seen to touch it."""
DIFFERENT = 3.0
"""A joint that moves less is not seen to move."""


def misplaced(document: Document, drawing: DrawingDocument) -> Iterator[Problem]:
    """Every pose that a body cannot take or that does not touch what it says it touches."""
    if document.file.rsplit("/", 1)[-1].split(".")[0] != drawing.id:
        message = f"The id '{drawing.id}' does not match the file."
        yield document.problem(("id",), "drawing.wrong-id", message, "Name the file after the exercise.")
    surfaces = (0.0, *map(top, drawing.scene))
    bodies = []
    for name, pose in zip(("start", "end"), drawing.poses(), strict=True):
        drawn = body(pose, front=drawing.view == "front")
        bodies.append(drawn)
        yield from _out_of_reach(document, name, drawn)
        yield from _floating(document, name, pose, drawn, surfaces)
        yield from _sunken(document, name, drawn)
    if _same(*bodies):
        hint = "Move a joint by more than three units."
        yield document.problem(("end",), "drawing.same-poses", "Start and end look the same.", hint)


def _out_of_reach(document: Document, name: str, drawn: Body) -> Iterator[Problem]:
    for limb, shape in drawn.limbs.items():
        if shape.missed > REACH_SLACK:
            message = f"'{limb}' ends {shape.missed:.1f} units from its place: an arm or a leg keeps its length."
            yield document.problem((name, limb, "to"), "drawing.out-of-reach", message, "Move the hip or the place.")


def parts(drawn: Body) -> dict[str, tuple[Circle, ...]]:
    """The parts of a figure that can touch a surface."""
    limbs = drawn.limbs
    feet = {name: limbs[limb].tip for name, limb in (("foot", "leg"), ("other_foot", "other_leg"))}
    hands = {name: limbs[limb].tip for name, limb in (("hand", "arm"), ("other_hand", "other_arm"))}
    knees = {name: (limbs[limb].shape[0][1],) for name, limb in (("knee", "leg"), ("other_knee", "other_leg"))}
    back: tuple[Circle, ...] = ((drawn.hip, HIP), (drawn.trunk[1][1][0], CHEST))
    side: tuple[Circle, ...] = tuple(circle for pair in drawn.trunk for circle in pair)
    elbow = (limbs["arm"].shape[0][1],)
    return {**feet, **hands, **knees, "back": back, "side": side, "head": ((drawn.head, HEAD),), "elbow": elbow}


def lowest(circles: tuple[Circle, ...]) -> float:
    """The height of the lowest point of some circles."""
    return min(spot[1] - radius for spot, radius in circles)


def _floating(
    document: Document, name: str, pose: StartDocument, drawn: Body, surfaces: tuple[float, ...]
) -> Iterator[Problem]:
    for number, part in enumerate(pose.touching):
        height = lowest(parts(drawn)[part])
        if min(abs(height - surface) for surface in surfaces) > TOUCH:
            message = f"'{part}' is said to touch, but its lowest point is at {height:.1f}."
            hint = f"Surfaces are at {', '.join(f'{surface:g}' for surface in surfaces)}."
            yield document.problem((name, "touching", number), "drawing.floating", message, hint)


def _sunken(document: Document, name: str, drawn: Body) -> Iterator[Problem]:
    deepest = lowest(tuple(drawn.circles()))
    if deepest < -TOUCH:
        message = f"The figure reaches {-deepest:.1f} units below the floor."
        yield document.problem((name, "hip"), "drawing.below-floor", message, "Lift the hip, or place hand and foot.")


def _same(one: Body, other: Body) -> bool:
    joints = (
        (a, b) for name, limb in one.limbs.items() for a, b in zip(limb.joints, other.limbs[name].joints, strict=True)
    )
    moved = max(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in joints)
    return moved <= DIFFERENT
