"""What comes in from outside becomes a melding, with its receipt, its files and its line in the ledger, in one
transaction: whoever is told "received" is told so after it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from inspectie.bestanden import Bestand
from inspectie.bulk import bewaar_nieuw, reserveer
from inspectie.bundel import Rij
from inspectie.getuigen import Getuigenis, getuig
from inspectie.kluis import blinde_index, open_bestand, open_zegel, verzegel, verzegel_bestand
from inspectie.logboek import regel
from inspectie.models import Gebruiker, Logregel
from inspectie.velden import plaats
from meldingen.adviseren import Dossier
from meldingen.apart import word_melding
from meldingen.attenderen import bevestig, vraag_bevestigd
from meldingen.models import (
    Attendering,
    Melding,
    Meldingbijlage,
    MeldingbijlageInhoud,
    Ontvangst,
    Partnersleutel,
    Werkgever,
)
from meldingen.registreren import Cellen, Registratie, registreer_hierin


@dataclass(frozen=True, slots=True)
class Weg:
    """How it came: `kenmerk` is the same for what comes twice (`web:…`, `mail:…`, `api:…`). With a `code` its sender
    can come back to it, in `taal`. `verdacht`: what about it is as a machine does it."""

    kenmerk: str
    code: str = ""
    taal: str = "nl"
    partner: Partnersleutel | None = None
    verdacht: str = ""


def ontvang_hierin(
    cellen: Cellen,
    weg: Weg,
    *,
    inzending: UUID,
    dossier: Dossier,
    op: datetime,
    werkgever: Werkgever | Mapping[str, str] | None = None,
    dubbel_van: Melding | None = None,
    bestanden: Sequence[Bestand] = (),
    ontvangst: Ontvangst | None = None,
    door: Gebruiker | None = None,
    mee: Callable[[Melding], None] = lambda melding: None,
) -> Registratie:
    """Register what came in, in the transaction of the caller. Sent again it is the melding it was. Raises Onjuist, and
    Regelfout as `registreer`. `mee` does what else there is to do for a new melding, which has no number then.

    `ontvangst`: its line in the ledger, when there is one already: an e-mail that was put aside, say, of which somebody
    (`door`) makes a melding."""

    email = cellen.get("melder_email", "") if weg.code else ""

    def ernaast(melding: Melding, antwoorden: Sequence[Sequence[Rij]], regels: list[Logregel]) -> Getuigenis:
        if email:
            bevestig(melding, antwoorden[0], op=op)
        mee(melding)
        regels += [bewaar_bijlage(melding, bestand, op=op) for bestand in bestanden]
        if ontvangst is not None:
            return word_melding(ontvangst, melding, door=door, op=op)
        (pk,) = reserveer(Ontvangst, 1)
        nieuw = Ontvangst(
            pk=pk,
            kanaal=melding.kanaal,
            kenmerk=weg.kenmerk,
            ontvangen_op=melding.ontvangen_op,
            uitkomst=Ontvangst.Uitkomst.MELDING,
            melding=melding,
            verdacht=weg.verdacht,
            partner=weg.partner,
        )
        bewaar_nieuw(nieuw)
        return getuig([nieuw])

    return registreer_hierin(
        cellen,
        inzending=inzending,
        dossier=dossier,
        door=door,
        op=op,
        werkgever=werkgever,
        dubbel_van=dubbel_van,
        code=weg.code,
        taal=weg.taal,
        samen_met=ernaast,
        sleutels_voor=(Ontvangst, Attendering) if email else (Ontvangst,),
        vragen=[vraag_bevestigd(email, op)] if email else (),
    )


ontvang = transaction.atomic(ontvang_hierin)


def bewaar_bijlage(melding: Melding, bestand: Bestand, *, op: datetime) -> Logregel:
    """Keep a file of a reporter, sealed, in the transaction of the act that took it. Returns what is to be logged."""
    (pk,) = reserveer(Meldingbijlage, 1)
    bijlage = Meldingbijlage.objects.create(
        pk=pk,
        melding=melding,
        naam=verzegel(bestand.naam, plaats(Meldingbijlage, pk, "naam")),
        mediatype=bestand.mediatype,
        grootte=len(bestand.inhoud),
        vingerafdruk=meldersafdruk(bestand),
        op=op,
    )
    MeldingbijlageInhoud.objects.create(
        bijlage=bijlage, inhoud=verzegel_bestand(bestand.inhoud, plaats(MeldingbijlageInhoud, pk, "inhoud"))
    )
    return regel(
        "meldingbijlage",
        op=op,
        onderwerp=f"melding:{melding.pk}",
        bijlage=pk,
        vingerafdruk=bijlage.vingerafdruk,
    )


def meldersafdruk(bestand: Bestand) -> str:
    """Keyed: by a plain digest whoever has the file finds in a table or a log who reported with it, or that."""
    return blinde_index(bestand.vingerafdruk, "meldersbestand")


def naam_van(bijlage: Meldingbijlage) -> str:
    return open_zegel(bijlage.naam, plaats(Meldingbijlage, bijlage.pk, "naam"))


def inhoud_van(bijlage: Meldingbijlage) -> bytes:
    return open_bestand(bytes(bijlage.inhoud.inhoud), plaats(MeldingbijlageInhoud, bijlage.pk, "inhoud"))
