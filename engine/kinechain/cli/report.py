"""``kinechain report``: reports of several cases at once."""

import click

from kinechain.cli.report_batch import batch
from kinechain.cli.report_progress import progress


@click.group(short_help="Reports of several cases: a folder, or a client over time.")
def report() -> None:
    """Reports of several cases at once. `kinechain assess` makes those of one."""


report.add_command(batch)
report.add_command(progress)
