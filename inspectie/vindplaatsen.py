r"""Where something lies on the computer of whoever made a document, or in a cloud of their own.

`C:\Users\anna\a.png` is called after a person. Such a place is taken out of what a part of a document says beside its
words: out of values in its tags, and out of the instruction of a field, which Word cuts in pieces where it sees a word
it does not know.
"""

import re

NERGENS = b"file:///"
_STATION = rb"""[A-Za-z]:(?:[\\/](?!/)|%5[Cc])"""
_SERVER = rb"""\\\\(?:\\\\)?\w[\w.$-]{0,100}+\\"""
_SCHEMA = rb"(?:file:|(?:smb|afp|nfs|sftp|davs?|webdavs?):/)"
_THUIS = rb"/(?:home|Users)/"
_MAC = rb"[\w .-]{1,60}:Users:"  # as Word for Mac calls the place of a picture
_AAN_HET_BEGIN = re.compile(rb"\s*+(?:%b|%b|%b|%b|%b)" % (_SCHEMA, _STATION, _SERVER, _THUIS, _MAC))
# Up to what ends it there: an instruction and a formula have quotes (as `&quot;` too), a connection has `;`.
_ERGENS = re.compile(
    rb"""(?P<file>(?<![A-Za-z])file:/++)[^"'<>`&;\]#|]*+"""
    rb"""|(?:(?<![A-Za-z:])%b|(?<![\\\w])%b|(?<![A-Za-z])(?:smb|afp|nfs|sftp|davs?|webdavs?):/"""
    rb"""|(?<=["'\s=(`;,])%b)[^"<>`&;\]#|]*+""" % (_STATION, _SERVER, _THUIS)
)
_SNEL = re.compile(rb"""[A-Za-z]:[\\/%%](?!/)|\\\\|file:|(?:smb|afp|nfs|sftp|davs?):/|%b|:Users:""" % _THUIS)
_TEKENS = (b":/", b":\\", b":%", b"\\\\", b"file:", b"/home/", b"/Users/", b":Users:")
_WAARDE = re.compile(rb"""(\s((?:\w[\w.-]*+:)?\w[\w.-]*+)\s*+=\s*+)(?:"([^"]*+)"|'([^']*+)')""")
_GEEN_PLEK = (b"string-value", b"formatCode", b"PartName", b"full-path")
"""What stands in a cell of a sheet, and how it is written there; where a part lies in the document itself."""
_OMHOOG = re.compile(rb"""(\sxlink:href\s*+=\s*+)(?:"\.\./[^"]*+"|'\.\./[^']*+')""")
_WOLK = re.compile(
    rb"""(-my\.sharepoint\.com/(?:[^"'<>\s]{0,40}?/)?personal/|\bd\.docs\.live\.net/|\bonedrive\.live\.com/[^"'<>\s]{0,100}?\bcid=)"""
    rb"""[^"'<>\s/&?]++"""
)
TAG = re.compile(rb"""<(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""")
_LOS = rb"(?:\s[^<>]{0,2000}+)?+(?<!/)>"
_VELD = re.compile(rb"""(<(?:\w+:)?instrText%b)([^<]*+)|<(?:\w+:)?fldChar\b[^<>]{0,500}?fldCharType""" % _LOS)
_AANHALING = re.compile(rb'"|&quot;|&#34;|\xe2\x80[\x9c-\x9e]')
_HAALT_OP = re.compile(
    rb"\s*+(?:INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DATABASE|RD|DDE|DDEAUTO)\b", re.IGNORECASE
)
_MAG_BLIJVEN = re.compile(rb"(?:https?|mailto|tel|ftp|news|callto|sip):|#|[^/\\:%]*+$", re.IGNORECASE)


def zonder_plek(stuk: bytes) -> bytes:
    """What stands in a tag goes no further; the same words in the running text stay."""
    if any(teken in stuk for teken in _TEKENS) and _SNEL.search(stuk):
        stuk = TAG.sub(_uit_tag, stuk)
    # LibreOffice says so from the document on; within it nothing is written this way.
    if b"../" in stuk and _OMHOOG.search(stuk):
        stuk = TAG.sub(lambda tag: _OMHOOG.sub(rb'\1"file:///"', tag[0]), stuk)
    if (b"sharepoint" in stuk or b".live." in stuk) and _WOLK.search(stuk):
        stuk = TAG.sub(lambda tag: zonder_wolk(tag[0]), stuk)
    return stuk


def zonder_wolk(stuk: bytes) -> bytes:
    """An address in a personal cloud, without whose it is."""
    return _WOLK.sub(rb"\1x", stuk)


def mag_blijven(doel: bytes) -> bytes | None:
    """What a link on a page goes to, without whose it is; None for what lies with whoever made it."""
    return zonder_wolk(doel) if _MAG_BLIJVEN.match(doel) else None


def _uit_tag(tag: re.Match[bytes]) -> bytes:
    return _WAARDE.sub(_uit_waarde, tag[0]) if _SNEL.search(tag[0]) else tag[0]


def _uit_waarde(paar: re.Match[bytes]) -> bytes:
    waarde = paar[3] if paar[3] is not None else paar[4]
    if not _SNEL.search(waarde) or paar[2].endswith(_GEEN_PLEK):
        return paar[0]
    if _AAN_HET_BEGIN.match(waarde):
        return b'%b"%b"' % (paar[1], NERGENS)
    nieuw = _knip(waarde)
    return paar[0] if nieuw == waarde else paar[0].replace(waarde, nieuw)


def _knip(tekst: bytes) -> bytes:
    return _ERGENS.sub(lambda plek: NERGENS if plek["file"] else b"", tekst)


class Velden:
    """The instructions of the fields of one part, in the order in which they stand."""

    def __init__(self) -> None:
        self._opnieuw()

    def _opnieuw(self) -> None:
        self._haalt_op: bool | None = None
        self._open, self._eerder = False, b""

    def kaal(self, stuk: bytes) -> bytes:
        return _VELD.sub(self._wat_blijft, stuk) if b"instrText" in stuk or b"fldChar" in stuk else stuk

    def _wat_blijft(self, gevonden: re.Match[bytes]) -> bytes:
        if gevonden[1] is None:  # a field begins, or its instruction ends
            self._opnieuw()
            return gevonden[0]
        tekst = gevonden[2]
        if self._haalt_op is None and tekst.strip():
            self._haalt_op = bool(_HAALT_OP.match(tekst))
        delen = _AANHALING.split(tekst)
        uit = [self._deel(delen[0])]
        for deel in delen[1:]:
            self._open, self._eerder = not self._open, b""
            uit.append(self._deel(deel))
        tekens = [*_AANHALING.findall(tekst), b""]
        return gevonden[1] + zonder_wolk(b"".join(d + t for d, t in zip(uit, tekens, strict=True)))

    def _deel(self, deel: bytes) -> bytes:
        """Between two quotes, or beside them. Of a field that fetches something all that is quoted goes; of another
        what is a place, also where that began in a piece before."""
        if not self._open:
            return _knip(deel)
        self._eerder += deel
        return b"" if self._haalt_op or _AAN_HET_BEGIN.match(self._eerder) else deel
