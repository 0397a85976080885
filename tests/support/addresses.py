"""Every address of the app, filled in for one practice; one that nobody thought of is an error, not a gap."""

from django.urls import URLPattern, reverse

from kinechain.web.urls import urlpatterns
from support.web import Practice, signed

PATTERNS = {str(one.name): one for one in urlpatterns if isinstance(one, URLPattern)}
NAMES = sorted(PATTERNS)
WITHOUT_ACCOUNT = {"login", "set-up", "logout"}
"""What opens before anybody has signed in."""


def address(name: str, owner: Practice) -> str:
    """The address of this name that is about the owner's records; one about a report signs the visit.

    KeyError for an address with a part that is not known here: add the part.
    """
    parts = {"client": owner.client.pk, "visit": owner.visit.pk, "account": owner.user.pk, "name": "clinician.pdf"}
    parts |= {"rule": "coding.hip-pain", "number": 1, "token": "guessed"}
    wanted = PATTERNS[name].pattern.converters
    if "report" in wanted:
        made = owner.visit.reports.first() or signed(owner)
        parts["report"] = made.pk
    return reverse(name, kwargs={part: parts[part] for part in wanted})


def addresses(owner: Practice) -> dict[str, str]:
    """Every address by its name: first about the open visit, then about what was signed, signing out last."""
    last = {"logout"}
    signs = {name for name in NAMES if "report" in PATTERNS[name].pattern.converters}
    ordered = [*sorted({*NAMES} - signs - last), *sorted(signs), *last]
    return {name: address(name, owner) for name in ordered}
