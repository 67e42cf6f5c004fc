"""What comes in from outside: received is what stands, once, with its receipt, its files and its line in the ledger."""

import hashlib
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from inspectie.bestanden import Bestand
from inspectie.fouten import Regelfout
from inspectie.models import Logregel
from interventies.dossier import dossierfeiten
from meldingen import volgcode
from meldingen.meldpunt import concepten
from meldingen.models import (
    ConceptBestand,
    Melding,
    Meldingbijlage,
    MeldingbijlageInhoud,
    Ontvangst,
    Volgcode,
)
from meldingen.ontvangen import Weg, inhoud_van, naam_van, ontvang
from meldingen.registreren import Registratie
from tests.interventies.invoerhulp import alle_rijen
from tests.maak import NU

RIJ = {
    "ontvangen_op": "2021-01-08T10:00:00+01:00",
    "kanaal": "WEBFORMULIER",
    "melder_type": "WERKNEMER",
    "corona_relatie": "DIRECT",
    "onderwerpen": "AFSTAND",
    "omschrijving": "De kantine is te vol.",
}
GEHEIM = "een geheim van de browser"
CODE = volgcode.code_van(GEHEIM)


def ontvang_web(cellen: dict[str, str] = RIJ, **opties: Any) -> Registratie:
    alles: dict[str, Any] = {"inzending": uuid4(), "op": NU} | opties
    weg = Weg(f"web:{alles['inzending']}", CODE, "pl")
    return ontvang(cellen, weg, dossier=dossierfeiten, **alles)


@pytest.mark.django_db
def test_wie_niets_van_zichzelf_zegt_is_met_zijn_code_toch_te_bereiken():
    melding = ontvang_web().melding
    assert (melding.anoniem, melding.melder_bereikbaar) == (True, True)
    assert (melding.volgcode.taal, melding.ontvangst.uitkomst) == ("pl", Ontvangst.Uitkomst.MELDING)
    assert volgcode.vind(str(melding.nummer), CODE) == melding
    assert volgcode.vind(f" {melding.nummer:06} ", f" {CODE.lower().replace('-', ' ')} ") == melding
    assert volgcode.vind(str(melding.nummer + 1), CODE) is None
    assert volgcode.vind(str(melding.nummer), volgcode.code_van("iets anders")) is None


@pytest.mark.django_db
def test_de_code_staat_nergens_in_de_database():
    ontvang_web()
    kaal = volgcode.lees_code(CODE)
    for tabel in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{tabel}"')
            inhoud = repr(cursor.fetchall())
        assert CODE not in inhoud
        assert kaal not in inhoud
        assert GEHEIM not in inhoud


@pytest.mark.django_db
def test_wie_het_bestand_heeft_vindt_er_niet_mee_wie_het_instuurde():
    """Not in a table and not in the log; and what is the same to us still is."""
    foto = Bestand("foto.png", "image/png", b"een foto die de baas ook heeft")
    _, concept = concepten.begin(nu=NU)
    for _keer in range(2):
        concepten.voeg_toe(concept, foto, van_hier=0, nu=NU)
    ontvang_web(bestanden=[foto])
    assert ConceptBestand.objects.get().vingerafdruk == Meldingbijlage.objects.get().vingerafdruk
    assert Logregel.objects.filter(actie="meldingbijlage").count() == 1
    for tabel, rijen in alle_rijen().items():
        assert hashlib.sha256(foto.inhoud).hexdigest()[:16] not in repr(rijen), tabel


@pytest.mark.django_db
def test_wat_nog_eens_wordt_gestuurd_is_dezelfde_melding():
    sleutel = uuid4()
    foto = Bestand("foto.png", "image/png", b"een foto")
    eerste, tweede = (ontvang_web(inzending=sleutel, bestanden=[foto]) for _ in range(2))
    assert (eerste.nieuw, tweede.nieuw, tweede.melding) == (True, False, eerste.melding)
    assert [m.objects.count() for m in (Melding, Ontvangst, Volgcode, Meldingbijlage)] == [1, 1, 1, 1]
    with pytest.raises(Regelfout):
        ontvang_web(RIJ | {"omschrijving": "Iets anders."}, inzending=sleutel)


@pytest.mark.django_db
def test_een_bestand_ligt_verzegeld_met_zijn_naam_en_komt_er_heel_weer_uit():
    ontvang_web(bestanden=[Bestand("Wil Geheim.png", "image/png", b"een foto van de kantine")])
    bijlage = Meldingbijlage.objects.get()
    assert "Geheim" not in bijlage.naam
    assert b"kantine" not in bytes(MeldingbijlageInhoud.objects.get().inhoud)
    assert (naam_van(bijlage), inhoud_van(bijlage)) == ("Wil Geheim.png", b"een foto van de kantine")


@given(geheim=st.text(max_size=60), ander=st.text(max_size=60))
def test_een_code_is_opgeschreven_en_overgetypt_nog_dezelfde(geheim: str, ander: str):
    code = volgcode.code_van(geheim)
    slordig = code.lower().replace("0", "o").replace("1", "l").replace("-", " – ")
    assert volgcode.lees_code(slordig) == volgcode.lees_code(code)
    assert len(volgcode.lees_code(code)) == volgcode.LENGTE
    assert (volgcode.code_van(ander) == code) == (ander == geheim)


def test_een_code_is_met_een_bulgaars_toetsenbord_over_te_typen():
    """Of the letters that look the same: whoever copies a code from paper does not see which alphabet it is."""
    code = "ABEKMH-PCTXY0-7ABEKM-HPCTXY"
    cyrillisch = code.translate(str.maketrans("ABEKMHPCTXY0", "АВЕКМНРСТХУО"))
    assert cyrillisch != code
    for getypt in (cyrillisch, cyrillisch.lower()):
        assert volgcode.lees_code(getypt) == volgcode.lees_code(code)
