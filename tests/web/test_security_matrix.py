"""What holds for every address of the app, those of the future included: the lists are made from the addresses."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client as Browser
from pytest_django import Settings

from kinechain.store.models import Role, User
from support.addresses import NAMES, WITHOUT_ACCOUNT, address, addresses
from support.web import PASSWORD, Practice, account, browser

_HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_POLICY = ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action")
_CANARY = "canary7471"
_SHOWS_ITS_SEARCH = {"login", "rules"}
"""Neither holds anything about a client, so what stands beside the search cannot be guessed from the size."""
_WITHOUT_ROLE = {"home", "password"}


@pytest.fixture
def petra_with_every_role(petra: Practice) -> Practice:
    """A practitioner who is auditor and administrator too."""
    User.objects.filter(pk=petra.user.pk).update(is_auditor=True, is_admin=True)
    return petra


def _answers(owner: Practice, ask: Callable[[str], Any], names: set[str] | None = None) -> dict[str, Any]:
    """What each address answers, by name."""
    wanted = set(NAMES) if names is None else names
    return {name: ask(page) for name, page in addresses(owner).items() if name in wanted}


def _unsafe(answer: Any) -> list[str]:
    """The safe headers that an answer lacks."""
    policy = answer.get("Content-Security-Policy", "")
    lacking = [name for name, value in _HEADERS.items() if answer.get(name) != value]
    lacking += [part for part in _POLICY if part not in policy]
    lacking += ["unsafe"] if "unsafe" in policy else []
    lacking += ["Permissions-Policy"] if "camera=()" not in answer.get("Permissions-Policy", "") else []
    lacking += ["Server"] if "Server" in answer.headers or "X-Powered-By" in answer.headers else []
    return lacking


def test_without_an_account_nothing_can_be_sent_anywhere(petra: Practice) -> None:
    found = _answers(petra, lambda page: browser().post(page), {*NAMES} - WITHOUT_ACCOUNT)
    leads = {name: (answer.status_code, answer.headers.get("Location", "")[:7]) for name, answer in found.items()}
    assert leads == dict.fromkeys(found, (302, "/login/"))


def test_an_account_without_a_role_opens_nothing(petra: Practice) -> None:
    nobody = browser(account("nobody"))
    found = _answers(petra, lambda page: {nobody.get(page).status_code, nobody.post(page).status_code})
    other = {name for name, statuses in found.items() if statuses != {403}}
    assert other == WITHOUT_ACCOUNT | _WITHOUT_ROLE


def test_no_form_is_taken_without_its_token(petra_with_every_role: Practice) -> None:
    strict = browser(petra_with_every_role.user, checks_csrf=True)
    found = _answers(petra_with_every_role, lambda page: strict.post(page).status_code)
    assert found == dict.fromkeys(found, 403)


def test_no_address_answers_to_another_host_name(petra_with_every_role: Practice) -> None:
    own = petra_with_every_role.browser
    found = _answers(petra_with_every_role, lambda page: own.get(page, headers={"host": "evil.example"}).status_code)
    assert found == dict.fromkeys(found, 400)


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete", "patch", "trace"])
def test_only_a_form_changes_anything(method: str, petra_with_every_role: Practice, tmp_path: Path) -> None:
    listed = addresses(petra_with_every_role)
    before = _kept(tmp_path)
    for name in {*listed} - {"logout"}:
        getattr(petra_with_every_role.browser, method)(listed[name])
    assert _kept(tmp_path) == before


def _kept(folder: Path) -> tuple[str, dict[str, bytes]]:
    """Every row and every file of the installation; when somebody signed in last does not count."""
    tables = apps.get_app_config("store").get_models()
    rows = "\n".join(serializers.serialize("jsonl", table._default_manager.order_by("pk")) for table in tables)
    return rows, {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_answer_to_an_account_carries_the_safe_headers(petra_with_every_role: Practice) -> None:
    own = petra_with_every_role.browser
    found = _answers(petra_with_every_role, lambda page: _unsafe(own.get(page)) + _unsafe(own.post(page)))
    assert {name: lacking for name, lacking in found.items() if lacking} == {}


def test_every_answer_to_nobody_carries_the_safe_headers(petra: Practice) -> None:
    found = _answers(petra, lambda page: _unsafe(browser().get(page)))
    assert {name: lacking for name, lacking in found.items() if lacking} == {}


def test_answers_to_what_fails_carry_the_safe_headers(petra: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    strict, own = browser(petra.user, checks_csrf=True), petra.browser
    found = {
        404: own.get("/no-such-page/"),
        403: strict.post("/clients/new/"),
        400: own.get("/clients/", headers={"host": "evil.example"}),
        301: own.get("/clients"),
    }
    monkeypatch.setattr("kinechain.web.views.clients.clients_of", lambda _: 1 / 0)
    found[500] = own.get("/clients/")
    assert {status: (answer.status_code, _unsafe(answer)) for status, answer in found.items()} == {
        status: (status, []) for status in found
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["kinechain.css", "vendor/htmx-2.0.11.min.js", "icon.svg"])
def test_static_files_carry_the_safe_headers(name: str) -> None:
    answer = browser().get(f"/static/{name}")
    assert b"".join(answer) != b""
    assert (answer.status_code, _unsafe(answer)) == (200, [])


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["../settings.py", "..%2fsettings.py", "%2e%2e/settings.py", "../../../etc/passwd"])
def test_no_other_file_comes_as_a_static_one(name: str) -> None:
    assert browser().get(f"/static/{name}").status_code in (302, 404)


def test_no_page_is_kept_by_the_browser(petra_with_every_role: Practice) -> None:
    found = _answers(petra_with_every_role, lambda page: petra_with_every_role.browser.get(page)["Cache-Control"])
    assert {name: said for name, said in found.items() if "no-store" not in said} == {}


def test_no_page_about_a_client_repeats_what_the_address_says(petra_with_every_role: Practice) -> None:
    def repeats(page: str) -> bool:
        answer = petra_with_every_role.browser.get(f"{page}?q={_CANARY}&words={_CANARY}&next=/{_CANARY}")
        return _CANARY.encode() in answer.content

    found = _answers(petra_with_every_role, repeats, {*NAMES} - _SHOWS_ITS_SEARCH)
    assert {name for name, does in found.items() if does} == set()


def test_no_address_names_the_client(petra: Practice) -> None:
    words = ("petra", "17", "1984", "female", "hip")
    own = {part for page in addresses(petra).values() for part in page.split("/")}
    assert own.isdisjoint(words)


def test_links_and_forms_lead_only_to_addresses_without_client_data(petra: Practice) -> None:
    said: set[str] = set()
    for page in addresses(petra).values():
        text = petra.browser.get(page).content.decode(errors="replace")
        said |= set(re.findall(r'(?:href|action|src|hx-\w+)="([^"]*)"', text))
    assert {one for one in said if "petra" in one.lower() or "pseudonym" in one} == set()


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x()"])
def test_signing_in_never_leads_elsewhere(next_page: str, petra: Practice) -> None:
    answer = browser().post("/login/", {"username": "petra", "password": PASSWORD, "next": next_page})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert browser().get("/login/", {"next": next_page}).status_code == 200


def test_debugging_is_off(settings: Settings) -> None:
    assert settings.DEBUG is False


def test_an_address_with_a_new_part_is_noticed(petra: Practice) -> None:
    assert isinstance(petra.browser, Browser)
    with pytest.raises(KeyError):
        address("no-such-address", petra)


def test_only_administrators_keep_accounts(petra: Practice) -> None:
    other = account("other", Role.AUDITOR)
    before = other.password
    found = [
        browser(user).post(f"/accounts/{other.pk}/password/", {"password": "x" * 20, "again": "x" * 20}).status_code
        for user in (petra.user, other)
    ]
    other.refresh_from_db()
    assert (found, other.password) == ([403, 403], before)
