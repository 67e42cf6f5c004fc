"""What a password has to be, in our words: of Django's own, the message of the length has no Dutch."""

from typing import Any

from django.contrib.auth import password_validation as django
from django.utils.translation import gettext as _


class NietOverUzelf(django.UserAttributeSimilarityValidator):
    def get_error_message(self) -> Any:
        return _("Dit wachtwoord lijkt te veel op uw naam, gebruikersnaam of e-mailadres.")

    def get_help_text(self) -> Any:
        return _("Niet iets dat op uw naam, gebruikersnaam of e-mailadres lijkt.")


class LangGenoeg(django.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("Dit wachtwoord is te kort. Gebruik minstens %(aantal)d tekens.") % {
            "aantal": self.min_length
        }

    def get_help_text(self) -> str:
        return _("Minstens %(aantal)d tekens.") % {"aantal": self.min_length}


class NietVeelgebruikt(django.CommonPasswordValidator):
    def get_error_message(self) -> Any:
        return _("Dit wachtwoord wordt te veel gebruikt en is makkelijk te raden. Kies een ander.")

    def get_help_text(self) -> Any:
        return _("Geen wachtwoord dat veel mensen gebruiken.")
