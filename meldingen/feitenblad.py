"""The facts of a melding in groups, as people look for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meldingen.kolommen import als_cel
from meldingen.models import Melding
from meldingen.verzoeken import besluit_uiterlijk
from meldingen.woorden import Woorden, ja_nee


@dataclass(frozen=True, slots=True)
class Groep:
    """A heading and its (name, value); an empty value is unknown."""

    kop: str
    regels: list[tuple[str, str]]


def feitenblad(melding: Melding, woorden: Woorden, vrije_dagen: frozenset[date]) -> list[Groep]:
    """`vrije_dagen`: for the term of an open request (`Melding.is_open_verzoek`)."""
    return [
        Groep(
            _("Situatie"),
            [
                (_("Onderwerpen"), ", ".join(woorden.onderwerpen(melding.onderwerpen))),
                (_("Ernst"), melding.get_ernst_display()),
                (_("Blootgesteld"), als_cel(melding.aantal_blootgesteld)),
                (_("Duurt voort"), ja_nee(melding.duurt_voort)),
                (_("Bevestigde besmettingen"), als_cel(melding.bevestigde_besmettingen)),
                (_("Werk onderbroken"), ja_nee(melding.werkonderbreking)),
                (_("Personen in gevaar"), ja_nee(melding.personen_in_gevaar)),
                (_("Arbeidsmigranten"), ja_nee(melding.arbeidsmigranten)),
                (_("Indicatie opsporing"), ja_nee(melding.opsporing_indicatie)),
            ],
        ),
        Groep(
            _("Herkomst"),
            [
                (_("Kanaal"), woorden("kanaal", melding.kanaal)),
                *_te_bevestigen(melding),
                (_("Type melder"), woorden("melder_type", melding.melder_type)),
                (_("Melder bereikbaar"), ja_nee(melding.melder_bereikbaar)),
                (_("Melder ziet risico"), ja_nee(melding.melder_ziet_risico)),
                (_("Toestemming contact werkgever"), ja_nee(melding.toestemming_contact_werkgever)),
                (_("Verzoek Arbowet 24 lid 7"), _verzoek(melding, vrije_dagen)),
                (_("Coronarelatie"), melding.get_corona_relatie_display()),
                (_("Bevoegd"), melding.get_bevoegd_display()),
            ],
        ),
    ]


def _te_bevestigen(melding: Melding) -> Iterator[tuple[str, str]]:
    if (dag := melding.bevestig_uiterlijk) and melding.is_ontvangst_te_bevestigen:
        kort = date_format(dag, "SHORT_DATE_FORMAT")
        yield _("Ontvangst bevestigd"), _("Nog niet; uiterlijk %(dag)s") % {"dag": kort}


def _verzoek(melding: Melding, vrije_dagen: frozenset[date]) -> str:
    dag = besluit_uiterlijk(melding, vrije_dagen)
    if dag is None:
        return ja_nee(melding.verzoek_24_7)
    return _("Ja; besluit uiterlijk %(dag)s (Awb 4:13)") % {"dag": date_format(dag, "SHORT_DATE_FORMAT")}
