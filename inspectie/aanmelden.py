"""Logging in: accounts are given, never taken."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    # The same words for an unknown name and for a wrong password: nobody learns which accounts exist.
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("De gebruikersnaam of het wachtwoord klopt niet."),
        "too_many_login_attempts": _(
            "Er is te vaak een verkeerd wachtwoord gebruikt. Probeer het over vijf minuten opnieuw."
        ),
        "enter_current_password": _("Dit is niet uw huidige wachtwoord."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
