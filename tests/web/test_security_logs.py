"""What a whole journey leaves behind: nothing about the client in the server's log, in addresses, or in cookies."""

from pathlib import Path

import pytest

from support.server import running_server
from support.visitor import Visitor, enter, first_account, new_visit

_SECRETS = ("Zebedee-7471", "quixotic", "Petra P.", "hip-pain", "1984", "a long enough sentence", "7.5")


@pytest.fixture(scope="module")
def left_behind(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, str, str]:
    """A journey with every kind of failure: the log, the addresses, the cookies, and the decision log."""
    folder = tmp_path_factory.mktemp("journey") / "data"
    with running_server(folder) as server:
        visitor = first_account(server)
        visit = new_visit(visitor, "Zebedee-7471")
        asked = _journey(visitor, visit)
        (folder / "decisions.log").rename(folder / "away")
        (folder / "decisions.log").mkdir()
        failed = visitor.post(f"{visit}save/")
        assert failed.status == 503
        server.end()
    said = (folder.parent / "data.log").read_text()
    return said, " ".join(asked), " ".join(visitor.said), (folder / "away").read_text()


def _journey(visitor: Visitor, visit: str) -> list[str]:
    enter(visitor, visit, "hip-pain", note="quixotic")
    enter(visitor, visit, "hip-pain", note="quixotic again")
    enter(visitor, visit, "hip-pain", version=1, **{"value-intensity": "7.5"})
    enter(visitor, visit, "no-such-finding", note="quixotic")
    visitor.post(f"{visit}edit/", date="2026-03-02", age="x", notes="quixotic", version="1")
    visitor.post(f"{visit}edit/", date="2026-03-02", age="42", notes="quixotic", version="1")
    visitor.post(f"{visit}save/")
    visitor.post(f"{visit}documents/clinician.pdf", open_because="quixotic")
    visitor.post("/clients/new/", pseudonym="Zebedee-7471")
    visitor.send("/clients/import/", b"Zebedee-7471 quixotic", "multipart/form-data; boundary=Zebedee-7471")
    visitor.send(f"{visit}entry/", b"\xff\xfe=quixotic", "application/x-www-form-urlencoded; charset=quixotic")
    paths = [visit, f"{visit}conclusions/", f"{visit}sign/", f"{visit}case/", "/clients/", "/rules/", "/no-such-page/"]
    found = [visitor.get(path) for path in paths]
    strict = Visitor(visitor.port, {"Host": "Zebedee-7471.example"})
    strict.get("/clients/")
    Visitor(visitor.port, {}, dict(visitor.cookies), token="wrong").post(f"{visit}entry/", note="quixotic")
    Visitor(visitor.port).post("/login/", username="Petra P.", password="quixotic")
    return [*paths, *(one.location for one in found)]


@pytest.mark.parametrize("secret", _SECRETS)
def test_the_log_of_the_server_tells_nothing(secret: str, left_behind: tuple[str, str, str, str]) -> None:
    assert secret not in left_behind[0]


@pytest.mark.parametrize("secret", _SECRETS)
def test_addresses_and_cookies_tell_nothing(secret: str, left_behind: tuple[str, str, str, str]) -> None:
    assert secret not in left_behind[1]
    assert secret not in left_behind[2]


def test_the_log_of_the_server_says_that_something_failed(left_behind: tuple[str, str, str, str]) -> None:
    assert "LogError" in left_behind[0] or "django.request 503" in left_behind[0]


@pytest.mark.parametrize("secret", ["Zebedee-7471", "quixotic", "1984", "Petra P."])
def test_the_decision_log_names_nobody(secret: str, left_behind: tuple[str, str, str, str]) -> None:
    assert secret not in left_behind[3]


def test_the_log_of_the_server_was_looked_at(left_behind: tuple[str, str, str, str], tmp_path: Path) -> None:
    assert left_behind[0].count("\n") >= 1
