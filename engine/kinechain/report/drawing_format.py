"""The shape of ``reports/drawings/NAME.yaml``: two poses of one exercise, with what stands around the figure.

Places are in units of which a standing figure has about a hundred; x goes right, y goes up, the floor is y = 0.
Angles are in degrees: 0 points right, 90 up. What ``end`` leaves out is as in ``start``.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kinechain.knowledge.formats.base import Identifier, Strict, Text

Coordinate = Annotated[Decimal, Field(strict=False, ge=-200, le=200)]
Spot = tuple[Coordinate, Coordinate]
Angle = Annotated[Decimal, Field(strict=False, ge=-360, le=360)]
Share = Annotated[Decimal, Field(strict=False, ge=0.4, le=1)]
"""Of the length of a part that is seen at a slant."""
Limb = Literal["leg", "other_leg", "arm", "other_arm"]
Part = Literal["foot", "other_foot", "knee", "other_knee", "hand", "other_hand", "back", "head", "elbow", "side"]
Joint = Literal["hand", "other_hand", "knee", "other_knee", "hip", "ankle", "other_ankle", "chest"]


class LimbDocument(Strict):
    """An arm or a leg: where its wrist or ankle is and which way it bends, or the angles of its two halves.

    ``end`` is the direction of the foot. ``share`` below 1 shortens the half of a limb that points at the viewer.
    """

    to: Spot | None = None
    bend: Literal["up", "down", "left", "right"] = "up"
    angles: tuple[Angle, Angle] | None = None
    end: Angle | None = None
    share: tuple[Share, Share] = (Decimal(1), Decimal(1))

    @model_validator(mode="after")
    def _one_way(self) -> "LimbDocument":
        if (self.to is None) == (self.angles is None):
            raise ValueError("a limb has either 'to' or 'angles'")
        return self


class ArrowDocument(Strict):
    """The movement, drawn in the picture of the end; ``curve`` bows it to its left, as a share of its length."""

    from_: Spot = Field(alias="from")
    to: Spot
    curve: Annotated[Decimal, Field(strict=False, ge=-1, le=1)] = Decimal(0)


class HeldDocument(Strict):
    """Something that goes with the figure: a weight at a joint, or a band between two, or a stick between places."""

    kind: Literal["dumbbell", "kettlebell", "barbell", "band", "stick"]
    at: tuple[Joint, ...] = ()
    ends: tuple[Spot, Spot] | None = None

    @model_validator(mode="after")
    def _placed(self) -> "HeldDocument":
        if (self.kind == "stick") != (self.ends is not None):
            raise ValueError("a stick, and nothing else, has 'ends'")
        if len(self.at) != {"stick": 0, "band": 2}.get(self.kind, 1):
            raise ValueError("a band is 'at' two joints, a weight at one, a stick at none")
        return self


class ThingDocument(Strict):
    """Something that stands in the room: ``at`` is its lower left corner, ``size`` its width and height."""

    kind: Literal["box", "bench", "chair", "bed", "wall", "mat", "pillow"]
    at: Spot
    size: Spot


class PoseDocument(Strict):
    """One pose. ``shows`` says it in words for who cannot see it; ``touching`` names what lies on a surface."""

    shows: Text
    hip: Spot | None = None
    trunk: Angle | None = Field(default=None, description="From the hip to the neck.")
    share: Share | None = Field(default=None, description="Of the length of the trunk.")
    tilt: Angle | None = Field(default=None, description="Of the pelvis in the front view, counter-clockwise.")
    head: Angle | None = None
    face: Angle | None = None
    leg: LimbDocument | None = None
    other_leg: LimbDocument | None = None
    arm: LimbDocument | None = None
    other_arm: LimbDocument | None = None
    held: tuple[HeldDocument, ...] | None = None
    touching: tuple[Part, ...] | None = None
    arrows: tuple[ArrowDocument, ...] = ()


class StartDocument(PoseDocument):
    """The first pose, which leaves nothing out that a figure needs."""

    hip: Spot
    trunk: Angle
    leg: LimbDocument
    other_leg: LimbDocument
    arm: LimbDocument
    other_arm: LimbDocument
    touching: tuple[Part, ...]


class DrawingDocument(Strict):
    """A drawing.

    ``side``: ``leg`` and ``arm`` are nearer to the viewer. ``front``: they are on the right of a figure that stands.
    ``works`` names the limbs that are trained, when the exercise has a side; they are drawn dark.
    """

    id: Identifier
    view: Literal["side", "front"]
    works: tuple[Limb, ...] = ()
    scene: tuple[ThingDocument, ...] = ()
    start: StartDocument
    end: PoseDocument

    def poses(self) -> tuple[StartDocument, StartDocument]:
        """Start and end, both written out in full."""
        changed = {name: value for name in PoseDocument.model_fields if (value := getattr(self.end, name)) is not None}
        return self.start, self.start.model_copy(update=changed)
