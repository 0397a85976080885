"""The exported rules in CLIPS, fed the fastest way that clipspy has for facts that differ from case to case."""

from pathlib import Path
from typing import Any

import clips

from kinechain.audit.clips import facts_of, program
from kinechain.inference.memory import WorkingMemory
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.side import Side


class ClipsEngine:
    """One environment, built once. Facts come from a file: from strings clipspy takes ten times as long."""

    def __init__(self, knowledge_base: KnowledgeBase, folder: Path) -> None:
        self._environment: Any = clips.Environment()
        self._facts = folder / "case.fct"
        rules = folder / "rules.clp"
        rules.write_text(program(knowledge_base), "utf-8")
        self._environment.load(str(rules))

    def take(self, memory: WorkingMemory) -> None:
        """Write the facts of a case to the file from which :meth:`run` reads them."""
        self._facts.write_text("\n".join(facts_of(memory)), "utf-8")

    def compile_in(self, memory: WorkingMemory) -> None:
        """Make the facts of a case part of the program, so that :meth:`reset_and_run` need not read any."""
        self._environment.build(f"(deffacts case {' '.join(facts_of(memory))})")

    def run(self) -> None:
        """Reset, read the facts of the case, run to the end."""
        self._environment.reset()
        self._environment.load_facts(str(self._facts))
        self._environment.run()

    def reset_and_run(self) -> None:
        """Reset, which asserts the facts that were compiled in, and run to the end."""
        self._environment.reset()
        self._environment.run()

    def conclusions(self) -> frozenset[Conclusion]:
        """What the last run derived."""
        derived = self._environment.find_template("derived").facts()
        return frozenset(Conclusion(Kind(fact["kind"]), str(fact["name"]), Side(fact["side"])) for fact in derived)
