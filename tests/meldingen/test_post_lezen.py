"""A message, whatever it is, becomes one line that says what could be read and what could not; nothing of it breaks."""

import base64
import io
import time
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from meldingen.post import koppen
from meldingen.post.html import zonder_opmaak
from meldingen.post.inhoud import HEEL
from meldingen.post.lezen import Bericht, lees
from tests.maak import NU


def brief(**koppen_: str) -> EmailMessage:
    bericht = EmailMessage()
    standaard = {
        "From": "Wil Kanarie <kanarie@example.nl>",
        "Subject": "Te druk",
        "Message-ID": "<1@example.nl>",
    }
    for naam, waarde in (standaard | {n.replace("_", "-"): w for n, w in koppen_.items()}).items():
        if waarde:
            bericht[naam] = waarde
    bericht.set_content("De kantine is vol.\n")
    return bericht


def foto() -> bytes:
    uit = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(uit, "PNG")
    return uit.getvalue()


def gelezen(ruw: bytes | EmailMessage, **opties: object) -> Bericht:
    ruw = ruw if isinstance(ruw, bytes) else bytes(ruw)
    return lees(ruw, **({"op": NU} | opties))  # type: ignore[arg-type]


def test_een_gewoon_bericht_is_heel_te_lezen():
    bericht = brief()
    bericht.add_attachment(foto(), maintype="image", subtype="png", filename="kantine.png")
    uit = gelezen(bericht)
    assert (uit.inhoud.naam, uit.inhoud.email) == ("Wil Kanarie", "kanarie@example.nl")
    assert (uit.inhoud.onderwerp, uit.inhoud.tekst) == ("Te druk", "De kantine is vol.")
    assert (uit.inhoud.ongelezen, uit.ongewenst) == ([], False)
    assert [(b.naam, b.mediatype) for b in uit.bestanden] == [("kantine.png", "image/png")]


def test_platte_tekst_gaat_voor_opmaak_en_zonder_platte_tekst_blijven_de_woorden():
    bericht = brief()
    bericht.add_alternative("<p>De <b>kantine</b> is vol. <a>Website</a></p>", subtype="html")
    assert gelezen(bericht).inhoud.tekst == "De kantine is vol."
    bericht = brief()
    bericht.set_content(
        "<html><head><style>p{}</style></head><body><p>De  kantine</p><script>x()</script>is vol &amp; warm</body>",
        subtype="html",
    )
    assert gelezen(bericht).inhoud.tekst == "De kantine\nis vol & warm"


@pytest.mark.parametrize(("hoe", "te_lezen"), [("inline", True), ("attachment", False)])
def test_tekst_die_in_het_bericht_zelf_staat_is_gelezen_ook_als_zij_een_naam_heeft(hoe: str, te_lezen: bool):
    ruw = (
        b"Message-ID: <1@x>\r\nFrom: a@x.nl\r\nSubject: s\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: text/plain; charset=utf-8; name="klacht.txt"\r\n'
        + f'Content-Disposition: {hoe}; filename="klacht.txt"\r\n\r\n'.encode()
        + b"De kantine is te vol.\r\n"
    )
    bericht = lees(ruw, op=NU)
    assert (bericht.inhoud.tekst == "De kantine is te vol.") == te_lezen
    assert bool(bericht.inhoud.ongelezen) != te_lezen


@pytest.mark.parametrize("soort", ["alternative", "mixed"])
@pytest.mark.parametrize(
    "plat", ["Uw programma toont geen opmaak.", "Nagekeken op virussen.", "Verzonden met mijn telefoon"]
)
def test_een_regel_van_een_programma_verdringt_de_klacht_niet(soort: str, plat: str):
    """What a mail server writes under a message, and what stands there for who cannot read the rest, is plain text."""
    delen = ["<p>Wij krijgen geen loon.</p>", plat]
    bericht = EmailMessage()
    bericht["From"], bericht["Subject"] = "kanarie@example.nl", "Hulp"
    getattr(bericht, f"make_{soort}")()
    for opmaak, woorden in zip(("html", "plain"), delen, strict=True):
        deel = EmailMessage()
        deel.set_content(woorden, subtype=opmaak)
        bericht.attach(deel)
    assert gelezen(bericht).inhoud.tekst == f"{plat}\n\nWij krijgen geen loon."


