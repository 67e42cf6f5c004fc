"""The report as one page that stands alone: no script, no outside file, readable on a phone, by ear and on paper.

Every text goes through `html.escape`. Bars are drawn as SVG beside their numbers, in a table: who does not see them
reads the table. Nothing uses a style attribute, so a strict content security policy can show the page.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from inspectie.uitvoer.cellen import xml_schoon
from inspectie.uitvoer.document import (
    Alinea,
    Balken,
    Blok,
    Kader,
    Kop,
    Lijst,
    Opdracht,
    Staaf,
    Tabel,
    leesbaar,
)
from inspectie.uitvoer.getallen import datum, getal
from rapportages.document import Rapportdocument

STIJL = Path(__file__).parent / "sjablonen" / "rapport.css"
# Width of a bar's drawing; it is stretched to the room there is.
SCHAAL = 1000


def schrijf(document: Rapportdocument, uit: BinaryIO) -> None:
    """UTF-8 HTML5."""
    uit.write("".join(_pagina(document)).encode("utf-8", errors="replace"))


def _pagina(document: Rapportdocument) -> Iterator[str]:
    titel, dag = _veilig(document.titel), _veilig(datum(document.datum))
    # A style sheet cannot be escaped: what would end the element may not be in it.
    stijl = STIJL.read_text(encoding="utf-8").replace("</", "")
    yield (
        '<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta name="description" content="{_veilig(document.omschrijving)}">\n'
        f"<title>{titel}, {dag}</title>\n<style>\n{stijl}</style>\n</head>\n<body>\n"
        '<a class="overslaan" href="#inhoud">Direct naar de inhoud</a>\n'
        f'<header>\n<h1>{titel}</h1>\n<p><time datetime="{document.datum.isoformat()}">{dag}</time></p>\n</header>\n'
    )
    yield from _inhoudsopgave(document)
    yield '<main id="inhoud">\n'
    for blok in document.blokken:
        yield from _blok(blok)
    synthetisch = "Synthetische gegevens. " if document.synthetisch else ""
    yield (
        f"</main>\n<footer>\n<p>{synthetisch}Peildatum {_veilig(datum(document.peildatum))}, definities versie"
        f" {_veilig(document.definities)}.</p>\n</footer>\n</body>\n</html>\n"
    )


def _inhoudsopgave(document: Rapportdocument) -> Iterator[str]:
    koppen = [blok for blok in document.blokken if isinstance(blok, Kop) and blok.niveau == 2]
    yield '<nav aria-labelledby="wijzer">\n<h2 id="wijzer">Inhoud</h2>\n<ul>\n'
    for kop in koppen:
        yield f'<li><a href="#{_anker(kop.tekst)}">{_veilig(kop.tekst)}</a></li>\n'
    yield "</ul>\n</nav>\n"


def _blok(blok: Blok) -> Iterator[str]:
    match blok:
        case Kop(niveau, tekst):
            yield f'<h{niveau} id="{_anker(tekst)}">{_veilig(tekst)}</h{niveau}>\n'
        case Alinea(tekst):
            yield f"<p>{_veilig(tekst)}</p>\n"
        case Lijst(punten):
            yield "<ul>\n" + "".join(f"<li>{_veilig(punt)}</li>\n" for punt in punten) + "</ul>\n"
        case Opdracht(tekst):
            yield f"<pre><code>{_veilig(tekst)}</code></pre>\n"
        case Kader(soort, titel, blokken):
            anker = _anker(titel)
            yield (
                f'<section class="kader {soort}" aria-labelledby="{anker}">\n'
                f'<p class="kaderkop" id="{anker}">{_veilig(titel)}</p>\n'
            )
            for deel in blokken:
                yield from _blok(deel)
            yield "</section>\n"
        case Tabel():
            yield from _tabel(blok)
        case Balken():
            yield from _balken(blok)


def _tabel(tabel: Tabel) -> Iterator[str]:
    """A table in a region that scrolls by itself, so that a narrow screen never scrolls sideways as a whole."""
    anker = f"tabel-{tabel.sleutel}"
    klassen = " ".join(
        ["schuif", *(["breed"] if tabel.breed else []), *(["smal"] if len(tabel.kolommen) == 2 else [])]
    )
    yield (
        f'<div class="{klassen}" role="region" tabindex="0" aria-labelledby="{anker}">\n<table>\n'
        f'<caption id="{anker}">{_veilig(tabel.titel)}</caption>\n<thead>\n<tr>'
    )
    soorten = [' class="getal"' if kolom.getal else "" for kolom in tabel.kolommen]
    for kolom, soort in zip(tabel.kolommen, soorten, strict=True):
        yield f'<th scope="col"{soort}>{_veilig(kolom.kop)}</th>'
    yield "</tr>\n</thead>\n<tbody>\n"
    laatste = len(tabel.rijen) - 1
    for i, rij in enumerate(tabel.rijen):
        yield '<tr class="totaal">' if tabel.totaal and i == laatste else "<tr>"
        for j, (cel, soort) in enumerate(zip(rij, soorten, strict=True)):
            tekst = _veilig(leesbaar(cel)).replace("\n", "<br>")
            yield f'<th scope="row">{tekst}</th>' if j == 0 else f"<td{soort}>{tekst}</td>"
        yield "</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"
    if tabel.noot:
        yield f'<p class="noot">{_veilig(tabel.noot)}</p>\n'


def _balken(balken: Balken) -> Iterator[str]:
    # On a narrow screen the rows are stacked by CSS, which would take the table's meaning away: hence the roles.
    legenda = "".join(
        f'<span><svg viewBox="0 0 10 10"><rect class="reeks{i}" width="10" height="10"/></svg>{_veilig(reeks)}</span>'
        for i, reeks in enumerate(balken.reeksen)
    )
    yield (
        '<div class="diagram">\n<table class="balken" role="table">\n'
        f'<caption>{_veilig(balken.titel)}<span class="legenda" aria-hidden="true">{legenda}</span></caption>\n'
        '<thead role="rowgroup">\n<tr role="row">'
        f'<th scope="col" role="columnheader">{_veilig(balken.kolomkop)}</th>'
        '<th scope="col" role="columnheader">Verdeling over domeinen</th>'
        f'<th scope="col" role="columnheader" class="getal">{_veilig(balken.eenheid)}</th></tr>\n'
        '</thead>\n<tbody role="rowgroup">\n'
    )
    for staaf in balken.staven:
        delen = ", ".join(
            f"{_veilig(reeks)} {getal(n)}" for reeks, n in zip(balken.reeksen, staaf.delen, strict=True) if n
        )
        yield (
            f'<tr role="row"><th scope="row" role="rowheader">{_veilig(staaf.naam)}</th>'
            f'<td role="cell">{_staaf(staaf, balken.hoogste)}<span class="delen">{delen}</span></td>'
            f'<td role="cell" class="getal">{getal(staaf.totaal)}</td></tr>\n'
        )
    yield "</tbody>\n</table>\n</div>\n"
    if balken.noot:
        yield f'<p class="noot">{_veilig(balken.noot)}</p>\n'


def _staaf(staaf: Staaf, hoogste: int) -> str:
    """The drawing of one bar; what it says stands beside it in words, so it is hidden from assistive technology."""
    delen, x = [], 0
    for i, n in enumerate(staaf.delen):
        if n:
            breedte = max(1, n * SCHAAL // hoogste)
            delen.append(f'<rect class="reeks{i}" x="{x}" width="{breedte}" height="10"/>')
            x += breedte + 2
    return (
        f'<svg class="staaf" viewBox="0 0 {SCHAAL + 10} 10" preserveAspectRatio="none" aria-hidden="true"'
        f' focusable="false">{"".join(delen)}</svg>'
    )


def _veilig(tekst: str) -> str:
    return html.escape(xml_schoon(tekst))


def _anker(tekst: str) -> str:
    """A fragment name: small letters and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", tekst.lower()).strip("-")
