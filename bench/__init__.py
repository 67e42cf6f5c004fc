"""What is measured, and how: each module one subject, many of them also a program of their own."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")
