"""The app's settings for tests: a fast password hash, records in a database of their own, a known secret."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("KINECHAIN_DATA", str(Path(tempfile.gettempdir()) / "kinechain-no-such-folder"))

from kinechain.web.settings import *  # noqa: F403

SECRET_KEY = "only for tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
