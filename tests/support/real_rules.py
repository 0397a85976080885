"""The real knowledge base and its stories as cases, loaded once."""

from functools import cache

from kinechain import resources
from kinechain.knowledge.case_file import typed_case
from kinechain.knowledge.formats.case import StoryFile
from kinechain.knowledge.loader import load
from kinechain.knowledge.model import KnowledgeBase
from kinechain.knowledge.reader import read
from kinechain.knowledge.records import RecordReader
from kinechain.knowledge.validate import validate
from kinechain.terms.case import Case


@cache
def real() -> KnowledgeBase:
    """The knowledge base of ``rules/``."""
    return load(resources.folder("rules"))


@cache
def story(name: str) -> Case:
    """The case of one story by its id."""
    file = f"{name}.story.yaml"
    document, problems = read(resources.folder("rules").joinpath("stories", file).read_bytes(), file)
    assert document is not None, problems
    written, problems = validate(StoryFile, document, "story")
    assert written is not None, problems
    reader = RecordReader(real().vocabulary, document, "story")
    case = typed_case(written.case, reader, ("case",))
    assert not reader.problems, reader.problems
    return case


def _names() -> list[str]:
    folder = resources.folder("rules").joinpath("stories")
    return sorted(entry.name.removesuffix(".story.yaml") for entry in folder.iterdir())


def stories() -> dict[str, Case]:
    """The case of every story by the story's id."""
    return {name: story(name) for name in _names()}


def some_stories(count: int = 12) -> tuple[Case, ...]:
    """So many cases, taken evenly from all stories; the knowledge base's own tests try every one."""
    names = _names()
    return tuple(story(name) for name in names[:: len(names) // count][:count])
