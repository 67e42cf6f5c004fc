"""The other languages of the site: `locale/<taal>/LC_MESSAGES/django.po`, from which `django.mo` is made. English has
every text; Polish, Romanian and Bulgarian have those of the public pages.

    python -m scripts.taal                 brings each .po up to date with the sources, and makes the .mo
    python -m scripts.taal --controle      says what is missing, unused, fuzzy or different, and changes nothing

The files are committed, so that nobody needs gettext to run the site. Dutch is the text in the source itself. Only
Python's and Django's own parsers are used: there is no library here that would have to be installed first.
"""

import ast
import json
import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
APPS = ("inspectie", "meldingen", "interventies", "rapportages")
# Which argument is the text; `te_vertalen` and `Zin` mark text in the pure modules, which know no Django.
# A text in a file of data has this name there.
IN_GEGEVENS = "reden"
ENKEL = {"gettext", "gettext_lazy", "gettext_noop", "_", "te_vertalen", "Zin"}
MEERVOUD = {"ngettext", "ngettext_lazy"}
# How many plurals a language has, and which of them belongs to a number.
_VAAK = "n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14)"
MEERVOUDEN = {
    "en": (2, "(n != 1)"),
    "pl": (3, f"(n == 1 ? 0 : {_VAAK} ? 1 : 2)"),
    "ro": (3, "(n == 1 ? 0 : n == 0 || (n % 100 > 0 && n % 100 < 20) ? 1 : 2)"),
    "bg": (2, "(n != 1)"),
}
# Where the texts of a public page stand. What stands here is there in every language.
OPENBAAR = (
    "meldingen/meldpunt/",
    "meldingen/templatetags/meldpunt.py",
    "templates/meldpunt/",
    "templates/_fouten.html",
    "templates/_keuzeveld.html",
    "templates/_veld.html",
    "inspectie/bestanden.py",
)
_PLAATS = re.compile(r"%\((\w+)\)[a-z]|(?<!%)%(?!%|\()[a-z]|\{\w*\}")
_LETTERLIJK = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_AANROEP = re.compile(rf"(?<!\w)(n?gettext|_)\(\s*({_LETTERLIJK}(?:\s*,\s*{_LETTERLIJK})*)")

Sleutel = tuple[str, str]
"""A text and its plural, "" when it has none."""


@dataclass
class Tekst:
    """An entry: its translations (with a plural as many as its language has), the files it stands in, and whether it is
    marked fuzzy."""

    vertaling: list[str]
    waar: set[str] = field(default_factory=set)
    vaag: bool = False


# What the sources ask for


def uit_python(bron: str) -> Iterator[Sleutel]:
    """Raises ValueError for a call whose text cannot be read, such as an f-string."""
    for knoop in ast.walk(ast.parse(bron)):
        if not isinstance(knoop, ast.Call):
            continue
        naam = getattr(knoop.func, "id", getattr(knoop.func, "attr", ""))
        aantal = 1 if naam in ENKEL else 2 if naam in MEERVOUD else 0
        if not aantal or len(knoop.args) < aantal:
            continue
        teksten = [arg.value for arg in knoop.args[:aantal] if isinstance(arg, ast.Constant)]
        if len(teksten) == aantal and all(isinstance(tekst, str) for tekst in teksten):
            yield str(teksten[0]), str(teksten[1]) if aantal == 2 else ""
        elif any(isinstance(arg, ast.JoinedStr | ast.BinOp) for arg in knoop.args[:aantal]):
            raise ValueError(f"regel {knoop.lineno}: {ast.unparse(knoop)}")


def uit_gegevens(bron: str) -> Iterator[Sleutel]:
    teksten: list[Sleutel] = []
    json.loads(bron, object_hook=lambda deel: teksten.extend((deel[n], "") for n in deel if n == IN_GEGEVENS))
    yield from teksten


def uit_sjabloon(bron: str) -> Iterator[Sleutel]:
    from django.utils.translation.template import templatize

    for naam, argumenten in _AANROEP.findall(templatize(bron)):
        teksten = ast.literal_eval(f"[{argumenten}]")
        yield teksten[0], teksten[1] if naam == "ngettext" else ""


