"""The facts of a melding in groups, as people look for them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from meldingen.models import Melding
from meldingen.woorden import Woorden, ja_nee


@dataclass(frozen=True, slots=True)
class Groep:
    """A heading and its (name, value); an empty value is unknown."""

    kop: str
    regels: list[tuple[str, str]]


def feitenblad(melding: Melding, woorden: Woorden) -> list[Groep]:
    return [
        Groep(
            _("Situatie"),
            [
                (_("Onderwerpen"), ", ".join(woorden.onderwerpen(melding.onderwerpen))),
                (_("Ernst"), melding.get_ernst_display()),
                (_("Blootgesteld"), _getal(melding.aantal_blootgesteld)),
                (_("Duurt voort"), ja_nee(melding.duurt_voort)),
                (_("Bevestigde besmettingen"), _getal(melding.bevestigde_besmettingen)),
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
                (_("Type melder"), woorden("melder_type", melding.melder_type)),
                (_("Melder bereikbaar"), ja_nee(melding.melder_bereikbaar)),
                (_("Melder ziet risico"), ja_nee(melding.melder_ziet_risico)),
                (_("Toestemming contact werkgever"), ja_nee(melding.toestemming_contact_werkgever)),
                (_("Verzoek Arbowet 24 lid 7"), ja_nee(melding.verzoek_24_7)),
                (_("Coronarelatie"), melding.get_corona_relatie_display()),
                (_("Bevoegd"), melding.get_bevoegd_display()),
            ],
        ),
    ]


def _getal(waarde: int | None) -> str:
    return "" if waarde is None else str(waarde)
