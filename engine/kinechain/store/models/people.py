"""Accounts and what each may do."""

import uuid
from enum import StrEnum
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower


class Role(StrEnum):
    """What an account may do. An account may have several roles; none includes another."""

    PRACTITIONER = "practitioner"
    AUDITOR = "auditor"
    ADMIN = "admin"


class UserManager(BaseUserManager["User"]):
    """Makes accounts and finds them by name, whatever the case of its letters."""

    def create_account(self, username: str, password: str, roles: set[Role], **more: Any) -> "User":
        """A new account with these roles; the password is hashed, never kept."""
        flags = {f"is_{role}": role in roles for role in Role}
        user = self.model(username=self.model.normalize_username(username), **flags, **more)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of this name; User.DoesNotExist when there is none."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """One person who signs in. Accounts are switched off, never deleted, because signed reports name them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "This user name is taken. Choose another."},
    )
    name = models.CharField(max_length=120, blank=True)
    is_practitioner = models.BooleanField(default=False)
    is_auditor = models.BooleanField(default=False)
    is_admin = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("username"), name="one_account_a_name")]

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of this account."""
        return frozenset(role for role in Role if getattr(self, f"is_{role}"))

    @property
    def shown_name(self) -> str:
        """The name for pages and signatures."""
        return self.name or self.username
