#!/usr/bin/env python
"""The door to every command: `python manage.py help`."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")
    try:
        from inspectie.management.voordeur import Voordeur  # Ctrl-C while it comes in is told as below

        try:
            Voordeur(sys.argv).execute()
        finally:
            sys.stdout.flush()
    except ImproperlyConfigured as fout:
        sys.exit(str(fout))  # what is missing, without a page of code around it
    except BrokenPipeError:  # who read along has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit("Afgebroken.")
