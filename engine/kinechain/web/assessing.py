"""The assessor of this process: built once, shared by all threads."""

import datetime
from functools import cache
from importlib import metadata
from importlib.resources.abc import Traversable
from pathlib import Path
from platform import python_version
from threading import Lock

from django.conf import settings

from kinechain import __version__, resources
from kinechain.assess import Assessor
from kinechain.explain.neighbourhood import Neighbourhood
from kinechain.knowledge.loader import load
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.terms.case import Case

_building = Lock()


def rules_folder() -> Traversable:
    """The folder of the chosen knowledge base."""
    return Path(settings.KINECHAIN_RULES) if settings.KINECHAIN_RULES else resources.folder("rules")


def assessor() -> Assessor:
    """The assessor by the chosen knowledge base; InvalidKnowledgeBaseError when that cannot be used."""
    with _building:
        return _assessor()


@cache
def _assessor() -> Assessor:
    return Assessor(load(rules_folder()))


@cache
def assessor_in(language: str) -> Assessor:
    """The same decisions told in another language; LookupError names the languages that there are."""
    by = assessor()
    return by if language == by.words.code else by.told_in(language)


@cache
def neighbourhood() -> Neighbourhood:
    """Every record that a finding may have, for questions about what would change a conclusion."""
    return Neighbourhood(assessor().knowledge_base, assessor().decider.generated)


def warm_up() -> None:
    """Decide about an empty case, so that the first practitioner does not wait for what is built once."""
    assessor().preview(Case("", datetime.date.min, None, None, ()))
    neighbourhood()


def vocabulary() -> Vocabulary:
    """The words of the knowledge base."""
    return assessor().knowledge_base.vocabulary


@cache
def evaluators() -> dict[str, str]:
    """Who decides, with versions, for the decision log."""
    return {
        "experta": metadata.version("experta"),
        "generated function": __version__,
        "python": python_version(),
    }
