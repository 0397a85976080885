"""The language of a report: texts through catalogues, dates and numbers by locale.

English is written in the code and in ``rules/``. Every other language is a pair of catalogues in the format of
gettext: ``reports/languages/<code>.po`` for the words of the reports and ``rules/languages/<code>.po`` for the
wording of the knowledge base. Which language is passed in, never read from the machine.
"""

from kinechain.language.catalogue import BrokenCatalogueError, languages
from kinechain.language.language import ENGLISH, Language, in_language, message

__all__ = ["ENGLISH", "BrokenCatalogueError", "Language", "in_language", "languages", "message"]
