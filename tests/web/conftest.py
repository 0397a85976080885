"""What every test of the web app may use: records and a decision log of its own, and a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from kinechain.web import recording
from kinechain.web.places import DataFolder
from support.postgres import HOW_TO_GET_ONE, PostgresServer, programs, running_postgres
from support.server import RunningServer, running_server
from support.web import Practice, practice


@pytest.fixture(autouse=True)
def _own_log(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.KINECHAIN_FOLDER = DataFolder(tmp_path)
    recording.recorder.cache_clear()
    yield
    recording.recorder.cache_clear()


@pytest.fixture
def petra(db: None) -> Practice:
    """A practitioner with a client and an open visit."""
    return practice("petra")


@pytest.fixture
def paul(db: None) -> Practice:
    """Another practitioner with a client and an open visit."""
    return practice("paul")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One real server for many tests, still without an account."""
    with running_server(tmp_path_factory.mktemp("records") / "data") as running:
        yield running


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of these tests."""
    found = programs()
    if found is None:
        pytest.skip(HOW_TO_GET_ONE)
    with running_postgres(found) as running:
        yield running
