"""Every text that a document shows goes through the catalogues: none is left in English."""

from collections.abc import Iterator
from functools import cache

import pytest

from kinechain.assess import Assessor
from kinechain.report import figure, html
from kinechain.terms.assessment import Assessment
from support import pseudo
from support.documents import KINDS, STORIES, Kind
from support.real_rules import real, story

MORE_STORIES = ("pl-codes-left-hip-pain", "tc01b-seed-author-safety-not-asked", "nv-sciatic-deep-gluteal")


@pytest.fixture(autouse=True, scope="module")
def _spoken() -> Iterator[None]:
    with pseudo.spoken():
        yield


@cache
def told(name: str) -> Assessment:
    return Assessor(real(), pseudo.CODE).assess(story(name))


@pytest.mark.parametrize("name", (*STORIES, *MORE_STORIES))
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_english_is_left_in_a_document(kind: Kind, name: str) -> None:
    page = kind.page(told(name))
    assert page is None or pseudo.english_left(page, told(name)) == []


@pytest.mark.parametrize("name", STORIES)
def test_no_english_is_left_in_what_a_picture_says(name: str) -> None:
    drawn = (figure.drawn_chain(told(name)), figure.drawn_cycle(told(name)))
    assert [picture.alt for picture in drawn if picture and pseudo.LATIN_WORD.search(picture.alt)] == []


def test_a_template_says_texts_of_its_own_in_the_language() -> None:
    template = html.templates_in(pseudo.CODE).from_string("{% trans %}Red flags{% endtrans %} {{ _('Findings') }}")
    assert template.render() == f"{pseudo.pseudo('Red flags')} {pseudo.pseudo('Findings')}"
