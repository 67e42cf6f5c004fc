import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("inspectie", "0001_begin"),
        ("inspectie", "0004_taal"),
        ("inspectie", "0006_weergaven"),
        ("inspectie", "0007_gelijkgestelde_dagen"),
    ]
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invoer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("map", models.CharField(max_length=500)),
                ("begonnen_op", models.DateTimeField()),
                (
                    "telling",
                    models.JSONField(
                        default=dict, help_text="per bestand: gelezen, goed, ongewijzigd, afgekeurd"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Teller",
            fields=[
                ("naam", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("waarde", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="VrijeDag",
            fields=[
                ("datum", models.DateField(primary_key=True, serialize=False)),
                ("naam", models.CharField(max_length=60)),
                ("bron", models.CharField(max_length=120)),
                ("gelijkgesteld", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["datum"],
            },
        ),
        migrations.CreateModel(
            name="Gebruiker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                (
                    "rol",
                    models.CharField(
                        choices=[
                            ("MELDPUNT", "Meldpunt"),
                            ("TRIAGIST", "Triagist"),
                            ("INSPECTEUR", "Inspecteur"),
                            ("TEAMLEIDER", "Teamleider"),
                            ("BELEID", "Beleid"),
                            ("RAPPORTEUR", "Rapporteur"),
                            ("BEHEER", "Beheer"),
                            ("AUDITOR", "Auditor"),
                        ],
                        max_length=12,
                    ),
                ),
                ("team", models.CharField(blank=True, max_length=12)),
                ("taal", models.CharField(blank=True, max_length=5)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "gebruiker",
                "verbose_name_plural": "gebruikers",
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Code",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lijst", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=30)),
                ("naam", models.CharField(max_length=120)),
                ("naam_in_tekst", models.CharField(blank=True, max_length=120)),
                ("naam_kort", models.CharField(blank=True, max_length=40)),
                ("naam_en", models.CharField(blank=True, max_length=120)),
                ("naam_kort_en", models.CharField(blank=True, max_length=40)),
                ("hoort_bij", models.CharField(blank=True, max_length=30)),
                ("volgorde", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["lijst", "volgorde"],
                "constraints": [
                    models.UniqueConstraint(fields=("lijst", "code"), name="code_eenmaal_per_lijst")
                ],
            },
        ),
        migrations.CreateModel(
            name="Weergave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lijst", models.CharField(max_length=20)),
                ("naam", models.CharField(max_length=60)),
                (
                    "vraag",
                    models.CharField(
                        blank=True, help_text="filters en volgorde, zoals in het adres", max_length=2000
                    ),
                ),
                (
                    "kolommen",
                    models.CharField(blank=True, help_text="sleutels met , ertussen", max_length=300),
                ),
                (
                    "eigenaar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weergaven",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("gedeeld", models.BooleanField(default=False)),
                ("team", models.CharField(blank=True, help_text="waarmee gedeeld", max_length=12)),
            ],
            options={
                "ordering": ["naam", "pk"],
                "indexes": [
                    models.Index(condition=models.Q(("gedeeld", True)), fields=["team"], name="weergave_team")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("eigenaar", "lijst", "naam"), name="weergave_naam_eenmaal"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Lijstkeuze",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("lijst", models.CharField(max_length=20)),
                (
                    "kolommen",
                    models.CharField(blank=True, help_text="sleutels met , ertussen", max_length=300),
                ),
                (
                    "weergave",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="inspectie.weergave",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("gebruiker", "lijst"), name="lijstkeuze_eenmaal")
                ],
            },
        ),
        migrations.CreateModel(
            name="Wijziging",
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
                        help_text="melding, werkgever, zaak, overtreding, interventie, zaak_melding",
                        max_length=12,
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                ("veld", models.CharField(max_length=40)),
                (
                    "nieuw",
                    models.JSONField(
                        help_text="leeg bij vertrouwelijke velden: die staan in de kluis", null=True
                    ),
                ),
                (
                    "aard",
                    models.CharField(
                        choices=[("CORRECTIE", "Correctie"), ("TRIAGE", "Besluit bij triage")],
                        default="CORRECTIE",
                        max_length=10,
                    ),
                ),
                ("reden", models.TextField()),
                ("geregistreerd_op", models.DateTimeField()),
                ("ingevoerd_op", models.DateTimeField(help_text="wanneer dit systeem haar opschreef")),
                (
                    "door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wijzigingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("vingerafdruk", models.CharField(max_length=32, null=True, unique=True)),
            ],
            options={
                "ordering": ["geregistreerd_op", "id"],
                "indexes": [
                    models.Index(fields=["soort", "object_id"], name="wijziging_object"),
                    models.Index(fields=["geregistreerd_op"], name="wijziging_moment"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Logregel",
            fields=[
                ("nummer", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("tijdstip", models.DateTimeField()),
                ("actie", models.CharField(max_length=40)),
                (
                    "door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="logregels",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "onderwerp",
                    models.CharField(
                        blank=True, help_text="soort:sleutel, bijvoorbeeld melding:17", max_length=60
                    ),
                ),
                ("gegevens", models.JSONField(default=dict)),
                ("vorige", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["nummer"],
                "indexes": [
                    models.Index(fields=["onderwerp"], name="logregel_onderwerp"),
                    models.Index(fields=["actie"], name="logregel_actie"),
                ],
            },
        ),
    ]
