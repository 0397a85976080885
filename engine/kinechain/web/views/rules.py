"""The rules, for whoever reviews them and whoever relies on them."""

from functools import cache
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from kinechain.audit.cards import card
from kinechain.audit.graph import COLUMNS, as_svg, title_of
from kinechain.audit.rule_cases import cases_of
from kinechain.store.models import Role
from kinechain.web import rule_list
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.assessing import rules_folder
from kinechain.web.log_pages import firings_of

_PAGE = 30
_MOST_FIRINGS = 100
_LONGEST_SEARCH = 200


@for_roles(Role.AUDITOR, Role.PRACTITIONER)
@require_safe
def rules(request: AccountRequest) -> HttpResponse:
    """The rules that a search and the filters leave, some on a page."""
    fields = {name: request.GET.get(name, "")[:_LONGEST_SEARCH] for name in rule_list.Wanted.__slots__}
    wanted = rule_list.Wanted(**fields)
    found = rule_list.found(wanted)
    node = rule_list.node_at(wanted.word)
    context = {
        "wanted": wanted,
        "choices": rule_list.choices(),
        "page": Paginator(found, _PAGE).get_page(request.GET.get("page")),
        "count": len(found),
        "total": len(rule_list.rows()),
        "query": urlencode({name: value for name, value in fields.items() if value}),
        "word": title_of(node, rule_list.knowledge().vocabulary) if node else "",
        "stamp": rule_list.knowledge().stamp,
    }
    return render(request, "rules.html.jinja", context)


@for_roles(Role.AUDITOR, Role.PRACTITIONER)
@require_safe
def rule(request: AccountRequest, rule: str) -> HttpResponse:
    """One rule as a card; for auditors with the decisions in which it fired."""
    knowledge_base = rule_list.knowledge()
    found = knowledge_base.by_id.get(rule)
    if found is None:
        raise Http404
    nodes = [node for node, rules in rule_list.words().items() if found.id in rules]
    context = {
        "rule": found,
        "card": card(found, knowledge_base, cases_of(found, knowledge_base, rules_folder())),
        "stamp": knowledge_base.stamp,
        "words": [(rule_list.address_of(node), title_of(node, knowledge_base.vocabulary)) for node in nodes],
    }
    if Role.AUDITOR in request.user.roles:
        firings = firings_of(found.id)
        context |= {"firings": firings[:_MOST_FIRINGS], "fired": len(firings)}
    return render(request, "rule.html.jinja", context)


@for_roles(Role.AUDITOR, Role.PRACTITIONER)
@require_safe
def graph(request: AccountRequest) -> HttpResponse:
    """The whole rule base as a picture whose boxes lead to the rules, and the same as lists."""
    vocabulary = rule_list.knowledge().vocabulary
    columns: dict[int, list[tuple[str, str, int]]] = {number: [] for number in range(len(COLUMNS))}
    for node, ids in rule_list.words().items():
        columns[node[0]].append((title_of(node, vocabulary), rule_list.address_of(node), len(ids)))
    lists = [(name, sorted(columns[number])) for number, name in enumerate(COLUMNS)]
    context = {"picture": _picture(), "columns": lists, "stamp": rule_list.knowledge().stamp}
    return render(request, "rule-graph.html.jinja", context)


@cache
def _picture() -> SafeString:
    """``as_svg`` escapes every text and address in it."""
    rules = reverse("rules")
    return mark_safe(as_svg(rule_list.knowledge(), lambda node: f"{rules}?word={rule_list.address_of(node)}"))
