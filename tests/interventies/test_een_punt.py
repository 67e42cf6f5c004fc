"""A sentence that ends with the name of a firm, which may end with a point of its own."""

import pytest
from django.test import Client

from inspectie.templatetags.nederlands import een_punt
from interventies.models import Zaak
from meldingen.models import Werkgever
from tests.interventies.zaakhulp import inspecteur, zaak_met


@pytest.mark.parametrize(
    ("zin", "wordt"),
    [
        ("Zij is nu Bakkerij B.V..", "Zij is nu Bakkerij B.V."),
        ("Zij is nu Bakkerij.", "Zij is nu Bakkerij."),
        ('<a href="/">Bakkerij B.V.</a>. Noord', '<a href="/">Bakkerij B.V.</a> Noord'),
        ('<a href="/">Bakkerij</a>. Noord', '<a href="/">Bakkerij</a>. Noord'),
        ("Wacht even... en dan.", "Wacht even... en dan."),
    ],
)
def test_een_naam_met_een_punt_aan_het_eind_krijgt_er_geen_tweede_bij(zin, wordt):
    assert een_punt(zin) == wordt


@pytest.mark.parametrize("plaats", ["", "Utrecht"])
def test_een_zaak_zonder_plaats_noemt_de_werkgever_met_een_punt(dossier, plaats):
    zaak: Zaak = zaak_met(dossier)
    Werkgever.objects.update(naam="Bakkerij <Het & Meel> B.V.", plaats=plaats)
    client = Client()
    client.force_login(inspecteur())
    html = client.get(f"/zaken/{zaak.nummer}/").content.decode()
    assert "B.V.</a>." not in html
    assert ("B.V.</a>, Utrecht. " if plaats else "B.V.</a> ") in html
    assert "Bakkerij &lt;Het &amp; Meel&gt; B.V.</a>" in html
