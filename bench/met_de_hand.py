"""The fourteen core figures as a good SQL writer would write them once, for these tables: one pass, the same standen.

It is what `rapportages.kerncijfers` is measured against, and never used for anything else.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

SQL = """
WITH RECURSIVE
melding AS MATERIALIZED (
  SELECT id, domein, arbeidsmigranten, onderwerpen FROM meldingen_melding
   WHERE stand_vanaf <= %(stand_van)s AND (ontvangen_op <= %(tot)s) IS TRUE
     AND corona_relatie IN ('DIRECT', 'INDIRECT') AND dubbel_van_id IS NULL
  UNION ALL
  SELECT van_id, domein, arbeidsmigranten, onderwerpen FROM meldingen_meldingverleden
   WHERE stand_tot > %(stand_van)s AND stand_vanaf <= %(stand_van)s AND ontvangen_op <= %(tot)s
     AND corona_relatie IN ('DIRECT', 'INDIRECT') AND dubbel_van_id IS NULL
),
soort AS MATERIALIZED (SELECT domein, arbeidsmigranten, onderwerpen, COUNT(*) AS n FROM melding GROUP BY 1, 2, 3),
dubbel AS (
  SELECT id, dubbel_van_id AS doel FROM meldingen_melding
   WHERE stand_vanaf <= %(stand_van)s AND dubbel_van_id IS NOT NULL
  UNION ALL
  SELECT van_id, dubbel_van_id FROM meldingen_meldingverleden
   WHERE stand_tot > %(stand_van)s AND stand_vanaf <= %(stand_van)s AND dubbel_van_id IS NOT NULL
),
keten(zaak, melding) AS (
  SELECT zaak_id, melding_id FROM interventies_zaakmelding WHERE stand_vanaf <= %(stand_van)s AND NOT vervallen
  UNION
  SELECT zaak_id, melding_id FROM interventies_zaakmeldingverleden
   WHERE stand_tot > %(stand_van)s AND stand_vanaf <= %(stand_van)s AND NOT vervallen
  UNION
  SELECT keten.zaak, dubbel.doel FROM keten JOIN dubbel ON dubbel.id = keten.melding
),
zaak AS (
  SELECT id, domein FROM interventies_zaak WHERE stand_vanaf <= %(stand_van)s
  UNION ALL
  SELECT van_id, domein FROM interventies_zaakverleden WHERE stand_tot > %(stand_van)s AND stand_vanaf <= %(stand_van)s
),
hoofd AS (
  SELECT id, hoofd_id FROM meldingen_werkgever WHERE stand_vanaf <= %(stand_van)s AND hoofd_id IS NOT NULL
  UNION ALL
  SELECT van_id, hoofd_id FROM meldingen_werkgeververleden
   WHERE stand_tot > %(stand_van)s AND stand_vanaf <= %(stand_van)s AND hoofd_id IS NOT NULL
),
interventie AS (
  SELECT zaak_id, werkgever_id, soort, wijze FROM interventies_interventie
   WHERE stand_vanaf <= %(stand_van)s AND uitgereikt_op <= %(peildatum)s AND NOT vervallen
  UNION ALL
  SELECT zaak_id, werkgever_id, soort, wijze FROM interventies_interventieverleden
   WHERE stand_tot > %(stand_van)s AND stand_vanaf <= %(stand_van)s
     AND uitgereikt_op <= %(peildatum)s AND NOT vervallen
),
met_melding AS (SELECT DISTINCT keten.zaak FROM keten CROSS JOIN melding WHERE melding.id = keten.melding),
ingreep AS MATERIALIZED (
  SELECT i.zaak_id, COALESCE(hoofd.hoofd_id, i.werkgever_id) AS werkgever, zaak.domein, i.soort, i.wijze
    FROM interventie AS i
    JOIN met_melding ON met_melding.zaak = i.zaak_id
    JOIN zaak ON zaak.id = i.zaak_id
    LEFT JOIN hoofd ON hoofd.id = i.werkgever_id
),
per_zaak AS MATERIALIZED (
  SELECT zaak_id, MAX(CASE WHEN wijze = 'LOCATIE' THEN 1 ELSE 0 END) AS bezocht,
         COUNT(CASE WHEN soort = 'WAARSCHUWING' THEN 1 END) AS w, COUNT(CASE WHEN soort = 'EIS' THEN 1 END) AS e,
         COUNT(CASE WHEN soort = 'STILLEGGING' THEN 1 END) AS s, COUNT(CASE WHEN soort = 'BOETERAPPORT' THEN 1 END) AS b
    FROM ingreep GROUP BY zaak_id
),
per_werkgever AS (
  SELECT werkgever, MAX(CASE WHEN domein = 'VEILIG_GEZOND' THEN 1 ELSE 0 END) AS vg,
         MAX(CASE WHEN domein = 'EERLIJK' THEN 1 ELSE 0 END) AS e
    FROM ingreep GROUP BY werkgever
),
overtreding AS (
  SELECT zaak_id, werkgever_id FROM interventies_overtreding
   WHERE stand_vanaf <= %(stand_van)s AND geconstateerd_op <= %(peildatum)s AND NOT vervallen
  UNION ALL
  SELECT zaak_id, werkgever_id FROM interventies_overtredingverleden
   WHERE stand_tot > %(stand_van)s AND stand_vanaf <= %(stand_van)s
     AND geconstateerd_op <= %(peildatum)s AND NOT vervallen
),
toets AS (
  SELECT melding_id, resultaat, ROW_NUMBER() OVER (
           PARTITION BY melding_id ORDER BY getoetst_op DESC, geregistreerd_op DESC, id DESC) AS plaats
    FROM interventies_toetsing WHERE getoetst_op <= %(peildatum)s AND geregistreerd_op <= %(stand_van)s
)
SELECT 'melding', domein, CASE WHEN arbeidsmigranten THEN 'ja' ELSE '' END, onderwerpen, n, 0, 0, 0 FROM soort
UNION ALL
SELECT 'werkgever', NULL, NULL, NULL, COUNT(*), SUM(vg), SUM(e), COUNT(CASE WHEN vg + e = 2 THEN 1 END)
  FROM per_werkgever
