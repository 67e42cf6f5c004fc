"""Around the commands of the program stands no English: the help, a mistake on the command line, a wrong name."""

import re
from argparse import SUPPRESS, Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.core.management.base import CommandError

from inspectie.management.ontleder import Ontleder
from inspectie.management.opdracht import Opdracht
from inspectie.management.voordeur import EIGEN, Voordeur
from tests.interventies.invoerhulp import Opdracht as Gevraagd
from tests.interventies.invoerhulp import draai_ronden

ENGELS = re.compile(
    r"\b(usage|options?|positional|arguments?|error|show|exit|message|invalid|choices?|choose|required|expected|"
    r"unrecognized|unknown|command|the|with|not|one)\b",
    re.IGNORECASE,
)
OPDRACHTEN = sorted(naam for naam, app in get_commands().items() if app == EIGEN)


def ontleders(ontleder: ArgumentParser) -> Iterator[ArgumentParser]:
    """It, and those of its parts."""
    yield ontleder
    for keuze in ontleder._actions:
        if isinstance(keuze, _SubParsersAction):
            for deel in keuze.choices.values():
                yield from ontleders(deel)


def zichtbaar(ontleder: ArgumentParser) -> list[Action]:
    return [k for k in ontleder._actions if k.help != SUPPRESS and not isinstance(k, _SubParsersAction)]


@pytest.mark.parametrize("naam", OPDRACHTEN)
def test_de_hulp_van_een_opdracht_is_nederlands_en_zegt_van_alles_wat_het_is(naam):
    opdracht = load_command_class(EIGEN, naam)
    assert isinstance(opdracht, Opdracht)
    for ontleder in ontleders(opdracht.create_parser("manage.py", naam)):
        hulp = ontleder.format_help()
        assert hulp.startswith(f"gebruik: manage.py {naam}")
        assert ENGELS.findall(hulp) == []
        assert [k.dest for k in zichtbaar(ontleder) if not k.help] == []


@pytest.mark.parametrize(
    ("regel", "zin"),
    [
        ("", "dit ontbreekt: NAAM, onderdeel"),
        ("n doe --soort", "--soort: hier hoort een waarde achter"),
        ("n doe --soort c", "--soort: “c” bestaat niet; kies uit"),
        ("n doe --aantal x", "--aantal: “x” is geen geldige waarde"),
        ("n doe --soort a --aantal 1 --dicht --open", "--open: kan niet samen met --dicht"),
        ("n doe --dicht=ja", "--dicht: hier hoort geen waarde achter"),
        ("n doe --twee 1", "--twee: aantal waarden dat hierachter hoort: 2"),
        ("n doe --meer", "--meer: hier hoort ten minste één waarde achter"),
        ("n doe --soor a --open", "onbekend: --soor a"),
        ("n doe", "geef een van: --dicht --open"),
        ("n laat", "onderdeel: “laat” bestaat niet; kies uit"),
        ("n doe --open --nooit", "onbekend: --nooit"),
        ("-v 9 n doe --open", "-v/--verbosity: “9” bestaat niet; kies uit"),
    ],
)
def test_elke_vergissing_op_de_opdrachtregel_wordt_in_het_nederlands_gezegd(capsys, regel, zin):
    class Proef(Opdracht):
        def add_arguments(self, parser: ArgumentParser) -> None:
            parser.add_argument("naam", metavar="NAAM")
            deel = parser.add_subparsers(dest="onderdeel", required=True).add_parser("doe")
            deel.add_argument("--soort", choices=("a", "b"))
            deel.add_argument("--aantal", type=int)
            deel.add_argument("--twee", nargs=2)
            deel.add_argument("--meer", nargs="+")
            samen = deel.add_mutually_exclusive_group(required=True)
            samen.add_argument("--dicht", action="store_true")
            samen.add_argument("--open", action="store_true")

    with pytest.raises(SystemExit) as einde:
        Proef().run_from_argv(["manage.py", "proef", *regel.split()])
    gezegd = capsys.readouterr().err
    assert einde.value.code == 2
    assert gezegd.startswith("gebruik: manage.py proef")
    assert zin in gezegd
    assert ENGELS.findall(gezegd) == []


def test_ook_wie_een_opdracht_uit_een_programma_aanroept_leest_geen_engels():
    with pytest.raises(CommandError) as mis:
        call_command("importeer")
    assert str(mis.value) == "dit ontbreekt: MAP"
    with pytest.raises(CommandError) as mis:
        call_command("trieer", no_color=True, force_color=True)
    assert str(mis.value) == "--no-color kan niet samen met --force-color."


def test_een_opdracht_die_er_niet_is_wordt_genoemd_met_wat_erop_lijkt(capsys):
    with pytest.raises(SystemExit) as einde:
        Voordeur(["manage.py", "tieer"]).execute()
    assert einde.value.code == 2, "contract 2: verkeerd gebruik"
    assert capsys.readouterr().err.splitlines() == [
        "manage.py: de opdracht “tieer” bestaat niet. Bedoelde u “trieer”?",
        "Welke er zijn: manage.py help",
    ]


def test_de_hulp_noemt_elke_opdracht_die_de_readme_noemt(capsys):
    Voordeur(["manage.py"]).execute()
    eigen, _, _ = capsys.readouterr().out.partition("Van Django")
    genoemd = re.findall(r"^  (\w+) ", eigen, re.MULTILINE)
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    tabel = readme.partition("manage.py …`")[2].partition("\n\n")[0]
    assert genoemd == OPDRACHTEN == sorted(re.findall(r"^\| `(\w+)", tabel, re.MULTILINE))
    assert ENGELS.findall(eigen) == []
    assert max(map(len, eigen.splitlines())) <= 79


def test_wie_meeleest_en_genoeg_heeft_krijgt_geen_bladzijde_code(tmp_path: Path):
    klaar = draai_ronden([Gevraagd(["help"], tmp_path / "leeg.sqlite3", tmp_path / "help", ongelezen=True)])
    assert klaar == [(1, "", "")]


def test_een_deel_van_een_opdracht_kort_geen_keuze_af():
    """As the command itself: what works today by half a word means something else tomorrow."""
    ontleder = Ontleder(prog="proef")
    deel = ontleder.add_subparsers().add_parser("deel")
    deel.add_argument("--gedeeltelijk", action="store_true")
    with pytest.raises(CommandError, match="onbekend: --gedeelte"):
        ontleder.parse_args(["deel", "--gedeelte"])
