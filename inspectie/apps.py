"""The ground floor as a Django app."""

from django.apps import AppConfig


class InspectieConfig(AppConfig):
    name = "inspectie"

    def ready(self) -> None:
        """Whatever asks for a task asks it of our Celery. Not as soon as the package is imported, as Celery's own
        example has it: the processes that read what strangers send need none of it, and start in half the time."""
        import inspectie.celery
        import inspectie.samengevoegd  # noqa: F401
