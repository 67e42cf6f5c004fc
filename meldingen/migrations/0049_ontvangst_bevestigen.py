import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meldingen", "0048_verzoeken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="melding",
            name="ontvangst_afgedaan_op",
            field=models.DateTimeField(
                help_text="de melder hoorde dat zij is ontvangen, of kan dat niet horen", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="melding",
            index=models.Index(
                condition=models.Q(
                    models.Q(("melder_bereikbaar", True), ("anoniem", False), _connector="OR"),
                    models.Q(("kanaal__in", ("TELEFOON", "WEBFORMULIER")), _negated=True),
                    ("aangevuld_op__isnull", True),
                    ("inzending__isnull", False),
                    ("ontvangst_afgedaan_op__isnull", True),
                    (
                        "status__in",
                        (
                            "ONTVANGEN",
                            "IN_TRIAGE",
                            "AANVULLING_GEVRAAGD",
                            "GEKOPPELD",
                            "AFGEHANDELD",
                            "GEREGISTREERD",
                            "AFGESLOTEN",
                        ),
                    ),
                ),
                fields=["ontvangen_op", "id", "kanaal"],
                name="melding_ontvangst",
            ),
        ),
        migrations.CreateModel(
            name="Ontvangstbevestiging",
            fields=[
                (
                    "melding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="ontvangstbevestiging",
                        serialize=False,
                        to="meldingen.melding",
                    ),
                ),
                (
                    "wijze",
                    models.CharField(
                        choices=[
                            ("BRIEF", "Per brief"),
                            ("EMAIL", "Per e-mail"),
                            ("TELEFOON", "Per telefoon"),
                            ("NIET", "Het kan niet"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "dag",
                    models.DateField(
                        help_text="waarop de melder het hoorde; leeg als het niet kan", null=True
                    ),
                ),
                (
                    "toelichting",
                    models.TextField(blank=True, help_text="waarom het niet kan, zonder wie er meldde"),
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
            ],
            options={
                "verbose_name_plural": "ontvangstbevestigingen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("dag", None), ("wijze", "NIET"), models.Q(("toelichting", ""), _negated=True)
                            ),
                            models.Q(models.Q(("wijze", "NIET"), _negated=True), ("dag__isnull", False)),
                            _connector="OR",
                        ),
                        name="ontvangstbevestiging_dag_of_reden",
                    )
                ],
            },
        ),
    ]
