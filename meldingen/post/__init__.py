"""E-mail that comes in: read (`lezen`), from where it lies (`bussen`), into the ledger (`halen`)."""
