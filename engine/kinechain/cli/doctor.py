"""``kinechain doctor``."""

import platform
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import click

from kinechain.cli.knowledge import EXIT_FAILED, rules_folder_of, rules_option

_PACKAGES = ("experta", "pydantic", "jinja2", "pyyaml", "click", "rich", "typst", "graphlay")
_OLDEST_PYTHON = (3, 11)


@click.command(short_help="Say what is installed and what is missing.")
@rules_option
def doctor(rules_folder: Path | None) -> None:
    """Check the installation: Python, packages, both evaluators, the knowledge base, PDF."""
    checks: list[tuple[str, Callable[[], str]]] = [("Python", _python)]
    checks += [(name, lambda name=name: metadata.version(name)) for name in _PACKAGES]  # type: ignore[misc]
    checks += [
        ("experta loads", _experta),
        ("fast YAML reader", _yaml),
        ("knowledge base", lambda: _knowledge_base(rules_folder)),
        ("report as PDF", lambda: _pdf(rules_folder)),
    ]
    failed = 0
    for name, check in checks:
        try:
            click.echo(f"ok       {name}: {check()}")
        except Exception as error:
            failed += 1
            click.echo(f"MISSING  {name}: {error}")
    if failed:
        click.echo(
            "\nReinstall with `python -m pip install --force-reinstall kinechain`; then run this again.",
            err=True,
        )
        raise SystemExit(EXIT_FAILED)
    click.echo("\nEverything is in place.")


def _python() -> str:
    if sys.version_info < _OLDEST_PYTHON:
        raise RuntimeError(f"{platform.python_version()} is too old; 3.11 or newer is needed")
    return f"{platform.python_version()} on {platform.system()} {platform.machine()}"


def _experta() -> str:
    from kinechain.inference.experta_import import load_experta

    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return f"yes, with its frozendict on Python {version} ({load_experta().__name__})"


def _yaml() -> str:
    from kinechain.knowledge.reader import is_accelerated

    return "libyaml" if is_accelerated() else "pure Python (slower, same results)"


def _knowledge_base(rules_folder: Path | None) -> str:
    from kinechain.knowledge.loader import load

    knowledge_base = load(rules_folder_of(rules_folder))
    stamp = knowledge_base.stamp
    return f"{stamp.id} {stamp.version}, {len(knowledge_base.written_rules)} rules, hash {stamp.hash[:12]}"


def _pdf(rules_folder: Path | None) -> str:
    import datetime

    from kinechain.assess import Assessor
    from kinechain.knowledge.loader import load
    from kinechain.report import pdf
    from kinechain.terms.case import Case

    empty = Case("doctor", datetime.date(2026, 1, 1), None, None, ())
    data = pdf.render(Assessor(load(rules_folder_of(rules_folder))).assess(empty, verify=True))
    return f"{len(data):,} bytes for an empty case"
