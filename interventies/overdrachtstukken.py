"""Files that go along with a handover: which there are, what speaks against one, and what the partner got.

None goes by itself. What a reporter sent can show who that is: it goes only when somebody says to have looked, or when
the partner is told who reported anyway; and never under the name the reporter gave it.
"""

import io
import json
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from inspectie.bestanden import SOORTEN, Bestand, TeDruk, in_zip, keur
from inspectie.bestandstekst import tekst_uit
from inspectie.fouten import Regelfout
from inspectie.models import Gebruiker
from inspectie.uitvoer.odf import zipdeel
from interventies import pakket
from interventies.brieven import als_bestand
from interventies.bronnen import anderen_in_zaken
from interventies.models import Bijlage, Overdracht, Overdrachtsbestand, Zaak, ZaakMelding
from meldingen.models import Melding, Meldingbijlage
from meldingen.ontvangen import inhoud_van, meldersafdruk, naam_van

MEDIATYPE = "application/zip"
BEELD = tuple(f".{ending}" for soort, ending in SOORTEN.items() if soort.startswith("image/"))


@dataclass(frozen=True, slots=True)
class Stuk:
    """A file that can go along. `naam` as it would go, `toon` as it is known here."""

    sleutel: str
    naam: str
    toon: str
    wat: str
    van_melder: bool
    bijlage: Bijlage | None = None
    meldingbijlage: Meldingbijlage | None = None

    @property
    def adres(self) -> str:
        """Where whoever may see it looks at it."""
        if self.bijlage is not None:
            return reverse("zaak_bijlage", args=[self.bijlage.zaak.nummer, self.bijlage.pk])
        assert self.meldingbijlage is not None  # noqa: S101 (of one of the two)
        return reverse("melding_bijlage", args=[self.meldingbijlage.melding.nummer, self.meldingbijlage.pk])


def te_delen(melding: Melding, gebruiker: Gebruiker) -> list[Stuk]:
    """Of the zaken of this melding that this person may see, and of the melding itself. Two queries.

    What a reporter sent to a zaak that more reported about is not among them: nobody can say whose it is. What each
    reporter sent with a melding stays with that melding.
    """
    zaken = Zaak.objects.zichtbaar_voor(gebruiker).met_melding(melding)
    anderen = ZaakMelding.objects.filter(zaak=OuterRef("zaak")).exclude(melding=melding)
    van_zaken = (
        Bijlage.objects.aanwezig()
        .filter(zaak__in=zaken)
        .exclude(Exists(anderen), herkomst=Bijlage.Herkomst.MELDER)
        .select_related("zaak")
    )
    return [
        *(_uit_zaak(bijlage) for bijlage in van_zaken),
        *(_van_melder(n, bijlage) for n, bijlage in enumerate(melding.bijlagen.all(), 1)),
    ]


def _uit_zaak(bijlage: Bijlage) -> Stuk:
    van_melder = bijlage.herkomst == Bijlage.Herkomst.MELDER
    neutraal = f"bestand-{bijlage.pk}{PurePosixPath(bijlage.naam).suffix}"
    return Stuk(
        f"zaak-{bijlage.pk}",
        neutraal if van_melder else bijlage.naam,
        bijlage.naam,
        "" if van_melder else bijlage.omschrijving,
        van_melder,
        bijlage=bijlage,
    )


def _van_melder(n: int, bijlage: Meldingbijlage) -> Stuk:
    ending = SOORTEN.get(bijlage.mediatype, "bin")
    naam = f"bij-de-melding-{n}.{ending}"
    return Stuk(f"melding-{bijlage.pk}", naam, naam_van(bijlage), "", van_melder=True, meldingbijlage=bijlage)


def wat_erin_staat(stuk: Stuk) -> str:
    """As far as a program reads it: whoever wrote a document stands in its properties."""
    ruw, van = _inhoud(stuk), stuk.meldingbijlage or stuk.bijlage
    return (van and ruw and tekst_uit(van.mediatype, ruw)) or ""


