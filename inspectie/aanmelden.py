"""Logging in: accounts are given, never taken."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspectie.kluis import open_zegel, verzegel
from inspectie.models import Gebruiker, Rol
from inspectie.werk import soorten

if onbekend := set(settings.TWEEDE_FACTOR_ROLLEN) - set(Rol.values):
    raise ImproperlyConfigured(
        f"TWEEDE_FACTOR_ROLLEN noemt geen rol met {', '.join(sorted(onbekend))}; kies uit {', '.join(Rol.values)}."
    )


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    # The same words for an unknown name and for a wrong password: nobody learns which accounts exist.
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("De gebruikersnaam of het wachtwoord klopt niet."),
        "too_many_login_attempts": _(
            "Er is te vaak een verkeerd wachtwoord gebruikt. Probeer het over vijf minuten opnieuw."
        ),
        "enter_current_password": _("Dit is niet uw huidige wachtwoord."),
        "incorrect_password": _("Het wachtwoord klopt niet."),
        "rate_limited": _("Dit is te vaak geprobeerd. Probeer het over vijf minuten opnieuw."),
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who has work begins there, the others at the figures."""
        werkt = isinstance(request.user, Gebruiker) and any(soorten(request.user))
        return reverse("mijn_werk" if werkt else "start")

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class TweedeFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """A code of an app on the phone, or one of a list on paper. The secret of both lies in the vault."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("De code klopt niet, of is verlopen. Gebruik de code die er nu staat."),
        "cannot_delete_authenticator": _("Voor uw rol is een tweede factor verplicht; zij kan niet uit."),
        "cannot_generate_recovery_codes": _("Zet eerst de tweede factor aan."),
    }
    PLAATS = "mfa_authenticator::geheim"

    def encrypt(self, text: str) -> str:
        return verzegel(text, self.PLAATS)

    def decrypt(self, encrypted_text: str) -> str:
        return open_zegel(encrypted_text, self.PLAATS)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not is_verplicht(authenticator.user)

    def build_totp_svg(self, url: str) -> str:
        """Fit to stand in a page: without the line that makes it a document."""
        svg: str = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]


def is_verplicht(gebruiker: Gebruiker) -> bool:
    return gebruiker.rol in settings.TWEEDE_FACTOR_ROLLEN


def heeft_tweede_factor(gebruiker: Gebruiker) -> bool:
    return bool(TweedeFactor().is_mfa_enabled(gebruiker, [Authenticator.Type.TOTP]))
