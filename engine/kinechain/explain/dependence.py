"""What a conclusion can depend on: the input atoms from which a path leads to it, and which way each pushes."""

from collections.abc import Mapping
from dataclasses import dataclass

from kinechain.knowledge.ground import GroundProgram, atoms
from kinechain.terms.conclusion import Conclusion


@dataclass(frozen=True, slots=True)
class Push:
    """Whether an input atom that becomes true can add the conclusion, and whether it can take it away."""

    adds: bool
    removes: bool


def dependence(program: GroundProgram, conclusion: Conclusion) -> Mapping[int, Push]:
    """The input atoms on which a conclusion can depend.

    An atom reached only over an even number of ``unless`` can only add, over an odd number only take away: rules are
    monotone in what they require and antitone in what they deny, and nothing depends on itself through ``unless``.
    """
    if conclusion not in program.derived:
        return {}
    givers: dict[int, list[int]] = {}
    for number, instance in enumerate(program.instances):
        for head in instance.heads:
            givers.setdefault(head, []).append(number)
    target = ~program.derived.index(conclusion)
    reached = {(target, True)}
    waiting = [(target, True)]
    while waiting:
        atom, adds = waiting.pop()
        for number in givers.get(~atom, ()) if atom < 0 else ():
            instance = program.instances[number]
            below = {(one, adds) for test in instance.body for one in atoms(test)}
            below |= {(one, not adds) for test in instance.denied for one in atoms(test)}
            waiting.extend(below - reached)
            reached |= below
    inputs = sorted({atom for atom, _ in reached if atom >= 0})
    return {atom: Push((atom, True) in reached, (atom, False) in reached) for atom in inputs}
