"""How the documents of this practice look: one branding file with its logo, kept in the data folder."""

import base64
import json
from functools import lru_cache

from django.conf import settings

from kinechain.language import ENGLISH, in_language, languages
from kinechain.report.branding import PLAIN, Branding
from kinechain.report.branding_file import branding_of
from kinechain.store.files import Disk, replace_whole
from kinechain.terms.problem import InvalidBrandingError

FILE = "practice.yaml"


def keep_branding(file: bytes, logo: bytes | None) -> Branding:
    """Check a branding file with its logo and keep both. InvalidBrandingError and OSError: nothing changed."""
    branding = branding_of(file, FILE, logo)
    content = {"file": _text(file), "logo": None if logo is None else _text(logo)}
    replace_whole(settings.KINECHAIN_FOLDER.branding, json.dumps(content).encode() + b"\n", Disk())
    return branding


def drop_branding() -> None:
    """Documents without a practice again."""
    settings.KINECHAIN_FOLDER.branding.unlink(missing_ok=True)


def practice_branding() -> Branding:
    """How documents look now; plain when nothing usable is kept."""
    try:
        return _read(settings.KINECHAIN_FOLDER.branding.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, InvalidBrandingError):
        return PLAIN


def language_choices() -> list[tuple[str, str]]:
    """Every language of documents with what it calls itself, that of the practice first."""
    chosen = practice_branding().language or ENGLISH.code
    return [(code, in_language(code).name) for code in sorted(languages(), key=lambda code: (code != chosen, code))]


def branding_file() -> bytes:
    """The kept branding file as it came; empty when there is none."""
    try:
        return base64.b64decode(json.loads(settings.KINECHAIN_FOLDER.branding.read_bytes())["file"])
    except (OSError, ValueError, KeyError, TypeError):
        return b""


@lru_cache(maxsize=1)
def _read(kept: bytes) -> Branding:
    content = json.loads(kept)
    logo = content["logo"]
    return branding_of(base64.b64decode(content["file"]), FILE, None if logo is None else base64.b64decode(logo))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
