"""The entry for a web server such as gunicorn."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")

application = get_wsgi_application()
# All of the site is loaded before the first request, which so waits no longer than any other; and because it stays, no
# request is held up to go through it for what can go.
get_resolver().url_patterns  # noqa: B018
gc.freeze()
# Who waits for a number waits for who has it, in the database and for its turn in this process: not for the 5 ms that a
# thread may else go on while another wants to.
sys.setswitchinterval(0.001)
