"""The Celery application and the whole clock: everything that happens by itself, and how often."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")

app = Celery("inspectie")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# The row is the queue: what a lost message left behind is found again here.
app.conf.beat_schedule = {
    "triage-vegen": {"task": "interventies.tasks.trieer_wachtende", "schedule": 60.0},
    "rapporten-vegen": {"task": "rapportages.tasks.maak_wachtende", "schedule": 60.0},
}
