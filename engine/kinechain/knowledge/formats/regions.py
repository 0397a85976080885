"""Shape of ``rules/vocabulary/regions.yaml``: the regions of the body and what they cover of the body map."""

from typing import Annotated, Literal

from pydantic import Field

from kinechain.knowledge.formats.base import Identifier, Strict, Text


class SpotDocument(Strict):
    """An ellipse for a region that no shape of the map covers, in units of the map (724 wide, 1448 high).

    It is given for the client's left and mirrored for the right; on the middle (``across: 362``) it has no side.
    """

    view: Literal["front", "back"]
    across: Annotated[int, Field(ge=0, le=724, description="The centre, from the left of the picture.")]
    down: Annotated[int, Field(ge=0, le=1448, description="The centre, from the top.")]
    width: Annotated[int, Field(ge=4, le=724)]
    height: Annotated[int, Field(ge=4, le=1448)]


class RegionDocument(Strict):
    """A region of the body: the shapes of ``reports/body/*.json`` that it covers, and spots of its own."""

    id: Identifier
    title: Text
    front: tuple[Identifier, ...] = ()
    back: tuple[Identifier, ...] = ()
    spots: tuple[SpotDocument, ...] = ()


class RegionsFile(Strict):
    """``vocabulary/regions.yaml``, from head to foot."""

    regions: tuple[RegionDocument, ...]
