"""Who may open what: without an account, with another role, with another practitioner's client."""

from collections.abc import Iterator

import pytest

from kinechain.store.models import Role
from support.addresses import NAMES, PATTERNS, WITHOUT_ACCOUNT, address
from support.web import Practice, account, browser

_EVERYBODY = {"home", "password"}
_OF_ROLE = {
    Role.ADMIN: {"accounts", "new-account", "account", "account-password", "branding", "branding-file"},
    Role.AUDITOR: {"log", "verify-log", "download-log", "log-record", "replay-record"},
}
_RULES = {"rules", "rule", "rule-graph"}
_OTHERS = _EVERYBODY | _RULES | _OF_ROLE[Role.ADMIN] | _OF_ROLE[Role.AUDITOR]
_PRACTITIONERS = sorted({*NAMES} - WITHOUT_ACCOUNT - _OTHERS)

_ABOUT_ONE = [name for name in NAMES if {"client", "visit", "report"} & set(PATTERNS[name].pattern.converters)]


def _both(role_browser: object, page: str) -> Iterator[int]:
    for method in ("get", "post"):
        yield getattr(role_browser, method)(page).status_code


@pytest.mark.parametrize("name", sorted({*NAMES} - WITHOUT_ACCOUNT))
def test_without_an_account_every_page_leads_to_the_sign_in(name: str, petra: Practice) -> None:
    page = address(name, petra)
    answer = browser().get(page)
    assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={page}")


@pytest.mark.parametrize("name", _PRACTITIONERS)
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN])
def test_auditors_and_administrators_see_no_client(name: str, role: Role, petra: Practice) -> None:
    page = address(name, petra)
    other = browser(account("other", role))
    assert set(_both(other, page)) == {403}


@pytest.mark.parametrize("name", _ABOUT_ONE)
def test_the_client_of_another_practitioner_is_not_there(name: str, petra: Practice, paul: Practice) -> None:
    page = address(name, petra)
    assert set(_both(paul.browser, page)) <= {404, 405}


@pytest.mark.parametrize("name", sorted(_OF_ROLE[Role.ADMIN] | _OF_ROLE[Role.AUDITOR]))
def test_practitioners_keep_no_accounts_and_read_no_log(name: str, petra: Practice) -> None:
    assert set(_both(petra.browser, address(name, petra))) == {403}


def test_an_auditor_reads_the_log(petra: Practice) -> None:
    petra.browser.post(f"/visits/{petra.visit.pk}/save/")
    page = browser(account("otto", Role.AUDITOR)).get("/log/").content.decode()
    assert "1 record, newest first" in page
    assert petra.client.pseudonym not in page


def test_the_last_administrator_stays(petra: Practice) -> None:
    admin = account("anna", Role.ADMIN)
    answer = browser(admin).post(f"/accounts/{admin.pk}/", {"name": "", "roles": ["auditor"], "is_active": "on"})
    assert answer.status_code == 422
    admin.refresh_from_db()
    assert admin.is_admin
