"""Who may open what: without an account, with another role, with another practitioner's client."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, reverse

from kinechain.store.models import Role
from kinechain.web.urls import urlpatterns
from support.web import Practice, account, browser, signed

_OPEN = {"login", "set-up", "logout"}
_EVERYBODY = {"home", "password"}
_OF_ROLE = {Role.ADMIN: {"accounts", "new-account", "account", "account-password"}, Role.AUDITOR: {"log"}}
_NAMES = sorted(str(one.name) for one in urlpatterns if isinstance(one, URLPattern))
_PRACTITIONERS = sorted({*_NAMES} - _OPEN - _EVERYBODY - _OF_ROLE[Role.ADMIN] - _OF_ROLE[Role.AUDITOR])

_ABOUT_ONE = sorted(
    str(one.name)
    for one in urlpatterns
    if isinstance(one, URLPattern) and {"client", "visit", "report"} & set(one.pattern.converters)
)


def _address(name: str, owner: Practice) -> str:
    """An address of this name that is about the owner's records."""
    pattern = next(one for one in urlpatterns if isinstance(one, URLPattern) and one.name == name)
    parts = {"client": owner.client.pk, "visit": owner.visit.pk, "account": owner.user.pk, "name": "clinician.pdf"}
    if "report" in pattern.pattern.converters:
        parts["report"] = signed(owner).pk
    return reverse(name, kwargs={part: parts[part] for part in pattern.pattern.converters})


def _both(role_browser: object, address: str) -> Iterator[int]:
    for method in ("get", "post"):
        yield getattr(role_browser, method)(address).status_code


@pytest.mark.parametrize("name", sorted({*_NAMES} - _OPEN))
def test_without_an_account_every_page_leads_to_the_sign_in(name: str, petra: Practice) -> None:
    address = _address(name, petra)
    answer = browser().get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={address}")


@pytest.mark.parametrize("name", _PRACTITIONERS)
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN])
def test_auditors_and_administrators_see_no_client(name: str, role: Role, petra: Practice) -> None:
    address = _address(name, petra)
    other = browser(account("other", role))
    assert set(_both(other, address)) == {403}


@pytest.mark.parametrize("name", _ABOUT_ONE)
def test_the_client_of_another_practitioner_is_not_there(name: str, petra: Practice, paul: Practice) -> None:
    address = _address(name, petra)
    assert set(_both(paul.browser, address)) <= {404, 405}


@pytest.mark.parametrize("name", sorted(_OF_ROLE[Role.ADMIN] | _OF_ROLE[Role.AUDITOR]))
def test_practitioners_keep_no_accounts_and_read_no_log(name: str, petra: Practice) -> None:
    assert set(_both(petra.browser, _address(name, petra))) == {403}


def test_an_auditor_reads_the_log(petra: Practice) -> None:
    petra.browser.post(f"/visits/{petra.visit.pk}/save/")
    page = browser(account("otto", Role.AUDITOR)).get("/log/").content.decode()
    assert "1 records" in page
    assert petra.client.pseudonym not in page


def test_the_last_administrator_stays(petra: Practice) -> None:
    admin = account("anna", Role.ADMIN)
    answer = browser(admin).post(f"/accounts/{admin.pk}/", {"name": "", "roles": ["auditor"], "is_active": "on"})
    assert answer.status_code == 422
    admin.refresh_from_db()
    assert admin.is_admin
