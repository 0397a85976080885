"""Records of every earlier version come forward whole, in the embedded database and in PostgreSQL.

``pytest tests/web/test_reliability_migrations.py --approve`` writes the rows that a new migration needs here.
"""

import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from kinechain.store import migrations
from kinechain.store.entries import Entered
from kinechain.store.models import User
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.side import Side
from support.filled import FOLDER, file_of, written
from support.postgres import PostgresServer
from support.server import clean_environment, running_server
from support.visitor import Visitor, enter, first_account, new_visit, signed_in
from support.web import PASSWORD, practice, signed

_MIGRATIONS = sorted(path.stem for path in Path(migrations.__path__[0]).glob("0*.py"))
_NOTE = "Größe 3, as before"


@pytest.fixture(params=["embedded", "postgresql"])
def database(request: pytest.FixtureRequest) -> dict[str, str]:
    """What the environment says about an empty database of each kind."""
    if request.param == "embedded":
        return {"DATABASE_URL": ""}
    server: PostgresServer = request.getfixturevalue("postgres")
    return {"DATABASE_URL": server.url(f"m{secrets.token_hex(8)}")}


def test_every_migration_has_records_of_its_time(db: None, request: pytest.FixtureRequest) -> None:
    newest = file_of(_MIGRATIONS[-1])
    if request.config.getoption("approve") and not newest.exists():
        owner = practice("petra")
        hashed = PBKDF2PasswordHasher().encode(PASSWORD, "fixed", iterations=1000)
        User.objects.update(password=hashed, name="Petra P.")
        owner.enter(FindingKey("hip-pain", Side.LEFT), Entered(State.POSITIVE, {"duration": "3 weeks"}, _NOTE))
        signed(owner)
        newest.write_bytes(written())
    assert sorted(FOLDER.iterdir()) == [file_of(one) for one in _MIGRATIONS]


@pytest.mark.parametrize("migration", _MIGRATIONS)
def test_filled_records_come_forward(migration: str, database: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    command = [sys.executable, "-m", "support.filled", migration, str(folder)]
    paths = {"PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run(command, env={**clean_environment(), **database, **paths}, check=True)
    with running_server(folder, None, **database) as server:
        visitor = signed_in(server)
        client = _link(visitor, "/clients/", "clients")
        visit = _link(visitor, client, "visits")
        kept = visitor.get(f"{visitor.get(visit).location}clinician.pdf").text
        assert (kept, _NOTE in visitor.get(f"{visit}case/").text) == ("%PDF-1.7 a small one", True)
        assert visitor.post(f"{client}erase/", pseudonym="petra 17").status == 302


def _link(visitor: Visitor, page: str, kind: str) -> str:
    """The address of the first client or visit to which a page leads."""
    found = re.search(rf'"(/{kind}/[0-9a-f-]{{36}}/)"', visitor.get(page).text)
    assert found is not None, (page, kind)
    return found[1]


def test_empty_records_take_a_first_account(database: dict[str, str], tmp_path: Path) -> None:
    with running_server(tmp_path / "data", None, **database) as server:
        visitor = first_account(server)
        assert enter(visitor, new_visit(visitor), "hip-pain").status == 200


def test_no_change_of_the_models_lacks_its_migration(db: None) -> None:
    call_command("makemigrations", "store", check=True, dry_run=True, verbosity=0)


def test_migrations_have_one_end(db: None) -> None:
    assert len([one for one in MigrationLoader(connection).graph.leaf_nodes() if one[0] == "store"]) == 1
