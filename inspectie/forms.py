"""allauth's forms in our words, without placeholders: they repeat the label, and vanish when one needs them."""

from typing import Any

from allauth.account import forms as allauth
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _


class ZonderPlaatshouders:
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.widget.attrs.pop("placeholder", None)


class Inloggen(ZonderPlaatshouders, allauth.LoginForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class WachtwoordWijzigen(ZonderPlaatshouders, allauth.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Huidig wachtwoord")
        self.fields["password1"].label = _("Nieuw wachtwoord")
        self.fields["password2"].label = _("Nieuw wachtwoord, nog eens")

    def clean(self) -> dict[str, Any]:
        # Past allauth's own comparison, which says "je" where every page says "u".
        gegevens: dict[str, Any] = super(allauth.PasswordVerificationMixin, self).clean()
        een, ander = gegevens.get("password1"), gegevens.get("password2")
        if een and ander and een != ander:
            self.add_error("password2", _("De twee nieuwe wachtwoorden zijn niet gelijk."))
        return gegevens


class WachtwoordBevestigen(ZonderPlaatshouders, allauth.ReauthenticateForm):  # type: ignore[misc]
    pass


class _MetCode(ZonderPlaatshouders):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code")
        code.max_length = 20
        code.error_messages["required"] = _("Vul de code in.")
        code.widget.attrs |= {"inputmode": "numeric", "class": "smalle-invoer", "spellcheck": "false"}


class TweedeStap(_MetCode, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class CodeBevestigen(_MetCode, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class TweedeFactorAan(_MetCode, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass
