"""Set-up, signing in, lock-out, passwords."""

import pytest
from django.conf import settings
from django.urls import reverse

from kinechain.store.models import Role, User
from kinechain.web import first_run
from support.web import PASSWORD, Practice, account, browser

pytestmark = pytest.mark.django_db
_FIRST = {"username": "anna", "password": PASSWORD, "again": PASSWORD, "practises": "on"}


def _set_up() -> str:
    return reverse("set-up", args=[first_run.token()])


def test_the_first_account_keeps_accounts_and_may_practise() -> None:
    browser().post(_set_up(), _FIRST)
    assert User.objects.get(username="anna").roles == {Role.ADMIN, Role.PRACTITIONER}


def test_the_first_account_is_signed_in_at_once() -> None:
    anna = browser()
    anna.post(_set_up(), _FIRST)
    assert anna.get("/clients/").status_code == 200


def test_a_wrong_token_opens_no_set_up() -> None:
    assert browser().post("/set-up/guessed/", _FIRST).status_code == 404
    assert not User.objects.exists()


def test_the_token_is_worth_nothing_once_there_is_an_account() -> None:
    account("anna", Role.ADMIN)
    answer = browser().post(_set_up(), {**_FIRST, "username": "mallory"})
    assert answer["Location"] == "/login/"
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"password": "short", "again": "short"}, "too short"),
        ({"again": "another sentence altogether"}, "differ"),
        ({"password": "123456789012345", "again": "123456789012345"}, "entirely numeric"),
        ({"username": "a b"}, "valid username"),
    ],
)
def test_a_refused_set_up_says_why_and_keeps_the_names(change: dict[str, str], complaint: str) -> None:
    answer = browser().post(_set_up(), {**_FIRST, "name": "Anna B., physiotherapist", **change})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert complaint in page
    assert "Anna B., physiotherapist" in page


def test_signing_in_gives_the_session_another_id() -> None:
    account("anna", Role.PRACTITIONER)
    anna = browser()
    anna.session["planted"] = True
    anna.session.save()
    planted = anna.session.session_key
    anna.post("/login/", {"username": "anna", "password": PASSWORD})
    assert anna.cookies[settings.SESSION_COOKIE_NAME].value != planted
    assert anna.get("/clients/").status_code == 200


def test_capitals_of_the_user_name_do_not_matter() -> None:
    account("Anna", Role.PRACTITIONER)
    assert browser().post("/login/", {"username": "aNNa", "password": PASSWORD}).status_code == 302


def test_five_wrong_passwords_close_the_account_and_say_when_to_try_again() -> None:
    account("anna", Role.PRACTITIONER)
    anna = browser()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = anna.post("/login/", {"username": "anna", "password": "wrong"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert anna.post("/login/", {"username": "anna", "password": PASSWORD}).status_code == 429
    assert "Try again after" in answer.content.decode()


def test_the_lock_does_not_close_other_accounts() -> None:
    account("anna", Role.PRACTITIONER)
    account("bert", Role.PRACTITIONER)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        browser().post("/login/", {"username": "anna", "password": "wrong"})
    assert browser().post("/login/", {"username": "bert", "password": PASSWORD}).status_code == 302


def test_a_switched_off_account_cannot_sign_in_or_go_on() -> None:
    user = account("anna", Role.PRACTITIONER)
    anna = browser(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert anna.get("/clients/").status_code == 302
    assert browser().post("/login/", {"username": "anna", "password": PASSWORD}).status_code == 200


def test_a_given_password_is_changed_before_anything_else() -> None:
    user = account("anna", Role.PRACTITIONER)
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    anna = browser(user)
    assert anna.get("/clients/")["Location"] == "/password/"
    new = "quite another sentence"
    anna.post("/password/", {"old": PASSWORD, "password": new, "again": new})
    assert anna.get("/clients/").status_code == 200


def test_a_changed_password_ends_the_other_sessions(petra: Practice) -> None:
    elsewhere = browser(petra.user)
    new = "quite another sentence"
    petra.browser.post("/password/", {"old": PASSWORD, "password": new, "again": new})
    assert petra.browser.get("/clients/").status_code == 200
    assert elsewhere.get("/clients/").status_code == 302


def test_signing_out_needs_a_form(petra: Practice) -> None:
    assert petra.browser.get("/logout/").status_code == 405
    petra.browser.post("/logout/")
    assert petra.browser.get("/clients/").status_code == 302
