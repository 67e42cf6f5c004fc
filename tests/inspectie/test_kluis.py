"""The vault: what is sealed for one place opens nowhere else, and keys can be changed while the system runs."""

import os
from base64 import urlsafe_b64encode

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from inspectie.kluis import Kluisfout, blinde_index, lees_sleutels, open_zegel, verzegel


def sleutel() -> str:
    return urlsafe_b64encode(os.urandom(32)).decode()


@given(st.text(), st.text(max_size=20))
def test_wat_verzegeld_is_komt_er_gelijk_weer_uit(tekst, plaats):
    assert open_zegel(verzegel(tekst, plaats), plaats) == tekst


def test_het_zegel_zegt_niets_van_de_tekst_en_is_elke_keer_anders():
    een, ander = verzegel("Anna Kowalska", "t:1:naam"), verzegel("Anna Kowalska", "t:1:naam")
    assert een != ander
    assert "Kowalska" not in een


@pytest.mark.parametrize("plaats", ["t:2:naam", "t:1:email", "u:1:naam", ""])
def test_een_zegel_op_een_andere_plaats_gaat_niet_open(plaats):
    zegel = verzegel("Anna", "t:1:naam")
    with pytest.raises(Kluisfout, match="hoort hier niet"):
        open_zegel(zegel, plaats)


def test_een_beschadigd_zegel_gaat_niet_open():
    zegel = verzegel("Anna", "t:1:naam")
    midden = len(zegel) // 2
    with pytest.raises(Kluisfout):
        open_zegel(zegel[:midden] + ("A" if zegel[midden] != "A" else "B") + zegel[midden + 1 :], "t:1:naam")


def test_een_nieuwe_sleutel_vooraan_verzegelt_en_de_oude_opent_nog(settings):
    oud = sleutel()
    settings.KLUIS_SLEUTELS = f"oud:{oud},zoek:{sleutel()}"
    zegel = verzegel("Anna", "t:1:naam")
    settings.KLUIS_SLEUTELS = f"nieuw:{sleutel()},oud:{oud},zoek:{sleutel()}"
    assert open_zegel(zegel, "t:1:naam") == "Anna"
    assert verzegel("Anna", "t:1:naam").startswith("nieuw.")


def test_een_verdwenen_sleutel_wordt_genoemd(settings):
    zegel = verzegel("Anna", "t:1:naam")
    settings.KLUIS_SLEUTELS = f"ander:{sleutel()},zoek:{sleutel()}"
    with pytest.raises(Kluisfout, match="is er niet meer"):
        open_zegel(zegel, "t:1:naam")


def test_de_zoekindex_blijft_gelijk_als_de_sleutels_wisselen(settings):
    zoek = sleutel()
    settings.KLUIS_SLEUTELS = f"een:{sleutel()},zoek:{zoek}"
    voor = blinde_index("a@b.example", "email")
    settings.KLUIS_SLEUTELS = f"twee:{sleutel()},zoek:{zoek}"
    assert blinde_index("a@b.example", "email") == voor
    assert blinde_index("a@b.example", "telefoon") != voor
    assert blinde_index("", "email") == ""


EEN, ANDER = "ab" * 32, "cd" * 32


@pytest.mark.parametrize(
    ("instelling", "reden"),
    [
        ("", "niet leesbaar"),
        ("1:kort,zoek:" + EEN, "“1” is geen 32 bytes"),
        ("1:,zoek:" + EEN, "“1” is geen 32 bytes"),
        (EEN, "verwacht `id:sleutel`"),  # nameless: its number would change with the next one before it
        (f"1.2:{EEN},zoek:{ANDER}", "verwacht `id:sleutel`"),  # a seal names its key up to the dot
        (f"1:{EEN},1:{ANDER},zoek:{ANDER}", "twee sleutels"),
        (f"1:{EEN}", "geen sleutel met de naam “zoek”"),
        (f"zoek:{EEN}", "geen sleutel om mee te versleutelen"),
        (f"1:{EEN},zoek:{EEN}", "ook om te versleutelen"),
    ],
)
def test_een_onbruikbare_instelling_wordt_geweigerd(instelling, reden):
    with pytest.raises(ImproperlyConfigured, match=f"KLUIS_SLEUTELS.*{reden}"):
        lees_sleutels(instelling)


@pytest.mark.parametrize("vorm", [lambda b: urlsafe_b64encode(b).decode().rstrip("="), lambda b: b.hex()])
def test_een_sleutel_mag_in_base64_of_hex(settings, vorm):
    settings.KLUIS_SLEUTELS = f"1:{vorm(bytes(range(32)))},zoek:{EEN}"
    assert open_zegel(verzegel("Anna", "x"), "x") == "Anna"
