"""The Celery application and the whole clock: everything that happens by itself, and how often."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")

app = Celery("inspectie")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# The row is the queue: what a lost message left behind is found again here. A sweep that no worker took up in time is
# dropped, because the next one finds the same; else a worker that comes back would begin with hundreds of them.
VEGEN = {"schedule": 60.0, "options": {"expires": 55.0}}
AF_EN_TOE = {"schedule": 600.0, "options": {"expires": 595.0}}
app.conf.beat_schedule = {
    "triage-vegen": {"task": "interventies.tasks.trieer_wachtende", **VEGEN},
    "verzamelingen-vegen": {"task": "meldingen.tasks.werk_verzamelingen_af", **VEGEN},
    "regelproeven-vegen": {"task": "interventies.tasks.probeer_wachtende_regels", **VEGEN},
    "rapporten-vegen": {"task": "rapportages.tasks.maak_wachtende", **VEGEN},
    "uitgaveplannen-vegen": {"task": "rapportages.tasks.reken_wachtende_uitgaveplannen", **VEGEN},
    "cijfers-opnemen": {"task": "rapportages.tasks.neem_cijfers_op", **VEGEN},
    "telverzoeken-vegen": {"task": "rapportages.tasks.tel_gevraagde", **VEGEN},
    "balansdagen-tellen": {"task": "meldingen.tasks.tel_balansdagen", **VEGEN},
    "berichten-vegen": {"task": "interventies.tasks.verzend_wachtende", **VEGEN},
    "attenderingen-vegen": {"task": "meldingen.tasks.verzend_attenderingen", **VEGEN},
    "post-halen": {"task": "meldingen.tasks.haal_post", **VEGEN},
    "aanwezigheid-opruimen": {"task": "meldingen.tasks.ruim_aanwezigheid_op", **AF_EN_TOE},
    "concepten-opruimen": {"task": "meldingen.tasks.ruim_concepten_op", **AF_EN_TOE},
    # On Monday from six o'clock; any later run makes up for one that was missed.
    "weekberichten-vegen": {"task": "rapportages.tasks.verzend_weekberichten", **AF_EN_TOE},
    "sessies-opruimen": {"task": "inspectie.tasks.ruim_sessies_op", "schedule": crontab(hour=3, minute=15)},
    "verzonden-opruimen": {
        "task": "interventies.tasks.ruim_verzonden_op",
        "schedule": crontab(hour=3, minute=30),
    },
}
