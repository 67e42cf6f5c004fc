#!/usr/bin/env python
"""The door to every command: `python manage.py help`."""

import errno
import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")
    for naam in ("stdout", "stderr"):  # closed by who started it: then nobody reads along
        if getattr(sys, naam) is None:
            setattr(sys, naam, Path(os.devnull).open("w"))  # noqa: SIM115 (for as long as this runs)
        # A name on disk, and a terminal that is not in UTF-8, can have what the other has no letter for.
        getattr(sys, naam).reconfigure(errors="backslashreplace")
    try:
        from inspectie.management.voordeur import Voordeur  # Ctrl-C while it comes in is told as below

        try:
            Voordeur(sys.argv).execute()
        finally:
            sys.stdout.flush()
    except ImproperlyConfigured as fout:
        sys.exit(str(fout))  # what is missing, without a page of code around it
    except OSError as fout:
        vol = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
        if fout.filename is not None or fout.errno not in (errno.EPIPE, *vol):
            raise
        # What was told cannot go where it was sent: who read along has seen enough, as `head` does, or a disk is full.
        from inspectie.management.opdracht import niet_te_schrijven, zwijg

        zwijg()
        sys.exit(1 if isinstance(fout, BrokenPipeError) else niet_te_schrijven(fout))
    except KeyboardInterrupt:
        sys.exit("Afgebroken.")
