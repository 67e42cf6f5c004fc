"""The ground floor: people, rights, log, time; and the front door (settings, urls, celery, commands)."""

from inspectie.celery import app as celery_app

__all__ = ["celery_app"]
