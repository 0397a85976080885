"""``python -m benchmarks``: measure everything once, print one table, and write it into a page if asked."""

import argparse
import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks import batch, engines, explaining, growth, reports, startup, web, web_load, web_painted
from benchmarks.material import Material
from benchmarks.table import Section, show, write
from kinechain import resources

_CASE = Path("examples/seed-author.yaml")


def main() -> None:
    """Measure, print and, with ``--write``, write. The exit code says nothing about targets."""
    options = _options()
    material = Material.read(options.rules or resources.folder("rules"), options.case.resolve())
    caption = _caption(options.date, material)
    sections = _measure(material)
    show(caption, sections)
    if options.write:
        write(options.write, f"{caption} Command: `python -m benchmarks`.", sections)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure Kinechain on this machine.")
    parser.add_argument("--write", type=Path, metavar="FILE", help="also replace the table of this page")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="the day to write, YYYY-MM-DD")
    parser.add_argument("--rules", type=Path, metavar="DIR", help="another knowledge base")
    parser.add_argument("--case", type=Path, default=_CASE, metavar="FILE", help=f"another case than {_CASE}")
    return parser.parse_args()


def _measure(material: Material) -> Sequence[Section]:
    return (
        startup.cold_start(material),
        startup.loading(material),
        engines.one_case(material),
        engines.cohort(material),
        growth.growth_with_rules(material),
        growth.growth_with_findings(material),
        explaining.questions(material),
        explaining.audits(material),
        reports.reports(material),
        batch.batch(material),
        web.visit_page(material),
        web_load.load(),
        web_painted.painted(),
    )


def _caption(day: date, material: Material) -> str:
    # Other work on the machine shows in every number, so its amount is told beside them.
    load = f" (busy with {os.getloadavg()[0]:.1f} processes before)" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    others = f"experta {version('experta')}, clipspy {version('clipspy')}"
    return f"{day}: {python}, {system}; {others}; rules {material.knowledge_base.manifest.version}."


if __name__ == "__main__":
    main()
