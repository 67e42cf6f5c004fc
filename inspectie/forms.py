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
    pass


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
