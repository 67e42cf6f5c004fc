"""PostgreSQL: the columns that a list is filtered by, as one array, which one small index serves in any combination.

Three filters that each leave a fifth leave little together, and an index for every combination there is not: laying the
indexes of single columns over each other the planner does not try, because no two of them help yet.
"""

import json
from collections.abc import Mapping

from django.db import models

VOOR = {
    "status": "s",
    "domein": "d",
    "ernst": "e",
    "prioriteit": "p",
    "route": "r",
    "kanaal": "k",
    "arbeidsmigranten": "a",
}
"""What stands before a value, so that no two columns have one in common. The index melding_kenmerken was made with
these, in this order."""

_JANEE = {True: "1", False: "0", None: ""}


class _Kenmerken(models.Func):
    """As the index has it, to the letter."""

    template = "ARRAY[%(expressions)s]"

    def __init__(self) -> None:
        veld = "%%(expressions)s"
        tekst = f"'%(voor)s' || {veld}"
        janee = f"CASE WHEN {veld} THEN '%(voor)s1' WHEN NOT {veld} THEN '%(voor)s0' ELSE '%(voor)s' END"
        super().__init__(
            *(
                models.Func(
                    models.F(naam),
                    template=(janee if naam == "arbeidsmigranten" else tekst) % {"voor": voor},
                    output_field=models.TextField(),
                )
                for naam, voor in VOOR.items()
            ),
            output_field=models.TextField(),
        )


class HeeftKenmerken(models.Func):
    """Has all of these values, by column."""

    template = "%(expressions)s::text[]"
    arg_joiner = " @> "
    output_field = models.BooleanField()

    def __init__(self, waarden: Mapping[str, str | bool | None]) -> None:
        delen = [
            VOOR[veld] + (waarde if isinstance(waarde, str) else _JANEE[waarde])
            for veld, waarde in waarden.items()
        ]
        # In an array a text between quotes is written as in JSON.
        lijst = "{" + ",".join(json.dumps(deel, ensure_ascii=False) for deel in delen) + "}"
        super().__init__(_Kenmerken(), models.Value(lijst))
