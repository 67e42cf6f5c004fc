"""What an act on a zaak is: who may, when it is on offer, its form and the act itself."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from interventies.models import Zaak
from interventies.zaakform import Zaakform

Doe = Callable[[Zaak, dict[str, Any], Gebruiker, datetime], object]
HANDHAVEN = frozenset({Recht.HANDHAVING_BESLISSEN_EIGEN})


@dataclass(frozen=True, slots=True)
class Handeling:
    """An act. `kan` takes the zaak, or the record in it that the form is about (`Zaakform.over`)."""

    code: str
    naam: str | Promise
    knop: str | Promise
    gedaan: str | Promise
    rechten: frozenset[Recht]
    form: type[Zaakform]
    kan: Callable[[Any, Gebruiker], bool]
    doe: Doe
    toets: str = ""
    lijkt: Callable[[Any], Hashable] | None = None
    """Of a form about a record: what it reads differently for. None: for each record anew."""
    niet: Callable[[Any], Sequence[str]] = lambda _record: ()
    """Why it cannot be done with this record now: said in the place of the form, before anybody fills it in."""
