"""How the documents of the practice look, set by administrators."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kinechain import resources
from kinechain.language import in_language
from kinechain.store.models import Role
from kinechain.terms.problem import InvalidBrandingError, Problem
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.downloads import download
from kinechain.web.forms.audit import BrandingForm
from kinechain.web.practice import FILE, branding_file, drop_branding, keep_branding, practice_branding

_PAPERS = {"a4": "A4", "us-letter": "Letter"}


@for_roles(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def branding(request: AccountRequest) -> HttpResponse:
    """What is chosen now, and a form for another branding file; every problem of a file that cannot be used."""
    problems: tuple[Problem, ...] = ()
    form = BrandingForm(request.POST, request.FILES) if request.method == "POST" else BrandingForm()
    if request.method == "POST":
        if "drop" in request.POST:
            drop_branding()
            messages.success(request, "Documents name no practice any more. Signed ones stay as they are.")
            return redirect("branding")
        if form.is_valid():
            file, logo = form.cleaned_data["file"], form.cleaned_data["logo"]
            try:
                keep_branding(file.read(), logo.read() if logo else None)
                messages.success(request, "From now on documents look so. Signed ones stay as they are.")
                return redirect("branding")
            except InvalidBrandingError as error:
                problems = error.problems
    chosen = practice_branding()
    context = {
        "form": form,
        "problems": problems,
        "branding": chosen,
        "kept": bool(branding_file()),
        "paper": _PAPERS[chosen.paper],
        "language": in_language(chosen.language).name if chosen.language else "",
        "example": resources.folder("examples").joinpath("branding", FILE).read_text("utf-8"),
    }
    return render(request, "branding.html.jinja", context, status=422 if request.method == "POST" else 200)


@for_roles(Role.ADMIN)
@require_safe
def branding_download(request: AccountRequest) -> HttpResponse:
    """The branding file that is kept, as it came."""
    content = branding_file()
    if not content:
        raise Http404
    return download(content, "application/yaml", FILE)
