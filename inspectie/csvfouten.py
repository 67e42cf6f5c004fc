"""What Python says of a CSV that it cannot read, in Dutch."""

import csv

GROOTSTE_VELD = 128 * 1024
"""Of a file in which no long texts belong. Python keeps one limit for all, so it is set before reading."""
NIET_GESLOTEN = "een aanhalingsteken is niet gesloten"


def in_het_nederlands(fout: csv.Error | str) -> str:
    tekst = str(fout)
    if "limit" in tekst:
        grootste = csv.field_size_limit() // 1024
        hoeveel = f"{grootste // 1024} MB" if grootste >= 1024 else f"{grootste} KB"
        return f"een veld is groter dan {hoeveel}, of {NIET_GESLOTEN}"
    if "unexpected end of data" in tekst:
        return NIET_GESLOTEN
    if "new-line" in tekst:
        return (
            "een losse regelterugloop (CR) buiten aanhalingstekens; regels horen te eindigen met LF of CRLF"
        )
    return "na een sluitend aanhalingsteken staat nog tekst; een aanhalingsteken in een veld hoort er dubbel te staan"
