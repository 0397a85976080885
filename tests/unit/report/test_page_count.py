"""A clinician report is read between two clients: at most four printed pages, however rich the case."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from kinechain.assess import Assessor
from kinechain.report import pdf
from kinechain.report.blocks import Figure, statements
from kinechain.report.branding import Branding, Paper
from kinechain.report.detail import PRINTED
from kinechain.report.reasoning import DISPUTES
from kinechain.report.view import page
from kinechain.terms.assessment import Assessment
from support import real_rules
from support.pictures import figures_of
from support.reading import squeezed

MOST_SHEETS = 4
RICHEST = ("tc13-pain-position-disuse", "dd-e-posture", "contradictory-tendon-and-stretch")
RICH = 16


@pytest.fixture(scope="module")
def assessor() -> Assessor:
    return Assessor(real_rules.real())


@pytest.fixture(scope="module")
def richest(assessor: Assessor) -> Assessment:
    return assessor.assess(real_rules.story(RICHEST[0]))


@pytest.fixture(scope="module")
def rich(assessor: Assessor) -> list[tuple[str, Assessment]]:
    """The stories of which there is most to say; the rest is far from the limit."""
    assessed = [(name, assessor.assess(case)) for name, case in real_rules.stories().items()]
    return sorted(assessed, key=lambda one: -sum(map(len, statements(page(one[1])))))[:RICH]


def sheets(made: bytes) -> int:
    return len(PdfReader(BytesIO(made)).pages)


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_no_story_needs_more_than_four_pages(rich: list[tuple[str, Assessment]], paper: Paper) -> None:
    needed = {name: sheets(pdf.render(assessment, Branding(paper=paper))) for name, assessment in rich}
    assert {name: count for name, count in needed.items() if count > MOST_SHEETS} == {}


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_richest_stories_show_their_causal_chain_in_print(assessor: Assessor, language: str, paper: Paper) -> None:
    told = assessor.told_in(language)
    printed = {name: pdf.fitted(told.preview(real_rules.story(name)), Branding(paper=paper)) for name in RICHEST}
    assert {name for name, (made, _) in printed.items() if not any(map(is_chain, figures_of(made)))} == set()
    assert {name for name, (_, made) in printed.items() if sheets(made) > MOST_SHEETS} == set()


def is_chain(figure: Figure) -> bool:
    return figure.name == "chain"


def test_smaller_type_leaves_more_room(richest: Assessment) -> None:
    longest = page(richest, PRINTED[-3])
    assert sheets(pdf.render_page(longest)) > sheets(pdf.render_page(longest, dense=PRINTED[-2].dense))


def test_the_shortest_page_still_has_all_that_keeps_a_reader_safe(richest: Assessment) -> None:
    whole = squeezed("".join(statements(page(richest, PRINTED[-1]))))
    against = [item.text for one in (*richest.causes, *richest.impressions) for item in one.against]
    disputing = [
        source.says for one in richest.causes for rule in one.for_ for source in rule.sources
        if source.relation == DISPUTES
    ]  # fmt: skip
    doses = [item.title for item in richest.recommendations]
    cautions = [item.caution for item in richest.recommendations if item.caution]
    for text in (*against, *disputing, *doses, *cautions):
        assert squeezed(text.rstrip(".").replace(" (engine default)", "†")) in whole, text


def test_a_shorter_page_says_where_the_rest_stands(richest: Assessment) -> None:
    for detail in PRINTED[1:]:
        assert any("HTML report" in text for text in statements(page(richest, detail)))
