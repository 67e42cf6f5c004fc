import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rapportages", "0003_getuigenis_begint"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ("vervangt_reden", models.TextField(blank=True)),
                ("gemaakt_op", models.DateTimeField()),
                ("gepubliceerd_op", models.DateField(null=True)),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vervangt",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vervangen_door",
                        to="rapportages.rapportage",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "rapportages",
                "ordering": ["-gemaakt_op", "-id"],
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
                ("op", models.DateTimeField()),
                ("vingerafdruk", models.CharField(max_length=64)),
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
                            ("VERVALLEN", "Vervallen"),
                        ],
                        max_length=16,
                    ),
                ),
                ("op", models.DateTimeField()),
                ("toelichting", models.TextField(blank=True)),
                ("dag", models.DateField(null=True)),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name_plural": "rapportagestappen",
                "ordering": ["id"],
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
                ("opgesteld_op", models.DateTimeField(null=True)),
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
            ],
            options={
                "verbose_name_plural": "sjablonen",
                "ordering": ["naam", "-geldig_van"],
            },
        ),
        migrations.AddField(
            model_name="rapportage",
            name="sjabloon",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rapportages",
                to="rapportages.sjabloon",
            ),
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
                ("formaat", models.CharField(max_length=4)),
                ("sha256", models.CharField(max_length=64)),
                ("inhoud", models.BinaryField()),
                (
                    "vaststelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bestanden",
                        to="rapportages.vaststelling",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "vaststellingsbestanden",
                "ordering": ["id"],
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
                ("versie", models.PositiveIntegerField()),
                ("titel", models.CharField(max_length=160)),
                ("tekst", models.TextField()),
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
                (
                    "rapportage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teksten",
                        to="rapportages.rapportage",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "rapportageteksten",
                "ordering": ["versie"],
                "constraints": [
                    models.UniqueConstraint(fields=("rapportage", "versie"), name="rapportagetekst_eenmaal")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="sjabloon",
            constraint=models.UniqueConstraint(fields=("code", "geldig_van"), name="sjabloon_een_per_dag"),
        ),
        migrations.AddConstraint(
            model_name="rapportage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("vervangt__isnull", True), ("vervangt_reden", "")),
                    models.Q(("vervangt__isnull", False), models.Q(("vervangt_reden", ""), _negated=True)),
                    _connector="OR",
                ),
                name="rapportage_vervangt_met_reden",
            ),
        ),
        migrations.AddConstraint(
            model_name="rapportage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gepubliceerd_op__isnull", False), ("status", "GEPUBLICEERD")),
                    models.Q(
                        models.Q(("status", "GEPUBLICEERD"), _negated=True), ("gepubliceerd_op__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="rapportage_gepubliceerd_heeft_dag",
            ),
        ),
        migrations.AddConstraint(
            model_name="vaststellingsbestand",
            constraint=models.UniqueConstraint(
                fields=("vaststelling", "formaat"), name="vaststelling_een_per_formaat"
            ),
        ),
    ]
