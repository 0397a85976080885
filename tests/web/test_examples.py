"""Example clients: one click in, one click out, and never mixed up with anybody else."""

import datetime
from itertools import pairwise

from kinechain.store.models import Client, Role, Visit
from kinechain.store.visits import case_of
from kinechain.web.assessing import vocabulary
from kinechain.web.example_clients import example_ids, load_examples
from support.taken_in import EXAMPLES
from support.web import Practice, account, browser

_FILES = [*EXAMPLES.glob("*.yaml"), *EXAMPLES.glob("progress/*.yaml")]


def test_a_practitioner_without_clients_is_offered_examples_and_gets_them_all(db: None) -> None:
    nina = account("nina", Role.PRACTITIONER)
    page = browser(nina)
    assert "Load example clients" in page.get("/clients/").content.decode()
    page.post("/clients/examples/")
    assert Visit.objects.count() == len(_FILES)
    assert all(one.pseudonym.startswith("Example: ") for one in Client.objects.all())
    assert "Load example clients" not in page.get("/clients/").content.decode()


def test_examples_are_for_whoever_has_no_client(petra: Practice) -> None:
    assert "Load example clients" not in petra.browser.get("/clients/").content.decode()
    petra.browser.post("/clients/examples/")
    assert list(Client.objects.all()) == [petra.client]


def test_one_click_removes_the_examples_and_nothing_else(petra: Practice) -> None:
    nina = account("nina", Role.PRACTITIONER)
    load_examples(nina, vocabulary(), datetime.date.today())
    own = Client.objects.create(owner=nina, pseudonym="Example: mine")
    page = browser(nina)
    visit = Visit.objects.filter(client__pk__in=example_ids(nina)).first()
    assert visit is not None
    page.post(f"/visits/{visit.pk}/save/")
    page.post("/clients/examples/remove/")
    assert set(Client.objects.all()) == {own, petra.client}


def test_a_renamed_example_is_still_marked_and_removed(db: None) -> None:
    nina = account("nina", Role.PRACTITIONER)
    load_examples(nina, vocabulary(), datetime.date.today())
    Client.objects.filter(pseudonym="Example: seed-author").update(pseudonym="renamed")
    page = browser(nina)
    assert 'renamed</a> <span class="quiet">(example)</span>' in page.get("/clients/").content.decode()
    page.post("/clients/examples/remove/")
    assert not Client.objects.exists()


def test_examples_of_one_practitioner_are_not_those_of_another(db: None) -> None:
    nina, noah = account("nina", Role.PRACTITIONER), account("noah", Role.PRACTITIONER)
    assert not example_ids(nina) & example_ids(noah)


def test_on_a_day_before_the_examples_they_move_back_together(db: None) -> None:
    nina, today = account("nina", Role.PRACTITIONER), datetime.date(2026, 1, 5)
    load_examples(nina, vocabulary(), today)
    course = Client.objects.get(pseudonym="Example: seed-author").visits.order_by("date")
    assert max(one.date for one in Visit.objects.all()) == today
    assert [(later.date - one.date).days for one, later in pairwise(course)][:2] == [28, 28]
    assert all(case_of(one, vocabulary(), today) for one in Visit.objects.select_related("client"))
