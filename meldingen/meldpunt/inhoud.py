"""What was answered, as the columns of a melding (contract section 1). Pure: plain values in, plain values out."""

from collections.abc import Mapping
from typing import Any

from meldingen.kolommen import als_cel
from meldingen.meldpunt.vragen import WEET_NIET

Gezegd = Mapping[str, Mapping[str, Any]]
"""By step, the cleaned answers."""


def cellen(gezegd: Gezegd, *, ontvangen_op: str) -> dict[str, str]:
    """Nobody says whose field it is, or how serious: that is for triage. Only danger at this moment is `acuut`."""
    gevaar = _ja_nee(gezegd, "gevaar", "gevaar")
    gegevens = gezegd.get("gegevens", {})
    return {
        "ontvangen_op": ontvangen_op,
        "kanaal": "WEBFORMULIER",
        "melder_type": str(gezegd["wie"]["wie"]),
        "melder_naam": str(gegevens.get("naam", "")),
        "melder_email": str(gegevens.get("email", "")),
        "melder_telefoon": str(gegevens.get("telefoon", "")),
        "toestemming_contact_werkgever": _ja_nee(gezegd, "toestemming", "toestemming"),
        "corona_relatie": str(gezegd["corona"]["corona"]),
        "onderwerpen": ";".join(_onderwerpen(gezegd)),
        "arbeidsmigranten": _ja_nee(gezegd, "migranten", "migranten"),
        "melder_ziet_risico": _ja_nee(gezegd, "risico", "risico"),
        "ernst": "acuut" if gevaar == "ja" else "",
        "aantal_blootgesteld": als_cel(gezegd.get("mensen", {}).get("mensen")),
        "duurt_voort": _ja_nee(gezegd, "wanneer", "duurt_voort"),
        "werkonderbreking": _ja_nee(gezegd, "gestopt", "gestopt"),
        "bevestigde_besmettingen": _besmettingen(gezegd.get("besmettingen", {})),
        "verzoek_24_7": _ja_nee(gezegd, "verzoek", "verzoek"),
        "personen_in_gevaar": gevaar,
        "omschrijving": omschrijving(gezegd),
    }


def werkgever(gezegd: Gezegd) -> dict[str, str] | None:
    """The employer as the reporter knows it; None when not by name. Never looked up among those we know: whom we know
    is no public matter."""
    bedrijf = gezegd["bedrijf"]
    if not bedrijf["naam"]:
        return None
    meer = gezegd.get("bedrijfsgegevens", {})
    return {"naam": str(bedrijf["naam"]), "plaats": str(bedrijf["plaats"])} | {
        veld: str(meer.get(veld, "")) for veld in ("sector", "provincie", "kvk_nummer")
    }


def omschrijving(gezegd: Gezegd) -> str:
    """In the reporter's words, with below it what no column has. The names before it are in Dutch: it is staff who read
    them, in whatever language it was told."""
    bedrijf = gezegd["bedrijf"]
    erbij = [("Sinds wanneer", gezegd["wanneer"]["sinds"]), ("Waar", bedrijf["waar"])]
    if not bedrijf["naam"]:
        erbij.insert(1, ("Plaats", bedrijf["plaats"]))
    if "namens" in gezegd:
        erbij.insert(0, ("Verzoek om onderzoek namens", gezegd["namens"]["namens"]))
    regels = [f"{naam}: {waarde}" for naam, waarde in erbij if waarde]
    return "\n\n".join(deel for deel in (str(gezegd["verhaal"]["verhaal"]), "\n".join(regels)) if deel)


def _onderwerpen(gezegd: Gezegd) -> list[str]:
    """The main one first."""
    alle = list(gezegd["onderwerp"]["onderwerpen"])
    hoofd = gezegd.get("hoofd", {}).get("hoofd", alle[0])
    return [hoofd, *(code for code in alle if code != hoofd)]


def _ja_nee(gezegd: Gezegd, stap: str, veld: str) -> str:
    """Not asked is not known."""
    antwoord = str(gezegd.get(stap, {}).get(veld, ""))
    return "" if antwoord == WEET_NIET else antwoord


def _besmettingen(antwoord: Mapping[str, Any]) -> str:
    return {"ja": als_cel(antwoord.get("aantal")), "nee": "0"}.get(str(antwoord.get("besmet", "")), "")
