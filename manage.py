#!/usr/bin/env python
"""The door to every command: `python manage.py help`."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fout:
        sys.exit(str(fout))  # what is missing, without a page of code around it
    except KeyboardInterrupt:
        sys.exit("Afgebroken.")
