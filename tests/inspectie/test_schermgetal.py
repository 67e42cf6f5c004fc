"""A number on a page."""

from django.template import Context, Template

from inspectie.schermgetal import Getal


def op_een_pagina(wat: str, getal: Getal) -> str:
    return Template(wat).render(Context({"getal": getal}))


def test_een_getal_leidt_naar_zijn_lijst():
    assert op_een_pagina("{{ getal }}", Getal.van(7937, "/lijst/?a=1&b=2")) == (
        '<a class="achter" href="/lijst/?a=1&amp;b=2">7.937</a>'
    )


def test_van_een_nul_is_er_geen_lijst_en_een_getal_zonder_lijst_is_tekst():
    assert op_een_pagina("{{ getal }}", Getal.van(0, "/lijst/")) == '<span class="nul">0</span>'
    assert op_een_pagina("{{ getal }}", Getal("<niet te berekenen>")) == "&lt;niet te berekenen&gt;"


def test_het_getal_van_een_kaart_staat_groot():
    assert op_een_pagina("{{ getal.groot }}", Getal.van(3, "/")) == '<a class="achter getal" href="/">3</a>'
    assert op_een_pagina("{{ getal.groot }}", Getal("55%")) == '<span class="getal">55%</span>'
    assert op_een_pagina("{{ getal.groot }}", Getal.van(0)) == '<span class="nul getal">0</span>'
