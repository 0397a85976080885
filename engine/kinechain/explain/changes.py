"""Changes of findings in words, with what nobody examined apart from what was examined with another result."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kinechain.explain.neighbourhood import Possibility
from kinechain.explain.wording import NOT_ASSESSED, Wording
from kinechain.inference.memory import WorkingMemory
from kinechain.knowledge.cells import PossibleRecord
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.side import Side


class Action(StrEnum):
    """What a change asks for."""

    EXAMINE = "examine"
    """Nobody examined it; it would have to be examined, with this result."""
    OTHERWISE = "otherwise"
    """It was examined; the result would have to be another."""
    LEAVE_OUT = "leave-out"
    """It was examined; it would have to be unexamined."""


@dataclass(frozen=True, slots=True)
class WordedChange:
    """One change: what is recorded now and what would have to be."""

    finding: str
    side: Side
    title: str
    action: Action
    now: str
    becomes: str

    def __str__(self) -> str:
        told = {
            Action.EXAMINE: f"examine {self.title} (nobody has), with the result: {self.becomes}",
            Action.OTHERWISE: f"{self.title} would have to be: {self.becomes} (examined, and it was: {self.now})",
            Action.LEAVE_OUT: f"{self.title} would have to be unexamined (examined, and it was: {self.now})",
        }
        return told[self.action]


def in_words(changes: Sequence[Possibility], memory: WorkingMemory, wording: Wording) -> tuple[WordedChange, ...]:
    """Changes of one case in words."""
    return tuple(_worded(one, memory, wording) for one in changes)


def _worded(change: Possibility, memory: WorkingMemory, wording: Wording) -> WordedChange:
    key, record = change.key, change.record
    action = Action.LEAVE_OUT if record is None else Action.OTHERWISE if key in memory else Action.EXAMINE
    becomes = wording.language.say(NOT_ASSESSED) if record is None else result_words(key, record, wording)
    if record is not None and key in memory and memory[key].state is record.state and not record.values:
        becomes = f"{becomes}, with no value noted"
    return WordedChange(key.name, key.side, wording.finding_title(key), action, wording.recorded(key), becomes)


def result_words(key: FindingKey, record: PossibleRecord, wording: Wording) -> str:
    """A possible record in words, such as 'pain reported, duration more than 48 h'."""
    state = wording.state(key.name, State(record.state))
    return ", ".join((state, *(f"{name.replace('_', ' ')} {cell.words}" for name, cell in record.values)))