@pytest.mark.parametrize("tekenset", ["iso-8859-1", "windows-1250", "latin1", "ISO-8859-2"])
def test_wat_in_utf8_is_geschreven_en_anders_heet_is_te_lezen(tekenset: str):
    kop = f"From: kanarie@example.nl\nContent-Type: text/plain; charset={tekenset}\n\n".encode()
    assert gelezen(kop + "Łódź zażółć".encode()).inhoud.tekst == "Łódź zażółć"
    eigen = gelezen(kop + "prac\u00ea".encode("latin-1")).inhoud.tekst
    assert (eigen[:4], len(eigen)) == ("prac", 5)


@pytest.mark.parametrize("soort", ["plain", "html"])
@pytest.mark.parametrize("tekenset", ["utf-8", "iso-8859-1", "windows-1252", "us-ascii"])
def test_bulgaars_van_windows_dat_anders_heet_is_te_lezen_en_dat_staat_erbij(tekenset: str, soort: str):
    kop = f"From: kanarie@example.nl\nContent-Type: text/{soort}; charset={tekenset}\n\n".encode()
    klacht = "Не ни плащат за извънреден труд. Groeten, Ivan"
    uit = gelezen(kop + klacht.encode("cp1251"))
    assert uit.inhoud.tekst == klacht
    assert "Cyrillisch" in " ".join(uit.inhoud.ongelezen)


@pytest.mark.parametrize(
    ("tekenset", "klacht", "als"),
    [
        ("utf-8", "ÀÉÈ! Crème brûlée, daß ist schön; œuvre à Orléans", "cp1252"),
        ("iso-8859-1", "Où sont les élèves? Tête-à-tête, naïveté", "latin-1"),
        ("iso-8859-7", "Δεν μας πληρώνουν τις υπερωρίες", "iso-8859-7"),
        ("windows-1251", "Не ни плащат за извънреден труд", "cp1251"),
        ("iso-8859-5", "Не ни плащат за извънреден труд", "iso-8859-5"),
    ],
)
def test_wat_geen_bulgaars_is_of_zo_heet_wordt_niet_geraden(tekenset: str, klacht: str, als: str):
    kop = f"From: kanarie@example.nl\nContent-Type: text/plain; charset={tekenset}\n\n".encode()
    uit = gelezen(kop + klacht.encode(als))
    assert uit.inhoud.tekst == klacht
    assert "Cyrillisch" not in " ".join(uit.inhoud.ongelezen)


@pytest.mark.parametrize(
    "html", ["", "<", "<!--", "<p" * 20_000, "<style>" * 5_000 + "x", "&#x110000;&#0;", "<![CDATA[x"]
)
def test_html_van_een_vreemde_breekt_niets(html: str):
    assert isinstance(zonder_opmaak(html), str)


