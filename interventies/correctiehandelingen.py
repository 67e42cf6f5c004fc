"""The acts by which what was recorded wrongly in a zaak is corrected, or taken back (`handeling`)."""

from django.utils.translation import gettext_lazy as _

from inspectie.rechten import Recht
from interventies import correctieforms, corrigeren
from interventies.handeling import HANDHAVEN, Handeling
from interventies.models import MET_BRIEF
from interventies.rustend import bezwaren_van
from interventies.statussen import HERROEPBAAR

_EIGEN = frozenset({Recht.ZAAK_BEHANDELEN_EIGEN})
_VERVALT = _("Ten onrechte vastgelegd")

OVERTREDING_CORRIGEREN = Handeling(
    "overtreding-corrigeren",
    _("Corrigeren"),
    _("Correctie vastleggen"),
    _("De overtreding is gecorrigeerd."),
    HANDHAVEN,
    correctieforms.CorrigeerOvertredingForm,
    lambda _overtreding, _wie: True,
    lambda _zaak, d, wie, op: corrigeren.corrigeer_overtreding(
        d["overtreding"],
        werkgever=d["werkgever"],
        voorschrift=d["voorschrift"],
        dag=d["dag"],
        ernstig_gevaar=d["ernstig_gevaar"],
        motivering=d["motivering"],
        reden=d["reden"],
        gezien=d["gezien"],
        door=wie,
        op=op,
    ),
    niet=lambda overtreding: bezwaren_van(overtreding, vervalt=False),
)
OVERTREDING_VERVALT = Handeling(
    "overtreding-vervallen",
    _VERVALT,
    _("Laten vervallen"),
    _("De overtreding is vervallen."),
    HANDHAVEN,
    correctieforms.OvertredingVervaltForm,
    # What cannot be corrected says why there.
    lambda overtreding, _wie: not bezwaren_van(overtreding, vervalt=False),
    lambda _zaak, d, wie, op: corrigeren.laat_overtreding_vervallen(
        d["overtreding"], reden=d["reden"], gezien=d["gezien"], door=wie, op=op
    ),
    niet=lambda overtreding: bezwaren_van(overtreding, vervalt=True),
)
TOEZEGGING_CORRIGEREN = Handeling(
    "toezegging-corrigeren",
    _("Corrigeren"),
    _("Correctie vastleggen"),
    _("De toezegging is gecorrigeerd."),
    _EIGEN,
    correctieforms.CorrigeerToezeggingForm,
    lambda _toezegging, _wie: True,
    lambda _zaak, d, wie, op: corrigeren.corrigeer_toezegging(
        d["toezegging"],
        werkgever=d["werkgever"],
        maatregel=d["maatregel"],
        uiterlijk=d["uiterlijk"],
        reden=d["reden"],
        gezien=d["gezien"],
        door=wie,
        op=op,
    ),
)
TOEZEGGING_VERVALT = Handeling(
    "toezegging-vervallen",
    _VERVALT,
    _("Laten vervallen"),
    _("De toezegging is vervallen."),
    _EIGEN,
    correctieforms.ToezeggingVervaltForm,
    lambda _toezegging, _wie: True,
    lambda _zaak, d, wie, op: corrigeren.laat_toezegging_vervallen(
        d["toezegging"], reden=d["reden"], gezien=d["gezien"], door=wie, op=op
    ),
)
NAKOMEN_HERROEPEN = Handeling(
    "nakomen-herroepen",
    _("Nagekomen was onjuist"),
    _("Nakomen herroepen"),
    _("De toezegging staat weer open."),
    _EIGEN,
    correctieforms.NakomenHerroepenForm,
    lambda toezegging, _wie: toezegging.nagekomen_op is not None,
    lambda _zaak, d, wie, op: corrigeren.herroep_nakomen(
        d["toezegging"], reden=d["reden"], gezien=d["gezien"], door=wie, op=op
    ),
)
INTERVENTIE_VERVALT = Handeling(
    "interventie-vervallen",
    _VERVALT,
    _("Laten vervallen"),
    _("Dit is vervallen."),
    HANDHAVEN,
    correctieforms.InterventieVervaltForm,
    lambda interventie, _wie: interventie.soort not in MET_BRIEF,
    lambda _zaak, d, wie, op: corrigeren.laat_interventie_vervallen(
        d["interventie"], reden=d["reden"], door=wie, op=op
    ),
    lijkt=lambda _interventie: "",
)
UITKOMST_HERROEPEN = Handeling(
    "uitkomst-herroepen",
    _("Uitkomst was onjuist"),
    _("Uitkomst herroepen"),
    _("De uitkomst is herroepen."),
    HANDHAVEN,
    correctieforms.UitkomstHerroepenForm,
    lambda interventie, _wie: interventie.status in HERROEPBAAR,
    lambda _zaak, d, wie, op: corrigeren.herroep_uitkomst(
        d["interventie"], reden=d["reden"], gezien=d["gezien"], door=wie, op=op
    ),
    lijkt=lambda interventie: interventie.status,
)
VAN_EEN_OVERTREDING = (OVERTREDING_CORRIGEREN, OVERTREDING_VERVALT)
VAN_EEN_TOEZEGGING = (NAKOMEN_HERROEPEN, TOEZEGGING_CORRIGEREN, TOEZEGGING_VERVALT)
VAN_EEN_INTERVENTIE = (UITKOMST_HERROEPEN, INTERVENTIE_VERVALT)