UNION ALL
SELECT 'zaak', NULL, NULL, NULL, SUM(bezocht), 0, 0, 0 FROM per_zaak
UNION ALL
SELECT 'instrument', CAST(bezocht AS text), NULL, NULL, SUM(w), SUM(e), SUM(s), SUM(b) FROM per_zaak GROUP BY bezocht
UNION ALL
SELECT 'overtreder', NULL, NULL, NULL, COUNT(DISTINCT COALESCE(hoofd.hoofd_id, o.werkgever_id)), 0, 0, 0
  FROM overtreding AS o JOIN per_zaak ON per_zaak.zaak_id = o.zaak_id AND per_zaak.bezocht = 1
  LEFT JOIN hoofd ON hoofd.id = o.werkgever_id
UNION ALL
SELECT 'toets', resultaat, NULL, NULL, COUNT(*), 0, 0, 0
  FROM toets CROSS JOIN melding WHERE melding.id = toets.melding_id AND plaats = 1 GROUP BY resultaat
"""


def tel_op(rijen: Iterable[tuple[Any, ...]]) -> Counter[str]:
    """The rows of SQL as numbers by name ("KC-09 EERLIJK"), to hold against those of the program."""
    uit: Counter[str] = Counter()
    for soort, *rest in rijen:
        _TEL[soort](uit, *rest)
    return +uit


def _melding(uit: Counter[str], domein: str, migrant: str, onderwerpen: str, n: int, *_: object) -> None:
    lijst = onderwerpen.split(";")
    vg, afstand, thuis = (
        domein == "VEILIG_GEZOND",
        bool({"AFSTAND", "ZIEK_AAN_WERK"} & set(lijst)),
        "THUISWERKEN" in lijst,
    )
    uit["KC-01 waarde"] += n
    uit[f"KC-02 {domein}"] += n
    for code, teller, noemer in (
        ("KC-03", migrant == "ja", True),
        ("KC-04", vg and afstand, vg),
        ("KC-05", afstand, True),
        ("KC-06", vg and thuis, vg),
        ("KC-07", thuis, True),
    ):
        uit[f"{code} teller"] += n * teller
        uit[f"{code} noemer"] += n * noemer
    for onderwerp in lijst:
        uit[f"KC-14 {onderwerp} {domein}"] += n


def _werkgever(
    uit: Counter[str], _a: str, _b: str, _c: str, alle: int, vg: int, eerlijk: int, beide: int
) -> None:
    getallen = (alle, vg or 0, eerlijk or 0, beide)
    namen = ("KC-08 waarde", "KC-09 VEILIG_GEZOND", "KC-09 EERLIJK", "KC-09 overlap")
    uit.update(dict(zip(namen, getallen, strict=True)))


def _instrument(uit: Counter[str], bezocht: str, _b: str, _c: str, *aantallen: int) -> None:
    if bezocht == "1":
        for soort, n in zip(("WAARSCHUWING", "EIS", "STILLEGGING", "BOETERAPPORT"), aantallen, strict=True):
            uit[f"KC-13 {soort}"] = n
    uit["KC-13 waarde" if bezocht == "1" else "KC-13 zonder_locatie"] = sum(aantallen)


def _toets(uit: Counter[str], resultaat: str, _b: str, _c: str, n: int, *_: object) -> None:
    uit[f"KC-10 {resultaat}"] = n
    if resultaat in ("MAATREGEL_DIRECT", "MAATREGEL_UITEINDELIJK"):
        uit["KC-10 teller"] += n
    if resultaat in ("MAATREGEL_DIRECT", "MAATREGEL_UITEINDELIJK", "GEEN_MAATREGEL"):
        uit["KC-10 noemer"] += n


def _een(code: str) -> Callable[..., None]:
    def tel(uit: Counter[str], _a: str, _b: str, _c: str, n: int | None, *_: object) -> None:
        uit[f"{code} waarde"] = n or 0

    return tel


_TEL: dict[str, Callable[..., None]] = {
    "melding": _melding,
    "werkgever": _werkgever,
    "zaak": _een("KC-11"),
    "overtreder": _een("KC-12"),
    "instrument": _instrument,
    "toets": _toets,
}
