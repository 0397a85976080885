"""Accounts: the first one, those that an administrator makes, and passwords."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from kinechain.store.models import Role, User

ROLE_WORDS = {
    Role.PRACTITIONER: "Practitioner: keeps clients, enters findings, signs reports",
    Role.AUDITOR: "Auditor: reads rules and the masked decision log, no client",
    Role.ADMIN: "Administrator: keeps accounts, no client",
}


class LoginForm(AuthenticationForm):
    """Name and password."""

    username = UsernameField(
        label="User name",
        max_length=150,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username", "spellcheck": "false"}),
    )

    error_messages = {  # noqa: RUF012
        "invalid_login": "User name and password do not fit together. Check both; letters of the password count as "
        "capitals or small ones.",
        "inactive": "This account is switched off. Ask an administrator.",
    }


class NewPassword(forms.Form):
    """A password, typed twice, good enough for the validators."""

    password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters; not a common password, not only digits, not like your name.",
    )
    again = forms.CharField(
        label="Password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def account(self) -> User:
        """Whose password it becomes, for likeness."""
        return User(username=self.cleaned_data.get("username", ""), name=self.cleaned_data.get("name", ""))

    def clean(self) -> dict[str, Any]:
        """Both alike, and not a bad one."""
        content = super().clean() or {}
        password, again = content.get("password"), content.get("again")
        if password and again and password != again:
            self.add_error("again", "The two passwords differ. Type the same one twice.")
        if password:
            try:
                validate_password(password, self.account())
            except ValidationError as error:
                self.add_error("password", error)
        return content


class Named(forms.Form):
    """The names of an account."""

    username = forms.CharField(
        label="User name",
        max_length=150,
        validators=User._meta.get_field("username").validators,
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        help_text="Letters, digits and . @ + - _ only.",
    )
    name = forms.CharField(
        label="Name on reports",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="As it stands under a signed report, with profession or number if wanted.",
    )

    def clean_username(self) -> str:
        """A name that nobody else has."""
        name: str = User.normalize_username(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=name).exists():
            raise ValidationError("This user name is taken. Choose another.")
        return name


class SetUpForm(Named, NewPassword):
    """The first account."""

    practises = forms.BooleanField(
        label="I also treat clients",
        required=False,
        initial=True,
        help_text="Without this the account only keeps accounts and sees no client.",
    )
    field_order = ("username", "name", "password", "again", "practises")

    def roles(self) -> set[Role]:
        """An administrator, and a practitioner when asked for."""
        return {Role.ADMIN, Role.PRACTITIONER} if self.cleaned_data["practises"] else {Role.ADMIN}


class RoleChoice(forms.Form):
    """Which roles an account has."""

    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=[(role.value, words) for role, words in ROLE_WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one role."},
    )


class NewAccountForm(Named, NewPassword, RoleChoice):
    """An account with a first password that its owner will change."""

    field_order = ("username", "name", "roles", "password", "again")


class AccountForm(RoleChoice):
    """Changes of an account."""

    name = Named.base_fields["name"]
    is_active = forms.BooleanField(label="May sign in", required=False)
    field_order = ("name", "roles", "is_active")


class OwnPasswordForm(NewPassword):
    """The old password and a new one."""

    old = forms.CharField(
        label="Present password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "password", "again")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def account(self) -> User:
        """Who asks."""
        return self.user

    def clean_old(self) -> str:
        """The right one."""
        old: str = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise ValidationError("This is not your present password. Type it again.")
        return old
