"""The figures of a year for the annual report of a labour inspectorate: visits, violations and what was imposed
[ILO convention 81, article 21 (d) and (e)].

Of all zaken, with or without a melding. The year runs from 1 January to the peildatum; what was registered by the
stand van counts, as with the core figures.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import connection

from inspectie.versies import stand_sql
from interventies.models import INSTRUMENTEN, Interventie, Overtreding, Voorschrift, Zaak
from meldingen.models import Werkgever
from meldingen.models.melding import Domein
from rapportages.cijfers import Cijfer, Label
from rapportages.kerncijfers.berekening import argumenten

VERSIE = "1.1"
"""Of these definitions. 1.1: a visit is a day in a zaak; before that each intervention on location was one."""
_TOT = "<= %(peildatum)s AND NOT vervallen"
_RELATIES = {
    "samen": stand_sql(Werkgever, ["hoofd_id"], "hoofd_id IS NOT NULL"),
    "zaak": stand_sql(Zaak, ["domein"]),
    "interventie": stand_sql(
        Interventie,
        ["zaak_id", "werkgever_id", "soort", "wijze", "uitgereikt_op"],
        f"uitgereikt_op >= %(begin)s AND uitgereikt_op {_TOT}",
    ),
    "overtreding": stand_sql(
        Overtreding,
        ["werkgever_id", "voorschrift"],
        f"geconstateerd_op >= %(begin)s AND geconstateerd_op {_TOT}",
    ),
    # A visit is a day in a zaak: what was imposed on it, at one employer or at more, makes it no other visit.
    "bezoek": (
        "SELECT DISTINCT i.zaak_id, zaak.domein, i.uitgereikt_op FROM interventie AS i"
        " JOIN zaak ON zaak.id = i.zaak_id WHERE i.wijze = 'LOCATIE'"
    ),
    "bezochte": (
        "SELECT DISTINCT COALESCE(samen.hoofd_id, i.werkgever_id) AS id FROM interventie AS i"
        " LEFT JOIN samen ON samen.id = i.werkgever_id WHERE i.wijze = 'LOCATIE'"
    ),
    "overtreder": (
        "SELECT DISTINCT COALESCE(samen.hoofd_id, o.werkgever_id) AS id FROM overtreding AS o"
        " LEFT JOIN samen ON samen.id = o.werkgever_id"
    ),
}
_SOORTEN = ", ".join(f"'{soort.value}'" for soort in INSTRUMENTEN)
_TELLINGEN = (
    "SELECT 'JV-01', domein, COUNT(*) FROM bezoek GROUP BY domein",
    "SELECT 'JV-02', '', COUNT(*) FROM bezochte",
    "SELECT 'JV-03', voorschrift, COUNT(*) FROM overtreding GROUP BY voorschrift",
    "SELECT 'JV-04', '', COUNT(*) FROM overtreder",
    f"SELECT 'JV-05', soort, COUNT(*) FROM interventie WHERE soort IN ({_SOORTEN}) GROUP BY soort",  # noqa: S608 (codes of this program)
)


def bereken_jaar(peildatum: date, stand_van: datetime) -> tuple[Cijfer, ...]:
    """Two queries."""
    voorschriften = sorted(set(Voorschrift.objects.values_list("code", flat=True)))
    met = ", ".join(f"{naam} AS ({sql})" for naam, sql in _RELATIES.items())
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {met} {' UNION ALL '.join(_TELLINGEN)}",
            argumenten(peildatum, stand_van)
            | {"begin": connection.ops.adapt_datefield_value(peildatum.replace(month=1, day=1))},
        )
        gevonden = {(code, deel): int(n) for code, deel, n in cursor.fetchall()}

    def delen(code: str, codes: list[str]) -> Mapping[str, int]:
        return {deel: gevonden.get((code, deel), 0) for deel in codes}

    domeinen = delen("JV-01", list(Domein.values))
    per_voorschrift = delen("JV-03", voorschriften)
    soorten = delen("JV-05", [soort.value for soort in INSTRUMENTEN])
    periode = f"van 1 januari {peildatum.year} tot en met de peildatum"
    return (
        Cijfer(
            "JV-01",
            "Inspectiebezoeken",
            "bezoek",
            f"Dagen waarop in een zaak een interventie op locatie is uitgevoerd, {periode}, met of zonder melding, naar"
            " het domein van de zaak. Wat op die dag is opgelegd, telt niet als nog een bezoek.",
            waarde=sum(domeinen.values()),
            delen=domeinen,
        ),
        Cijfer(
            "JV-02",
            "Bezochte werkgevers",
            "werkgever",
            f"Verschillende werkgevers bij wie {periode} een interventie op locatie is uitgevoerd.",
            waarde=gevonden.get(("JV-02", ""), 0),
        ),
        Cijfer(
            "JV-03",
            "Overtredingen",
            "overtreding",
            f"Overtredingen, geconstateerd {periode}, naar het voorschrift dat is overtreden.",
            waarde=sum(per_voorschrift.values()),
            delen=per_voorschrift,
        ),
        Cijfer(
            "JV-04",
            "Werkgevers met een overtreding",
            "werkgever",
            f"Verschillende werkgevers bij wie {periode} een overtreding is geconstateerd.",
            waarde=gevonden.get(("JV-04", ""), 0),
        ),
        Cijfer(
            "JV-05",
            "Handhavingsinstrumenten",
            "instrument",
            f"Waarschuwingen, eisen, stilleggingen en boeterapporten, uitgereikt {periode}. Later opgeheven of"
            " ingetrokken blijft geteld.",
            waarde=sum(soorten.values()),
            delen=soorten,
        ),
    )


def voorschriftwoorden() -> dict[str, Label]:
    """The name of each provision, as it is called last, and its article where there is little room. One query."""
    reeks = Voorschrift.objects.order_by("code", "geldig_van", "pk")
    return {
        code: Label(naam, naam, artikel)
        for code, naam, artikel in reeks.values_list("code", "naam", "artikel")
    }
