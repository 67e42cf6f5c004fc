"""Work of the ground floor that runs by itself."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def ruim_sessies_op() -> None:
    """Sessions that ran out: nobody can use them, and they say who worked when."""
    call_command("clearsessions")
