"""What every answer carries, and what a browser is never told."""

import re

import pytest

from kinechain.store.models import Role
from support.web import PASSWORD, Practice, account, browser

_EXPECTED = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize("page", ["/clients/", "/no-such-page/", "/log/"])
def test_every_page_carries_the_safe_headers(page: str, petra: Practice) -> None:
    answer = petra.browser.get(page)
    assert {name: answer[name] for name in _EXPECTED} == _EXPECTED
    assert "no-store" in answer["Cache-Control"]


def test_the_content_policy_allows_nothing_inline_and_no_eval(petra: Practice) -> None:
    policy = petra.browser.get("/clients/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_pages_hold_nothing_that_the_content_policy_refuses(petra: Practice) -> None:
    pages = ["/clients/", f"/clients/{petra.client.pk}/", f"/visits/{petra.visit.pk}/", "/password/"]
    for page in pages:
        text = petra.browser.get(page).content.decode()
        assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)|javascript:|https?://", text), page


def test_a_form_without_its_token_changes_nothing(petra: Practice) -> None:
    strict = browser(petra.user, checks_csrf=True)
    answer = strict.post("/clients/new/", {"pseudonym": "K 9"})
    assert answer.status_code == 403
    assert "nothing was changed" in answer.content.decode()
    assert not petra.user.clients.filter(pseudonym="K 9").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example"])
def test_another_host_name_gets_no_page(host: str) -> None:
    assert browser().get("/login/", headers={"host": host}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:1"])
def test_the_own_computer_gets_the_page(host: str) -> None:
    assert browser().get("/login/", headers={"host": host}).status_code == 200


@pytest.mark.django_db
def test_the_session_cookie_is_kept_from_scripts() -> None:
    account("anna", Role.ADMIN)
    anna = browser()
    anna.post("/login/", {"username": "anna", "password": PASSWORD})
    cookie = anna.cookies["kinechain_session"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
