#!/usr/bin/env python
"""The door to every command: `python manage.py help`."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")
    try:
        from inspectie.management.voordeur import Voordeur  # Ctrl-C while it comes in is told as below

        Voordeur(sys.argv).execute()
    except ImproperlyConfigured as fout:
        sys.exit(str(fout))  # what is missing, without a page of code around it
    except KeyboardInterrupt:
        sys.exit("Afgebroken.")
