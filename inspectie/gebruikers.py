"""Who may work here: made, given a role and a team, and shut out. Each act is in the log."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from inspectie.fouten import Regelfout
from inspectie.logboek import log
from inspectie.models import Code, Gebruiker, Rol


@transaction.atomic
def stel_in(
    naam: str,
    *,
    rol: str,
    team: str | None = None,
    wachtwoord: str | None = None,
    actief: bool | None = None,
    voornaam: str | None = None,
    achternaam: str | None = None,
    email: str | None = None,
    op: datetime,
) -> tuple[Gebruiker, bool]:
    """The user with this name in this role, and whether it is a new one; that needs a password. What is None stays as
    it was: who is of no team works for all of them, and who was shut out is not let in by the way. The name is how
    colleagues and the letters call somebody; the address is for the report of the week. Raises Regelfout."""
    if rol not in Rol.values:
        raise Regelfout(f"De rol “{rol}” bestaat niet; kies uit {', '.join(Rol.values)}.")
    teams = list(Code.objects.filter(lijst="team").order_by("volgorde").values_list("code", flat=True))
    if team and team not in teams:
        raise Regelfout(f"Het team “{team}” bestaat niet; kies uit {', '.join(teams)}.")
    gebruiker = Gebruiker.objects.select_for_update(no_key=True).filter(username=naam).first()
    nieuw = gebruiker is None
    if gebruiker is None:
        if not wachtwoord:
            raise Regelfout("Een nieuwe gebruiker heeft een wachtwoord nodig.")
        gebruiker = Gebruiker(username=naam)
    gebruiker.rol = rol
    velden = {
        "team": team,
        "is_active": actief,
        "first_name": voornaam,
        "last_name": achternaam,
        "email": email,
    }
    genoemd = {veld: waarde for veld, waarde in velden.items() if waarde is not None}
    for veld, waarde in genoemd.items():
        setattr(gebruiker, veld, waarde)
    if wachtwoord:
        gebruiker.set_password(wachtwoord)
    try:
        if wachtwoord:
            validate_password(wachtwoord, gebruiker)
        gebruiker.full_clean()
    except ValidationError as fout:
        raise Regelfout(*fout.messages) from None
    gebruiker.save()
    log(
        "gebruiker_ingesteld",
        op=op,
        onderwerp=f"gebruiker:{gebruiker.pk}",
        rol=rol,
        team=gebruiker.team,
        actief=gebruiker.is_active,
        wachtwoord=bool(wachtwoord),
        genoemd=sorted(genoemd),
    )
    return gebruiker, nieuw


@transaction.atomic
def neem_tweede_factor_weg(gebruiker: Gebruiker, *, op: datetime) -> None:
    """Who lost the phone and the codes on paper gets in with the password again; for a role that must have one, to set
    up another."""
    Authenticator.objects.filter(user=gebruiker).delete()
    log("tweede_factor_weg", op=op, onderwerp=f"gebruiker:{gebruiker.pk}")
