"""What stands written in a file that people handed in, as far as it can be read without opening it: text and sheets.

Of a PDF or a picture only somebody who looks at it knows.
"""

import html
import io
import re
import zipfile

XML_MAX = 30_000_000
"""Bytes of markup that are read of one file: a small one can unfold to a very large one."""
_LEESBAAR = ("application/vnd.oasis.", "application/vnd.openxmlformats-")
_EINDE = re.compile(r"</(?:[\w-]+:)?(?:p|h|si|tr|row|tc|c|table-cell|creator|title|subject|description)>")
_WIT = re.compile(r"<(?:[\w-]+:)?(?:tab|br|cr|s|line-break)\b[^>]*>")
_WIE = re.compile(r"""\b(?:[\w-]+:)?author=(?:"([^"]*)"|'([^']*)')""")
_MERK = re.compile(r"<[^>]*>")


def tekst_uit(mediatype: str, inhoud: bytes) -> str | None:
    """All words in a document or sheet, with those of its headers, notes and properties; None when they cannot be
    read. A word that is in several pieces, as these programs write them, comes out whole."""
    if not mediatype.startswith(_LEESBAAR):
        return None
    rest, delen = XML_MAX, []
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            for naam in pakket.namelist():
                if naam.casefold().endswith(".xml"):
                    with pakket.open(naam) as deel:
                        ruw = deel.read(rest + 1)
                    if len(ruw) > rest:
                        return None
                    rest -= len(ruw)
                    delen.append(
                        _kaal(ruw.decode("utf-16" if ruw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"))
                    )
    except Exception:  # noqa: BLE001 (whatever is wrong with it: it was not read)
        return None
    return "\n".join(filter(None, delen))


def _kaal(xml: str) -> str:
    wie = " ".join(een or ander for een, ander in _WIE.findall(xml))
    tekst = _MERK.sub("", _WIT.sub(" ", _EINDE.sub("\n", xml)))
    return "\n".join(filter(str.strip, (*html.unescape(tekst).splitlines(), html.unescape(wie))))
