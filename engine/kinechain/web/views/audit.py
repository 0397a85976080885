"""What auditors see: the masked decision log, and whether it is whole."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kinechain.store.files import Files
from kinechain.store.models import Role
from kinechain.store.reading import Fault, read_log
from kinechain.web.accounts import AccountRequest, for_roles

_MOST_SHOWN = 200


@for_roles(Role.AUDITOR)
@require_safe
def log(request: AccountRequest) -> HttpResponse:
    """The newest records of the decision log, and every fault of the whole."""
    path = settings.KINECHAIN_FOLDER.log
    found = list(read_log(Files(path))) if path.exists() else []
    faults = [one for one in found if isinstance(one, Fault) and not one.remark]
    records = [one for one in found if not isinstance(one, Fault)]
    context = {"records": records[::-1][:_MOST_SHOWN], "count": len(records), "faults": faults, "shown": _MOST_SHOWN}
    return render(request, "log.html.jinja", context)
