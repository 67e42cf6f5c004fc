"""What the system says when it refuses."""

MINSTE_REDEN = 5
"""Characters of a reason that is kept with what somebody saw or took along: fewer say nothing."""


def zegt_iets(reden: str) -> bool:
    return len(reden.strip()) >= MINSTE_REDEN


class Regelfout(Exception):
    """An act that a rule forbids; the text is shown to the person who tried, in the language they read.

    `redenen` holds each reason apart; `str()` joins them. `veld` is the field of the form that it is about, if any.
    """

    veld: str | None = None

    def __init__(self, *redenen: str) -> None:
        super().__init__(" ".join(redenen))
        self.redenen = redenen


class Veldfout(Regelfout):
    """A refusal of what stands in one field of the form."""

    def __init__(self, veld: str, *redenen: str) -> None:
        super().__init__(*redenen)
        self.veld = veld


class Ingehaald(Regelfout):
    """What somebody saw is no longer how it stands: another was first. Nothing was done; look again."""
