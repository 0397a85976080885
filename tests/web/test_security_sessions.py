"""Sessions, cookies and passwords: nobody gets in by a planted, an old or a guessed one."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from kinechain.store.models import Role
from support.server import RunningServer, running_server
from support.visitor import Visitor, first_account
from support.web import PASSWORD, Practice, account, browser

_COOKIE = settings.SESSION_COOKIE_NAME


@pytest.fixture(scope="module")
def behind_tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server behind a proxy that speaks HTTPS."""
    with running_server(
        tmp_path_factory.mktemp("tls") / "data", KINECHAIN_HTTPS="1", KINECHAIN_HOSTS="a.example"
    ) as one:
        yield one


def _through_tls(server: RunningServer, **headers: str) -> Visitor:
    return Visitor(server.port, {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.9", **headers})


def test_a_session_that_has_ended_opens_nothing(petra: Practice) -> None:
    key = petra.browser.cookies[_COOKIE].value
    petra.browser.post("/logout/")
    thief = browser()
    thief.cookies[_COOKIE] = key
    assert thief.get("/clients/").status_code == 302
    assert not Session.objects.filter(session_key=key).exists()


@pytest.mark.django_db
def test_a_session_that_nobody_began_is_not_taken_over() -> None:
    account("anna", Role.PRACTITIONER)
    anna = browser()
    anna.cookies[_COOKIE] = "a" * 32
    anna.post("/login/", {"username": "anna", "password": PASSWORD})
    assert anna.cookies[_COOKIE].value != "a" * 32
    assert not Session.objects.filter(session_key="a" * 32).exists()


def test_a_session_ends_by_itself(petra: Practice) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert petra.browser.get("/clients/").status_code == 302


def test_a_password_from_an_administrator_ends_the_sessions_of_the_account(petra: Practice) -> None:
    admin = account("anna", Role.ADMIN)
    sent = {"password": "quite another sentence", "again": "quite another sentence"}
    browser(admin).post(f"/accounts/{petra.user.pk}/password/", sent)
    assert petra.browser.get("/clients/").status_code == 302


def test_a_role_that_was_taken_away_is_gone_at_once(petra: Practice) -> None:
    petra.user.is_practitioner = False
    petra.user.save()
    assert petra.browser.get("/clients/").status_code == 403


def test_a_wrong_name_and_a_wrong_password_are_told_alike(petra: Practice) -> None:
    def told(name: str) -> str:
        page = browser().post("/login/", {"username": name, "password": "wrong"}).content.decode()
        return re.sub(r'name="(csrfmiddlewaretoken|next|username)"[^>]*', "", page)

    assert told("petra") == told("nobody")


@pytest.mark.django_db
def test_guesses_at_a_name_that_is_not_there_are_locked_out_alike() -> None:
    statuses = [browser().post("/login/", {"username": "nobody", "password": str(n)}).status_code for n in range(6)]
    assert statuses == [200, 200, 200, 200, 429, 429]


@pytest.mark.django_db
def test_capitals_do_not_give_more_guesses() -> None:
    account("anna", Role.PRACTITIONER)
    names = ("anna", "Anna", "ANNA", "aNNa", "annA", "anNa")
    statuses = [browser().post("/login/", {"username": name, "password": "wrong"}).status_code for name in names]
    assert statuses[-2:] == [429, 429]


@pytest.mark.django_db
def test_a_name_with_spaces_around_gives_no_more_guesses() -> None:
    account("anna", Role.PRACTITIONER)
    names = ("anna", " anna", "anna ", "  anna", "anna  ", "\tanna")
    statuses = [browser().post("/login/", {"username": name, "password": "wrong"}).status_code for name in names]
    assert statuses[-2:] == [429, 429]


def test_only_a_slow_hash_of_a_password_is_kept() -> None:
    from django.conf import global_settings

    assert global_settings.PASSWORD_HASHERS[0].endswith("PBKDF2PasswordHasher")


def test_a_forged_header_gives_no_more_guesses(server: RunningServer) -> None:
    statuses = []
    for number in range(6):
        visitor = Visitor(server.port, {"X-Forwarded-For": f"10.0.0.{number}"})
        visitor.get("/login/")
        statuses.append(visitor.post("/login/", username="mallory", password="wrong").status)
    assert statuses[-1] == 429


def test_behind_tls_every_cookie_travels_by_https_only(behind_tls: RunningServer) -> None:
    visitor = _through_tls(behind_tls)
    visitor.headers |= {"Host": "a.example", "Referer": "https://a.example/"}
    visitor.get(f"/{behind_tls.set_up_path}")
    sent = {"username": "petra", "password": PASSWORD, "again": PASSWORD, "practises": "on"}
    answer = visitor.post(f"/{behind_tls.set_up_path}", **sent)
    assert (answer.status, len(visitor.said) > 1) == (302, True)
    lacking = [one for one in visitor.said for word in ("Secure", "HttpOnly", "SameSite") if word not in one]
    assert lacking == []


def test_behind_tls_browsers_are_told_to_stay_with_it(behind_tls: RunningServer) -> None:
    assert "max-age=31536000" in _through_tls(behind_tls).get("/login/").headers["strict-transport-security"]


def test_behind_tls_a_plain_request_is_sent_to_https(behind_tls: RunningServer) -> None:
    answer = Visitor(behind_tls.port).get("/login/")
    assert (answer.status, answer.location[:8]) == (301, "https://")


def test_behind_tls_a_form_from_another_site_is_refused(behind_tls: RunningServer) -> None:
    visitor = _through_tls(behind_tls, Referer="https://evil.example/", Origin="https://evil.example")
    visitor.get("/login/")
    assert visitor.post("/login/", username="petra", password="x").status == 403


def test_every_cookie_is_kept_from_scripts_and_other_sites(tmp_path: object) -> None:
    from pathlib import Path

    with running_server(Path(str(tmp_path)) / "data") as server:
        visitor = first_account(server)
        visitor.post("/clients/examples/")
    lacking = [one for one in visitor.said for word in ("HttpOnly", "SameSite", "Path=/") if word not in one]
    assert (lacking, {one.partition("=")[0] for one in visitor.said}) == ([], {"kinechain_session", "kinechain_csrf"})
