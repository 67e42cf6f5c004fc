"""What a PDF tells of whoever made it goes no further; what stands on its pages does."""

import io
import re
from contextlib import suppress
from functools import partial
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image
from pypdf import PdfReader, PdfWriter

from inspectie.bestanden import keur
from inspectie.fouten import Regelfout
from inspectie.kalepdf import eigenschappen, zonder_sporen
from inspectie.pdf import GeenBladzijden
from tests.inspectie.test_sporen import SPOOR, foto
from tests.pdfs import LEEG, LOS, in_wortel, maak, noot, op_blad, uitgepakt, veld

WIE = "Anna Kowalska"
PAD = r"C:\Users\AnnaK\a"
XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc=
"http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<rdf:RDF><rdf:Description pdf:Keywords="Kowalska &amp; meer" xmp:CreatorTool="Word"><dc:creator><rdf:Seq><rdf:li>Anna
Kow&#97;lska</rdf:li></rdf:Seq></dc:creator><xmp:CreateDate>2021-01-08T14:10:00Z</xmp:CreateDate></rdf:Description>
</rdf:RDF></x:xmpmeta>"""


def xmp(pdf: Pdf) -> Stream:
    return pdf.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)


def kleur(pdf: Pdf, *filters: Name) -> Stream:
    ruw = foto() if len(filters) == 1 else foto().hex().encode() + b">"
    beeld = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40)
    beeld.ColorSpace, beeld.BitsPerComponent, beeld.Metadata = Name.DeviceRGB, 8, xmp(pdf)
    beeld.write(ruw, filter=filters[0] if len(filters) == 1 else Array(filters))
    return beeld


def van_iemand(pdf: Pdf, filters: tuple[Name, ...] = (Name.DCTDecode,)) -> None:
    """With properties, one of them in an object of its own; with XMP, a photo, and what runs by itself."""
    pdf.docinfo[Name.Author], pdf.docinfo[Name.Title] = "Anna (Kowalska)", "Łódź Kowalska"
    pdf.docinfo[Name.Keywords] = pdf.make_indirect(String(WIE))
    pdf.Root.Metadata = xmp(pdf)
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Beeld=kleur(pdf, *filters)))
    pdf.pages[0].Contents = pdf.make_stream(b"q 60 0 0 40 0 0 cm /Beeld Do Q")


GENEREER = pikepdf.ObjectStreamMode.generate


@pytest.mark.parametrize("hoe", [{}, {"object_stream_mode": GENEREER}, {"linearize": True}])
def test_een_pdf_zegt_niet_meer_wie_hem_maakte_en_doet_niets_vanzelf(hoe: Any):
    ruw = maak(van_iemand, **hoe)
    assert SPOOR.search(uitgepakt(ruw))
    assert "Kowalska" in eigenschappen(ruw)
    nu = keur("a.pdf", ruw).inhoud
    assert not SPOOR.search(uitgepakt(nu))
    assert b"JavaScript" not in uitgepakt(nu)
    assert eigenschappen(nu) == ""
    lezer: Any = PdfReader(io.BytesIO(nu))
    assert (lezer.metadata, lezer.xmp_metadata) == (None, None)
    assert lezer.pages[0].mediabox == PdfReader(io.BytesIO(ruw)).pages[0].mediabox
    # The same file gives the same one, and once more changes nothing.
    assert keur("a.pdf", ruw).inhoud == nu == keur("a.pdf", nu).inhoud


def bestand_erin(pdf: Pdf) -> Dictionary:
    inhoud = pdf.make_stream(b"Kowalska", Type=Name.EmbeddedFile)
    spec = Dictionary(Type=Name.Filespec, F="kowalska.txt", UF="kowalska.txt", EF=Dictionary(F=inhoud))
    return pdf.make_indirect(spec)


DATUM = "D:20210108141000Z"


def handtekening(pdf: Pdf) -> None:
    sig = Dictionary(
        Type=Name.Sig, Name=WIE, Reason="Kowalska", ContactInfo="annak", Cert="Kowalska", M=DATUM
    )
    sig.ByteRange, sig.Contents = Array([0, 1, 2, 3]), "kowalska"
    veld = Dictionary(FT=Name.Sig, T="handtekening", V=pdf.make_indirect(sig))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(veld)]), SigFlags=3)
    pdf.Root.Perms = Dictionary(DocMDP=sig)


DRAGEN = {
    "XMP van een blad": lambda pdf: op_blad(Metadata=xmp(pdf))(pdf),
    "wat een programma bewaart": op_blad(PieceInfo=Dictionary(Word=Dictionary(Private=String(WIE)))),
    "wanneer een blad veranderde": op_blad(LastModified=String("D:2021 kowalska")),
    "een klein voorbeeld": lambda pdf: op_blad(Thumb=kleur(pdf, Name.DCTDecode))(pdf),
    "een artikel": in_wortel(Threads=Array([Dictionary(I=Dictionary(Author=WIE))])),
    "waar het vandaan kwam": in_wortel(SpiderInfo=Dictionary(C=Array([String("kowalska")]))),
    "wie een laag maakte": in_wortel(
        OCProperties=Dictionary(
            OCGs=Array(
                [
                    Dictionary(
                        Type=Name.OCG,
                        Name="laag",
                        Usage=Dictionary(
                            CreatorInfo=Dictionary(Creator=WIE), User=Dictionary(Type=Name.Ind, Name=WIE)
                        ),
                    )
                ]
            ),
            D=Dictionary(Creator=String(WIE)),
        )
    ),
    "een bestand": lambda pdf: in_wortel(
        Names=Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("k"), bestand_erin(pdf)])))
    )(pdf),
    "een bestand bij een blad": lambda pdf: op_blad(AF=Array([bestand_erin(pdf)]))(pdf),
    "een handtekening": handtekening,
    "een formulier van een ander soort": in_wortel(
        AcroForm=Dictionary(XFA=String("kowalska"), Fields=Array())
    ),
    "iets bij de inhoudsopgave": lambda pdf: pdf.trailer.__setitem__("/Extra", String(WIE)),
}


@pytest.mark.parametrize("drager", DRAGEN)
def test_waar_een_pdf_het_ook_bewaart_wie_hem_maakte_gaat_niet_mee(drager: str):
    ruw = maak(DRAGEN[drager], object_stream_mode=LOS)
    assert SPOOR.search(uitgepakt(ruw) + ruw)
    nu = zonder_sporen(ruw)
    assert not SPOOR.search(uitgepakt(nu) + nu)
    assert b"0 0 50 50 re f" in uitgepakt(nu)


SCRIPT = Dictionary(S=Name.JavaScript, JS="Kowalska")


@pytest.mark.parametrize(
    "actie",
    [
        noot("Link", A=Dictionary(S=Name.Launch, F=String("kowalska.exe"))),
        noot("Link", A=Dictionary(S=Name.URI, URI="https://x.nl", Next=SCRIPT)),
        veld(T="veld", AA=Dictionary(K=SCRIPT)),
        op_blad(AA=Dictionary(O=Dictionary(S=Name.URI, URI="https://kowalska"))),
        in_wortel(Names=Dictionary(JavaScript=Dictionary(Names=Array(["k", SCRIPT])))),
        in_wortel(OpenAction=Dictionary(S=Name.URI, URI="https://kowalska")),
        lambda pdf: pdf.make_indirect(SCRIPT),
    ],
)  # fmt: skip
def test_wat_vanzelf_loopt_als_iemand_een_pdf_opent_is_weg(actie: Any):
    nu = uitgepakt(zonder_sporen(maak(actie)))
    assert not re.search(rb"JavaScript|/JS|Launch|owalska", nu)


def test_ook_een_naam_in_cijfers_doet_niets_meer_vanzelf():
    ruw = LEEG.replace(b"/Pages 2", b"/Outlines<</First<</A<</S/J#61vaScript/#4aS(x)>>>>>>/Pages 2", 1)
    assert b"(x)" not in uitgepakt(zonder_sporen(ruw))


@pytest.mark.parametrize("soort", ["Highlight", "Text", "FreeText", "Stamp", "Redact"])
@pytest.mark.parametrize("mode", [LOS, GENEREER])
def test_van_een_noot_blijft_wat_er_staat_en_niet_wie_het_schreef_en_wanneer(soort: str, mode: Any):
    namen = {"T": WIE, "M": DATUM, "CreationDate": DATUM, "NM": "kowalska-1"}
    nu = uitgepakt(zonder_sporen(maak(noot(soort, Contents="Kijk hier", **namen), object_stream_mode=mode)))
    assert b"Kijk hier" in nu
    assert not re.search(rb"owalska|D:2021", nu)


def test_een_veld_houdt_zijn_naam_en_wat_erin_staat_en_een_bladwijzer_zijn_titel():
    bladwijzer = in_wortel(Outlines=Dictionary(First=Dictionary(Title="Hoofdstuk")))
    nu = uitgepakt(zonder_sporen(maak(bladwijzer, veld(T="naam", V="een waarde", M=DATUM))))
    for blijft in (b"/T (naam)", b"(een waarde)", b"(Hoofdstuk)", b"/DA (/Helv 0 Tf)"):
        assert blijft in nu
    assert b"D:2021" not in nu


@pytest.mark.parametrize("naam", ["AA", "EF", "S", "PieceInfo", "User", "Metadata", "B", "V", "T"])
def test_een_lettertype_of_beeld_mag_heten_als_iets_dat_weggaat(naam: str):
    letter = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)

    def stap(pdf: Pdf) -> None:
        delen = Dictionary(Font=Dictionary(), XObject=Dictionary())
        delen.Font[f"/{naam}"], delen.XObject[f"/{naam}"] = letter, kleur(pdf, Name.DCTDecode)
        pdf.pages[0].Resources = delen

    with Pdf.open(io.BytesIO(zonder_sporen(maak(stap)))) as pdf:
        delen: Any = pdf.pages[0].Resources
        assert delen.Font[f"/{naam}"].BaseFont == "/Helvetica"
        assert delen.XObject[f"/{naam}"].Width == 60


def test_wat_iemand_uit_een_pdf_haalde_zit_er_niet_meer_in():
    """A program that changes a file may leave what was there before in it."""
    eerst = maak(
        lambda pdf: pdf.pages[0].__setattr__("Contents", pdf.make_stream(b"% Kowalska")),
        compress_streams=False,
    )
    schrijver: Any = PdfWriter(io.BytesIO(eerst), incremental=True)
    schrijver.add_metadata({"/Author": "Kowalska-Nu"})
    schrijver.pages[0]["/Contents"].get_object().set_data(b"0 0 5 5 re f")
    uit = io.BytesIO()
    schrijver.write(uit)
    assert b"% Kowalska" in uit.getvalue()
    nu = uitgepakt(zonder_sporen(uit.getvalue()))
    assert b"0 0 5 5 re f" in nu
    assert not SPOOR.search(nu)


@pytest.mark.parametrize("filters", [(Name.DCTDecode,), (Name.ASCIIHexDecode, Name.DCTDecode)])
def test_een_foto_in_een_pdf_houdt_elk_punt_en_zegt_niet_waar_zij_is_gemaakt(filters: Any):
    nu = zonder_sporen(maak(partial(van_iemand, filters=filters)))
    with Pdf.open(io.BytesIO(nu)) as pdf:
        ruw = pdf.pages[0].Resources.XObject.Beeld.read_raw_bytes()
    assert not SPOOR.search(ruw)
    with Image.open(io.BytesIO(foto())) as een, Image.open(io.BytesIO(ruw)) as ander:
        assert een.tobytes() == ander.tobytes()


@pytest.mark.parametrize(
    "plek", ["file:///C:/Users/annak/a", PAD, "/C/Users/annak/a", "/home/annak/a", r"\\srv\annak\ą"]
)
@pytest.mark.parametrize("naam", ["URI", "F", "UF", "Alt"])
def test_een_link_in_een_pdf_naar_iemands_eigen_computer_gaat_nergens_meer_heen(plek: str, naam: str):
    nu = zonder_sporen(maak(noot("Link", A=Dictionary({"/S": Name.URI, f"/{naam}": String(plek)}))))
    with Pdf.open(io.BytesIO(nu)) as pdf:
        assert str(pdf.pages[0].Annots[0].A[f"/{naam}"]) == ""


@pytest.mark.parametrize("waar", ["https://x.nl/a", "mailto:a@x.nl", "rooster.docx"])
def test_een_gewone_link_in_een_pdf_blijft(waar: str):
    with Pdf.open(io.BytesIO(zonder_sporen(maak(noot("Link", A=Dictionary(S=Name.URI, URI=waar)))))) as pdf:
        assert str(pdf.pages[0].Annots[0].A.URI) == waar


@pytest.mark.parametrize(
    "daarbij",
    [
        in_wortel(Collection=Dictionary()),
        in_wortel(NeedsRendering=True),
        lambda pdf: noot("FileAttachment", FS=bestand_erin(pdf))(pdf),
    ],
)
def test_een_map_met_bestanden_of_een_formulier_dat_niet_op_zijn_bladzijden_staat_wordt_niet_half_genomen(
    daarbij: Any,
):
    with pytest.raises(GeenBladzijden):
        zonder_sporen(maak(daarbij))
    with pytest.raises(Regelfout, match=r"andere bestanden.*Stuur de bestanden los"):
        keur("a.pdf", maak(daarbij))


def zegt(*doe: Any) -> list[str]:
    return eigenschappen(maak(*doe)).split("\n")


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        (String("a (b)  é \r\n c"), "a (b) é c"),
        (String(b"\xfe\xff\0K\0l\0\xe1"), "Klá"),
        (String(b"\xff\xfeK\0l\0"), "Kl"),
        (String(b"\xef\xbb\xbfKl\xc3\xa1"), "Klá"),
        (String("x" * 5_000), ""),
        (Name.Kowalska, ""),
    ],
)
def test_de_eigenschappen_van_een_pdf_zijn_wat_een_lezer_ervan_ziet(waarde: Any, tekst: str):
    for waar in (
        lambda pdf: pdf.docinfo.__setitem__("/Title", waarde),
        in_wortel(Outlines=Dictionary(Title=waarde)),
    ):
        assert zegt(waar) == [tekst]


def test_ook_een_noot_een_bestand_en_xmp_zijn_eigenschappen():
    assert zegt(noot("Text", Contents="Zei Anna", T="Bram")) == ["Zei Anna", "Bram"]
    assert zegt(lambda pdf: noot("FileAttachment", FS=bestand_erin(pdf))(pdf)) == ["kowalska.txt"]
    assert zegt(lambda pdf: in_wortel(Metadata=xmp(pdf))(pdf)) == ["Kowalska & meer", WIE]
    half = XMP.partition(b"</rdf:Seq>")[0]
    stuk = maak(
        lambda pdf: in_wortel(Metadata=pdf.make_stream(half, Type=Name.Metadata))(pdf),
        fix_metadata_version=False,
    )
    assert eigenschappen(stuk).split("\n") == ["Kowalska & meer", WIE]


def test_van_een_pdf_met_heel_veel_eigenschappen_worden_er_tienduizend_gelezen():
    veel = Array([Dictionary(Title=f"{nummer}") for nummer in range(10_100)])
    assert len(zegt(in_wortel(Outlines=Dictionary(Veel=veel)))) == 10_000


@given(
    bron=st.sampled_from([maak(van_iemand), maak(van_iemand, object_stream_mode=GENEREER)]),
    plekken=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=6),
)
def test_van_een_pdf_die_nog_te_lezen_is_blijft_ook_beschadigd_niet_staan_wie_hem_maakte(bron, plekken):
    stuk = bytearray(bron)
    for plek, waarde in plekken:
        stuk[plek % len(stuk)] = waarde
    with suppress(pikepdf.PdfError, ValueError, TypeError):
        nu = zonder_sporen(bytes(stuk))
        assert "Kowalska" not in eigenschappen(nu)
