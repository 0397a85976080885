"""Somebody with cookies who talks to a real server: fast, without a browser, one connection a request."""

import http.client
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from support.server import RunningServer

NAME, WORD = "petra", "a long enough sentence"
_SECONDS = 60
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def location(self) -> str:
        """Where it leads; empty when nowhere."""
        return self.headers.get("location", "")


@dataclass
class Visitor:
    """A session with the server on a port. ``said`` keeps every header that set a cookie."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    token: str = ""

    def get(self, path: str) -> Answer:
        """Open an address; a token for forms is noted."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, **fields: Any) -> Answer:
        """Send a form with the token that was seen last."""
        body = urlencode(fields, doseq=True).encode()
        return self.send(path, body, "application/x-www-form-urlencoded")

    def send(self, path: str, body: bytes, media_type: str) -> Answer:
        """Send these bytes with the token that was seen last."""
        return self._ask("POST", path, body, {"Content-Type": media_type, "X-CSRFToken": self.token})

    def _ask(self, method: str, path: str, body: bytes | None, more: dict[str, str]) -> Answer:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_SECONDS)
        try:
            connection.request(method, path, body, {"Cookie": cookie, **self.headers, **more})
            got = connection.getresponse()
            text = got.read().decode(errors="replace")
            self._keep([value for name, value in got.getheaders() if name.lower() == "set-cookie"])
        finally:
            connection.close()
        if found := _TOKEN.search(text):
            self.token = found[1]
        return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, text)

    def _keep(self, set_cookies: list[str]) -> None:
        self.said += set_cookies
        for line in set_cookies:
            for name, one in SimpleCookie(line).items():
                self.cookies[name] = one.value


def signed_in(server: RunningServer, name: str = NAME, word: str = WORD) -> Visitor:
    """Somebody who has signed in with an account that is there."""
    visitor = Visitor(server.port)
    visitor.get("/login/")
    assert visitor.post("/login/", username=name, password=word).status == 302
    visitor.get("/password/")
    return visitor


def first_account(server: RunningServer) -> Visitor:
    """The first account of a fresh server: practitioner and administrator, signed in."""
    visitor = Visitor(server.port)
    visitor.get(f"/{server.set_up_path}")
    sent = {"username": NAME, "name": "Petra P.", "password": WORD, "again": WORD, "practises": "on"}
    assert visitor.post(f"/{server.set_up_path}", **sent).status == 302
    visitor.get("/password/")
    return visitor


def new_visit(visitor: Visitor, pseudonym: str = "K 9") -> str:
    """The address of an open visit of a new client."""
    client = visitor.post("/clients/new/", pseudonym=pseudonym, birth_year="1984", sex="female").location
    return visitor.post(f"{client}visits/", date="2026-03-02").location


def enter(visitor: Visitor, visit: str, finding: str, version: int = 0, side: str = "left", **more: str) -> Answer:
    """Save one finding, positive unless more is said."""
    sent = {"state": "positive", **more} if not any(name.startswith("value-") for name in more) else more
    return visitor.post(f"{visit}entry/", finding=finding, side=side, version=version, **sent)
