"""Rule cards: a page a rule, with both sides of the evidence and no text read as markup."""

import io

import pypdf

from kinechain.audit.cards import Cards, as_html, as_pdf, cards
from kinechain.audit.rule_cases import RuleCases
from kinechain.knowledge.model import KnowledgeBase
from support.small_knowledge import DISPUTES, SUPPORTS, only, rule_file, standard


def of(knowledge_base: KnowledgeBase) -> Cards:
    """The cards of every rule, without cases."""
    return cards(knowledge_base, RuleCases({}, ()), knowledge_base.written_rules)


def test_a_card_has_sentence_logic_sources_on_both_sides_and_a_place_for_the_reviewer() -> None:
    page = as_html(of(standard()))
    assert page.count('<section class="card"') == len(standard().written_rules)
    for words in ("Roe (2013)", "Speaks against it", "Doe and Poe (2009)", "Nothing is on record.", "Reviewed now by"):
        assert words in page
    assert "Hip pain, left: duration &gt; 48 h" in page


def test_the_pdf_has_exactly_one_page_a_rule_even_for_a_long_one() -> None:
    sources = [SUPPORTS | {"says": "A long finding. " * 200}, DISPUTES] * 4
    long = rule_file("plan.long", [{"finding": "fever"}], [{"recommend": "squat", "strength": "weak"}], sources=sources)
    short = rule_file("plan.short", [{"finding": "fall"}], [{"recommend": "squat", "strength": "weak"}])
    pages = pypdf.PdfReader(io.BytesIO(as_pdf(of(only(long, short))))).pages
    assert len(pages) == 2
    assert "plan.short" in pages[1].extract_text()


def test_no_text_of_a_rule_is_read_as_markup() -> None:
    title = "<b>bold</b> #panic()"
    rule = rule_file("plan.one", [{"finding": "fever"}], [{"recommend": "squat", "strength": "weak"}], title=title)
    content = of(only(rule))
    assert "<b>bold" not in as_html(content)
    assert "#panic()" in pypdf.PdfReader(io.BytesIO(as_pdf(content))).pages[0].extract_text()


def test_bytes_repeat() -> None:
    assert as_pdf(of(standard())) == as_pdf(of(standard()))
