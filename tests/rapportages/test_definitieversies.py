"""A figure that changed its meaning: what was made by the earlier one is still counted by it, and what differs by it is
told apart, with its list."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectie.models import Rol
from rapportages import herhalen, levensloop, opstellen, vaststellen
from rapportages.jaarcijfers import bereken_jaar
from rapportages.kerncijfers import bereken, definities, jaar, versies
from rapportages.kerncijfers.definities import Definitie, Telling
from rapportages.kerncijfers.oorzaken import DEFINITIE, OORZAKEN
from rapportages.kerncijfers.verschil import aantal_in, verschillen
from rapportages.kerncijfers.verschilrijen import WAS, WORDT, verschilrijen
from rapportages.kerncijfers.versies import NU, Versies
from rapportages.kerncijfers.verwijzing import Moment, Verwijzing, aantal, ids
from rapportages.levensloop import verzamel
from rapportages.models import Rapportage, Vaststelling
from rapportages.rapportgegevens import uit_tekst
from tests.inloggen import als
from tests.maak import Dossier
from tests.proeven import proeven
from tests.rapportages import test_kerncijfers_naverteld as naverteld
from tests.rapportages.achter import getallen, is_zo_groot_als_zijn_lijst, lengte
from tests.rapportages.test_jaarcijfers import (
    MODEL,
    OVER_DE_JAARWISSELING,
    bezocht,
    momenten,
    navertel_jaar,
    plat,
    verwijzing,
    vul_twee_keer,
)
from tests.rapportages.test_jaarpagina import LATER, verslag
from tests.rapportages.test_kerncijfers_naverteld import PEILDATA, STANDEN, VASTE_INSTELLINGEN, geschiedenis
from tests.rapportages.test_rapportage import wie

# What is counted is tried elsewhere; here only that the two definitions meet.
ENKELE = settings(VASTE_INSTELLINGEN, max_examples=proeven(3))
EERSTE = Versies("1.0", "1.0")
VERZONNEN = "0.9"
"""By which these figures would have counted something else: by another condition, of another relation."""
_ANDERS = {
    "KC-01": {"waarde": Telling("melding", "arbeidsmigranten IS TRUE")},
    "KC-02": {"delen": Telling("melding", "arbeidsmigranten IS NOT TRUE", per=("domein",))},
    "KC-04": {"teller": Telling("melding", definities.VG), "noemer": Telling("melding")},
    "KC-08": {"waarde": Telling("overtreder")},
    "KC-09": {"overlap": Telling("overtreder")},
    "KC-10": {"delen": Telling("toets", "resultaat <> 'GEEN_MAATREGEL'", per=("resultaat",))},
    "KC-11": {"waarde": Telling("onderzoek", "FALSE")},
    "KC-12": {"waarde": Telling("werkgever")},
    "KC-13": {"waarde": Telling("instrument"), "zonder_locatie": Telling("instrument", "soort = 'EIS'")},
}


@pytest.fixture
def verzonnen(monkeypatch: pytest.MonkeyPatch) -> Versies:
    echt = Definitie.in_versie

    def in_versie(zelf: Definitie, versie: str) -> Definitie:
        if versie == VERZONNEN and zelf.code in _ANDERS:
            return replace(zelf, versie=VERZONNEN, **_ANDERS[zelf.code])  # type: ignore[arg-type]
        return echt(zelf, versie)

    monkeypatch.setattr(Definitie, "in_versie", in_versie)
    monkeypatch.setattr(versies, "VERSIES", (VERZONNEN, *definities.VERSIES))
    return Versies(VERZONNEN, NU.jaar)


def alle() -> list[Definitie]:
    return [d for reeks in (definities.DEFINITIES, jaar.JAARDEFINITIES) for d in reeks]


def test_wat_een_cijfer_eerder_betekende_telt_dezelfde_eenheid_in_evenveel_getallen():
    for d in alle():
        van = jaar.VERSIES if isinstance(d, jaar.Jaardefinitie) else definities.VERSIES
        assert [e.versie for e in d.eerder] == [v for v in van if v in {e.versie for e in d.eerder}]
        assert d.versie == van[-1]
        for eerder in d.eerder:
            assert type(eerder) is type(d)
            assert (eerder.code, eerder.eenheid, eerder.deelcodes) == (d.code, d.eenheid, d.deelcodes)
            assert {rol: len(t.per) for rol, t in eerder.tellingen.items()} == {
                rol: len(t.per) for rol, t in d.tellingen.items()
            }
        for telling in (t for e in (d, *d.eerder) for t in e.tellingen.values()):
            assert telling.bron != "onderwerp" or telling.waar == "TRUE"  # or its causes are not found


def merk(reeks: tuple[Definitie, ...], versie: str) -> str:
    tekst = repr(
        [(d.code, d.eenheid, sorted(d.tellingen.items())) for d in definities.volgens(reeks, versie)]
    )
    return hashlib.sha256(tekst.encode()).hexdigest()[:12]


def test_wat_een_versie_telt_verandert_nooit():
    """With another mark here: a higher version, and what the figure meant before in its `eerder`."""
    assert {v: merk(definities.DEFINITIES, v) for v in definities.VERSIES} == {"1.0": "dcbf34bfe4d5"}
    assert {v: merk(jaar.JAARDEFINITIES, v) for v in jaar.VERSIES} == {
        "1.0": "437d0439f0ed",
        "1.1": "0d7ef2290914",
    }


@pytest.mark.parametrize(
    ("tekst", "met_jaar", "gelezen", "bekend"),
    [
        ("1.0", False, NU, True),
        ("1.0", True, EERSTE, True),
        ("1.0, jaarcijfers 1.1", True, NU, True),
        ("1.0, jaarcijfers 7", True, Versies("1.0", "7"), False),
        ("x", False, Versies("x", NU.jaar), False),
        ("", False, Versies("", NU.jaar), False),
    ],
)
def test_wat_een_rapportage_bewaart_zegt_waarmee_is_geteld(tekst, met_jaar, gelezen, bekend):
    assert Versies.uit(tekst, jaar=met_jaar) == gelezen
    assert gelezen.bekend is bekend
    assert gelezen.telbaar.bekend


@ENKELE
@given(lot=st.randoms(use_true_random=False))
@pytest.mark.django_db
def test_met_elke_definitie_is_een_jaarcijfer_zijn_navertelling_en_tellen_de_delen_op(
    lot: Random, monkeypatch
):
    monkeypatch.setattr(naverteld, "DAGEN", OVER_DE_JAARWISSELING)
    with geschiedenis(lot) as g:
        vul_twee_keer(lot, g)
        een, twee = momenten(lot, 2)
        paar = (lot.choice((EERSTE, NU)), lot.choice((EERSTE, NU)))
        was, wordt = (replace(m, versies=v) for m, v in zip((een, twee), paar, strict=True))
        lijsten = {}
        for m in (was, wordt):
            verteld = navertel_jaar(g.alles(), m.peildatum, m.stand_van, per_dag=m.versies == NU)
            geteld = plat(bereken_jaar(m.peildatum, m.stand_van, m.versies.jaar))
            assert geteld == {sleutel: len(wat) for sleutel, wat in verteld.items()}, (m, g.alles())
            lijsten[m] = {sleutel: lijst_van(verwijzing(*sleutel), m) for sleutel in verteld}
            assert {sleutel: len(lijst) for sleutel, lijst in lijsten[m].items()} == geteld
        for v in verschillen(was, wordt, jaar=True):
            if not v.verwijzing.code.startswith("JV"):
                continue
            sleutel = (v.verwijzing.code, "".join(v.verwijzing.delen))
            klopt(v, lijsten[was].get(sleutel, set()), lijsten[wordt].get(sleutel, set()))
            assert DEFINITIE not in v.oorzaken or (
                v.verwijzing.code in ("JV-01", "JV-02") and was.versies != wordt.versies
            )


def lijst_van(v: Verwijzing, m: Moment) -> set[int]:
    model = MODEL[v.cijfer.eenheid]._default_manager
    return set(model.filter(pk__in=ids(v, m)).values_list("pk", flat=True))


def klopt(v, voor: set[int], na: set[int]) -> None:
    """The causes add up, and what they tell apart is in the list of its side."""
    erbij, eraf = ([i for k in v.oorzaken.values() for i in k.get(kant, ())] for kant in (WORDT, WAS))
    assert len(erbij) - len(eraf) == v.verschil == len(na) - len(voor), v
    for kant, lijst in ((erbij, na), (eraf, voor)):
        assert len(kant) == len(set(kant))
        assert set(kant) <= lijst, v
    assert set(v.oorzaken) <= set(OORZAKEN)


@ENKELE
@given(lot=st.randoms(use_true_random=False))
@pytest.mark.django_db
def test_hoe_een_kerncijfer_ook_verandert_de_delen_tellen_op(lot: Random, verzonnen: Versies):
    with geschiedenis(lot) as g:
        g.vul(lot.randint(1, 4), lot.randint(1, 8), lot.randint(1, 4), lot.randint(0, 14))
        g.neem()
        g.momenten = naverteld.LATER
        g.vul(lot.randint(0, 2), lot.randint(0, 3), lot.randint(0, 2), lot.randint(0, 10))
        g.neem()
        paar = lot.choice([(verzonnen, NU), (NU, verzonnen), (verzonnen, verzonnen)])
        # Half of the time of one moment: then only the definitions differ.
        p, s = lot.choice(PEILDATA), lot.choice(STANDEN)
        andere = (p, s) if lot.random() < 0.5 else (lot.choice(PEILDATA), lot.choice(STANDEN))
        was, wordt = (Moment(*m, (), versies=v) for m, v in zip(((p, s), andere), paar, strict=True))
        gevonden = {v.verwijzing: v for v in verschillen(was, wordt)}
        cijfers = [bereken(m.peildatum, m.stand_van, versie=m.versies.kern) for m in (was, wordt)]
        for getal in getallen_van(*cijfers):
            voor_n, na_n = (aantal_in(c[getal.code], getal.rol, getal.delen) for c in cijfers)
            assert [aantal(getal, m) for m in (was, wordt)] == [voor_n, na_n], (getal, g.alles())
            v = gevonden.get(getal)
            if v is None:
                assert voor_n == na_n, (getal, was, wordt, g.alles())
                continue
            assert (v.was, v.wordt) == (voor_n, na_n)
            if getal.code != "KC-14":
                klopt(v, *(kale_lijst(getal, m) for m in (was, wordt)))
            if (p, s) == andere:
                assert set(v.oorzaken) == {DEFINITIE}, v


def getallen_van(*cijfers) -> Iterator[Verwijzing]:
    for d in definities.DEFINITIES:
        for rol in d.tellingen:
            delen: dict[tuple[str, ...], None] = {(): None} if rol != "delen" else {}
            for reeks in cijfers if rol == "delen" else ():
                for een, rest in (reeks[d.code].delen or {}).items():
                    delen |= dict.fromkeys(
                        [(een,)] if isinstance(rest, int) else [(een, twee) for twee in rest]
                    )
            yield from (Verwijzing(d.code, rol, deel) for deel in delen)


def kale_lijst(v: Verwijzing, m: Moment) -> set[int]:
    with connection.cursor() as cursor:
        achter = ids(v, m)
        cursor.execute(achter.sql, achter.params)
        return {rij[0] for rij in cursor.fetchall()}


@pytest.fixture
def jaren(dossier: Dossier) -> Dossier:
    """A visit with two warnings, and one of the next week."""
    a, zaak = dossier.werkgever(), dossier.zaak()
    bezocht(dossier, zaak, a, "2021-01-05")
    bezocht(dossier, zaak, a, "2021-01-05")
    bezocht(dossier, zaak, a, "2021-01-12")
    dossier.neem()
    return dossier


@contextmanager
def toen() -> Iterator[None]:
    """As the program was when each intervention on location was a visit."""
    with pytest.MonkeyPatch.context() as m:
        m.setattr(verzamel, "__kwdefaults__", {"op": None, "versies": EERSTE})
        m.setattr(levensloop, "NU", EERSTE)
        yield


def vastgesteld(rapportage: Rapportage) -> Vaststelling:
    klaar = opstellen.bied_aan(rapportage.pk, gezien=rapportage.versie, door=wie(Rol.RAPPORTEUR), op=LATER)
    return vaststellen.stel_vast(klaar.pk, gezien=klaar.versie, door=wie(Rol.TEAMLEIDER), op=LATER)


@pytest.mark.django_db
def test_wat_anders_is_gedefinieerd_staat_apart_met_zijn_lijst(jaren: Dossier):
    with toen():
        was = verslag(date(2021, 1, 31))
    wordt = verslag(date(2021, 1, 31))
    client = als(wie(Rol.AUDITOR))
    html = client.get(reverse("rapportage_verschil", args=[wordt.pk]), {"met": was.pk}).content.decode()
    assert "definities 1.0, jaarcijfers 1.0<" in html
    assert "definities 1.0, jaarcijfers 1.1<" in html
    assert "Anders gedefinieerd" in html
    gevonden = {url: n for url, n in getallen(html) if "getal=JV" in url}
    assert {n for url, n in gevonden.items() if "oorzaak=definitie" in url} == {1}
    assert {3, 2} <= set(gevonden.values())
    is_zo_groot_als_zijn_lijst(client, gevonden.items())
    # A number of the report itself too, and the card says by which definition.
    html = client.get(reverse("rapportage", args=[was.pk])).content.decode()
    url = next(url for url, n in getallen(html) if "getal=JV-01.waarde" in url and n == 3)
    lijst = client.get(url.replace("&amp;", "&")).content.decode()
    assert "Interventies op locatie, uitgevoerd van 1 januari 2021" in lijst
    assert lengte(client, url)[:2] == (3, 3)
    for niet in ("9.9", "1.0, jaarcijfers 9", "'; DROP TABLE x"):
        antwoord = client.get(
            reverse("cijfers_bezoeken"),
            {
                "getal": "JV-01.waarde",
                "peildatum": "31-01-2021",
                "stand_van": "01-02-2021",
                "definities": niet,
            },
        )
        assert (antwoord.status_code, antwoord["Location"][:9]) == (302, "/cijfers/")


@pytest.mark.django_db
def test_een_vastgestelde_rapportage_wordt_nagerekend_met_de_definities_van_toen(jaren: Dossier):
    with toen():
        vast = vastgesteld(verslag(date(2021, 1, 31)))
    assert uit_tekst(vast.gegevens).cijfers["JV-01"].waarde == 3
    assert list(herhalen.gebreken()) == []
    # Read in later with an earlier time: it no longer comes out.
    bezocht(jaren, jaren.rijen["zaken"][0]["zaak"], jaren.rijen["werkgevers"][0]["werkgever"], "2021-01-05")
    jaren.neem()
    assert any("JV-01 komt niet meer uit" in gebrek for gebrek in herhalen.gebreken())


@pytest.mark.django_db
def test_van_definities_die_dit_programma_niet_kent_zegt_de_controle_dat(jaren: Dossier, monkeypatch):
    rapportage = verslag(date(2021, 1, 31))
    vastgesteld(rapportage)
    monkeypatch.setattr(versies, "JAARVERSIES", ("2.0",))
    assert [g for g in herhalen.gebreken() if "kent dit programma niet" in g]


@pytest.mark.django_db
def test_alleen_waar_het_verschil_maakt_komt_een_rij_uit_de_database(dossier: Dossier, verzonnen: Versies):
    """Of a million meldingen that count by both definitions none need be fetched."""
    for migranten in ("ja", "nee", "nee"):
        dossier.melding(arbeidsmigranten=migranten)
    dossier.neem()
    hier = Moment(date(2021, 1, 31), datetime(2021, 2, 1, tzinfo=UTC), ())
    assert verschilrijen(hier, replace(hier, versies=EERSTE), jaar=True)[WAS].get("melding", []) == []
    anders = verschilrijen(hier, replace(hier, versies=verzonnen))
    assert len(anders[WAS]["melding"]) == len(anders[WORDT]["melding"]) == 3
    with pytest.MonkeyPatch.context() as m:
        m.delitem(_ANDERS, "KC-02")
        m.delitem(_ANDERS, "KC-04")
        m.setattr(versies, "VERSIES", ("0.8", VERZONNEN, *definities.VERSIES))
        m.setattr(Definitie, "in_versie", _als(Definitie.in_versie, "0.8", VERZONNEN))
        anders = verschilrijen(hier, replace(hier, versies=Versies("0.8", NU.jaar)))
    assert len(anders[WAS]["melding"]) == 2  # those that are not about migrants count by one of the two only


def _als(in_versie: Callable[[Definitie, str], Definitie], nieuw: str, oud: str) -> Callable[..., Definitie]:
    """Under another name, for what is remembered by name."""
    return lambda zelf, versie: in_versie(zelf, oud if versie == nieuw else versie)
