"""Guards inside the database: what is signed or kept as history cannot be changed, even past this program.

The one way out is the erasure of a client, which sets ``erasing`` first, in the same transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_VISIT = "(SELECT {column} FROM store_visit v WHERE v.id = {visit})"
_CLIENT_STAYS = "NOT EXISTS (SELECT 1 FROM store_client c WHERE c.id = {client} AND c.erasing)"
_OF_ENTRY = "(SELECT e.visit_id FROM store_entry e WHERE e.id = {row}.entry_id)"
_OF_DECISION = "(SELECT d.visit_id FROM store_decision d WHERE d.id = {row}.decision_id)"
_OF_REPORT = "(SELECT r.visit_id FROM store_signedreport r WHERE r.id = {row}.report_id)"
_KEPT = {
    "store_entrychange": _OF_ENTRY,
    "store_decision": "{row}.visit_id",
    "store_override": _OF_DECISION,
    "store_signedreport": "{row}.visit_id",
    "store_signeddocument": _OF_REPORT,
}
_FIXED_ONCE_SIGNED = ("client_id", "date", "age", "protocol", "notes")


class Guard(NamedTuple):
    """A trigger: before ``event`` on ``table``, refuse with ``message`` when ``condition`` holds."""

    table: str
    event: str
    condition: str
    message: str

    @property
    def name(self) -> str:
        """Its name in the database."""
        return f"guard_{self.table}_{self.event.lower()}"


def _stays(visit: str) -> str:
    return _CLIENT_STAYS.format(client=_VISIT.format(column="v.client_id", visit=visit))


def _guards() -> Iterator[Guard]:
    for table, visit in _KEPT.items():
        yield Guard(table, "UPDATE", "1 = 1", "what was recorded is never changed")
        yield Guard(table, "DELETE", _stays(visit.format(row="OLD")), "what was recorded is never deleted")
    signed = "{} = 'signed'".format(_VISIT.format(column="v.status", visit="NEW.visit_id"))
    yield Guard("store_entry", "INSERT", signed, "a signed visit takes no findings")
    yield Guard("store_entry", "UPDATE", signed, "a signed visit takes no findings")
    yield Guard("store_entry", "DELETE", _stays("OLD.visit_id"), "an entry is never deleted")
    same = " AND ".join(_same(column) for column in _FIXED_ONCE_SIGNED)
    amended = f"NEW.status = 'open' AND NEW.amend_reason <> '' AND {same}"
    message = "a signed visit can only be amended, with a reason"
    yield Guard("store_visit", "UPDATE", f"OLD.status = 'signed' AND NOT ({amended})", message)
    yield Guard(
        "store_visit", "DELETE", _CLIENT_STAYS.format(client="OLD.client_id"), "a visit goes only with its client"
    )


def _same(column: str) -> str:
    new, old = f"NEW.{column}", f"OLD.{column}"
    if column == "protocol":  # PostgreSQL compares jsonb, SQLite the text; both give the same for an untouched value
        new, old = f"CAST({new} AS TEXT)", f"CAST({old} AS TEXT)"
    return f"({new} = {old} OR ({new} IS NULL AND {old} IS NULL))"


def tables() -> set[str]:
    """The tables that have a guard."""
    return {guard.table for guard in _guards()}


def install(connection: "BaseDatabaseWrapper") -> None:
    """Put up every guard whose table is there."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in _guards():
            if guard.table in present:
                for statement in _DOWN[connection.vendor], _UP[connection.vendor]:
                    cursor.execute(statement.format(**guard._asdict(), name=guard.name))


def lift(connection: "BaseDatabaseWrapper") -> None:
    """Take down every guard."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in _guards():
            if guard.table in present:
                cursor.execute(_DOWN[connection.vendor].format(**guard._asdict(), name=guard.name))


@contextmanager
def lifted(connection: "BaseDatabaseWrapper") -> Iterator[None]:
    """Without guards inside, for a restore; only in a transaction, so that nobody else sees it."""
    lift(connection)
    yield
    install(connection)


_DOWN = {
    "sqlite": "DROP TRIGGER IF EXISTS {name}",
    "postgresql": "DROP TRIGGER IF EXISTS {name} ON {table}",
}
_UP = {
    "sqlite": """
CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{message}'); END
""",
    "postgresql": """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF {condition} THEN
    RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
""",
}
