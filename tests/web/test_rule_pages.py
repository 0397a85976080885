"""The rules in the browser: found, read, followed to where they fired, and never a word about a client."""

import re
from html import unescape

import pytest

from kinechain.audit.graph import drawn as boxes
from kinechain.store.entries import Entered
from kinechain.store.models import Role
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.side import Side
from kinechain.web import rule_list
from support.web import Practice, account, browser

RULE = "coding.hip-pain"
LEFT = FindingKey("hip-pain", Side.LEFT)


def _page(practice: Practice, address: str) -> str:
    answer = practice.browser.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def _ids(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/rules/([a-z0-9.-]+)/"', page)


def _auditor_page(address: str, name: str = "otto") -> str:
    answer = browser(account(name, Role.AUDITOR)).get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    "words",
    ["coding.hip-pain", "Hip pain prompts the code", "hip-pain pain reported", "CMS ICD-10-CM hip pain"],
    ids=["id", "title", "finding", "source"],
)
def test_a_rule_is_found_by_its_id_title_finding_and_source(words: str, petra: Practice) -> None:
    pages = [_page(petra, f"/rules/?words={words}&folder=coding&page={number}") for number in (1, 2)]
    found = [name for page in pages for name in _ids(page)]
    assert (RULE in found, "coding.limp" in found) == (True, False)


def test_every_rule_is_in_the_list_once(petra: Practice) -> None:
    found: list[str] = []
    for number in range(1, 2 + len(rule_list.rows()) // 30):
        found += _ids(_page(petra, f"/rules/?page={number}"))
    assert found == [rule.id for rule in rule_list.knowledge().written_rules]


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("kind=red flag", lambda row: "red flag" in row.kinds),
        ("strength=weak", lambda row: "weak" in row.strengths),
        ("strength=none", lambda row: row.strengths == ("none",)),
        ("folder=posture", lambda row: row.rule.file.startswith("posture/")),
        ("status=draft", lambda row: row.rule.status == "draft"),
    ],
)
def test_a_filter_leaves_exactly_the_rules_that_have_it(query: str, holds: object, petra: Practice) -> None:
    assert callable(holds)
    expected = sum(map(holds, rule_list.rows()))
    assert f"<strong>{expected}</strong> of {len(rule_list.rows())} rules" in _page(petra, f"/rules/?{query}")


def test_markup_in_a_search_stays_text(petra: Practice) -> None:
    answer = petra.browser.get("/rules/", {"words": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in answer
    assert "&lt;script&gt;alert" in answer


def test_the_card_says_logic_sources_cases_and_review(petra: Practice) -> None:
    page = _page(petra, f"/rules/{RULE}/")
    rule = rule_list.knowledge().by_id[RULE]
    parts = ("Hip pain, left: pain reported", "Speaks for it", "Speaks against it", "denied: does not fire", "draft")
    assert [part for part in (*parts, rule.title, rule.version, rule_list.knowledge().hash) if part not in page] == []


@pytest.mark.parametrize("name", ["no.such-rule", "..%2Fsecret-key", "<b>"])
def test_there_is_no_card_of_a_rule_that_is_not_there(name: str, petra: Practice) -> None:
    assert petra.browser.get(f"/rules/{name}/").status_code == 404


def test_every_card_can_be_opened(petra: Practice) -> None:
    rules = [rule.id for rule in rule_list.knowledge().rules]
    assert [name for name in rules if petra.browser.get(f"/rules/{name}/").status_code != 200] == []


def test_the_picture_has_a_list_beside_it_and_each_of_its_links_leads_to_rules(petra: Practice) -> None:
    page = _page(petra, "/rules/graph/")
    drawn = set(re.findall(r'<a href="(/rules/\?word=[^"]+)"><title>', page))
    listed = set(re.findall(r'<li><a href="(/rules/\?word=[^"]+)"', page))
    assert drawn == {f"/rules/?word={rule_list.address_of(row.node)}" for row in boxes(rule_list.knowledge()).rows}
    assert drawn <= listed
    assert all("<strong>0</strong>" not in _page(petra, address) for address in sorted(drawn)[:5])


def test_an_auditor_sees_where_a_rule_fired_with_day_and_side(petra: Practice) -> None:
    petra.enter(LEFT, Entered(State.POSITIVE))
    petra.browser.post(f"/visits/{petra.visit.pk}/save/")
    page = _auditor_page(f"/rules/{RULE}/")
    assert "1 time in the decision log" in page
    assert re.search(r'<a href="/log/1/">1</a></th><td>[^<]*UTC</td><td>left', page)


def test_a_practitioner_sees_no_decisions_of_others(petra: Practice, paul: Practice) -> None:
    petra.enter(LEFT, Entered(State.POSITIVE))
    petra.browser.post(f"/visits/{petra.visit.pk}/save/")
    assert "Where it fired" not in _page(paul, f"/rules/{RULE}/")


def test_no_page_weighs_more_than_allowed(petra: Practice) -> None:
    for address in ("/rules/", "/rules/graph/", f"/rules/{RULE}/"):
        answer = petra.browser.get(address, headers={"accept-encoding": "gzip"})
        assert len(answer.content) <= 100_000, address
