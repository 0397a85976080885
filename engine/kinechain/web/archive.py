"""Everything about one client as a zip archive, whose names say nothing about the client."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from kinechain.store.clients import everything_about
from kinechain.store.models import Client
from kinechain.store.visits import case_file
from kinechain.web.documents import document_named

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first that an archive can hold: the bytes depend on the content only."""
_PRIVATE = 0o600 << 16


def zipped(client: Client) -> bytes:
    """The whole record, every visit as a case file, and every signed document, byte for byte."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(client):
            member = zipfile.ZipInfo(name, _NO_TIME)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, _PRIVATE
            archive.writestr(member, content)
    return target.getvalue()


def _files(client: Client) -> Iterator[tuple[str, bytes]]:
    yield "record.json", everything_about(client)
    visits = client.visits.select_related("client").order_by("date", "created")
    for number, visit in enumerate(visits, start=1):
        folder = f"visit-{number:03}-{visit.date:%Y-%m-%d}"
        yield f"{folder}/case.json", case_file(visit)
        for report in visit.reports.order_by("number"):
            for document in report.documents.order_by("name"):
                if document_named(document.name) is not None:
                    yield f"{folder}/report-{report.number}/{document.name}", bytes(document.content)