def gevraagd() -> dict[Sleutel, set[str]]:
    """Every text of the site, with the files it stands in."""
    uit: dict[Sleutel, set[str]] = {}
    for app in APPS:
        for pad in sorted((WORTEL / app).rglob("*.py")):
            if "migrations" not in pad.parts:
                _neem(uit, pad, uit_python(pad.read_text(encoding="utf-8")))
        for pad in sorted((WORTEL / app / "gegevens").glob("*.json")):
            _neem(uit, pad, uit_gegevens(pad.read_text(encoding="utf-8")))
    for pad in sorted((WORTEL / "templates").rglob("*.*")):
        _neem(uit, pad, uit_sjabloon(pad.read_text(encoding="utf-8")))
    return uit


def gevraagd_in(taal: str, alles: dict[Sleutel, set[str]]) -> dict[Sleutel, set[str]]:
    """What of it this language must have, with where."""
    if taal == "en":
        return alles
    uit = {sleutel: {pad for pad in waar if pad.startswith(OPENBAAR)} for sleutel, waar in alles.items()}
    return {sleutel: waar for sleutel, waar in uit.items() if waar}


def po(taal: str) -> Path:
    return WORTEL / "locale" / taal / "LC_MESSAGES" / "django.po"


def kop(taal: str) -> str:
    aantal, regel = MEERVOUDEN[taal]
    return (
        f"Project-Id-Version: coronameldingen\nLanguage: {taal}\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
        f"Plural-Forms: nplurals={aantal}; plural={regel};\n"
    )


def _neem(uit: dict[Sleutel, set[str]], pad: Path, teksten: Iterator[Sleutel]) -> None:
    try:
        for sleutel in teksten:
            # One text has one entry; where it is counted too, that entry has its plural.
            if sleutel[0]:
                uit.setdefault(sleutel, set()).add(pad.relative_to(WORTEL).as_posix())
    except ValueError as fout:
        raise ValueError(f"{pad}: {fout}") from None


# The files


def lees_po(tekst: str) -> dict[Sleutel, Tekst]:
    uit: dict[Sleutel, Tekst] = {}
    for blok in re.split(r"\n\s*\n", tekst):
        velden: dict[str, str] = {}
        naam = ""
        for regel in blok.splitlines():
            if m := re.match(r'(msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")$', regel):
                naam = m[1]
                velden[naam] = ast.literal_eval(m[2])
            elif regel.startswith('"'):
                velden[naam] += ast.literal_eval(regel)
        if velden.get("msgid"):
            meer = velden.get("msgid_plural", "")
            namen = sorted(n for n in velden if n.startswith("msgstr[")) if meer else ["msgstr"]
            uit[velden["msgid"], meer] = Tekst(
                [velden.get(n, "") for n in namen],
                set(" ".join(re.findall(r"^#: (.*)$", blok, re.MULTILINE)).split()),
                "fuzzy" in " ".join(re.findall(r"^#, (.*)$", blok, re.MULTILINE)),
            )
    return uit


def schrijf_po(teksten: dict[Sleutel, Tekst], taal: str = "en") -> str:
    delen = [f'msgid ""\nmsgstr ""\n{"".join(_q(r) + chr(10) for r in kop(taal).splitlines(keepends=True))}']
    for (een, meer), tekst in sorted(teksten.items()):
        deel = "".join(f"#: {pad}\n" for pad in sorted(tekst.waar)) + ("#, fuzzy\n" if tekst.vaag else "")
        deel += f"msgid {_q(een)}\n"
        if meer:
            deel += f"msgid_plural {_q(meer)}\n"
        for nummer, vertaling in enumerate(tekst.vertaling):
            deel += f"msgstr{f'[{nummer}]' if meer else ''} {_q(vertaling)}\n"
        delen.append(deel)
    return "\n".join(delen)


def _q(tekst: str) -> str:
    return (
        '"' + tekst.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    )