def van_een_ander(melding: Melding, stukken: Sequence[Stuk]) -> bool:
    """Whether one of these is the same file as another reporter sent with a melding about the same zaken: as it is, or
    as we keep it of a reporter. Raises TeDruk when that cannot be looked at now."""
    gelijk = [
        meldersafdruk(Bestand(stuk.naam, "", vorm))
        for stuk in stukken
        if stuk.bijlage is not None and (ruw := _inhoud(stuk)) is not None
        for vorm in (ruw, _kaal(stuk, ruw))
    ]
    return bool(gelijk) and (
        Meldingbijlage.objects.filter(melding__in=anderen_in_zaken(melding), vingerafdruk__in=gelijk).exists()
    )


def _kaal(stuk: Stuk, ruw: bytes) -> bytes:
    if stuk.naam.endswith(BEELD):  # of whoever it came, it was made anew
        return ruw
    try:
        return keur(stuk.naam, ruw).inhoud
    except TeDruk:
        raise
    except Regelfout:  # of a reporter it would not have been taken
        return ruw


def bezwaren(
    stukken: Sequence[Stuk], gekozen: Collection[str], *, bekeken: bool, met_melder: bool
) -> Iterator[str]:
    if not set(gekozen) <= {stuk.sleutel for stuk in stukken}:
        yield _("Kies bestanden uit de lijst; er kan er intussen een weg zijn.")
    if bekeken:
        return
    # Who agreed to be told of agreed for her own files, not for what came into the zaak otherwise.
    zonder = [stuk for stuk in stukken if stuk.van_melder and not (met_melder and stuk.meldingbijlage)]
    namen = ", ".join(stuk.toon for stuk in zonder if stuk.sleutel in gekozen)
    if namen:
        yield _(
            "Van een melder komt: %(namen)s. Bekijk het eerst, en zeg dat niemand eraan te herkennen is."
        ) % {"namen": namen}


def als_deel(stukken: Sequence[Stuk]) -> pakket.Pakketdeel:
    """How the package names them."""
    return {
        "code": pakket.BESTANDEN,
        "kop": "Meegestuurde bestanden",
        "regels": [
            [f"Bestand {n}", ": ".join(filter(None, (s.naam, s.wat)))] for n, s in enumerate(stukken, 1)
        ],
    }


def leg_vast(overdracht: Overdracht, stukken: Sequence[Stuk]) -> list[Overdrachtsbestand]:
    """Which files went, in the transaction of the handover."""
    return [
        Overdrachtsbestand.objects.create(
            overdracht=overdracht,
            volgnummer=n,
            naam=stuk.naam,
            bijlage=stuk.bijlage,
            meldingbijlage=stuk.meldingbijlage,
        )
        for n, stuk in enumerate(stukken, 1)
    ]


def als_zip(overdracht: Overdracht, inhoud: pakket.Inhoud) -> bytes:
    """The document, the data and the files as they went. Of one that was taken away since, a line that says so."""
    op = overdracht.geregistreerd_op
    uit = io.BytesIO()
    reeks = overdracht.bestanden.select_related("bijlage__inhoud", "meldingbijlage__inhoud")
    with zipfile.ZipFile(uit, "w") as bundel:
        bundel.writestr(zipdeel("overdracht.pdf", op), als_bestand(pakket.als_document(inhoud, op), "pdf"))
        bundel.writestr(zipdeel("overdracht.json", op), json.dumps(inhoud, ensure_ascii=False, indent=2))
        for bestand in reeks:
            naam = f"bestanden/{bestand.volgnummer:02}-{in_zip(bestand.naam)}"
            ruw = _inhoud(bestand)
            if ruw is None:
                bundel.writestr(zipdeel(f"{naam}.txt", op), "Dit bestand is weggehaald.\n")
            else:
                bundel.writestr(zipdeel(naam, op), ruw)
    return uit.getvalue()


def _inhoud(bestand: Overdrachtsbestand | Stuk) -> bytes | None:
    if bestand.meldingbijlage is not None:
        return inhoud_van(bestand.meldingbijlage)
    inhoud = getattr(bestand.bijlage, "inhoud", None)
    return bytes(inhoud.inhoud) if inhoud is not None else None
