"""Where the joints of a drawn figure are: lengths of a body, and limbs bent so that hand or foot reaches a place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import cos, hypot, radians, sin

from kinechain.report.drawing_format import LimbDocument, StartDocument

Spot = tuple[float, float]
Circle = tuple[Spot, float]
TRUNK, NECK, THIGH, SHIN, UPPER_ARM, FOREARM = 29.0, 9.0, 25.0, 24.0, 15.5, 14.0
ANKLE_HEIGHT = 4.0
"""Of the ankle above the sole, so the y of an ankle when its foot is flat on the floor."""
HIP_HALF, SHOULDER_HALF = 5.4, 7.8
HIP, WAIST, CHEST, HEAD, NOSE = 5.4, 4.7, 6.0, 6.0, 1.2
LIMB_RADII = {"leg": (4.7, 3.5, 2.3), "arm": (2.9, 2.4, 1.9)}
SOLE, FRONT_FOOT, HAND = 1.8, 2.5, 2.2
REACH_SLACK = 0.6
"""A place so little too far away is reached by a straight limb."""
BENDS: Mapping[str, Spot] = {"up": (0.0, 1.0), "down": (0.0, -1.0), "left": (-1.0, 0.0), "right": (1.0, 0.0)}


@dataclass(frozen=True, slots=True)
class DrawnLimb:
    """A limb as its three joints and as the circles of its outline; ``tip`` is its foot or hand."""

    joints: tuple[Spot, Spot, Spot]
    shape: tuple[tuple[Circle, Circle], ...]
    tip: tuple[Circle, ...]
    missed: float
    """How far the wrist or ankle stays from where it should be."""


@dataclass(frozen=True, slots=True)
class Body:
    """A figure in one pose, in the units of the drawing."""

    hip: Spot
    neck: Spot
    head: Spot
    trunk: tuple[tuple[Circle, Circle], ...]
    nose: Circle | None
    limbs: Mapping[str, DrawnLimb]

    def circles(self) -> Iterator[Circle]:
        """Every circle of the outline; all that is drawn of the figure lies within their hulls."""
        yield (self.head, HEAD)
        for pair in self.trunk:
            yield from pair
        for limb in self.limbs.values():
            for pair in limb.shape:
                yield from pair
            yield from limb.tip


def along(origin: Spot, angle: float, length: float) -> Spot:
    """The place at a distance in a direction, in degrees.

    >>> along((1.0, 2.0), 0.0, 3.0)
    (4.0, 2.0)
    """
    return origin[0] + length * cos(radians(angle)), origin[1] + length * sin(radians(angle))


def distance(one: Spot, other: Spot) -> float:
    """How far two places are from one another."""
    return hypot(one[0] - other[0], one[1] - other[1])


def bent(origin: Spot, target: Spot, halves: Spot, bend: str) -> tuple[Spot, Spot]:
    """The middle joint and the end of a limb that reaches for a place and bends one way.

    >>> bent((0.0, 0.0), (6.0, 0.0), (5.0, 5.0), "up")
    ((3.0, 4.0), (6.0, 0.0))
    """
    first, second = halves
    far = max(distance(origin, target), 1e-9)
    reach = min(max(far, abs(first - second)), first + second)
    unit = ((target[0] - origin[0]) / far, (target[1] - origin[1]) / far)
    share = (first**2 + reach**2 - second**2) / (2 * reach)
    height = max(first**2 - share**2, 0.0) ** 0.5
    middle = (origin[0] + unit[0] * share, origin[1] + unit[1] * share)
    want = BENDS[bend]
    aside = (-unit[1], unit[0])
    if aside[0] * want[0] + aside[1] * want[1] < 0:
        aside = (-aside[0], -aside[1])
    joint = (round(middle[0] + aside[0] * height, 9), round(middle[1] + aside[1] * height, 9))
    return joint, (round(origin[0] + unit[0] * reach, 9), round(origin[1] + unit[1] * reach, 9))


def body(pose: StartDocument, *, front: bool) -> Body:
    """The figure in a pose that is written out in full, seen from the front or from the side."""
    hip, trunk = _spot(pose.hip), float(pose.trunk)
    length = TRUNK * float(pose.share or 1)
    neck = along(hip, trunk, length)
    head = along(neck, float(trunk if pose.head is None else pose.head), NECK)
    written = {"other_arm": pose.other_arm, "other_leg": pose.other_leg, "leg": pose.leg, "arm": pose.arm}
    pelvis = trunk + float(pose.tilt or 0)
    roots = _roots(hip, pelvis, along(hip, trunk, length * 0.92), trunk, front=front)
    turn = None if pose.face is None else float(pose.face)
    return Body(
        hip=hip,
        neck=neck,
        head=head,
        trunk=tuple(_front(hip, neck, trunk, pelvis) if front else _side(hip, neck, trunk, turn)),
        nose=None if turn is None else (along(head, turn, HEAD), NOSE),
        limbs={name: _limb(name, roots[name], limb, front=front) for name, limb in written.items()},
    )


def _spot(written: tuple[Decimal, Decimal]) -> Spot:
    return float(written[0]), float(written[1])


def _roots(hip: Spot, pelvis: float, shoulder: Spot, trunk: float, *, front: bool) -> dict[str, Spot]:
    """Where the limbs start: at one place in the side view, at both ends of pelvis and shoulders in the front view."""
    hips, shoulders = (HIP_HALF, SHOULDER_HALF) if front else (0.0, 0.0)
    return {
        "other_arm": along(shoulder, trunk + 90, shoulders),
        "other_leg": along(hip, pelvis + 90, hips),
        "leg": along(hip, pelvis - 90, hips),
        "arm": along(shoulder, trunk - 90, shoulders),
    }


def _side(hip: Spot, neck: Spot, angle: float, face: float | None) -> Iterator[tuple[Circle, Circle]]:
    """The trunk from the side, with the buttock away from the face."""
    length = distance(hip, neck)
    waist, chest = along(hip, angle, length * 0.42), along(hip, angle, length * 0.80)
    yield from (((hip, HIP), (waist, WAIST)), ((waist, WAIST), (chest, CHEST)), ((chest, CHEST), (neck, 2.6)))
    if face is not None:
        back = angle + (90 if sin(radians(face - angle)) < 0 else -90)
        buttock = along(hip, back, 1.8)
        yield ((buttock, HIP), (waist, WAIST - 1.0))


def _front(hip: Spot, neck: Spot, angle: float, pelvis: float) -> Iterator[tuple[Circle, Circle]]:
    length = distance(hip, neck)
    waist, chest = along(hip, angle, length * 0.45), along(hip, angle, length * 0.84)
    for turn in (90.0, -90.0):
        low_side, waist_side = along(hip, pelvis + turn, HIP_HALF * 0.8), along(waist, angle + turn, 2.8)
        chest_side = along(chest, angle + turn, SHOULDER_HALF - 2.6)
        yield from (((low_side, 4.8), (waist_side, 4.2)), ((waist_side, 4.2), (chest_side, 4.2)))
        yield ((chest_side, 4.2), (neck, 2.6))
    yield from (((hip, 4.8), (waist, 4.2)), ((waist, 4.2), (chest, 4.2)))


def _limb(name: str, root: Spot, written: LimbDocument, *, front: bool) -> DrawnLimb:
    is_leg = name.endswith("leg")
    first, second = (THIGH, SHIN) if is_leg else (UPPER_ARM, FOREARM)
    halves = (first * float(written.share[0]), second * float(written.share[1]))
    middle, end, missed = _joints(root, written, halves)
    big, mid, small = LIMB_RADII["leg" if is_leg else "arm"]
    shape = (((root, big), (middle, mid)), ((middle, mid), (end, small)))
    direction = None if written.end is None else float(written.end)
    tip = _foot(middle, end, direction, front=front) if is_leg else _hand(middle, end)
    return DrawnLimb((root, middle, end), shape, tip, missed)


def _joints(root: Spot, written: LimbDocument, halves: Spot) -> tuple[Spot, Spot, float]:
    """The middle joint, the end, and how far the end stays from where it should be."""
    if written.angles is not None:
        middle = along(root, float(written.angles[0]), halves[0])
        return middle, along(middle, float(written.angles[1]), halves[1]), 0.0
    target = _spot(written.to) if written.to is not None else root
    middle, end = bent(root, target, halves, written.bend)
    return middle, end, distance(end, target)


def _unit(start: Spot, end: Spot) -> Spot:
    far = max(distance(start, end), 1e-9)
    return (end[0] - start[0]) / far, (end[1] - start[1]) / far


def _hand(elbow: Spot, wrist: Spot) -> tuple[Circle, ...]:
    way = _unit(elbow, wrist)
    return ((wrist, 1.9), ((wrist[0] + way[0] * 2.4, wrist[1] + way[1] * 2.4), HAND))


def _foot(knee: Spot, ankle: Spot, direction: float | None, *, front: bool) -> tuple[Circle, ...]:
    """From the front a foot is short; from the side it has a heel and toes, with the sole away from the knee."""
    shin = _unit(knee, ankle)
    if front and direction is None:
        return ((ankle, 2.3), ((ankle[0] + shin[0] * 1.5, ankle[1] + shin[1] * 1.5), FRONT_FOOT))
    way = along((0.0, 0.0), 0.0 if direction is None else direction, 1.0)
    down = (way[1], -way[0])
    if down[0] * shin[0] + down[1] * shin[1] < 0:
        down = (-down[0], -down[1])
    drop = ANKLE_HEIGHT - SOLE

    def place(forward: float) -> Circle:
        return ((ankle[0] + way[0] * forward + down[0] * drop, ankle[1] + way[1] * forward + down[1] * drop), SOLE)

    return (place(-2.2), place(9.5), (ankle, 2.3))
