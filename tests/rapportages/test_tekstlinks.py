"""The numbers in the text of a report on screen: each leads to what it counts, for who may see it, and in no file."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from html import unescape
from urllib.parse import parse_qs

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from inspectie.models import Rol
from inspectie.rechten import ROLLEN, Recht
from rapportages import opstellen
from rapportages.cijferfilters import DELEN
from rapportages.cijferlijsten import adressen
from rapportages.kerncijfers.bronnen import EIGEN_DOMEINEN
from rapportages.kerncijfers.verwijzing import Moment, Verwijzing, aantal, lees
from rapportages.models import Rapportage
from rapportages.rapportgegevens import Rapportgegevens, uit_tekst
from rapportages.tekstlinks import Tekstlinks
from rapportages.uitvoer import FORMATEN
from rapportages.velden import velden
from tests.inloggen import als
from tests.rapportages.achter import is_zo_groot_als_zijn_lijst, lengte
from tests.rapportages.test_rapportage import sjabloon, vastgesteld, wie
from tests.rapportages.test_rapportagepagina import REDEN, blad

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
LINK = re.compile(r'<a class="achter" href="([^"]+)" aria-label="([^"]+)">([\d.]+)(%?)</a>')
PEILDATUM, STAND_VAN = date(2021, 1, 31), datetime(2021, 2, 3, 13, 5, tzinfo=UTC)


def met_alle_velden(code: str = "tussentijds") -> Rapportage:
    """Its own text, and after that every field that is a number."""
    rapportage = opstellen.begin(sjabloon(code), PEILDATUM, STAND_VAN, door=wie(Rol.RAPPORTEUR), op=STAND_VAN)
    getallen = [
        f"- {{{veld.naam}}}"
        for veld in velden(uit_tekst(rapportage.gegevens)).values()
        if veld.aard in ("aantal", "aandeel", "breuk")
    ]
    tekst = rapportage.teksten.get()
    opstellen.bewaar_tekst(
        rapportage.pk,
        "Over {KC-01.waarde} meldingen",
        f"{tekst.tekst}\n\n" + "\n".join(getallen),
        gezien=1,
        door=wie(Rol.RAPPORTEUR),
        op=STAND_VAN,
    )
    return Rapportage.objects.get(pk=rapportage.pk)


def tekst_van(client: Client, rapportage: Rapportage) -> str:
    return blad(client, rapportage).partition('aria-labelledby="document-kop"')[2].partition("</section>")[0]


def kaal(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


@pytest.mark.parametrize("code", ["tussentijds", "jaarverslag"])
def test_elk_getal_in_de_tekst_leidt_naar_precies_wat_het_telt(vol, code):
    rapportage, client = met_alle_velden(code), als(wie(Rol.TEAMLEIDER))
    html = tekst_van(client, rapportage)
    links = {(unescape(url), int(n.replace(".", "")), deel) for url, _, n, deel in LINK.findall(html)}
    lijsten = [(url, n) for url, n, _ in links if "getal=" in url]
    assert len(lijsten) > 25
    per_cijfer = {}
    for url, n in lijsten:
        vraag = {naam: waarde for naam, (waarde,) in parse_qs(url.partition("?")[2]).items()}
        assert (vraag["peildatum"], vraag["stand_van"]) == ("31-01-2021", "03-02-2021 14:05")
        verwijzing = lees(vraag["getal"], [vraag[naam] for naam in DELEN if naam in vraag])
        assert verwijzing
        assert aantal(verwijzing, Moment(PEILDATUM, STAND_VAN, ())) == n, url
        per_cijfer[str(verwijzing)] = (url, n)
    is_zo_groot_als_zijn_lijst(client, per_cijfer.values())
    for url, n, deel in links:
        if deel:
            kop = re.escape(url.partition("#")[2])
            kaart = client.get(url).content.decode()
            assert re.search(rf'id="{kop}">.*?<span class="getal">{n}%</span>', kaart, re.DOTALL), url
    # What leads nowhere is no field of a count: nothing, and a date or an article.
    vlak = re.sub(r"<a class=.*?</a>", "", html)
    assert not re.search(r"<li>\s*[1-9]", vlak)
    assert not re.search(r'<td role="cell" data-kop="[^"]*">[1-9]', vlak)


@pytest.fixture
def zonder_cijfers(monkeypatch) -> Client:
    """Of a role that may read reports, and no figures."""
    monkeypatch.setitem(ROLLEN, Rol.BELEID, ROLLEN[Rol.BELEID] - {Recht.CIJFERS_ZIEN})
    return als(wie(Rol.BELEID))


def test_wie_geen_cijfers_mag_zien_leest_dezelfde_tekst_zonder_links(vol, zonder_cijfers):
    for code in ("tussentijds", "jaarverslag"):
        rapportage = met_alle_velden(code)
        met, zonder = (tekst_van(c, rapportage) for c in (als(wie(Rol.TEAMLEIDER)), zonder_cijfers))
        assert kaal(met) == kaal(zonder)
        assert LINK.search(met)
        assert "<a" not in zonder
        assert "getal=JV" not in blad(zonder_cijfers, rapportage)


def test_elke_link_zegt_wat_hij_telt_ook_zonder_de_zin_eromheen(vol):
    rapportage = met_alle_velden()
    html = tekst_van(als(wie(Rol.TEAMLEIDER)), rapportage)
    for _, naam, n, deel in LINK.findall(html):
        assert unescape(naam).startswith(f"{n}{deel}, KC-")
    assert ", KC-03 Arbeidsmigranten: coronameldingen die over arbeidsmigranten gaan" in html
    assert "<h3>Over 11 meldingen</h3>" in html


def test_de_lijst_leidt_terug_en_zegt_het_als_er_nu_anders_wordt_geteld(vol):
    rapportage, client = met_alle_velden(), als(wie(Rol.BELEID))
    url = next(unescape(u) for u, *_ in LINK.findall(tekst_van(client, rapportage)) if "KC-01.waarde" in u)
    terug = f'href="{reverse("rapportage", args=[rapportage.pk])}#document-kop"'
    html = client.get(url).content.decode()
    assert terug in html
    assert f"In {rapportage.kenmerk} staat" not in html
    vol.melding(ontvangen_op="2021-01-03T09:00:00Z", geregistreerd_op="2021-01-03T09:00:00Z")
    vol.neem()
    assert f"In {rapportage.kenmerk} staat 11. Nu telt het" in client.get(url).content.decode()
    # Of another moment, or of no report that there is: a list like any other.
    for anders in (url.replace("peildatum=31", "peildatum=30"), f"{url}9", f"{url}x"):
        assert terug not in client.get(anders).content.decode()
    for raar in ("getal=KC-14.delen", "getal=KC-14.delen&deel=X&deel2=X", "getal=KC-02.delen"):
        assert client.get(url.replace("getal=KC-01.waarde", raar)).status_code == 200


def test_cijfers_van_andere_definities_leiden_nergens_heen(vol):
    rapportage = met_alle_velden()
    anders = rapportage.gegevens.replace('"definities": "1.0"', '"definities": "0.9"')
    assert anders != rapportage.gegevens
    Rapportage.objects.filter(pk=rapportage.pk).update(gegevens=anders)
    assert "<a" not in tekst_van(als(wie(Rol.TEAMLEIDER)), rapportage)


def test_geen_bestand_noemt_een_adres_van_binnen(vol):
    vaststelling, client = vastgesteld(), als(wie(Rol.TEAMLEIDER))
    for fase in ("vast", "concept"):
        rapportage = vaststelling.rapportage if fase == "vast" else met_alle_velden()
        assert LINK.search(tekst_van(client, rapportage))
        for formaat in FORMATEN:
            adres = reverse("rapportage_bestand", args=[rapportage.pk, formaat])
            inhoud = client.post(adres, REDEN).content
            if formaat == "pdf":
                lezer = PdfReader(io.BytesIO(inhoud))
                noten = [noot.get_object() for b in lezer.pages for noot in b.get("/Annots", [])]
                assert not [noot for noot in noten if "/URI" in noot.get("/A", {})]
                inhoud = "".join(b.extract_text() for b in lezer.pages).encode()
            elif inhoud[:2] == b"PK":
                pakket = zipfile.ZipFile(io.BytesIO(inhoud))
                inhoud = b"".join(pakket.read(naam) for naam in pakket.namelist())
            for spoor in ("/cijfers/", "getal=", "\ue000", "\ue001"):
                assert spoor.encode() not in inhoud, (formaat, spoor)


def test_wat_in_een_tekst_op_een_merkteken_of_een_link_lijkt_blijft_tekst(kerncijfers):
    links = Tekstlinks(Rapportgegevens(kerncijfers, {}, synthetisch=False), lambda *_: "/x?a=1&b=2")
    assert links.op_scherm("<b> \ue0009999\ue0015\ue002 & \ue000") == "&lt;b&gt; 5 &amp; \ue000"
    gelinkt = links.op_scherm({"tekst": f"<b> {links.gegevens.cijfers['KC-01'].waarde:,}"})["tekst"]
    assert gelinkt.startswith('&lt;b&gt; <a class="achter" href="/x?a=1&amp;b=2" aria-label="7,937, KC-01 ')
    assert links.op_scherm("<b>") == "<b>"  # for the template to escape


def test_een_verschil_in_een_zin_leidt_naar_precies_wat_het_telt(kerncijfers, labels):
    gegevens = Rapportgegevens(kerncijfers, labels, synthetisch=False)
    links = Tekstlinks(gegevens, lambda _code, verwijzing, n: f"/{verwijzing}/{n}" if verwijzing else "")
    for veld, code in (("zin.afstand_of_ziek", "KC-05"), ("zin.thuiswerken", "KC-07")):
        zin = links.op_scherm(velden(links.gegevens)[veld].waarde)
        ander = kerncijfers["KC-04" if code == "KC-05" else "KC-06"]
        n = kerncijfers[code].teller - ander.teller
        assert f'href="/{code}.verschil/{n}" aria-label="{n}, {code} ' in zin
        assert unescape(re.sub(r"<[^>]+>", "", zin)) == velden(gegevens)[veld].waarde


def test_de_lijst_achter_een_verschil_telt_wat_buiten_het_domein_valt(vol):
    for code in ("KC-05", "KC-07", "KC-08"):
        alle, buiten = lees(f"{code}.{'waarde' if code == 'KC-08' else 'teller'}"), lees(f"{code}.verschil")
        assert alle
        assert buiten
        moment = Moment(PEILDATUM, STAND_VAN, ())
        if code == "KC-08":
            eigen, overlap = lees("KC-09.delen"), lees("KC-09.overlap")
            assert eigen
            assert overlap
            binnen = sum(
                aantal(Verwijzing("KC-09", "delen", (domein,)), moment) for domein in EIGEN_DOMEINEN
            ) - aantal(overlap, moment)
        else:
            vg = lees(f"KC-0{int(code[-1]) - 1}.teller")
            assert vg
            binnen = aantal(vg, moment)
        assert aantal(buiten, moment) == aantal(alle, moment) - binnen, code
    verwijzing = lees("KC-05.verschil")
    assert verwijzing
    url = adressen()(verwijzing, "peildatum=31-01-2021")
    zegt, in_lijst, verborgen = lengte(als(wie(Rol.TEAMLEIDER)), url)
    assert zegt == in_lijst + verborgen == aantal(verwijzing, Moment(PEILDATUM, timezone.now(), ()))
    for geen in ("KC-01.verschil", "JV-01.verschil", "ST-01.verschil"):
        assert lees(geen) is None
