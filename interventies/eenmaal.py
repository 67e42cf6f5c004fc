"""One form does its act once, however often it is sent: a double click, a page gone back to."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from interventies.models import Verzonden

AL_GEDAAN = _("Dit was al vastgelegd; er is niets dubbel gedaan.")
"""What a page says of it."""
BEWAARD = timedelta(days=7)
"""Nobody sends a form again so late: a session ends in hours, and what it left (inspectie/bewaard.py) in a day."""


class AlGedaan(Exception):
    """This very form did its act before."""


@contextmanager
def eenmaal(sleutel: UUID, op: datetime) -> Iterator[None]:
    """The act of a form, in one transaction with a note that it was done. A second one waits for the first, and then
    finds that. Raises AlGedaan."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                Verzonden.objects.create(sleutel=sleutel, op=op)
        except IntegrityError:
            raise AlGedaan from None
        yield


def ruim_op(op: datetime) -> int:
    """Forget the forms that nobody can send any more; returns how many."""
    return Verzonden.objects.filter(op__lt=op - BEWAARD).delete()[0]
