"""Files for the browser to keep or to show."""

import base64
import re
from hashlib import sha256

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def download(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file under a fixed name: neither a pseudonym nor anything typed becomes a file name or a header."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})


def shown(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A document of our own templates as a page by itself, cut off from the app.

    It is a sandbox without an origin: no script, no form, no request, no cookie. Only the styles in its head apply,
    by their hashes.
    """
    head = content.partition(b"</head>")[0]
    styles = " ".join(f"'sha256-{base64.b64encode(sha256(one).digest()).decode()}'" for one in _STYLE.findall(head))
    allowed = styles or "'none'"
    policy = (
        f"default-src 'none'; style-src {allowed}; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; sandbox"
    )
    disposition = content_disposition_header(as_attachment=False, filename=name) or "inline"
    headers = {"Content-Disposition": disposition, "Content-Security-Policy": policy}
    return HttpResponse(content, content_type=media_type, headers=headers)
