"""Every combination of the inputs that matter, against the rules of the domain text written out as ifs.

The facts are split into classes that the rules cannot tell apart; each block combines the classes of the facts
that rules read together, and the last block draws from the product of all of them.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from meldingen.triage import Feiten, Waarde
from tests.meldingen.triagehulp import BUITEN, EERLIJK, GEWOON, ROUTES, VG, feiten, regelset

PARTNERS = {
    "KLANT_WINKEL": "GEMEENTE",
    "GROEPSVORMING": "GEMEENTE",
    "HUISVESTING": "GEMEENTE",
    "ZORGKWALITEIT": "IGJ",
    "VOEDSEL": "NVWA",
    "OPENBAAR_VERVOER": "ILT",
    "UITKERING_FRAUDE": "UWV",
    "PRIVACY": "AP",
}
RADEN = ("ONDERNEMINGSRAAD", "PERSONEELSVERTEGENWOORDIGING", "VAKBOND")

Verwacht = tuple[str, str, str | None, str, tuple[str, ...], str]


def domein_volgens_tekst(f: Feiten) -> str:
    if f.bevoegd == "ander":
        return "BUITEN"
    for onderwerp in f.onderwerpen:
        if onderwerp in VG:
            return "VEILIG_GEZOND"
        if onderwerp in EERLIJK:
            return "EERLIJK"
    return "BUITEN"


def regel_volgens_tekst(f: Feiten) -> tuple[str, str, str | None, str, str]:  # noqa: C901 - the table, row by row
    """Rule, route, priority, partner and reason before the modifiers."""
    domein = domein_volgens_tekst(f)
    partner = next((PARTNERS[o] for o in f.onderwerpen if o in PARTNERS), "")
    alleen_thuis = domein == "VEILIG_GEZOND" and {o for o in f.onderwerpen if o in VG} == {"THUISWERKEN"}
    fase_2 = date(2021, 1, 26) <= f.ontvangen_op < date(2021, 2, 18)
    fase_3 = f.ontvangen_op >= date(2021, 2, 18)
    voor_fase_2 = f.ontvangen_op < date(2021, 1, 26)
    bloot, besmet, eerdere = (
        f.aantal_blootgesteld or 0,
        f.bevestigde_besmettingen or 0,
        f.eerdere_meldingen or 0,
    )

    if f.dubbel:
        return "A2", "DUBBEL", None, "", ""
    if f.corona_relatie == "GEEN":
        return "A3", "ALGEMEEN", None, "", ""
    if f.opsporing_indicatie:
        return "B1", "OPSPORING", "P1" if f.personen_in_gevaar else "P2", "OPSPORING", ""
    if f.bevoegd == "ander":
        return "B2", "OVERDRACHT", "P2", partner, ""
    if (f.ernst == "acuut" or f.werkonderbreking) and f.werkgever_bekend:
        return "C1", "DIRECT_LOCATIE", "P1", "", ""
    if f.verzoek_24_7 and f.melder_type in RADEN:
        return "C2", "ONDERZOEK_VERPLICHT", "P2", "", ""
    if besmet >= 2 and f.duurt_voort and f.werkgever_bekend:
        return "C3", "DIRECT_LOCATIE", "P1", "GGD", ""
    if alleen_thuis and voor_fase_2 and f.melder_ziet_risico is not True:
        return "E2", "REGISTREREN", None, "", "THUISWERK_GEEN_RISICO"
    if f.werkgever_bekend is False and f.melder_bereikbaar:
        return "G1", "AANVULLING", "P1" if f.ernst == "acuut" else "P3", "", ""
    if f.werkgever_bekend is False and f.melder_bereikbaar is not True:
        return "G2", "GEEN_OPVOLGING", None, "", "ONVOLDOENDE_INFO"
    if f.instrument_termijn_verlopen:
        return "D2", "LOCATIE_GEPLAND", "P2", "", ""
    if f.toezegging_niet_nagekomen:
        return "D3", "LOCATIE_GEPLAND", "P2", "", ""
    if f.lopende_zaak:
        return "D1", "BUNDELEN", "P2" if eerdere >= 2 else "P3", "", ""
    if alleen_thuis and voor_fase_2 and f.melder_ziet_risico:
        return "E1", "TELEFONISCH", "P3", "", ""
    if alleen_thuis and fase_2:
        return "E3", "AANSPREKEN", "P2", "", ""
    if alleen_thuis and fase_3:
        return "E4", "AANSPREKEN", "P2", "", ""
    if domein == "EERLIJK":
        return "H1", "EERLIJK", "P2" if f.arbeidsmigranten else "P3", "", ""
    if domein == "VEILIG_GEZOND":
        if f.ernst == "ernstig" or (f.ernst == "significant" and bloot >= 10 and f.duurt_voort):
            return "F2", "TELEFONISCH", "P2", "", ""
        if f.ernst == "significant":
            return "F3", "TELEFONISCH", "P3", "", ""
        if f.ernst == "laag":
            return "F4", "AANSPREKEN", "P4", "", ""
    return "Z", "HANDMATIG", None, "", ""


def verwacht_volgens_tekst(f: Feiten) -> Verwacht:
    regel, route, prioriteit, partner, reden = regel_volgens_tekst(f)
    domein = domein_volgens_tekst(f)
    partners = [partner] if partner else []
    code = regel
    if regel not in ("A2", "A3", "Z"):
        if domein == "VEILIG_GEZOND" and f.arbeidsmigranten and prioriteit is not None:
            code += "+F1"
            if prioriteit == "P4":
                prioriteit = "P3"
            elif prioriteit == "P3":
                prioriteit = "P2"
        tweede = [PARTNERS[o] for o in f.onderwerpen if o in PARTNERS]
        if f.bevoegd == "gemengd" and tweede:
            code += "+B3"
            if tweede[0] not in partners:
                partners.append(tweede[0])
        if f.toestemming_contact_werkgever is False and route in ("TELEFONISCH", "AANSPREKEN"):
            code += "+N1"
            if f.ernst in ("ernstig", "acuut") or (f.aantal_blootgesteld or 0) >= 10:
                route, prioriteit = "LOCATIE_GEPLAND", "P3"
            else:
                route, prioriteit, reden = "REGISTREREN", None, "GEEN_TOESTEMMING"
    return code, route, prioriteit, domein, tuple(partners), reden


# Each list has one value per class: known yes against "nee" and unknown, below and on a threshold.
JA = (True, False)
JA_NEE_LEEG = (True, False, None)
ERNST = (None, "laag", "significant", "ernstig", "acuut")
DAGEN = (date(2021, 1, 25), date(2021, 1, 26), date(2021, 2, 18))
ONDERWERPEN: Sequence[tuple[str, ...]] = (
    ("AFSTAND",),
    ("THUISWERKEN", "LOON"),
    ("LOON", "THUISWERKEN"),
    ("HUISVESTING", "PBM", "ZORGKWALITEIT"),
    ("VRAAG_INFORMATIE",),
    (),
)
Blok = Mapping[str, Sequence[Waarde]]

KOP: Blok = {
    "dubbel": JA_NEE_LEEG,
    "corona_relatie": ("GEEN", "INDIRECT", None),
    "opsporing_indicatie": JA,
    "personen_in_gevaar": JA,
    "bevoegd": ("eigen", "ander", "gemengd", None),
    "onderwerpen": (*ONDERWERPEN, ("VOEDSEL",), ("OVERIG_B", "PRIVACY", "UITKERING_FRAUDE")),
    "arbeidsmigranten": JA,
    "toestemming_contact_werkgever": JA,
    "ernst": ("acuut", "laag"),
}
GEVAAR: Blok = {
    "ernst": ERNST,
    "werkonderbreking": JA,
    "werkgever_bekend": JA_NEE_LEEG,
    "verzoek_24_7": JA,
    "melder_type": ("VAKBOND", "WERKNEMER"),
    "bevestigde_besmettingen": (1, 2),
    "duurt_voort": JA,
    "onderwerpen": ONDERWERPEN[:4],
    "melder_ziet_risico": (True, None),
    "bevoegd": ("eigen", "gemengd"),
    "arbeidsmigranten": JA,
    "aantal_blootgesteld": (9, 10),
    "toestemming_contact_werkgever": JA,
}
STAART: Blok = {
    "ontvangen_op": DAGEN,
    "onderwerpen": ONDERWERPEN,
    "melder_ziet_risico": JA_NEE_LEEG,
    "werkgever_bekend": JA_NEE_LEEG,
    "melder_bereikbaar": (True, None),
    "ernst": ERNST,
    "arbeidsmigranten": JA,
    "toestemming_contact_werkgever": JA,
    "aantal_blootgesteld": (None, 10),
    "duurt_voort": (True, None),
    "bevoegd": ("onbekend", "gemengd"),
}
VERVOLG: Blok = {
    "instrument_termijn_verlopen": JA,
    "toezegging_niet_nagekomen": JA,
    "lopende_zaak": JA,
    "eerdere_meldingen": (None, 1, 2),
    "werkgever_bekend": JA_NEE_LEEG,
    "melder_bereikbaar": (True, None),
    "onderwerpen": ONDERWERPEN,
    "ernst": (None, "significant", "acuut"),
    "arbeidsmigranten": JA,
    "toestemming_contact_werkgever": JA,
    "aantal_blootgesteld": (None, 10),
    "bevoegd": ("eigen", "gemengd"),
}


def combinaties(blok: Blok) -> Iterator[Feiten]:
    for waarden in product(*blok.values()):
        yield feiten(**dict(zip(blok, waarden, strict=True)))


def vergelijk(alle: Iterator[Feiten]) -> Counter[str]:
    """Compares each; returns how often each rule with its modifiers came out."""
    set_van_regels = regelset()
    gezien: Counter[str] = Counter()
    for f in alle:
        advies = set_van_regels.adviseer(f)
        gekregen = (
            advies.regel_code,
            advies.route,
            advies.prioriteit,
            advies.domein,
            advies.partners,
            advies.redencode,
        )
        assert gekregen == verwacht_volgens_tekst(f), f
        assert advies.route in ROUTES
        gezien[advies.regel] += 1
    return gezien


def test_de_eerste_regels_geven_bij_elke_combinatie_wat_de_tekst_zegt() -> None:
    gezien = vergelijk(combinaties(KOP))
    assert {"A2", "A3", "B1", "B2", "C1"} <= set(gezien)


def test_de_gevaarregels_geven_bij_elke_combinatie_wat_de_tekst_zegt() -> None:
    gezien = vergelijk(combinaties(GEVAAR))
    assert {"C1", "C2", "C3"} <= set(gezien)


def test_de_regels_over_thuiswerken_werkgever_en_ernst_geven_bij_elke_combinatie_wat_de_tekst_zegt() -> None:
    gezien = vergelijk(combinaties(STAART))
    assert {"E1", "E2", "E3", "E4", "G1", "G2", "H1", "F2", "F3", "F4", "Z"} <= set(gezien)


def test_de_vervolgregels_geven_bij_elke_combinatie_wat_de_tekst_zegt() -> None:
    gezien = vergelijk(combinaties(VERVOLG))
    assert {"D1", "D2", "D3"} <= set(gezien)


def test_een_greep_uit_alle_combinaties_samen_geeft_wat_de_tekst_zegt() -> None:
    klassen: dict[str, list[Waarde]] = {naam: [waarde] for naam, waarde in GEWOON.items()}
    for blok in (KOP, GEVAAR, STAART, VERVOLG):
        for naam, waarden in blok.items():
            klassen[naam] = list(dict.fromkeys([*klassen[naam], *waarden]))
    # The first rules decide most of a plain draw, so their facts are mostly left at "no".
    zeldzaam = ("dubbel", "opsporing_indicatie", "werkonderbreking", "verzoek_24_7")
    kans = random.Random(983)

    def grepen() -> Iterator[Feiten]:
        for _ in range(15_000):
            keuze = {naam: kans.choice(waarden) for naam, waarden in klassen.items()}
            for naam in zeldzaam:
                if kans.random() < 0.8:
                    keuze[naam] = False
            yield feiten(**keuze)

    gezien = vergelijk(grepen())
    assert len(gezien) == len(regelset().inhoud.regels)


def test_elk_onderwerp_komt_in_het_domein_dat_de_tekst_noemt() -> None:
    for eerste, tweede in product((*VG, *EERLIJK, *BUITEN), repeat=2):
        f = feiten(onderwerpen=(eerste, tweede), bevoegd="gemengd")
        advies = regelset().adviseer(f)
        assert (advies.regel_code, advies.domein) == (verwacht_volgens_tekst(f)[0], domein_volgens_tekst(f))