def maak_mo(teksten: dict[Sleutel, Tekst], taal: str = "en") -> bytes:
    """The catalogue as gettext reads it: a head, two tables of (length, place), and the texts sorted by their bytes."""
    paren = {b"": kop(taal).encode()}
    for (een, meer), tekst in teksten.items():
        if all(tekst.vertaling) and not tekst.vaag:
            sleutel = f"{een}\0{meer}" if meer else een
            paren[sleutel.encode()] = "\0".join(tekst.vertaling).encode()
    rijen = sorted(paren.items())
    begin, tafel = 7 * 4, 8 * len(rijen)
    plaats = begin + 2 * tafel
    tabellen, inhoud = b"", b""
    for kant in (0, 1):
        for rij in rijen:
            tabellen += struct.pack("<2I", len(rij[kant]), plaats + len(inhoud))
            inhoud += rij[kant] + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(rijen), begin, begin + tafel, 0, plaats) + tabellen + inhoud


# What is wrong


def gebreken(vraag: dict[Sleutel, set[str]], teksten: dict[Sleutel, Tekst]) -> Iterator[str]:
    for sleutel in sorted(vraag.keys() - teksten.keys()):
        yield f"ontbreekt: {sleutel[0]!r} ({', '.join(sorted(vraag[sleutel]))})"
    for sleutel in sorted(teksten.keys() - vraag.keys()):
        yield f"niet meer gebruikt: {sleutel[0]!r}"
    for sleutel, tekst in sorted(teksten.items()):
        if tekst.vaag:
            yield f"onzeker (fuzzy): {sleutel[0]!r}"
        if not all(tekst.vertaling):
            yield f"zonder vertaling: {sleutel[0]!r}"
        for nummer, vertaling in enumerate(tekst.vertaling):
            bron = sleutel[1] if nummer else sleutel[0]
            if vertaling and plaatsen(bron) != plaatsen(vertaling):
                yield f"andere invulplaatsen: {bron!r} tegen {vertaling!r}"


def plaatsen(tekst: str) -> list[str]:
    """What is filled in later: %(naam)s, %s, {naam}."""
    return sorted(gevonden[0] for gevonden in _PLAATS.finditer(tekst))


def bijgewerkt(
    vraag: dict[Sleutel, set[str]], teksten: dict[Sleutel, Tekst], taal: str = "en"
) -> dict[Sleutel, Tekst]:
    """What is asked for, with the translation it had."""
    uit: dict[Sleutel, Tekst] = {}
    for sleutel, waar in vraag.items():
        oud = teksten.get(sleutel, Tekst([""] * (MEERVOUDEN[taal][0] if sleutel[1] else 1)))
        uit[sleutel] = Tekst(oud.vertaling, waar, oud.vaag)
    return uit


def main() -> int:
    alles, aantal = gevraagd(), 0
    for taal in MEERVOUDEN:
        fouten = list(_werk_bij(taal, gevraagd_in(taal, alles), schrijf="--controle" not in sys.argv[1:]))
        print(*(f"{taal}: {fout}" for fout in fouten), sep="\n" if fouten else "")
        aantal += len(fouten)
    print(f"{len(alles)} teksten, {aantal} gebreken")
    return 1 if aantal else 0


def _werk_bij(taal: str, vraag: dict[Sleutel, set[str]], *, schrijf: bool) -> Iterator[str]:
    bestand = po(taal)
    teksten = lees_po(bestand.read_text(encoding="utf-8")) if bestand.exists() else {}
    mo = bestand.with_suffix(".mo")
    if schrijf:
        teksten = bijgewerkt(vraag, teksten, taal)
        bestand.parent.mkdir(parents=True, exist_ok=True)
        bestand.write_text(schrijf_po(teksten, taal), encoding="utf-8")
        mo.write_bytes(maak_mo(teksten, taal))
    yield from gebreken(vraag, teksten)
    if not mo.exists() or mo.read_bytes() != maak_mo(teksten, taal):
        yield "django.mo is niet van deze django.po: draai `make taal`"


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.configure()
    django.setup()
    sys.exit(main())
