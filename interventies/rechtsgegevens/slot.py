"""One change of the law at a time, and none while somebody acts on the law as it is.

Who records a violation or issues an instrument holds the law from reading it until the commit; who changes it waits for
them, and then sees what they did. On SQLite there is one writer at a time anyway.
"""

from inspectie import sloten

SLOT = "recht"


def houd_vast() -> None:
    """Many can do this at once. Before anything that writes the log: who changes the law does that last too."""
    sloten.houd_vast(SLOT, gedeeld=True)


def houd_tegen() -> None:
    """Alone: for a change of the law."""
    sloten.houd_vast(SLOT)
