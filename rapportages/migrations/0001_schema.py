import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("rapportages", "0001_begin"),
        ("rapportages", "0002_een_aanvraag_een_rapport"),
        ("rapportages", "0003_getuigenis_begint"),
        ("rapportages", "0004_rapportages"),
        ("rapportages", "0006_weekberichten"),
        ("rapportages", "0007_uitgaven"),
        ("rapportages", "0009_opnamen"),
        ("rapportages", "0010_bewaking"),
        ("rapportages", "0011_titel_ingevuld"),
        ("rapportages", "0012_uitgaveplan"),
        ("rapportages", "0013_kerncijfers_in_de_reeksen"),
        ("rapportages", "0014_eerdere_opstellers"),
        ("rapportages", "0015_bewaking_vanaf"),
        ("rapportages", "0016_telverzoeken"),
        ("rapportages", "0017_reden_van_weigering"),
    ]
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bewaking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "transactie",
                    models.BigIntegerField(
                        help_text="van toen zij al te zien was: wie eerder begon zag haar misschien niet",
                        null=True,
                    ),
                ),
                (
                    "vanaf",
                    models.DateTimeField(
                        help_text="van wat na deze stand van telt is er een spoor, ook van wat er al stond",
                        null=True,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "bewakingen",
            },
        ),
        migrations.CreateModel(
            name="Opname",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("peildatum", models.DateField()),
                ("stand_van", models.DateTimeField()),
                ("snede", models.CharField(blank=True, help_text="welk deel; leeg: alles", max_length=120)),
                (
                    "gevraagd_op",
                    models.DateTimeField(
                        help_text="toen iemand erom vroeg, en dan is zij er alleen voor haar eigen peildatum; leeg: door de klok",
                        null=True,
                    ),
                ),
                ("versie", models.CharField(help_text="van de definities", max_length=80)),
                ("reeksen", models.BinaryField(help_text="de stroom en de kerncijfers, per dag")),
                ("spoor_tot", models.BigIntegerField()),
                ("beeld", models.TextField(blank=True, help_text="pg_current_snapshot()")),
                (
                    "transactie",
                    models.BigIntegerField(default=0, help_text="die haar telde, als zij ook schreef"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("snede", "stand_van", "peildatum"), name="opname_eenmaal")
                ],
            },
        ),
        migrations.CreateModel(
            name="Sjabloon",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                (
                    "soort",
                    models.CharField(
                        choices=[("TUSSENTIJDS", "Tussentijdse rapportage"), ("JAARVERSLAG", "Jaarverslag")],
                        max_length=12,
                    ),
                ),
                ("geldig_van", models.DateField()),
                ("naam", models.CharField(max_length=120)),
                ("titel", models.CharField(max_length=160)),
                ("tekst", models.TextField()),
                ("bron", models.CharField(max_length=200)),
                (
                    "opgesteld_door",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opgesteld_op", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name_plural": "sjablonen",
                "ordering": ["naam", "-geldig_van"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "geldig_van"), name="sjabloon_een_per_dag")
                ],
            },
        ),
        migrations.CreateModel(
            name="Rapportage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[("TUSSENTIJDS", "Tussentijdse rapportage"), ("JAARVERSLAG", "Jaarverslag")],
                        max_length=12,
                    ),
                ),
                (
                    "sjabloon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rapportages",
                        to="rapportages.sjabloon",
                    ),
                ),
                ("titel", models.CharField(max_length=160)),
                ("peildatum", models.DateField()),
                ("stand_van", models.DateTimeField()),
                ("gegevens", models.TextField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("CONCEPT", "Concept"),
                            ("TER_VASTSTELLING", "Ter vaststelling"),
                            ("VASTGESTELD", "Vastgesteld"),
                            ("GEPUBLICEERD", "Gepubliceerd"),
                            ("VERVALLEN", "Vervallen"),
                        ],
                        default="CONCEPT",
                        max_length=16,
                    ),
                ),
                ("versie", models.PositiveIntegerField(default=1)),
                (
                    "vervangt",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vervangen_door",
                        to="rapportages.rapportage",
                    ),
                ),
                ("vervangt_reden", models.TextField(blank=True)),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("gemaakt_op", models.DateTimeField()),
                ("gepubliceerd_op", models.DateField(null=True)),
                (
                    "eerdere_opstellers",
                    models.ManyToManyField(
                        help_text="wie werkte aan de tekst waar zij mee begon",
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "rapportages",
                "ordering": ["-gemaakt_op", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("vervangt__isnull", True), ("vervangt_reden", "")),
                            models.Q(
                                ("vervangt__isnull", False), models.Q(("vervangt_reden", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="rapportage_vervangt_met_reden",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gepubliceerd_op__isnull", False), ("status", "GEPUBLICEERD")),
                            models.Q(
                                models.Q(("status", "GEPUBLICEERD"), _negated=True),
                                ("gepubliceerd_op__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="rapportage_gepubliceerd_heeft_dag",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vaststelling",
            fields=[
                (
                    "rapportage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="vaststelling",
                        serialize=False,
                        to="rapportages.rapportage",
                    ),
                ),
                ("titel", models.CharField(max_length=160)),
                ("tekst", models.TextField()),
                ("gegevens", models.TextField()),
                ("slot", models.TextField(help_text="de alinea’s onder “Vaststelling”, elk op een regel")),
                ("maker", models.CharField(max_length=200)),
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
                ("vingerafdruk", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name_plural": "vaststellingen",
            },
        ),
        migrations.CreateModel(
            name="Rapportagestap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rapportage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stappen",
                        to="rapportages.rapportage",
                    ),
                ),
                (
                    "stap",
                    models.CharField(
                        choices=[
                            ("BEGONNEN", "Begonnen"),
                            ("CIJFERS", "Cijfers opnieuw berekend"),
                            ("AANGEBODEN", "Ter vaststelling aangeboden"),
                            ("TERUGGENOMEN", "Teruggenomen"),
                            ("TERUGGESTUURD", "Teruggestuurd"),
                            ("VASTGESTELD", "Vastgesteld"),
                            ("GEPUBLICEERD", "Gepubliceerd"),
                            ("UITGEGEVEN", "Open data uitgegeven"),
                            ("VERVALLEN", "Vervallen"),
                        ],
                        max_length=16,
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
                ("toelichting", models.TextField(blank=True)),
                ("dag", models.DateField(null=True)),
            ],
            options={
                "verbose_name_plural": "rapportagestappen",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Spoor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("soort", models.CharField(max_length=9)),
                ("object_id", models.BigIntegerField()),
                (
                    "vanaf",
                    models.DateTimeField(help_text="de vroegste stand van die er anders door kan zijn"),
                ),
                (
                    "tot",
                    models.DateTimeField(
                        help_text="vanaf deze stand van verandert het geen cijfer van dan meer"
                    ),
                ),
                ("transactie", models.BigIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "sporen",
                "indexes": [
                    models.Index(fields=["vanaf"], name="spoor_vanaf"),
                    models.Index(fields=["tot"], name="spoor_tot"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Telverzoek",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("snede", models.CharField(blank=True, max_length=120)),
                ("peildatum", models.DateField()),
                ("stand_van", models.DateTimeField()),
                ("gevraagd_op", models.DateTimeField()),
                ("mislukt", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name_plural": "telverzoeken",
                "ordering": ["gevraagd_op", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("snede", "peildatum", "stand_van"), name="telverzoek_eenmaal"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Weekbericht",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                    "ontvanger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weekberichten",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("week", models.DateField()),
                ("team", models.CharField(max_length=12)),
                ("op", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "weekberichten",
                "ordering": ["week", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("mislukt_op__isnull", True), ("verzonden_op__isnull", True)),
                        fields=["week", "id"],
                        name="weekbericht_te_doen",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verzonden_op__isnull", True), ("mislukt_op__isnull", True), _connector="OR"
                        ),
                        name="weekbericht_een_uitkomst",
                    ),
                    models.UniqueConstraint(fields=("ontvanger", "week"), name="weekbericht_eenmaal"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rapport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("peildatum", models.DateField()),
                ("stand_van", models.DateTimeField()),
                ("formaat", models.CharField(max_length=4)),
                (
                    "aangevraagd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rapporten",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("aangevraagd_op", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("AANGEVRAAGD", "Wordt gemaakt"),
                            ("KLAAR", "Klaar"),
                            ("MISLUKT", "Mislukt"),
                        ],
                        default="AANGEVRAAGD",
                        max_length=12,
                    ),
                ),
                ("klaar_op", models.DateTimeField(null=True)),
                ("inhoud", models.BinaryField(null=True)),
            ],
            options={
                "verbose_name_plural": "rapporten",
                "ordering": ["-aangevraagd_op", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "AANGEVRAAGD")),
                        fields=("peildatum", "stand_van", "formaat", "aangevraagd_door"),
                        name="rapport_eenmaal_gevraagd",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "KLAAR"), _negated=True),
                            models.Q(("inhoud__isnull", False), ("klaar_op__isnull", False)),
                            _connector="OR",
                        ),
                        name="rapport_klaar_heeft_inhoud",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Uitgaveplan",
            fields=[
                (
                    "rapportage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="rapportages.rapportage",
                    ),
                ),
                ("sleutel", models.CharField(max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[("GEVRAAGD", "Gevraagd"), ("KLAAR", "Klaar"), ("MISLUKT", "Mislukt")],
                        default="GEVRAAGD",
                        max_length=8,
                    ),
                ),
                ("gevraagd_op", models.DateTimeField()),
                ("inhoud", models.TextField(blank=True)),
            ],
            options={
                "verbose_name_plural": "uitgaveplannen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "KLAAR"), _negated=True),
                            models.Q(("inhoud", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="uitgaveplan_klaar_heeft_inhoud",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Uitgave",
            fields=[
                (
                    "vaststelling",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="uitgave",
                        serialize=False,
                        to="rapportages.vaststelling",
                    ),
                ),
                ("drempel", models.PositiveSmallIntegerField()),
                ("licentie", models.CharField(max_length=200)),
                ("verborgen", models.TextField()),
                ("maker", models.CharField(max_length=200)),
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
                ("vingerafdruk", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name_plural": "uitgaven",
            },
        ),
        migrations.CreateModel(
            name="Uitgavebestand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uitgave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bestanden",
                        to="rapportages.uitgave",
                    ),
                ),
                ("naam", models.CharField(max_length=40)),
                ("sha256", models.CharField(max_length=64)),
                ("inhoud", models.BinaryField()),
            ],
            options={
                "verbose_name_plural": "uitgavebestanden",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("uitgave", "naam"), name="uitgave_een_per_naam")
                ],
            },
        ),
        migrations.CreateModel(
            name="Vaststellingsbestand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "vaststelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bestanden",
                        to="rapportages.vaststelling",
                    ),
                ),
                ("formaat", models.CharField(max_length=4)),
                ("sha256", models.CharField(max_length=64)),
                ("inhoud", models.BinaryField()),
            ],
            options={
                "verbose_name_plural": "vaststellingsbestanden",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("vaststelling", "formaat"), name="vaststelling_een_per_formaat"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rapportagetekst",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rapportage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teksten",
                        to="rapportages.rapportage",
                    ),
                ),
                ("versie", models.PositiveIntegerField()),
                ("titel", models.CharField(max_length=160)),
                ("tekst", models.TextField()),
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
                "verbose_name_plural": "rapportageteksten",
                "ordering": ["versie"],
                "constraints": [
                    models.UniqueConstraint(fields=("rapportage", "versie"), name="rapportagetekst_eenmaal")
                ],
            },
        ),
    ]