@pytest.mark.parametrize(
    "stuk", ["<", "<!--", "<a ", '<a b="', "<b \"'>'", "<![CDATA[", "</a", "<script>", "&#1"]
)
def test_html_kost_niet_meer_dan_haar_lengte(stuk: str):
    begin = time.process_time()
    zonder_opmaak(stuk * (300_000 // len(stuk)))
    assert time.process_time() - begin < 5  # the parser of the standard library: hours


@pytest.mark.parametrize(
    ("html", "tekst"),
    [
        ("a < b <p title='c>d'>x &amp; y</p>z", "a < b\nx & y\nz"),
        ("<title>Nee</title><!-- nee -->ja<br/>ja<scripts>ja", "ja\njaja"),
        ("<p>een<p>twee <b>drie</b> <a", "een\ntwee drie <a"),
        ("<script>if (a<b) x('</p>')</script>na", "na"),
        ("<p class='open>een<p>twee", "een\ntwee"),
        ("&#" + "9" * 5_000 + ";x", "\ufffdx"),
    ],
)
def test_wat_er_in_html_staat_blijft_en_hoe_het_eruitziet_niet(html: str, tekst: str):
    assert zonder_opmaak(html) == tekst


@pytest.mark.parametrize(
    "kop",
    [
        b"Subject: " + b"a " * 100_000,
        b"Subject: " + b"=?utf-8?q?a?= " * 10_000,
        b"From: " + b"a@b.nl," * 20_000,
        b"Content-Type: text/plain" + b";a=b" * 40_000,
        b"Content-Disposition: attachment; filename=" + b'"a";a=' * 20_000,
        b"Received: from a by b; x\r\n" * 10_000 + b"X: y",
    ],
    ids=lambda kop: kop[:40].decode(),
)
def test_een_lange_kop_houdt_niemand_op_en_blijft_heel_bewaard(kop: bytes):
    ruw = kop + b"\r\nX-Y: z\r\n\r\nTe druk."
    begin = time.process_time()
    uit = gelezen(ruw)
    assert time.process_time() - begin < 10  # the parser of the standard library: hours
    assert next(b for b in uit.bestanden if b.mediatype == HEEL).inhoud == ruw


@pytest.mark.parametrize(
    ("koppen_", "reden"),
    [
        ({"Auto_Submitted": "auto-replied"}, koppen.AUTOMATISCH),
        ({"Auto_Submitted": "auto-generated; x=y"}, koppen.AUTOMATISCH),
        ({"X_Autoreply": "yes"}, koppen.AUTOMATISCH),
        ({"Precedence": "auto_reply"}, koppen.AUTOMATISCH),
        ({"Precedence": "bulk"}, koppen.VEEL_TEGELIJK),
        ({"List_Id": "<lijst.example.nl>"}, koppen.VEEL_TEGELIJK),
        ({"From": "MAILER-DAEMON@mail.example.nl"}, koppen.BERICHT_VAN_EEN_SERVER),
        ({"From": "postmaster@mail.example.nl"}, koppen.BERICHT_VAN_EEN_SERVER),
        ({"Return_Path": "<>"}, koppen.BERICHT_VAN_EEN_SERVER),
        ({"From": "Meldpunt <MELDPUNT@inspectie.example>"}, koppen.RONDGAAND),
    ],
)
def test_wat_een_machine_stuurt_wordt_geweigerd_met_de_reden(koppen_: dict[str, str], reden: str):
    uit = gelezen(brief(**koppen_), eigen="meldpunt@inspectie.example")
    assert (uit.ongewenst, uit.reden) == (True, reden)
    assert uit.inhoud.tekst == "De kantine is vol."  # so that somebody can still make a melding of it


@pytest.mark.parametrize(
    "koppen_",
    [
        {"Auto_Submitted": "no"},
        {"Precedence": "normal"},
        {"From": "noor@example.nl"},
        # A web form, of a union say, sends from such an address: a person looks.
        {"From": "Meldformulier <noreply@vakbond.example>"},
        {"From": "no-reply+form@vakbond.example"},
    ],
)
def test_wat_er_alleen_op_lijkt_wordt_niet_geweigerd(koppen_: dict[str, str]):
    assert not gelezen(brief(**koppen_)).ongewenst


def test_een_bericht_dat_niet_is_bezorgd_of_rondgaat():
    rapport = (
        b"From: x@example.nl\nContent-Type: multipart/report; boundary=b\n\n--b\n\nNiet bezorgd.\n--b--\n"
    )
    assert gelezen(rapport).reden == koppen.BERICHT_VAN_EEN_SERVER
    rond = b"Received: by a\n" * 60 + bytes(brief())
    assert gelezen(rond).reden == koppen.RONDGAAND


def test_hetzelfde_bericht_heeft_dezelfde_afdruk_langs_welke_weg_het_ook_kwam():
    een = bytes(brief())
    ander = b"Received: from a by b; Fri, 8 Jan 2021 10:00:00 +0100\r\n" + een.replace(b"\n", b"\r\n")
    assert gelezen(een).afdruk == gelezen(ander).afdruk
    zonder, nog_zonder = brief(Message_ID=""), brief(Message_ID="")
    assert gelezen(zonder).afdruk == gelezen(nog_zonder).afdruk
    # One message cannot push aside another by carrying its id.
    vreemd = brief()
    vreemd.set_content("Iets heel anders.\n")
    assert gelezen(vreemd).afdruk != gelezen(een).afdruk


def test_ontvangen_is_wat_de_laatste_server_zegt_en_niet_wat_de_afzender_als_datum_schrijft():
    bericht = bytes(brief(Date="Mon, 1 Jun 2020 10:00:00 +0200"))
    assert gelezen(bericht).ontvangen_op == NU
    stempel = b"Received: from a by b; Sun, 10 Jan 2021 23:59:59 +0100\n"
    eerder = b"Received: from c by a; Sun, 10 Jan 2021 20:00:00 +0100\n"
    laat = datetime(2021, 1, 10, 22, 59, 59, tzinfo=UTC)
    assert gelezen(stempel + eerder + bericht).ontvangen_op == laat
    assert gelezen(bericht, binnen=laat).ontvangen_op == laat
    straks = b"Received: from a by b; Sun, 10 Jan 2200 23:59:59 +0100\n"
    for vreemd in (straks, b"Received: geen tijd\n", b"Received: x; Mon, 1 Jan 1990 00:00:00 +0000\n"):
        assert gelezen(vreemd + bericht).ontvangen_op == NU


def multipart(diep: int) -> bytes:
    begin = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(diep))
    return (
        b"From: a@example.nl\nMIME-Version: 1.0\n"
        + begin
        + b"\nDiep\n"
        + b"".join(b"--b%d--\n" % n for n in reversed(range(diep)))
    )


def zipbom() -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        pakket.writestr("x", b"\0" * 100_000_000)
    return uit.getvalue()


def met_bijlage(inhoud: bytes, naam: str = "x.zip") -> EmailMessage:
    bericht = brief()
    bericht.add_attachment(inhoud, maintype="application", subtype="octet-stream", filename=naam)
    return bericht


KOP = b"From: a@example.nl\nSubject: Hoi\nMIME-Version: 1.0\n"
STUK = {
    "leeg": b"",
    "alleen nullen": b"\0" * 1000,
    "geen afzender": b"Subject: Hoi\n\nTe druk.",
    "afzender die geen adres is": b'From: <<<@@,;:"\nSubject: Hoi\n\nTe druk.',
    "onbekende tekenset": KOP + b"Content-Type: text/plain; charset=klingon\n\nTe dr\xfck.",
    "tekenset klopt niet": KOP + b"Content-Type: text/plain; charset=utf-8\n\nTe dr\xfck.",
    "NUL in de tekst": KOP + b"\nTe\0 druk.",
    "base64 die het niet is": KOP + b"Content-Transfer-Encoding: base64\n\n!!!!A",
    "grens ontbreekt": KOP + b"Content-Type: multipart/mixed\n\nTe druk.",
    "grens komt nooit": KOP + b"Content-Type: multipart/mixed; boundary=b\n\nTe druk.",
    "honderd diep": multipart(100),
    "tweeduizend diep": multipart(2000),
    "duizend delen": KOP
    + b"Content-Type: multipart/mixed; boundary=b\n\n"
    + b"--b\n\nx\n" * 1000
    + b"--b--\n",
    "dertig MB": KOP + b"\n" + b"x" * 30_000_000,
    "zipbom": bytes(met_bijlage(zipbom())),
    "plaatje dat geen plaatje is": bytes(met_bijlage(foto()[:50], "x.png")),
    "lege bijlage": bytes(met_bijlage(b"", "x.pdf")),
    "kop van een MB": b"X: " + b"y" * 1_000_000 + b"\n\nTe druk.",
    "kop met rare codering": b"From: =?utf-8?q?=FF=FE?= <a@example.nl>\nSubject: =?x?z?y?=\n\nTe druk.",
    "kop met NUL": b"From: a\0b@example.nl\nSubject: \0\n\nTe druk.",
    "bericht in een bericht": KOP + b"Content-Type: message/rfc822\n\nFrom: b@example.nl\n\nBinnenin.",
}


@pytest.mark.parametrize("naam", STUK)
def test_een_stuk_bericht_zegt_wat_er_niet_te_lezen_was_en_blijft_heel_bewaard(naam: str):
    ruw = STUK[naam]
    uit = gelezen(ruw)
    assert uit.inhoud.ongelezen or naam == "kop van een MB", naam
    assert uit.reden
    if uit.inhoud.ongelezen:
        heel = next(b for b in uit.bestanden if b.mediatype == HEEL)
        assert heel.inhoud == ruw
    assert "\0" not in repr(uit.inhoud)


def test_ook_van_een_stuk_bericht_is_gelezen_wat_er_te_lezen_was():
    assert gelezen(STUK["tekenset klopt niet"]).inhoud.tekst == "Te drük."
    assert gelezen(STUK["NUL in de tekst"]).inhoud.tekst == "Te druk."
    assert gelezen(STUK["zipbom"]).inhoud.tekst == "De kantine is vol."
    assert gelezen(STUK["dertig MB"]).inhoud.onderwerp == "Hoi"
    assert gelezen(STUK["geen afzender"]).inhoud.email == ""


def test_meer_dan_tien_bijlagen_staan_in_het_bericht_zelf():
    bericht = brief()
    for nummer in range(12):
        bericht.add_attachment(foto(), maintype="image", subtype="png", filename=f"{nummer}.png")
    uit = gelezen(bericht)
    assert len([b for b in uit.bestanden if b.mediatype != HEEL]) == 10
    assert ["meer dan 10 bijlagen" in zin for zin in uit.inhoud.ongelezen] == [True]
    assert any(b.mediatype == HEEL for b in uit.bestanden)


def test_een_bijlage_zonder_naam_heet_naar_wat_zij_is():
    bericht = brief()
    bericht.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar")
    (zin,) = gelezen(bericht).inhoud.ongelezen
    assert zin.startswith("Bijlage “text/calendar”: Dit soort bestand")


BASE64 = KOP + b"Content-Transfer-Encoding: base64\n\n"
_KOPREGEL = st.sampled_from(
    [
        b"From: a@example.nl",
        b"From: =?utf-8?b?//4=?= <@>",
        b"Content-Type: multipart/mixed; boundary=b",
        b"Content-Type: text/html; charset=\xff",
        b"Content-Type: text/plain; charset*=utf-8''%ff",
        b'Content-Disposition: attachment; filename*0="\xff"; filename*1=x',
        b"Content-Transfer-Encoding: base64",
        b"Content-Transfer-Encoding: quoted-printable",
        b"Content-Transfer-Encoding: uuencode",
        b"Received: ;;;",
        b"Message-ID: <\0>",
        b"Subject: =?utf-8?q?=?=",
        b"--b",
        b"--b--",
        b"",
    ]
)


@given(
    st.one_of(
        st.binary(max_size=2_000),
        st.lists(st.one_of(_KOPREGEL, st.binary(max_size=60)), max_size=30).map(b"\n".join),
        st.binary(max_size=300).map(lambda rest: bytes(brief()) + rest),
        st.binary(max_size=300).map(
            lambda deel: KOP + b"Content-Transfer-Encoding: base64\n\n" + base64.b64encode(deel)
        ),
    )
)
@settings(max_examples=400)
def test_welke_bytes_er_ook_komen_het_is_altijd_een_regel(ruw: bytes):
    uit = gelezen(ruw)
    assert uit.afdruk == gelezen(ruw).afdruk
    assert uit.reden
    for tekst in (
        uit.inhoud.tekst,
        uit.inhoud.onderwerp,
        uit.inhoud.naam,
        uit.inhoud.email,
        *uit.inhoud.ongelezen,
    ):
        tekst.encode()  # no lone surrogates
        assert "\0" not in tekst
