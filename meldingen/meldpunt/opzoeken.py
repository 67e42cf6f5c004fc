"""Looking the employer up while one reports: in the public register and nowhere else, for whom we know is no public
matter. What is chosen is written into the answers, as if it had been typed."""

from datetime import datetime

from meldingen.meldpunt import concepten
from meldingen.meldpunt.stappen import Gegeven
from meldingen.models import Concept, Registerbedrijf
from meldingen.register import zoek

BEDRIJF, MEER = "bedrijf", "bedrijfsgegevens"


def kan() -> bool:
    """Whether there is a register at all."""
    return Registerbedrijf.objects.exists()


def gevonden(alles: Gegeven) -> list[Registerbedrijf]:
    """By the name or the number that was typed, at the place that was typed where there is one there; by the place
    alone where that is all one knows."""
    naam, plaats = (" ".join(alles.get(BEDRIJF, {}).get(veld, ())) for veld in ("naam", "plaats"))
    return zoek(f"{naam} {plaats}") or (zoek(naam) if naam.strip() else [])


def neem_over(concept: Concept, sleutel: str, alles: Gegeven, *, nu: datetime) -> bool:
    """Put the one with this key into the answers; False when there is none. Raises AlVerstuurd."""
    rij = Registerbedrijf.objects.filter(sleutel=sleutel.replace("\0", "")).first()
    if rij is None:
        return False
    eigen = {veld: list(waarden) for veld, waarden in alles.get(BEDRIJF, {}).items() if veld != "onbekend"}
    meer = {veld: list(waarden) for veld, waarden in alles.get(MEER, {}).items()}
    concepten.bewaar(concept, BEDRIJF, eigen | {"naam": [rij.naam], "plaats": [rij.plaats]}, nu=nu)
    erbij = {"kvk_nummer": rij.kvk_nummer, "provincie": rij.provincie, "sector": rij.sector}
    gevuld = {veld: [waarde] for veld, waarde in erbij.items() if waarde}
    concepten.bewaar(concept, MEER, meer | gevuld, nu=nu)
    return True
