"""Another opinion: the exported CLIPS program, run by CLIPS itself through clipspy."""

import tempfile
from pathlib import Path
from typing import Any

import clips

from kinechain.audit.clips import facts_of, program
from kinechain.inference.memory import WorkingMemory
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.side import Side


class ClipsModel:
    """The exported rules in one CLIPS environment, for one case after the other."""

    def __init__(self, knowledge_base: KnowledgeBase) -> None:
        self._environment: Any = clips.Environment()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "rules.clp")
            file.write_text(program(knowledge_base), "utf-8")
            self._environment.load(str(file))

    def conclusions(self, memory: WorkingMemory) -> frozenset[Conclusion]:
        """What CLIPS derives from the findings of a case."""
        self._environment.reset()
        for fact in facts_of(memory):
            self._environment.assert_string(fact)
        self._environment.run()
        derived = self._environment.find_template("derived").facts()
        return frozenset(Conclusion(Kind(fact["kind"]), str(fact["name"]), Side(fact["side"])) for fact in derived)
