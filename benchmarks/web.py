"""What a practitioner waits for: what follows from a visit, and the page of a visit, by the server's time."""

import datetime
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.clock import medians
from benchmarks.material import Material
from benchmarks.table import Row, Section, times
from kinechain.explain.arguments import Arguments
from kinechain.explain.next_test import next_tests
from kinechain.explain.wording import Wording
from kinechain.web.places import DATA_VARIABLE, DataFolder

if TYPE_CHECKING:
    from kinechain.store.models import Visit

_MOST_LIVE = 0.08
_DAY = datetime.date(2026, 3, 2)


def visit_page(material: Material) -> Section:
    """The server's part of a live result and of the page, with the whole knowledge base and the given case."""
    with _practice(material) as (browser, visit):
        from kinechain.web.assessing import assessor, neighbourhood

        case = material.case
        near, decision = neighbourhood(), assessor().decider.preview(case)
        arguments = Arguments(assessor().knowledge_base, decision, Wording(material.knowledge_base.vocabulary, case))
        found = medians(
            {
                "preview": lambda: assessor().preview(case),
                "live": _changing(browser, visit),
                "next": lambda: next_tests(near, arguments),
                "again": lambda: _ok(browser.get(f"/visits/{visit.pk}/conclusions/")),
                "page": lambda: _ok(browser.get(f"/visits/{visit.pk}/")),
            },
            rounds=15,
            batch=0.0,
        )
    return Section(
        "Web app, the server's part",
        (
            Row("Preview of a case", "Generated function and its explanation", found["preview"]),
            Row(
                "Live result",
                "One finding saved, then all that follows, as a page shows it",
                found["live"],
                f"{times(found['live'] / found['preview'])} a preview",
                "≤ 80 ms",
                found["live"] <= _MOST_LIVE,
            ),
            Row("Test this next", "The ranked list, asked for after the live result", found["next"]),
            Row("Live result again, nothing changed", "What was worked out before", found["again"]),
            Row("Page of a visit", "All findings and what follows", found["page"]),
        ),
    )


def _changing(browser: Any, visit: "Visit") -> Callable[[], None]:
    """A finding entered otherwise each time, and what follows from it."""
    version = iter(range(1, 10_000))

    def change() -> None:
        number = next(version)
        state = "positive" if number % 2 else "negative"
        sent = {"finding": "giving-way", "side": "right", "version": number, "state": state}
        _ok(browser.post(f"/visits/{visit.pk}/entry/", sent))
        _ok(browser.get(f"/visits/{visit.pk}/conclusions/"))

    return change


def _ok(answer: Any) -> None:
    if answer.status_code != 200:
        raise RuntimeError(f"the page answered {answer.status_code}")


@contextmanager
def _practice(material: Material) -> "Iterator[tuple[Any, Visit]]":
    """Records in a folder of their own, with a practitioner, and a visit that holds the findings of the case."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[DATA_VARIABLE] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "kinechain.web.settings"
        DataFolder(Path(folder)).prepare()
        import django

        django.setup()
        from django.core.management import call_command
        from django.test import Client as Browser

        call_command("migrate", verbosity=0)
        from kinechain.store.models import Role, User
        from kinechain.store.taking_in import take_in_case

        user = User.objects.create_account("bench", "a long enough sentence", {Role.PRACTITIONER}, name="Bench")
        browser = Browser(headers={"host": "localhost"})
        browser.force_login(user, backend="kinechain.web.accounts.Backend")
        words = material.knowledge_base.vocabulary
        # A later day than today is no case for a page.
        yield browser, take_in_case(replace(material.case, date=_DAY), owner=user, vocabulary=words)
