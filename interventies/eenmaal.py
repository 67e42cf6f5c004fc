"""One form does its act once, however often it is sent: a double click, a page gone back to."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from interventies.models import Verzonden


class AlGedaan(Exception):
    """This very form did its act before."""


def eenmaal(sleutel: UUID) -> None:
    """Note in this transaction that a form does its act. A second one waits for the first, and then finds it. Raises
    AlGedaan."""
    try:
        with transaction.atomic():
            Verzonden.objects.create(sleutel=sleutel, op=timezone.now())
    except IntegrityError:
        raise AlGedaan from None
