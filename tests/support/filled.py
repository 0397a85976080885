"""Records as each version of the program left them: a file of rows for each migration, and the way back into one."""

import base64
import gzip
import json
import sys
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

FOLDER = Path(__file__).parents[1] / "web" / "records"


def file_of(migration: str) -> Path:
    """The rows of a migration."""
    return FOLDER / f"{migration}.json.gz"


def written() -> bytes:
    """Every row of the records as they are now."""
    tables = apps.get_app_config("store").get_models()
    rows = [row for table in tables for row in table._default_manager.order_by("pk")]
    return gzip.compress(serializers.serialize("json", rows).encode(), mtime=0)


def fill(migration: str) -> None:
    """Bring an empty database to a migration and put its rows there."""
    executor = MigrationExecutor(connection)
    executor.migrate([one for one in executor.loader.graph.leaf_nodes() if one[0] != "store"])
    state = MigrationExecutor(connection).migrate([("store", migration)])
    rows = json.loads(gzip.decompress(file_of(migration).read_bytes()))
    with connection.constraint_checks_disabled(), transaction.atomic():
        for row in rows:
            table = state.apps.get_model(row["model"])
            table._default_manager.bulk_create([table(**_values(table, row))])


def _values(table: "type[models.Model]", row: dict[str, Any]) -> dict[str, Any]:
    """The values of a row for a model of that time."""
    fields = {field.name: field for field in table._meta.concrete_fields}
    given = {table._meta.pk.name: row["pk"], **row["fields"]}
    return {fields[name].attname: _value(fields[name], one) for name, one in given.items()}


def _value(field: Any, given: Any) -> Any:
    if isinstance(field, models.BinaryField):
        return base64.b64decode(given)
    if isinstance(field, models.JSONField):
        return given
    return field.to_python(given)


if __name__ == "__main__":
    from kinechain.web.starting import configure

    configure(Path(sys.argv[2]))
    fill(sys.argv[1])
