"""When something cannot be done: what, why, and what to do, on a page that needs no database."""

import errno
import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinechain.inference.decide import EvaluatorsDisagreeError, UnsoundProofError
from kinechain.store.files import LogError

_RETRY_SECONDS = 5
_GONE = ("The database cannot be reached", "It will be tried again. If it lasts, ask whoever keeps the server.")
_BUSY = ("The database is busy", "Somebody else is writing at this moment. Try again in a few seconds.")
_FULL = ("The disk is full", "Nothing can be saved until there is room. Make room on the disk that holds the records.")
_LOG = (
    "The decision log cannot be written",
    "What cannot be recorded is not reported. Run “kinechain log verify” on the log, or ask whoever keeps the server.",
)
_DISAGREE = (
    "The two evaluators disagree",
    "So nothing is concluded from these findings. Export the case and report it with the version of the program.",
)
_UNKNOWN = ("Something went wrong", "It is a fault of the program. What was saved before is safe.")


def failed(request: HttpRequest) -> HttpResponse:
    """Every uncaught exception: 503 with another try for what may pass, else 500."""
    error = sys.exc_info()[1]
    if isinstance(error, EvaluatorsDisagreeError | UnsoundProofError):
        return _page(request, 500, *_DISAGREE)
    known = _passing(error)
    return _page(request, 503, *known) if known else _page(request, 500, *_UNKNOWN)


def _passing(error: BaseException | None) -> tuple[str, str] | None:
    """The trouble with database, disk or log that this exception tells of."""
    if isinstance(error, LogError):
        return _FULL if _is_full(error.__cause__) else _LOG
    if _is_full(error):
        return _FULL
    if isinstance(error, OperationalError | InterfaceError):
        text = str(error).lower()
        if "full" in text or "disk i/o" in text:
            return _FULL
        return _BUSY if "locked" in text else _GONE
    return None


def _is_full(error: BaseException | None) -> bool:
    """Whether a disk, a quota or a limit of the system leaves no room."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def _page(request: HttpRequest, status: int, title: str, advice: str) -> HttpResponse:
    retry = status == 503
    response = render(
        request,
        "trouble.html.jinja",
        {"status": status, "title": title, "advice": advice, "retry": retry},
        status=status,
    )
    if retry:
        response["Retry-After"] = str(_RETRY_SECONDS)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page, or one of somebody else: the answer is the same."""
    advice = "Nothing is at this address, or it is not yours to see. Go back, or start at the first page."
    return _page(request, 404, "Not found", advice)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page for another role."""
    advice = "This page is for another role than yours. An administrator can give you the role."
    return _page(request, 403, "Not allowed", advice)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read, or for another host."""
    advice = "The request cannot be read. Load the page again and repeat what you did."
    return _page(request, 400, "Not understood", advice)


@login_not_required
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of this app, or from one of an ended session."""
    advice = "The form came from an old page. Open the page again and repeat the last step; nothing was changed."
    return _page(request, 403, "This form is out of date", advice)
