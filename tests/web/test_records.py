"""The records' shape is written down in migrations, and the settings are fit for a clinic."""

import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

import kinechain.web
from kinechain.store import guards
from kinechain.store.models import Client
from support.web import Practice

_STATIC = Path(kinechain.web.__file__).parent / "static"
_KNOWN = {"security.W005", "security.W021"}
"""Subdomains and the preload list of browsers are for whoever owns the domain to decide."""


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_table_is_either_guarded_or_free_to_change_on_purpose() -> None:
    tables = {table._meta.db_table for table in apps.get_app_config("store").get_models()}
    assert tables - guards.tables() == {"store_user", "store_client"}


def test_behind_https_the_settings_are_fit_to_deploy(tmp_path: Path) -> None:
    own = {"KINECHAIN_HTTPS": "1", "KINECHAIN_HOSTS": "clinic.example", "KINECHAIN_DATA": str(tmp_path)}
    # The browser of other tests sets this one for its own process, where a deployment must not have it.
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment = {**inherited, **own, "DJANGO_SETTINGS_MODULE": "kinechain.web.settings"}
    prepare = "from kinechain.web.places import data_folder; data_folder().prepare()"
    subprocess.run([sys.executable, "-c", prepare], check=True, env=environment)
    command = [sys.executable, "-m", "django", "check", "--deploy"]
    said = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert said.returncode == 0, said.stderr
    assert set(re.findall(r"\((\w+\.[WE]\d+)\)", said.stdout + said.stderr)) <= _KNOWN


def test_vendored_files_are_unchanged() -> None:
    vendor = _STATIC / "vendor"
    listed = dict(re.findall(r"\| (\S+\.js) \|.*\| ([0-9a-f]{64}) \|", (vendor / "README.md").read_text("utf-8")))
    assert {path.name: sha256(path.read_bytes()).hexdigest() for path in vendor.glob("*.js")} == listed


def test_a_pseudonym_is_one_client_of_a_practitioner(petra: Practice) -> None:
    answer = petra.browser.post("/clients/new/", {"pseudonym": petra.client.pseudonym, "birth_year": "1971"})
    page = answer.content.decode()
    assert (answer.status_code, "1971" in page) == (422, True)
    assert Client.objects.count() == 1


def test_two_practitioners_may_use_the_same_pseudonym(petra: Practice, paul: Practice) -> None:
    paul.browser.post("/clients/new/", {"pseudonym": petra.client.pseudonym})
    assert Client.objects.filter(pseudonym=petra.client.pseudonym).count() == 2
