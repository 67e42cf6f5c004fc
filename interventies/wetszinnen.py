"""What the law refuses, as a person reads it: a file is answered in its codes, a screen in names."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext

from interventies import wet
from interventies.handhaving import Recht, Weigering
from interventies.wetstaal import op_scherm

_CODE = re.compile(r"\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*\b")


def namen_van(recht: Recht) -> dict[str, str]:
    """What each code of this law is called; of several versions the last."""
    return {
        **{code: versies[-1].artikel for code, versies in recht.grondslagen.items()},
        **{code: versies[-1].naam for code, versies in recht.voorschriften.items()},
        **uitkomsten(),
    }


def uitkomsten() -> dict[str, str]:
    """Of a safety check."""
    return {"AKKOORD": gettext("akkoord"), "NIET_AKKOORD": gettext("niet akkoord")}


def zonder_codes(reden: str, namen: Mapping[str, str]) -> str:
    """A reason as the importer gives it, with words for its codes. Of a code without a name the code stays."""
    return _CODE.sub(lambda gevonden: namen.get(gevonden[0]) or gevonden[0], reden)


def redenen(weigeringen: Iterable[Weigering], recht: Recht) -> list[str]:
    """Each reason once, in the language of who reads it."""
    namen = namen_van(recht)
    return list(dict.fromkeys(zonder_codes(wet.in_woorden(w, op_scherm), namen) for w in weigeringen))
