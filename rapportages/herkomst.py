"""Whether what is counted is real."""

from inspectie.models import Logregel

DEMO = "demo"


def is_synthetisch() -> bool:
    """Whether the demo set was put in this database: then every report of it says which numbers are invented."""
    return Logregel.objects.filter(actie=DEMO).exists()
