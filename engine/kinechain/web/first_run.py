"""The first run: who holds the token that was printed in the terminal makes the first account, once."""

import hmac
import secrets

from kinechain.store.models import User

_TOKEN = secrets.token_urlsafe(24)


def is_needed() -> bool:
    """Whether there is no account yet."""
    return not User.objects.exists()


def token() -> str:
    """The token of this process; it opens the set-up page while there is no account."""
    return _TOKEN


def is_right(offered: str) -> bool:
    """Whether this is the token, in a time that does not tell how much of it is right."""
    return hmac.compare_digest(offered.encode(), _TOKEN.encode())
