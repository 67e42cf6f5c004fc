"""Numbers without gaps."""

from inspectie.models import Teller


def volgende(naam: str, aantal: int = 1) -> int:
    """Take `aantal` numbers; returns the first. Holds the counter until the transaction ends, so that a rollback gives
    the numbers back and nobody else can have taken the ones after it."""
    teller, _ = Teller.objects.select_for_update().get_or_create(naam=naam)
    eerste = teller.waarde + 1
    teller.waarde += aantal
    teller.save(update_fields=["waarde"])
    return eerste
