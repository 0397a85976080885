"""What a browser sends about one finding on one side."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from kinechain.knowledge.formats.vocabulary import AttributeDocument
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary
from kinechain.store.entries import Entered
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.side import Side

_VALUE = "value-"


class UnreadableEntryError(ValueError):
    """What was sent names no finding, side or version; only a changed or old page sends that."""


@dataclass(frozen=True, slots=True)
class SentEntry:
    """Which box, from which version, with which content."""

    key: FindingKey
    definition: FindingDefinition
    expected_version: int
    entered: Entered


def read_entry(sent: QueryDict, vocabulary: Vocabulary, *, values_decide: bool) -> SentEntry:
    """Read a box. With ``values_decide`` a said state gives way to the one that the values make.

    A number without unit is taken in the attribute's own unit, which stands beside the field. Raises
    UnreadableEntryError.
    """
    definition = vocabulary.findings.get(sent.get("finding", ""))
    try:
        side = Side(sent.get("side", ""))
        version = int(sent.get("version", ""))
        said = sent.get("state", "")
        state = State(said) if said else None
    except ValueError as error:
        raise UnreadableEntryError(str(error)) from error
    if definition is None or side not in definition.sides or version < 0:
        raise UnreadableEntryError("no such finding, side or version")
    values = dict(_values(sent, definition.attributes))
    if values and (values_decide or state is State.NOT_ASSESSED):
        state = None
    entered = Entered(state, values, sent.get("note", "").strip())
    return SentEntry(FindingKey(definition.id, side), definition, version, entered)


def _values(sent: QueryDict, attributes: Mapping[str, AttributeDocument]) -> "list[tuple[str, object]]":
    values: list[tuple[str, object]] = []
    for name, document in attributes.items():
        typed = [text.strip() for text in sent.getlist(f"{_VALUE}{name}") if text.strip()]
        if not typed:
            continue
        if document.type == "choices":
            values.append((name, typed))
        elif document.type == "flag":
            values.append((name, {"true": True, "false": False}.get(typed[0], typed[0])))
        else:
            values.append((name, _with_unit(typed[0], document)))
    return values


def _with_unit(typed: str, document: AttributeDocument) -> str:
    """The number with the attribute's unit when none was typed.

    >>> degrees = AttributeDocument(type="number", title="Angle", unit="deg")
    >>> _with_unit("12", degrees), _with_unit("12 °", degrees)
    ('12 deg', '12 °')
    """
    bare = typed.lstrip("+-").replace(",", "", 1).replace(".", "", 1).isdecimal()
    return f"{typed} {document.unit}" if document.unit and bare else typed
