"""Making a report: figures, document, file. The one road for the command and for the queue."""

from datetime import date, datetime
from io import BytesIO

from django.conf import settings
from django.utils import translation

from rapportages.herkomst import is_synthetisch
from rapportages.inhoud import maak_document
from rapportages.kerncijfers import bereken
from rapportages.kerncijfers.buiten import met_uitgesloten
from rapportages.labels import labels
from rapportages.uitvoer import schrijf


def maak(peildatum: date, stand_van: datetime, formaat: str) -> bytes:
    """The report in one of FORMATEN. The same records and moments give the same bytes."""
    cijfers = met_uitgesloten(bereken(peildatum, stand_van))
    uit = BytesIO()
    # The report is in Dutch, whoever asks for it in the process that makes it.
    with translation.override(settings.LANGUAGE_CODE):
        document = maak_document(cijfers, labels(), synthetisch=is_synthetisch())
        schrijf(formaat, cijfers, document, uit)
    return uit.getvalue()
