"""The real knowledge base and its stories as cases, loaded once."""

import datetime
from functools import cache

from kinechain import resources
from kinechain.knowledge.case_file import typed_case
from kinechain.knowledge.files import walk
from kinechain.knowledge.formats.case import StoryFile
from kinechain.knowledge.loader import load
from kinechain.knowledge.model import KnowledgeBase
from kinechain.knowledge.reader import read
from kinechain.knowledge.records import RecordReader
from kinechain.knowledge.validate import validate
from kinechain.terms.case import Case

TODAY = datetime.date(2100, 1, 1)


@cache
def real() -> KnowledgeBase:
    """The knowledge base of ``rules/``."""
    return load(resources.folder("rules"))


@cache
def stories() -> dict[str, Case]:
    """The case of each story by the story's id."""
    found = {}
    for path, entry in walk(resources.folder("rules")):
        if path.endswith(".story.yaml"):
            document, problems = read(entry.read_bytes(), path)
            assert document is not None, problems
            written, problems = validate(StoryFile, document, "story")
            assert written is not None, problems
            reader = RecordReader(real().vocabulary, document, "story")
            found[written.story] = typed_case(written.case, reader, ("case",))
            assert not reader.problems, reader.problems
    return found
