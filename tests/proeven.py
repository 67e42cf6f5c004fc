"""How many examples a property is tried on."""

import os

from django.db import connection

MEER = os.environ.get("MEER_PROEVEN")


def proeven(aantal: int) -> int:
    """So many; MEER_PROEVEN=3000 tries that many, others every time. On PostgreSQL, after they were tried on SQLite,
    half of them: an example takes the longest of all there, and what differs shows in few."""
    if MEER:
        return int(MEER)
    return (aantal + 1) // 2 if connection.vendor == "postgresql" else aantal
