import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("interventies", "0001_begin"),
        ("interventies", "0003_weigeringen"),
        ("interventies", "0005_mijn_werk"),
        ("interventies", "0006_zaakdossier"),
        ("interventies", "0008_verzonden"),
        ("interventies", "0009_zaken_vinden"),
        ("interventies", "0010_brieven"),
        ("interventies", "0012_rechtsvoorstellen"),
        ("interventies", "0014_overdragen"),
        ("interventies", "0016_stukken"),
        ("interventies", "0018_terugkoppelen"),
        ("interventies", "0019_toewijzen_in_team"),
        ("interventies", "0020_briefteksten_wijzigen"),
        ("interventies", "0021_volgpagina"),
        ("interventies", "0022_eigen_initiatief"),
        ("interventies", "0024_opname_indexen"),
        ("interventies", "0025_mislukte_verzendingen"),
        ("interventies", "0026_overdrachtsbestanden"),
        ("interventies", "0028_weggelaten_bestanden"),
        ("interventies", "0029_voorstel_met_bestanden"),
        ("interventies", "0030_berichtteksten"),
        ("interventies", "0032_welk_werk"),
        ("interventies", "0033_dag_van_de_brief"),
        ("interventies", "0035_eigen_initiatief_bekend"),
        ("interventies", "0036_koppeling_sinds"),
        ("interventies", "0037_overdracht_herroepen"),
        ("interventies", "0038_reden_van_weigering"),
    ]
    initial = True

    dependencies = [
        ("inspectie", "0001_schema"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("meldingen", "0001_schema"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bericht",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "melding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="berichten",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[("OVERDRACHT", "Bericht van overdracht"), ("UITKOMST", "Uitkomst")],
                        max_length=10,
                    ),
                ),
                ("sjabloon", models.CharField(max_length=40)),
                ("sjabloon_van", models.DateField()),
                (
                    "taal",
                    models.CharField(
                        choices=[("nl", "nl"), ("en", "en"), ("pl", "pl"), ("ro", "ro"), ("bg", "bg")],
                        max_length=2,
                    ),
                ),
                (
                    "kanaal",
                    models.CharField(
                        choices=[
                            ("EMAIL", "E-mail"),
                            ("BRIEF", "Brief"),
                            ("TELEFOON", "Telefoon"),
                            ("VOLGPAGINA", "Volgpagina"),
                        ],
                        max_length=10,
                    ),
                ),
                ("onderwerp", models.CharField(max_length=200)),
                ("tekst", models.TextField()),
                ("dag", models.DateField(help_text="verzonden of verteld")),
                ("geregistreerd_op", models.DateTimeField()),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "berichten",
                "ordering": ["geregistreerd_op", "id"],
            },
        ),
        migrations.CreateModel(
            name="Zaak",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "extern_kenmerk",
                    models.CharField(
                        help_text="de sleutel van de afzender", max_length=130, null=True, unique=True
                    ),
                ),
                (
                    "vingerafdruk",
                    models.CharField(blank=True, help_text="van de regel zoals aangeleverd", max_length=32),
                ),
                ("geregistreerd_op", models.DateTimeField()),
                ("stand_vanaf", models.DateTimeField()),
                (
                    "invoer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inspectie.invoer",
                    ),
                ),
                ("domein", models.CharField(max_length=13)),
                (
                    "aanleiding",
                    models.CharField(
                        choices=[("MELDING", "Melding"), ("ACTIEF", "Eigen initiatief")], max_length=8
                    ),
                ),
                ("geopend_op", models.DateField()),
                ("nummer", models.PositiveBigIntegerField(help_text="zonder gaten", unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("OPEN", "Open"),
                            ("TOEGEWEZEN", "Toegewezen"),
                            ("ONDERZOEK_AFSTAND", "Onderzoek op afstand"),
                            ("ONDERZOEK_LOCATIE", "Onderzoek op locatie"),
                            ("WACHT_OP_WERKGEVER", "Wacht op werkgever"),
                            ("HERCONTROLE", "Hercontrole"),
                            ("AFGEROND", "Afgerond"),
                            ("GESLOTEN", "Gesloten"),
                            ("HEROPEND", "Heropend"),
                        ],
                        default="OPEN",
                        max_length=20,
                    ),
                ),
                ("gesloten_op", models.DateTimeField(null=True)),
                (
                    "behandelaar",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zaken",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("team", models.CharField(blank=True, max_length=12)),
            ],
            options={
                "verbose_name": "zaak",
                "verbose_name_plural": "zaken",
                "indexes": [
                    models.Index(fields=["geopend_op", "id"], name="zaak_geopend"),
                    models.Index(
                        condition=models.Q(
                            ("behandelaar__isnull", True),
                            models.Q(("status__in", ("AFGEROND", "GESLOTEN")), _negated=True),
                        ),
                        fields=["geopend_op", "id"],
                        name="zaak_toe_te_wijzen",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("behandelaar__isnull", True),
                            models.Q(("status__in", ("AFGEROND", "GESLOTEN")), _negated=True),
                        ),
                        fields=["team", "geopend_op", "id"],
                        name="zaak_toe_te_wijzen_in_team",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Overdracht",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "melding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overdrachten",
                        to="meldingen.melding",
                    ),
                ),
                ("partner", models.CharField(max_length=20)),
                ("overgedragen_op", models.DateField()),
                ("geregistreerd_op", models.DateTimeField()),
                ("melder_bericht_op", models.DateField(null=True)),
                (
                    "geen_bericht_reden",
                    models.TextField(blank=True, help_text="waarom de melder geen bericht kan krijgen"),
                ),
                (
                    "bericht",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overdracht",
                        to="interventies.bericht",
                    ),
                ),
                ("bevestigen_uiterlijk", models.DateField(help_text="de klok van toen", null=True)),
                ("ontvangst_bevestigd_op", models.DateField(null=True)),
                ("teruggestuurd_op", models.DateField(help_text="door de partner", null=True)),
                ("teruggestuurd_reden", models.TextField(blank=True)),
                ("herroepen_op", models.DateTimeField(help_text="bij vergissing vastgelegd", null=True)),
                ("herroepen_reden", models.TextField(blank=True)),
                (
                    "herroepen_melder",
                    models.TextField(blank=True, help_text="hoe wie bericht had hoort dat het niet doorgaat"),
                ),
                (
                    "herroepen_door",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "overdrachten",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("herroepen_op__isnull", True),
                            ("ontvangst_bevestigd_op__isnull", True),
                            ("teruggestuurd_op__isnull", True),
                        ),
                        fields=["overgedragen_op", "id"],
                        name="overdracht_onbevestigd",
                    ),
                    models.Index(fields=["overgedragen_op", "id"], name="overdracht_dag"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("melder_bericht_op__isnull", False),
                            models.Q(("geen_bericht_reden", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="overdracht_bericht",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("teruggestuurd_op__isnull", True),
                            models.Q(("teruggestuurd_reden", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="overdracht_terug_met_reden",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("herroepen_op__isnull", True),
                            models.Q(
                                ("ontvangst_bevestigd_op__isnull", True),
                                ("teruggestuurd_op__isnull", True),
                                models.Q(("herroepen_reden", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="overdracht_herroepen_met_reden",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("herroepen_op__isnull", True), ("teruggestuurd_op__isnull", True)
                        ),
                        fields=("melding", "partner"),
                        name="overdracht_een_per_partner",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Verzonden",
            fields=[
                ("sleutel", models.UUIDField(primary_key=True, serialize=False)),
                ("op", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "verzonden",
            },
        ),
        migrations.CreateModel(
            name="Berichttekst",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("voor", models.CharField(max_length=30)),
                ("geldig_van", models.DateField()),
                ("tekst", models.TextField()),
                ("bron", models.CharField(blank=True, help_text="waarom hij zo luidt", max_length=200)),
            ],
            options={
                "verbose_name": "berichttekst",
                "verbose_name_plural": "berichtteksten",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("voor", "geldig_van"), name="berichttekst_versie")
                ],
            },
        ),
        migrations.CreateModel(
            name="Bijlage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bijlagen",
                        to="interventies.zaak",
                    ),
                ),
                ("naam", models.CharField(max_length=140)),
                ("omschrijving", models.CharField(blank=True, max_length=200)),
                (
                    "herkomst",
                    models.CharField(
                        choices=[
                            ("INSPECTIE", "De inspectie zelf"),
                            ("WERKGEVER", "De werkgever"),
                            ("DERDE", "Een ander"),
                            ("MELDER", "Een melder"),
                        ],
                        max_length=9,
                    ),
                ),
                ("mediatype", models.CharField(max_length=100)),
                ("grootte", models.PositiveIntegerField(help_text="bytes")),
                ("vingerafdruk", models.CharField(help_text="sha256 van de inhoud", max_length=64)),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("op", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "bijlagen",
                "ordering": ["op", "id"],
            },
        ),
        migrations.CreateModel(
            name="BijlageInhoud",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "bijlage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inhoud",
                        to="interventies.bijlage",
                    ),
                ),
                ("inhoud", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="BijlageWeg",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "bijlage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weg",
                        to="interventies.bijlage",
                    ),
                ),
                ("reden", models.TextField()),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("op", models.DateTimeField()),
            ],
            options={
                "verbose_name": "weggehaalde bijlage",
            },
        ),
        migrations.CreateModel(
            name="Brieftekst",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("geldig_van", models.DateField()),
                ("tekst", models.TextField()),
                ("bron", models.CharField(blank=True, help_text="waarom hij zo luidt", max_length=200)),
                (
                    "voor",
                    models.CharField(
                        choices=[
                            ("AFZENDER", "Afzender, boven elke brief"),
                            ("AANSPREKEN_SCHRIFTELIJK", "Schriftelijk aanspreken"),
                            ("WAARSCHUWING", "Waarschuwing"),
                            ("EIS", "Eis"),
                            ("STILLEGGING", "Stillegging"),
                            ("BOETERAPPORT", "Boeterapport"),
                        ],
                        max_length=24,
                    ),
                ),
            ],
            options={
                "verbose_name": "brieftekst",
                "verbose_name_plural": "briefteksten",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("voor", "geldig_van"), name="brieftekst_versie")
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacten",
                        to="interventies.zaak",
                    ),
                ),
                ("op", models.DateField(help_text="wanneer het was")),
                (
                    "wijze",
                    models.CharField(
                        choices=[
                            ("TELEFOON", "Telefoon"),
                            ("EMAIL", "E-mail"),
                            ("BRIEF", "Brief"),
                            ("GESPREK", "Gesprek"),
                        ],
                        max_length=8,
                    ),
                ),
                ("met", models.CharField(help_text="met wie, bij de werkgever", max_length=200)),
                ("verslag", models.TextField()),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("geregistreerd_op", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "contacten",
                "ordering": ["geregistreerd_op", "id"],
            },
        ),
        migrations.CreateModel(
            name="Afschrift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afschriften",
                        to="interventies.zaak",
                    ),
                ),
                (
                    "omvang",
                    models.CharField(
                        choices=[
                            ("ZONDER_BRON", "Voor de werkgever: niets over meldingen"),
                            ("MET_MELDINGEN", "Alleen voor de rechter: met meldingen, zonder wie meldde"),
                            ("MET_MELDER", "Alleen voor de rechter: ook wie meldde"),
                        ],
                        max_length=13,
                    ),
                ),
                ("formaat", models.CharField(max_length=3)),
                ("reden", models.TextField()),
                (
                    "weggelaten",
                    models.PositiveIntegerField(help_text="bestanden die de bron zouden verraden"),
                ),
                ("vingerafdruk", models.CharField(help_text="sha256 van het bestand", max_length=64)),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("op", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "afschriften",
                "ordering": ["op", "id"],
            },
        ),
        migrations.CreateModel(
            name="Grondslag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("naam", models.CharField(max_length=200)),
                ("artikel", models.CharField(max_length=120)),
                ("geldig_van", models.DateField(null=True)),
                ("geldig_tot", models.DateField(null=True)),
                ("bron", models.CharField(blank=True, max_length=200)),
                ("code", models.CharField(max_length=20)),
                (
                    "soort",
                    models.CharField(choices=[("EIS", "Eis"), ("STILLEGGING", "Stillegging")], max_length=20),
                ),
                (
                    "vereist",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ERNSTIG_GEVAAR", "Ernstig gevaar bij ten minste één overtreding"),
                            ("ERNSTIGE_MATE", "Motivering van de ernstige mate bij elke overtreding"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("code", "geldig_van"), name="grondslag_versie"),
                    models.UniqueConstraint(
                        condition=models.Q(("geldig_van__isnull", True)),
                        fields=("code",),
                        name="grondslag_versie_altijd",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("geldig_van__isnull", True),
                            ("geldig_tot__isnull", True),
                            ("geldig_tot__gte", models.F("geldig_van")),
                            _connector="OR",
                        ),
                        name="grondslag_looptijd",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Overdrachtspakket",
            fields=[
                (
                    "overdracht",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="pakket",
                        serialize=False,
                        to="interventies.overdracht",
                    ),
                ),
                ("inhoud", models.JSONField(help_text="wat er is gedeeld, per deel (interventies.pakket)")),
                ("document", models.TextField(help_text="het stuk, zonder de melder")),
                ("melder", models.TextField(blank=True, help_text="het deel over de melder, verzegeld")),
                ("melder_reden", models.TextField(blank=True)),
                ("melder_toestemming_op", models.DateField(null=True)),
                ("geregistreerd_op", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "overdrachtspakketten",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("melder", ""),
                            models.Q(
                                ("melder_toestemming_op__isnull", False),
                                models.Q(("melder_reden", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pakket_melder_met_toestemming",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Overdrachtsbestand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "overdracht",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bestanden",
                        to="interventies.overdracht",
                    ),
                ),
                ("volgnummer", models.PositiveSmallIntegerField()),
                ("naam", models.CharField(max_length=140)),
                (
                    "bijlage",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="interventies.bijlage",
                    ),
                ),
                (
                    "meldingbijlage",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meldingen.meldingbijlage",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "overdrachtsbestanden",
                "ordering": ["volgnummer"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("overdracht", "volgnummer"), name="overdrachtsbestand_volgnummer"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bijlage__isnull", True), ("meldingbijlage__isnull", True), _connector="XOR"
                        ),
                        name="overdrachtsbestand_van_een",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Overdrachtsvoorstel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "melding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overdrachtsvoorstellen",
                        to="meldingen.melding",
                    ),
                ),
                ("partner", models.CharField(max_length=20)),
                ("delen", models.JSONField(help_text="codes van wat te delen is")),
                ("omschrijving", models.TextField(blank=True)),
                (
                    "bestanden",
                    models.JSONField(default=list, help_text="sleutels van wat mee zou gaan (Stuk.sleutel)"),
                ),
                ("reden", models.TextField()),
                (
                    "voorgesteld_door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("voorgesteld_op", models.DateTimeField()),
                (
                    "overdracht",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voorstel",
                        to="interventies.overdracht",
                    ),
                ),
                ("besluit_reden", models.TextField(blank=True, help_text="waarom niet")),
                (
                    "besloten_door",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("besloten_op", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name_plural": "overdrachtsvoorstellen",
                "ordering": ["voorgesteld_op", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("besloten_op__isnull", True)),
                        fields=["voorgesteld_op", "id"],
                        name="overdrachtsvoorstel_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("besloten_op__isnull", True)),
                        fields=("melding",),
                        name="overdrachtsvoorstel_een_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("besloten_op__isnull", True),
                            ("overdracht__isnull", False),
                            models.Q(("besluit_reden", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="overdrachtsvoorstel_afgewezen_met_reden",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Overtreding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "extern_kenmerk",
                    models.CharField(
                        help_text="de sleutel van de afzender", max_length=130, null=True, unique=True
                    ),
                ),
                (
                    "vingerafdruk",
                    models.CharField(blank=True, help_text="van de regel zoals aangeleverd", max_length=32),
                ),
                ("geregistreerd_op", models.DateTimeField()),
                ("stand_vanaf", models.DateTimeField()),
                (
                    "invoer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inspectie.invoer",
                    ),
                ),
                ("vervallen", models.BooleanField(default=False)),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="interventies.zaak",
                    ),
                ),
                (
                    "werkgever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="meldingen.werkgever",
                    ),
                ),
                ("voorschrift", models.CharField(max_length=30)),
                ("geconstateerd_op", models.DateField()),
                ("ernstig_gevaar", models.BooleanField(null=True)),
                ("ernstige_mate_motivering", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "overtreding",
                "verbose_name_plural": "overtredingen",
            },
        ),
        migrations.CreateModel(
            name="Interventie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "extern_kenmerk",
                    models.CharField(
                        help_text="de sleutel van de afzender", max_length=130, null=True, unique=True
                    ),
                ),
                (
                    "vingerafdruk",
                    models.CharField(blank=True, help_text="van de regel zoals aangeleverd", max_length=32),
                ),
                ("geregistreerd_op", models.DateTimeField()),
                ("stand_vanaf", models.DateTimeField()),
                (
                    "invoer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inspectie.invoer",
                    ),
                ),
                ("vervallen", models.BooleanField(default=False)),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="interventies.zaak",
                    ),
                ),
                (
                    "werkgever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="meldingen.werkgever",
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("TELEFONISCH_GESPREK", "Telefonisch gesprek"),
                            ("AANSPREKEN_MONDELING", "Mondeling aanspreken"),
                            ("AANSPREKEN_SCHRIFTELIJK", "Schriftelijk aanspreken"),
                            ("LOCATIEBEZOEK", "Locatiebezoek"),
                            ("WAARSCHUWING", "Waarschuwing"),
                            ("EIS", "Eis"),
                            ("STILLEGGING", "Stillegging"),
                            ("BOETERAPPORT", "Boeterapport"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "wijze",
                    models.CharField(
                        choices=[("AFSTAND", "Op afstand"), ("LOCATIE", "Op locatie")], max_length=8
                    ),
                ),
                ("uitgereikt_op", models.DateField(help_text="telt vanaf hier")),
                ("grondslag", models.CharField(blank=True, max_length=20)),
                ("termijn_tot", models.DateField(null=True)),
                (
                    "veiligheidstoets",
                    models.CharField(
                        blank=True,
                        choices=[("AKKOORD", "Akkoord"), ("NIET_AKKOORD", "Niet akkoord")],
                        max_length=12,
                    ),
                ),
                (
                    "toelichting",
                    models.TextField(blank=True, help_text="bij een eis: de voorgeschreven wijze"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("UITGEREIKT", "Uitgereikt"),
                            ("NAGEKOMEN", "Nagekomen"),
                            ("NIET_NAGEKOMEN", "Niet nagekomen"),
                            ("OPGEHEVEN", "Opgeheven"),
                            ("INGETROKKEN", "Ingetrokken"),
                        ],
                        default="UITGEREIKT",
                        max_length=14,
                    ),
                ),
                (
                    "overtredingen",
                    models.ManyToManyField(related_name="interventies", to="interventies.overtreding"),
                ),
            ],
            options={
                "verbose_name": "interventie",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "UITGEREIKT"), ("termijn_tot__isnull", False)),
                        fields=["termijn_tot", "id"],
                        name="interventie_loopt",
                    ),
                    models.Index(
                        condition=models.Q(("termijn_tot__isnull", False)),
                        fields=["termijn_tot"],
                        name="interventie_termijn",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Concept",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concepten",
                        to="interventies.zaak",
                    ),
                ),
                (
                    "werkgever",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meldingen.werkgever",
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("TELEFONISCH_GESPREK", "Telefonisch gesprek"),
                            ("AANSPREKEN_MONDELING", "Mondeling aanspreken"),
                            ("AANSPREKEN_SCHRIFTELIJK", "Schriftelijk aanspreken"),
                            ("LOCATIEBEZOEK", "Locatiebezoek"),
                            ("WAARSCHUWING", "Waarschuwing"),
                            ("EIS", "Eis"),
                            ("STILLEGGING", "Stillegging"),
                            ("BOETERAPPORT", "Boeterapport"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "wijze",
                    models.CharField(
                        choices=[("AFSTAND", "Op afstand"), ("LOCATIE", "Op locatie")], max_length=8
                    ),
                ),
                ("grondslag", models.CharField(blank=True, max_length=20)),
                ("termijn_tot", models.DateField(null=True)),
                (
                    "toelichting",
                    models.TextField(blank=True, help_text="bij een eis: de voorgeschreven wijze"),
                ),
                (
                    "bevindingen",
                    models.TextField(
                        blank=True, db_default="", help_text="wat is vastgesteld, voor in de brief"
                    ),
                ),
                (
                    "werk",
                    models.TextField(
                        blank=True, db_default="", help_text="bij een stillegging: welk werk of welke plaats"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("CONCEPT", "Concept"),
                            ("TER_BEOORDELING", "Ter beoordeling"),
                            ("VASTGESTELD", "Vastgesteld"),
                            ("UITGEREIKT", "Uitgereikt"),
                            ("VERVALLEN", "Vervallen"),
                        ],
                        default="CONCEPT",
                        max_length=15,
                    ),
                ),
                (
                    "versie",
                    models.PositiveIntegerField(
                        default=1, help_text="telt elke wijziging, voor wie hem open heeft"
                    ),
                ),
                (
                    "opgesteld_door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opgesteld_op", models.DateTimeField()),
                ("mondeling_op", models.DateTimeField(null=True)),
                (
                    "vastgesteld_door",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("vastgesteld_op", models.DateTimeField(null=True)),
                ("uitgereikt_op", models.DateField(help_text="wanneer de brief uitging", null=True)),
                (
                    "interventie",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concept",
                        to="interventies.interventie",
                    ),
                ),
                (
                    "overtredingen",
                    models.ManyToManyField(related_name="concepten", to="interventies.overtreding"),
                ),
            ],
            options={
                "verbose_name_plural": "concepten",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "TER_BEOORDELING")),
                        fields=["opgesteld_op", "id"],
                        name="concept_te_beoordelen",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("vastgesteld_door__isnull", True), ("vastgesteld_op__isnull", True)),
                            models.Q(("vastgesteld_door__isnull", False), ("vastgesteld_op__isnull", False)),
                            _connector="OR",
                        ),
                        name="concept_vastgesteld_door",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("soort__in", ["STILLEGGING", "BOETERAPPORT"]), _negated=True),
                            ("vastgesteld_door__isnull", True),
                            models.Q(("vastgesteld_door", models.F("opgesteld_door")), _negated=True),
                            _connector="OR",
                        ),
                        name="concept_vier_ogen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConceptStap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "concept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stappen",
                        to="interventies.concept",
                    ),
                ),
                (
                    "naar",
                    models.CharField(
                        choices=[
                            ("CONCEPT", "Concept"),
                            ("TER_BEOORDELING", "Ter beoordeling"),
                            ("VASTGESTELD", "Vastgesteld"),
                            ("UITGEREIKT", "Uitgereikt"),
                            ("VERVALLEN", "Vervallen"),
                        ],
                        max_length=15,
                    ),
                ),
                ("op", models.DateTimeField()),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("toelichting", models.TextField(blank=True)),
            ],
            options={
                "verbose_name_plural": "stappen",
                "ordering": ["op", "id"],
            },
        ),
        migrations.CreateModel(
            name="InterventieVerleden",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stand_vanaf", models.DateTimeField()),
                ("stand_tot", models.DateTimeField(db_index=True)),
                ("vervallen", models.BooleanField(default=False)),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="interventies.zaak",
                    ),
                ),
                (
                    "werkgever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="meldingen.werkgever",
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("TELEFONISCH_GESPREK", "Telefonisch gesprek"),
                            ("AANSPREKEN_MONDELING", "Mondeling aanspreken"),
                            ("AANSPREKEN_SCHRIFTELIJK", "Schriftelijk aanspreken"),
                            ("LOCATIEBEZOEK", "Locatiebezoek"),
                            ("WAARSCHUWING", "Waarschuwing"),
                            ("EIS", "Eis"),
                            ("STILLEGGING", "Stillegging"),
                            ("BOETERAPPORT", "Boeterapport"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "wijze",
                    models.CharField(
                        choices=[("AFSTAND", "Op afstand"), ("LOCATIE", "Op locatie")], max_length=8
                    ),
                ),
                ("uitgereikt_op", models.DateField(help_text="telt vanaf hier")),
                ("grondslag", models.CharField(blank=True, max_length=20)),
                ("termijn_tot", models.DateField(null=True)),
                (
                    "veiligheidstoets",
                    models.CharField(
                        blank=True,
                        choices=[("AKKOORD", "Akkoord"), ("NIET_AKKOORD", "Niet akkoord")],
                        max_length=12,
                    ),
                ),
                (
                    "toelichting",
                    models.TextField(blank=True, help_text="bij een eis: de voorgeschreven wijze"),
                ),
                (
                    "van",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verleden",
                        to="interventies.interventie",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InterventieWissel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "interventie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wissels",
                        to="interventies.interventie",
                    ),
                ),
                (
                    "van",
                    models.CharField(
                        choices=[
                            ("UITGEREIKT", "Uitgereikt"),
                            ("NAGEKOMEN", "Nagekomen"),
                            ("NIET_NAGEKOMEN", "Niet nagekomen"),
                            ("OPGEHEVEN", "Opgeheven"),
                            ("INGETROKKEN", "Ingetrokken"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "naar",
                    models.CharField(
                        choices=[
                            ("UITGEREIKT", "Uitgereikt"),
                            ("NAGEKOMEN", "Nagekomen"),
                            ("NIET_NAGEKOMEN", "Niet nagekomen"),
                            ("OPGEHEVEN", "Opgeheven"),
                            ("INGETROKKEN", "Ingetrokken"),
                        ],
                        max_length=14,
                    ),
                ),
                ("dag", models.DateField(help_text="wanneer het was")),
                ("op", models.DateTimeField()),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("toelichting", models.TextField(blank=True)),
            ],
            options={
                "verbose_name_plural": "wissels",
                "ordering": ["op", "id"],
            },
        ),
        migrations.CreateModel(
            name="OvertredingVerleden",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stand_vanaf", models.DateTimeField()),
                ("stand_tot", models.DateTimeField(db_index=True)),
                ("vervallen", models.BooleanField(default=False)),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="interventies.zaak",
                    ),
                ),
                (
                    "werkgever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="meldingen.werkgever",
                    ),
                ),
                ("voorschrift", models.CharField(max_length=30)),
                ("geconstateerd_op", models.DateField()),
                ("ernstig_gevaar", models.BooleanField(null=True)),
                ("ernstige_mate_motivering", models.TextField(blank=True)),
                (
                    "van",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verleden",
                        to="interventies.overtreding",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Rechtsvoorstel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "tabel",
                    models.CharField(
                        choices=[
                            ("VOORSCHRIFT", "Voorschrift"),
                            ("GRONDSLAG", "Grondslag"),
                            ("VRIJE_DAG", "Vrije dag"),
                            ("BRIEFTEKST", "Brieftekst"),
                            ("BERICHTTEKST", "Berichttekst"),
                        ],
                        max_length=12,
                    ),
                ),
                ("sleutel", models.CharField(max_length=30)),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("NIEUW", "Toevoegen"),
                            ("EINDE", "Beëindigen"),
                            ("TEKST", "Omschrijving verbeteren"),
                            ("VERVALT", "Weghalen"),
                        ],
                        max_length=8,
                    ),
                ),
                ("inhoud", models.JSONField()),
                ("toen", models.JSONField()),
                ("reden", models.TextField()),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("op", models.DateTimeField()),
            ],
            options={
                "ordering": ["-op", "-id"],
                "indexes": [
                    models.Index(fields=["tabel", "sleutel"], name="rechtsvoorstel_over"),
                    models.Index(fields=["op", "id"], name="rechtsvoorstel_op"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rechtsbesluit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "voorstel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="besluit",
                        to="interventies.rechtsvoorstel",
                    ),
                ),
                (
                    "uitkomst",
                    models.CharField(
                        choices=[
                            ("AANVAARD", "Aanvaard"),
                            ("AFGEWEZEN", "Afgewezen"),
                            ("INGETROKKEN", "Ingetrokken"),
                        ],
                        max_length=11,
                    ),
                ),
                ("reden", models.TextField(blank=True)),
                (
                    "voorsteller",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("op", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("uitkomst", "INGETROKKEN"), ("door", models.F("voorsteller"))),
                            models.Q(
                                models.Q(("uitkomst", "INGETROKKEN"), _negated=True),
                                models.Q(("door", models.F("voorsteller")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rechtsbesluit_tweede_persoon",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Terugkoppeling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "melding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terugkoppelingen",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terugkoppelingen",
                        to="interventies.zaak",
                    ),
                ),
                (
                    "resultaat",
                    models.CharField(
                        choices=[
                            ("MAATREGEL_DIRECT", "Direct maatregelen getroffen"),
                            ("MAATREGEL_UITEINDELIJK", "Uiteindelijk maatregelen getroffen"),
                            ("GEEN_MAATREGEL", "Geen maatregelen getroffen"),
                            ("REEDS_IN_ORDE", "Was al in orde"),
                            ("NIET_TOETSBAAR", "Niet te toetsen"),
                            ("OPEN", "Nog te toetsen"),
                        ],
                        max_length=22,
                    ),
                ),
                ("klaargezet_op", models.DateTimeField()),
                (
                    "bericht",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terugkoppeling",
                        to="interventies.bericht",
                    ),
                ),
                ("niet_mogelijk_reden", models.TextField(blank=True)),
                ("afgedaan_op", models.DateTimeField(null=True)),
                (
                    "afgedaan_door",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("vervallen_op", models.DateTimeField(help_text="de zaak ging weer open", null=True)),
            ],
            options={
                "verbose_name_plural": "terugkoppelingen",
                "ordering": ["klaargezet_op", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("afgedaan_op__isnull", True), ("vervallen_op__isnull", True)),
                        fields=("melding", "zaak"),
                        name="terugkoppeling_een_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("afgedaan_op__isnull", True),
                            models.Q(
                                ("vervallen_op__isnull", True),
                                models.Q(
                                    ("bericht__isnull", False),
                                    models.Q(("niet_mogelijk_reden", ""), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="terugkoppeling_bericht_of_reden",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Toetsing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "melding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="toetsingen",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "resultaat",
                    models.CharField(
                        choices=[
                            ("MAATREGEL_DIRECT", "Direct maatregelen getroffen"),
                            ("MAATREGEL_UITEINDELIJK", "Uiteindelijk maatregelen getroffen"),
                            ("GEEN_MAATREGEL", "Geen maatregelen getroffen"),
                            ("REEDS_IN_ORDE", "Was al in orde"),
                            ("NIET_TOETSBAAR", "Niet te toetsen"),
                            ("OPEN", "Nog te toetsen"),
                        ],
                        max_length=22,
                    ),
                ),
                (
                    "toelichting",
                    models.TextField(blank=True, db_default="", help_text="waarom niet te toetsen"),
                ),
                ("getoetst_op", models.DateField()),
                ("geregistreerd_op", models.DateTimeField()),
                ("vingerafdruk", models.CharField(max_length=32, null=True, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Toezegging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="toezeggingen",
                        to="interventies.zaak",
                    ),
                ),
                (
                    "werkgever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="toezeggingen",
                        to="meldingen.werkgever",
                    ),
                ),
                ("maatregel", models.TextField()),
                ("uiterlijk_op", models.DateField()),
                ("nagekomen_op", models.DateField(null=True)),
                ("geregistreerd_op", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Veiligheidstoets",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="veiligheidstoetsen",
                        to="interventies.zaak",
                    ),
                ),
                (
                    "besluit",
                    models.CharField(
                        choices=[("AKKOORD", "Akkoord"), ("NIET_AKKOORD", "Niet akkoord")], max_length=12
                    ),
                ),
                ("getoetst_op", models.DateField()),
                ("afspraken", models.TextField(blank=True)),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("geregistreerd_op", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Voorschrift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30)),
                ("naam", models.CharField(max_length=200)),
                ("artikel", models.CharField(max_length=120)),
                ("geldig_van", models.DateField(null=True)),
                ("geldig_tot", models.DateField(null=True)),
                ("bron", models.CharField(blank=True, max_length=200)),
                (
                    "klasse",
                    models.CharField(
                        choices=[
                            ("OO", "Eerst waarschuwing of eis"),
                            ("DIRECT", "Direct beboetbaar"),
                            ("DIRECT_ERNSTIGE_MATE", "Direct beboetbaar bij ernstige mate"),
                        ],
                        max_length=20,
                    ),
                ),
                ("eis_of_stillegging", models.BooleanField()),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("code", "geldig_van"), name="voorschrift_versie"),
                    models.UniqueConstraint(
                        condition=models.Q(("geldig_van__isnull", True)),
                        fields=("code",),
                        name="voorschrift_versie_altijd",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("geldig_van__isnull", True),
                            ("geldig_tot__isnull", True),
                            ("geldig_tot__gte", models.F("geldig_van")),
                            _connector="OR",
                        ),
                        name="voorschrift_looptijd",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ZaakMelding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "extern_kenmerk",
                    models.CharField(
                        help_text="de sleutel van de afzender", max_length=130, null=True, unique=True
                    ),
                ),
                (
                    "vingerafdruk",
                    models.CharField(blank=True, help_text="van de regel zoals aangeleverd", max_length=32),
                ),
                ("geregistreerd_op", models.DateTimeField()),
                ("stand_vanaf", models.DateTimeField()),
                (
                    "invoer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inspectie.invoer",
                    ),
                ),
                ("vervallen", models.BooleanField(default=False)),
                (
                    "zaak",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="interventies.zaak",
                    ),
                ),
                (
                    "melding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="meldingen.melding",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["stand_vanaf", "melding"], name="koppeling_sinds")],
                "constraints": [
                    models.UniqueConstraint(fields=("zaak", "melding"), name="koppeling_eenmaal")
                ],
            },
        ),
        migrations.CreateModel(
            name="ZaakMeldingVerleden",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stand_vanaf", models.DateTimeField()),
                ("stand_tot", models.DateTimeField(db_index=True)),
                ("vervallen", models.BooleanField(default=False)),
                (
                    "zaak",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="interventies.zaak",
                    ),
                ),
                (
                    "melding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "van",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verleden",
                        to="interventies.zaakmelding",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ZaakVerleden",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stand_vanaf", models.DateTimeField()),
                ("stand_tot", models.DateTimeField(db_index=True)),
                ("domein", models.CharField(max_length=13)),
                (
                    "aanleiding",
                    models.CharField(
                        choices=[("MELDING", "Melding"), ("ACTIEF", "Eigen initiatief")], max_length=8
                    ),
                ),
                ("geopend_op", models.DateField()),
                (
                    "van",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verleden",
                        to="interventies.zaak",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ZaakWissel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wissels",
                        to="interventies.zaak",
                    ),
                ),
                (
                    "van",
                    models.CharField(
                        choices=[
                            ("OPEN", "Open"),
                            ("TOEGEWEZEN", "Toegewezen"),
                            ("ONDERZOEK_AFSTAND", "Onderzoek op afstand"),
                            ("ONDERZOEK_LOCATIE", "Onderzoek op locatie"),
                            ("WACHT_OP_WERKGEVER", "Wacht op werkgever"),
                            ("HERCONTROLE", "Hercontrole"),
                            ("AFGEROND", "Afgerond"),
                            ("GESLOTEN", "Gesloten"),
                            ("HEROPEND", "Heropend"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "naar",
                    models.CharField(
                        choices=[
                            ("OPEN", "Open"),
                            ("TOEGEWEZEN", "Toegewezen"),
                            ("ONDERZOEK_AFSTAND", "Onderzoek op afstand"),
                            ("ONDERZOEK_LOCATIE", "Onderzoek op locatie"),
                            ("WACHT_OP_WERKGEVER", "Wacht op werkgever"),
                            ("HERCONTROLE", "Hercontrole"),
                            ("AFGEROND", "Afgerond"),
                            ("GESLOTEN", "Gesloten"),
                            ("HEROPEND", "Heropend"),
                        ],
                        max_length=20,
                    ),
                ),
                ("op", models.DateTimeField()),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("toelichting", models.TextField(blank=True)),
            ],
            options={
                "verbose_name_plural": "wissels",
                "ordering": ["op", "id"],
            },
        ),
        migrations.CreateModel(
            name="ZonderGevolg",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "overtreding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zonder_gevolg",
                        to="interventies.overtreding",
                    ),
                ),
                ("reden", models.TextField()),
                ("op", models.DateTimeField()),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Verzending",
            fields=[
                ("pogingen", models.PositiveSmallIntegerField(default=0)),
                ("begonnen_op", models.DateTimeField(null=True)),
                ("verzonden_op", models.DateTimeField(null=True)),
                ("mislukt_op", models.DateTimeField(null=True)),
                (
                    "reden",
                    models.CharField(
                        blank=True, help_text="wat de mailserver voorgoed weigerde", max_length=40
                    ),
                ),
                (
                    "bericht",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="verzending",
                        serialize=False,
                        to="interventies.bericht",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "verzendingen",
                "indexes": [
                    models.Index(
                        condition=models.Q(("mislukt_op__isnull", True), ("verzonden_op__isnull", True)),
                        fields=["bericht"],
                        name="verzending_te_doen",
                    ),
                    models.Index(
                        condition=models.Q(("mislukt_op__isnull", False)),
                        fields=["bericht"],
                        name="verzending_mislukt",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verzonden_op__isnull", True), ("mislukt_op__isnull", True), _connector="OR"
                        ),
                        name="verzending_een_uitkomst",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Brief",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "concept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brieven",
                        to="interventies.concept",
                    ),
                ),
                ("versie", models.PositiveIntegerField(help_text="van het concept waaruit hij is gemaakt")),
                (
                    "tekst",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="interventies.brieftekst",
                    ),
                ),
                (
                    "afzender",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="interventies.brieftekst",
                    ),
                ),
                ("dagtekening", models.DateField()),
                ("gegevens", models.JSONField()),
                ("pdf", models.BinaryField()),
                ("odt", models.BinaryField()),
                ("vingerafdruk", models.CharField(help_text="sha256 van beide bestanden", max_length=64)),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("op", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "brieven",
                "ordering": ["op", "id"],
                "constraints": [models.UniqueConstraint(fields=("concept", "versie"), name="brief_eenmaal")],
            },
        ),
        migrations.CreateModel(
            name="EigenInitiatief",
            fields=[
                (
                    "zaak",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="eigen_initiatief",
                        serialize=False,
                        to="interventies.zaak",
                    ),
                ),
                (
                    "werkgever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="eigen_initiatieven",
                        to="meldingen.werkgever",
                    ),
                ),
                ("reden", models.TextField()),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("geregistreerd_op", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "op eigen initiatief",
            },
        ),
    ]
