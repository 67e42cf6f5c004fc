"""A reporter: answers the public form as a browser without script would, whatever it asks next."""

import io
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

Waarden = dict[str, Any]

# An employee of a known firm, in danger at this moment, who says who he is.
ANTWOORDEN: dict[str, Waarden] = {
    "gevaar": {"gevaar": "nee"},
    "wie": {"wie": "WERKNEMER"},
    "verzoek": {"verzoek": "ja"},
    "namens": {"namens": "X"},
    "onderwerp": {"onderwerpen": ["AFSTAND", "LOON"]},
    "hoofd": {"hoofd": "LOON"},
    "verhaal": {"verhaal": "De kantine is te vol.\r\nElke dag."},
    "wanneer": {"sinds": "drie weken", "duurt_voort": "ja"},
    "corona": {"corona": "DIRECT"},
    "mensen": {"mensen": "40"},
    "besmettingen": {"besmet": "ja", "aantal": "2"},
    "gestopt": {"gestopt": "nee"},
    "risico": {"risico": "ja"},
    "migranten": {"migranten": "weetniet"},
    "bedrijf": {"naam": "Vleesbedrijf Noord", "plaats": "Assen", "waar": "Bij de tweede poort"},
    "bedrijfsgegevens": {"sector": "C", "provincie": "DR", "kvk_nummer": "12345678"},
    "toestemming": {"toestemming": "nee"},
    "anoniem": {"anoniem": "nee"},
    "gegevens": {"naam": "Wil Pietersen", "email": "wil@voorbeeld.nl", "telefoon": "06 12345678"},
    "bestanden": {"verder": "1"},
}


def verborgen(html: str) -> Waarden:
    """The hidden fields of a page: what a browser sends along."""
    velden = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', html)
    return {naam: unescape(waarde) for naam, waarde in velden if naam != "csrfmiddlewaretoken"}


@dataclass
class Melder:
    client: Client = field(default_factory=Client)
    taal: str = "nl"
    adres: str = ""
    html: str = ""
    gezien: list[str] = field(default_factory=list)
    kijkt: bool = False
    """Looks at every page, also where only the answers matter."""

    def ga(self, adres: str) -> Any:
        return self._kwam(self.client.get(adres, follow=True))

    def stuur(self, waarden: Waarden | None = None, adres: str = "") -> Any:
        """The form of the page one is on, with these answers."""
        velden = verborgen(self.html) | (waarden or {})
        return self._kwam(self.client.post(adres or self.adres, velden, follow=True))

    def begin(self) -> None:
        self.ga(f"/melden/{self.taal}/")
        self.stuur()

    @property
    def stap(self) -> str:
        """The question one is at; "" when at none."""
        gevonden = re.search(r"/vraag/(\w+)/", self.adres)
        return gevonden[1] if gevonden else ""

    def beantwoord(self, antwoorden: dict[str, Waarden]) -> None:
        """On to the summary, from wherever one is."""
        while self.stap:
            hier = self.stap
            self.gezien.append(hier)
            self._stuur_verder(antwoorden[hier])
            assert self.stap != hier, (hier, re.findall(r"foutregel.*?</div>", self.html, re.DOTALL))

    def beantwoord_tot(self, stap: str) -> None:
        """From the first question to this one, which is not answered."""
        while self.stap != stap:
            self._stuur_verder(ANTWOORDEN[self.stap], stap)

    def _stuur_verder(self, waarden: Waarden, tot: str = "") -> None:
        """On to the next question. Its page, the half of the work, asks nothing back: it is only looked at when it is
        `tot`, or by who looks."""
        if self.kijkt:
            self.stuur(waarden)
            return
        antwoord = self.client.post(self.adres, verborgen(self.html) | waarden)
        naar = antwoord.get("Location", "")
        gevonden = re.fullmatch(r"/melden/\w+/vraag/(\w+)/", naar)
        if antwoord.status_code != 302:
            self._kwam(antwoord)
        elif gevonden and gevonden[1] != tot:
            self.adres, self.html = naar, ""
        else:
            self.ga(naar)

    def meld(self, **anders: Waarden) -> Any:
        """From the first page to the receipt."""
        self.begin()
        self.beantwoord(ANTWOORDEN | anders)
        return self.stuur()

    @property
    def bewijs(self) -> tuple[int, str]:
        """Number and code, as they stand on the page."""
        nummer = re.search(r'id="nummer">(\d+)<', self.html)
        code = re.search(r'id="code" class="code">([0-9A-Z-]+)<', self.html)
        assert nummer, self.adres
        assert code
        return int(nummer[1]), code[1]

    def _kwam(self, antwoord: Any) -> Any:
        self.html = antwoord.content.decode()
        self.adres = antwoord.request["PATH_INFO"]
        if vraag := antwoord.request["QUERY_STRING"]:
            self.adres += f"?{vraag}"
        return antwoord


def begonnen() -> Melder:
    melder = Melder()
    melder.begin()
    return melder


def foto(kleur: str = "red", naam: str = "kantine.jpg") -> SimpleUploadedFile:
    uit = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Merk van Wil"
    Image.new("RGB", (30, 20), kleur).save(uit, "JPEG", exif=exif)
    return SimpleUploadedFile(naam, uit.getvalue(), "image/jpeg")
