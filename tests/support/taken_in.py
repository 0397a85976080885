"""Example cases as visits, for tests of what is made from a visit."""

import datetime
from pathlib import Path

from kinechain.store.models import Client, Visit
from kinechain.store.taking_in import take_in
from kinechain.web.assessing import vocabulary
from support.web import Practice

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = datetime.date(2026, 12, 1)


def visit_of(practice: Practice, example: str, client: Client | None = None) -> Visit:
    """An example case (``seed-author``) as a visit of a client of its own, or of the given one."""
    file = EXAMPLES / f"{example}.yaml"
    return take_in(
        file.read_bytes(),
        file.name,
        owner=practice.user,
        vocabulary=vocabulary(),
        today=TODAY,
        client=client,
    )
