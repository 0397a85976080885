"""The records as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from kinechain.store import guards


class StoreConfig(AppConfig):
    """Clients, visits, findings, decisions and signed reports."""

    name = "kinechain.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Guards are taken down before and put up after each migration, because a rebuilt table loses them."""
        pre_migrate.connect(_lift, sender=self)
        post_migrate.connect(_install, sender=self)


def _lift(*, using: str, **_: Any) -> None:
    guards.lift(connections[using])


def _install(*, using: str, **_: Any) -> None:
    guards.install(connections[using])
