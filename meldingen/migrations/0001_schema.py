import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import meldingen.models.zoekwoorden


class Migration(migrations.Migration):
    replaces = [
        ("meldingen", "0001_begin"),
        ("meldingen", "0003_triagestand"),
        ("meldingen", "0004_handelingen"),
        ("meldingen", "0005_herroepen"),
        ("meldingen", "0006_weigeringen"),
        ("meldingen", "0008_inzending"),
        ("meldingen", "0009_verzameling"),
        ("meldingen", "0010_zoekwoorden"),
        ("meldingen", "0011_mijn_werk"),
        ("meldingen", "0012_correctievoorstel"),
        ("meldingen", "0013_aanwezigheid"),
        ("meldingen", "0015_lijstindexen"),
        ("meldingen", "0016_verwanten"),
        ("meldingen", "0017_zaken_vinden"),
        ("meldingen", "0018_namen_zoeken"),
        ("meldingen", "0019_namen_vullen"),
        ("meldingen", "0020_werkgevervoorstel"),
        ("meldingen", "0021_stapels_tellen"),
        ("meldingen", "0023_meldpunt"),
        ("meldingen", "0026_volgen"),
        ("meldingen", "0028_apart_gelegd"),
        ("meldingen", "0030_inzage_eenmaal"),
        ("meldingen", "0031_klok_van_vraag"),
        ("meldingen", "0032_partnersleutels"),
        ("meldingen", "0033_register"),
        ("meldingen", "0034_verdacht"),
        ("meldingen", "0035_post_pogingen"),
        ("meldingen", "0036_intrekverzoek"),
        ("meldingen", "0037_partner_blijft"),
        ("meldingen", "0038_partner_van_nu"),
        ("meldingen", "0039_attendering_bericht"),
        ("meldingen", "0040_afdruk_met_sleutel"),
        ("meldingen", "0041_afdrukken_van_nu"),
        ("meldingen", "0043_opname_indexen"),
        ("meldingen", "0044_regelproef"),
        ("meldingen", "0045_een_voorstel_tegelijk"),
        ("meldingen", "0046_lijst_langs_de_index"),
        ("meldingen", "0047_stand_langs_de_index"),
        ("meldingen", "0048_verzoeken"),
        ("meldingen", "0049_ontvangst_bevestigen"),
        ("meldingen", "0052_antwoord_is_bericht"),
        ("meldingen", "0053_bevestigen_zonder_antwoord"),
        ("meldingen", "0054_later_ontvangen"),
        ("meldingen", "0055_bevestiging_herroepen"),
        ("meldingen", "0057_klok_van_een_vraag"),
        ("meldingen", "0058_bevestigingsplicht"),
        ("meldingen", "0059_plicht_van_voorheen"),
        ("meldingen", "0060_bevestig_uiterlijk"),
        ("meldingen", "0061_reden_van_weigering"),
        ("meldingen", "0062_vervallen_regels"),
    ]
    initial = True

    dependencies = [
        ("inspectie", "0001_schema"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Balansdag",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "dag", "status", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("dag", models.DateField()),
                ("status", models.CharField(max_length=20)),
                ("aantal", models.PositiveBigIntegerField()),
                ("laagste", models.BigIntegerField()),
                ("hoogste", models.BigIntegerField()),
                ("stand_vanaf", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "balansdagen",
            },
        ),
        migrations.CreateModel(
            name="Balansspoor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dag", models.DateField()),
            ],
            options={
                "verbose_name_plural": "balanssporen",
            },
        ),
        migrations.CreateModel(
            name="Postpoging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "bericht",
                    models.CharField(
                        help_text="afdruk met sleutel van zijn plek in de bus", max_length=32, unique=True
                    ),
                ),
                ("aantal", models.PositiveSmallIntegerField(default=0)),
                ("op", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "postpogingen",
            },
        ),
        migrations.CreateModel(
            name="Registerbedrijf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sleutel", models.CharField(max_length=13, unique=True)),
                ("naam", models.CharField(max_length=200)),
                ("kvk_nummer", models.CharField(max_length=8)),
                ("vestigingsnummer", models.CharField(blank=True, max_length=12)),
                ("plaats", models.CharField(blank=True, max_length=100)),
                ("provincie", models.CharField(blank=True, max_length=2)),
                ("sector", models.CharField(blank=True, max_length=20)),
                ("woorden", meldingen.models.zoekwoorden.Woordenveld()),
            ],
            options={
                "verbose_name_plural": "registerbedrijven",
            },
        ),
        migrations.CreateModel(
            name="Naamwoord",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("woord", models.CharField(max_length=40)),
            ],
            options={
                "verbose_name_plural": "naamwoorden",
                "indexes": [
                    models.Index(fields=["woord"], name="naamwoord_begin", opclasses=["varchar_pattern_ops"])
                ],
            },
        ),
        migrations.CreateModel(
            name="Naamspelling",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "spelling", "woord", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("spelling", models.CharField(max_length=8)),
                (
                    "woord",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spellingen",
                        to="meldingen.naamwoord",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "naamspellingen",
            },
        ),
        migrations.CreateModel(
            name="Partnersleutel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("naam", models.CharField(help_text="van de partner", max_length=100)),
                (
                    "partner",
                    models.CharField(
                        db_index=True,
                        help_text="dezelfde voor elke sleutel die een eerdere opvolgt",
                        max_length=36,
                    ),
                ),
                ("kanaal", models.CharField(max_length=20)),
                ("afdruk", models.CharField(help_text="sha256 van de sleutel", max_length=64, unique=True)),
                ("begin", models.CharField(max_length=10)),
                (
                    "inzending",
                    models.UUIDField(help_text="het formulier waarmee zij werd gemaakt", unique=True),
                ),
                ("gemaakt_op", models.DateTimeField()),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ingetrokken_op", models.DateTimeField(null=True)),
                (
                    "ingetrokken_door",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("minuut", models.DateTimeField(null=True)),
                ("aantal", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "partnersleutels",
                "ordering": ["gemaakt_op", "id"],
            },
        ),
        migrations.CreateModel(
            name="Regelset",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("versie", models.CharField(max_length=20, unique=True)),
                ("geldig_vanaf", models.DateField()),
                (
                    "geldig_tot",
                    models.DateField(blank=True, help_text="laatste dag; leeg: tot nader order", null=True),
                ),
                ("inhoud", models.JSONField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("CONCEPT", "Concept"),
                            ("GOEDGEKEURD", "Goedgekeurd"),
                            ("INGETROKKEN", "Ingetrokken"),
                        ],
                        default="CONCEPT",
                        max_length=12,
                    ),
                ),
                (
                    "volgt_op",
                    models.ForeignKey(
                        db_index=False,
                        help_text="wat het laatst gold toen dit werd voorgesteld",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meldingen.regelset",
                    ),
                ),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goedgekeurd_door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("goedgekeurd_op", models.DateTimeField(null=True)),
                (
                    "vervallen_door",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("vervallen_op", models.DateTimeField(null=True)),
                ("vervallen_reden", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["geldig_vanaf"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("geldig_tot__isnull", True),
                            ("geldig_tot__gte", models.F("geldig_vanaf")),
                            _connector="OR",
                        ),
                        name="regelset_looptijd",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("goedgekeurd_door__isnull", True),
                            models.Q(("goedgekeurd_door", models.F("gemaakt_door")), _negated=True),
                            _connector="OR",
                        ),
                        name="regelset_tweede_persoon",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "CONCEPT")),
                        fields=("status",),
                        name="regelset_een_concept",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Regelproef",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "regelset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proeven",
                        to="meldingen.regelset",
                    ),
                ),
                ("van", models.DateField()),
                ("tot", models.DateField()),
                (
                    "gevraagd_door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("gevraagd_op", models.DateTimeField()),
                ("totaal", models.PositiveIntegerField(help_text="zoveel meldingen waren er toen het begon")),
                ("bekeken", models.PositiveIntegerField(default=0)),
                (
                    "tot_en_met",
                    models.PositiveBigIntegerField(default=0, help_text="de laatste melding die bekeken is"),
                ),
                ("klaar_op", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-gevraagd_op", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("klaar_op__isnull", True)),
                        fields=["id"],
                        name="regelproef_te_doen",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tot__gte", models.F("van"))), name="regelproef_periode"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("klaar_op__isnull", True)),
                        fields=("regelset", "van", "tot"),
                        name="regelproef_een_tegelijk",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Verzameling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sleutel", models.UUIDField(help_text="van het voorbeeld: twee keer uitvoeren is een keer")),
                (
                    "handeling",
                    models.CharField(
                        choices=[
                            ("OVERNEMEN", "Het advies van elke melding overnemen"),
                            ("ROUTE", "Dezelfde route voor allemaal"),
                            ("AANVULLING", "Aanvulling vragen"),
                            ("INTREKKEN", "Intrekken"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("DIRECT_LOCATIE", "Direct naar de locatie"),
                            ("LOCATIE_GEPLAND", "Gepland locatiebezoek"),
                            ("TELEFONISCH", "Telefonisch"),
                            ("AANSPREKEN", "Aanspreken"),
                            ("AANVULLING", "Aanvulling vragen"),
                            ("BUNDELEN", "Bundelen met lopende zaak"),
                            ("ONDERZOEK_VERPLICHT", "Verplicht onderzoek (24 lid 7)"),
                            ("EERLIJK", "Naar Eerlijk"),
                            ("OVERDRACHT", "Overdragen aan partner"),
                            ("OPSPORING", "Naar Opsporing"),
                            ("REGISTREREN", "Alleen registreren"),
                            ("GEEN_OPVOLGING", "Geen opvolging"),
                            ("DUBBEL", "Dubbel"),
                            ("ALGEMEEN", "Algemeen proces"),
                            ("HANDMATIG", "Met de hand"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "prioriteit",
                    models.CharField(
                        blank=True,
                        choices=[("P1", "P1"), ("P2", "P2"), ("P3", "P3"), ("P4", "P4")],
                        max_length=2,
                    ),
                ),
                ("tekst", models.TextField(blank=True, help_text="de reden, of de vraag aan de melder")),
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
                (
                    "ongedaan_door",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ongedaan_op", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name_plural": "verzamelingen",
                "ordering": ["-gemaakt_op", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("gemaakt_door", "sleutel"), name="verzameling_een_keer")
                ],
            },
        ),
        migrations.CreateModel(
            name="Werkgever",
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
                ("naam", models.CharField(max_length=200)),
                ("kvk_nummer", models.CharField(blank=True, max_length=8)),
                ("vestigingsnummer", models.CharField(blank=True, max_length=12)),
                ("sector", models.CharField(blank=True, max_length=10)),
                ("plaats", models.CharField(blank=True, max_length=100)),
                ("provincie", models.CharField(blank=True, max_length=2)),
                (
                    "rechtsopvolger_van",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meldingen.werkgever",
                    ),
                ),
                (
                    "samengevoegd_in",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meldingen.werkgever",
                    ),
                ),
                (
                    "hoofd",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meldingen.werkgever",
                    ),
                ),
            ],
            options={
                "verbose_name": "werkgever",
                "indexes": [
                    models.Index(
                        condition=models.Q(("hoofd__isnull", True)),
                        fields=["naam", "id"],
                        name="werkgever_op_naam",
                    ),
                    models.Index(
                        condition=models.Q(("kvk_nummer", ""), _negated=True),
                        fields=["kvk_nummer"],
                        name="werkgever_kvk",
                    ),
                    models.Index(fields=["provincie", "id"], name="werkgever_provincie"),
                    models.Index(fields=["sector"], include=("id",), name="werkgever_sector"),
                    models.Index(
                        condition=models.Q(("hoofd__isnull", False)), fields=["hoofd"], name="werkgever_hoofd"
                    ),
                    models.Index(
                        condition=models.Q(("samengevoegd_in__isnull", False)),
                        fields=["samengevoegd_in"],
                        name="werkgever_samen",
                    ),
                    models.Index(
                        condition=models.Q(("rechtsopvolger_van__isnull", False)),
                        fields=["rechtsopvolger_van"],
                        name="werkgever_opvolger",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("rechtsopvolger_van", models.F("id")), _negated=True),
                        name="werkgever_rechtsopvolger_van_is_een_ander",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("samengevoegd_in", models.F("id")), _negated=True),
                        name="werkgever_samengevoegd_in_is_een_ander",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hoofd", models.F("id")), _negated=True),
                        name="werkgever_hoofd_is_een_ander",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Melding",
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
                ("ontvangen_op", models.DateTimeField()),
                ("kanaal", models.CharField(max_length=20)),
                ("melder_type", models.CharField(max_length=30)),
                ("toestemming_contact_werkgever", models.BooleanField(null=True)),
                ("anoniem", models.BooleanField(help_text="geen identiteit opgegeven")),
                ("melder_bereikbaar", models.BooleanField(help_text="er is een weg naar de melder")),
                (
                    "corona_relatie",
                    models.CharField(
                        choices=[("DIRECT", "Direct"), ("INDIRECT", "Indirect"), ("GEEN", "Geen")],
                        max_length=8,
                    ),
                ),
                (
                    "bevoegd",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eigen", "Eigen terrein"),
                            ("ander", "Andere toezichthouder"),
                            ("gemengd", "Gemengd"),
                            ("onbekend", "Nog onbekend"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "domein",
                    models.CharField(
                        choices=[
                            ("VEILIG_GEZOND", "Veilig Gezond"),
                            ("EERLIJK", "Eerlijk"),
                            ("BUITEN", "Buiten"),
                            ("ONBEPAALD", "Onbepaald"),
                        ],
                        default="ONBEPAALD",
                        max_length=13,
                    ),
                ),
                (
                    "onderwerpen",
                    models.CharField(
                        help_text="codes met ; ertussen, de belangrijkste eerst", max_length=400
                    ),
                ),
                ("arbeidsmigranten", models.BooleanField(null=True)),
                ("melder_ziet_risico", models.BooleanField(null=True)),
                (
                    "ernst",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("laag", "Laag"),
                            ("significant", "Significant"),
                            ("ernstig", "Ernstig"),
                            ("acuut", "Acuut"),
                        ],
                        max_length=11,
                    ),
                ),
                ("aantal_blootgesteld", models.PositiveIntegerField(null=True)),
                ("duurt_voort", models.BooleanField(null=True)),
                ("werkonderbreking", models.BooleanField(null=True)),
                ("bevestigde_besmettingen", models.PositiveIntegerField(null=True)),
                ("verzoek_24_7", models.BooleanField(null=True)),
                ("opsporing_indicatie", models.BooleanField(null=True)),
                ("personen_in_gevaar", models.BooleanField(null=True)),
                (
                    "werkgever",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="meldingen.werkgever",
                    ),
                ),
                (
                    "dubbel_van",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meldingen.melding",
                    ),
                ),
                ("nummer", models.PositiveBigIntegerField(help_text="zonder gaten", unique=True)),
                (
                    "inzending",
                    models.UUIDField(editable=False, help_text="het formulier waarmee zij kwam", null=True),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ONTVANGEN", "Ontvangen"),
                            ("IN_TRIAGE", "In triage"),
                            ("AANVULLING_GEVRAAGD", "Aanvulling gevraagd"),
                            ("GEKOPPELD", "Gekoppeld aan een zaak"),
                            ("OVERGEDRAGEN", "Overgedragen"),
                            ("NAAR_OPSPORING", "Naar Opsporing"),
                            ("GEREGISTREERD", "Geregistreerd"),
                            ("AFGEHANDELD", "Afgehandeld"),
                            ("AFGESLOTEN", "Afgesloten"),
                            ("DUBBEL", "Dubbel"),
                            ("INGETROKKEN", "Ingetrokken"),
                        ],
                        default="ONTVANGEN",
                        max_length=20,
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("DIRECT_LOCATIE", "Direct naar de locatie"),
                            ("LOCATIE_GEPLAND", "Gepland locatiebezoek"),
                            ("TELEFONISCH", "Telefonisch"),
                            ("AANSPREKEN", "Aanspreken"),
                            ("AANVULLING", "Aanvulling vragen"),
                            ("BUNDELEN", "Bundelen met lopende zaak"),
                            ("ONDERZOEK_VERPLICHT", "Verplicht onderzoek (24 lid 7)"),
                            ("EERLIJK", "Naar Eerlijk"),
                            ("OVERDRACHT", "Overdragen aan partner"),
                            ("OPSPORING", "Naar Opsporing"),
                            ("REGISTREREN", "Alleen registreren"),
                            ("GEEN_OPVOLGING", "Geen opvolging"),
                            ("DUBBEL", "Dubbel"),
                            ("ALGEMEEN", "Algemeen proces"),
                            ("HANDMATIG", "Met de hand"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "prioriteit",
                    models.CharField(
                        blank=True,
                        choices=[("P1", "P1"), ("P2", "P2"), ("P3", "P3"), ("P4", "P4")],
                        max_length=2,
                    ),
                ),
                ("uiterlijk", models.DateTimeField(help_text="de klok van route en prioriteit", null=True)),
                ("besloten_op", models.DateTimeField(null=True)),
                (
                    "aangevuld_op",
                    models.DateTimeField(help_text="het laatste antwoord van de melder", null=True),
                ),
                (
                    "bevestig_uiterlijk",
                    models.DateField(
                        help_text="de laatste dag om te zeggen dat zij is ontvangen; leeg als dat niet (meer) hoeft",
                        null=True,
                    ),
                ),
            ],
            options={
                "verbose_name": "melding",
                "verbose_name_plural": "meldingen",
                "indexes": [
                    models.Index(
                        fields=["status", "ontvangen_op", "id"], include=("domein",), name="melding_status"
                    ),
                    models.Index(
                        fields=["ontvangen_op", "id"],
                        include=("status", "werkgever", "stand_vanaf"),
                        name="melding_ontvangen",
                    ),
                    models.Index(
                        condition=models.Q(("besloten_op__isnull", True), ("status", "IN_TRIAGE")),
                        fields=["ontvangen_op", "id"],
                        name="melding_te_beslissen",
                    ),
                    models.Index(fields=["uiterlijk", "id"], name="melding_termijn"),
                    models.Index(
                        condition=models.Q(
                            ("status__in", ("IN_TRIAGE", "AANVULLING_GEVRAAGD")), ("uiterlijk__isnull", False)
                        ),
                        fields=["uiterlijk", "id"],
                        name="melding_klok",
                    ),
                    models.Index(fields=["prioriteit", "ontvangen_op", "id"], name="melding_prioriteit"),
                    models.Index(fields=["route"], name="melding_route"),
                    models.Index(fields=["kanaal"], name="melding_kanaal"),
                    models.Index(
                        condition=models.Q(("besloten_op__isnull", True), ("status", "IN_TRIAGE")),
                        fields=["uiterlijk", "id", "domein", "route", "werkgever"],
                        name="melding_werk",
                    ),
                    models.Index(
                        condition=models.Q(("besloten_op__isnull", False), ("status", "IN_TRIAGE")),
                        fields=["uiterlijk", "id", "domein", "route", "werkgever"],
                        name="melding_besloten",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("besloten_op__isnull", True),
                            ("ernst__in", ("ernstig", "acuut")),
                            ("route", "GEEN_OPVOLGING"),
                            ("status", "IN_TRIAGE"),
                        ),
                        fields=["uiterlijk", "id"],
                        name="melding_te_bevestigen",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("aangevuld_op__isnull", False),
                            ("besloten_op__isnull", True),
                            ("status", "IN_TRIAGE"),
                        ),
                        fields=["uiterlijk", "id"],
                        name="melding_aangevuld",
                    ),
                    models.Index(
                        condition=models.Q(("werkgever__isnull", False)),
                        fields=["werkgever", "ontvangen_op", "id"],
                        name="melding_van_werkgever",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("status__in", ("ONTVANGEN", "IN_TRIAGE", "AANVULLING_GEVRAAGD", "GEKOPPELD")),
                            ("verzoek_24_7", True),
                        ),
                        fields=["ontvangen_op", "id"],
                        name="melding_verzoek",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("bevestig_uiterlijk__isnull", False),
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
                        fields=["bevestig_uiterlijk", "id"],
                        name="melding_ontvangst",
                    ),
                    models.Index(
                        condition=models.Q(("domein", "ONBEPAALD")), fields=["id"], name="melding_onbepaald"
                    ),
                    models.Index(
                        condition=models.Q(("dubbel_van__isnull", False)),
                        fields=["dubbel_van"],
                        name="melding_dubbel",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("dubbel_van", models.F("id")), _negated=True),
                        name="melding_niet_dubbel_van_zichzelf",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("inzending__isnull", False)),
                        fields=("inzending",),
                        name="melding_een_per_inzending",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meldingbijlage",
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
                        related_name="bijlagen",
                        to="meldingen.melding",
                    ),
                ),
                ("naam", models.TextField(help_text="verzegeld")),
                ("mediatype", models.CharField(max_length=100)),
                ("grootte", models.PositiveIntegerField(help_text="bytes")),
                ("vingerafdruk", models.CharField(help_text="met sleutel, van de inhoud", max_length=64)),
                ("op", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "meldingbijlagen",
                "ordering": ["op", "id"],
            },
        ),
        migrations.CreateModel(
            name="Nagekomen",
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
                        related_name="nagekomen",
                        to="meldingen.melding",
                    ),
                ),
                ("inzending", models.UUIDField(help_text="het formulier waarmee het kwam")),
                ("tekst", models.TextField(blank=True)),
                ("bestanden", models.PositiveSmallIntegerField(default=0)),
                ("op", models.DateTimeField()),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        help_text="leeg: de melder zelf, met de ontvangstcode",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kanaal",
                    models.CharField(
                        blank=True, help_text="waarlangs het kwam, als iemand het opschreef", max_length=20
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "nagekomen",
                "ordering": ["op", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("melding", "inzending"), name="nagekomen_eenmaal"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("door", None), ("kanaal", "")),
                            models.Q(("door__isnull", False), models.Q(("kanaal", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="nagekomen_door_of_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanvulling",
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
                        related_name="aanvullingen",
                        to="meldingen.melding",
                    ),
                ),
                ("vraag", models.TextField()),
                (
                    "voor_melder",
                    models.TextField(
                        blank=True, help_text="de vraag zoals de melder haar leest, in een andere taal"
                    ),
                ),
                ("taal", models.CharField(blank=True, help_text="van wat de melder leest", max_length=2)),
                ("gevraagd_op", models.DateTimeField()),
                (
                    "gevraagd_door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("uiterlijk", models.DateTimeField(help_text="de klok van de vraag", null=True)),
                ("antwoord", models.TextField(blank=True)),
                ("ontvangen_op", models.DateTimeField(null=True)),
                (
                    "ontvangen_door",
                    models.ForeignKey(
                        db_index=False,
                        help_text="leeg: de melder zelf",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("herroepen_op", models.DateTimeField(help_text="toch niet gevraagd", null=True)),
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
            ],
            options={
                "verbose_name_plural": "aanvullingen",
                "ordering": ["gevraagd_op", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("herroepen_op", None), ("ontvangen_op", None)),
                        fields=["uiterlijk", "melding"],
                        name="aanvulling_klok",
                    ),
                    models.Index(
                        condition=models.Q(("ontvangen_op__isnull", False)),
                        fields=["ontvangen_op"],
                        name="aanvulling_ontvangen",
                    ),
                    models.Index(
                        condition=models.Q(("herroepen_op__isnull", False)),
                        fields=["herroepen_op"],
                        name="aanvulling_herroepen",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("herroepen_op", None), ("ontvangen_op", None)),
                        fields=("melding",),
                        name="aanvulling_een_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Volgcode",
            fields=[
                (
                    "melding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="volgcode",
                        serialize=False,
                        to="meldingen.melding",
                    ),
                ),
                ("afdruk", models.CharField(max_length=32, unique=True)),
                ("taal", models.CharField(help_text="waarin gemeld is", max_length=2)),
                ("op", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "volgcodes",
            },
        ),
        migrations.CreateModel(
            name="Zoekwoorden",
            fields=[
                (
                    "melding",
                    models.OneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="zoekwoorden",
                        serialize=False,
                        to="meldingen.melding",
                    ),
                ),
                ("woorden", meldingen.models.zoekwoorden.Woordenveld()),
            ],
            options={
                "verbose_name_plural": "zoekwoorden",
            },
        ),
        migrations.CreateModel(
            name="MelderInzage",
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
                        related_name="inzagen",
                        to="meldingen.melding",
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
                ("reden", models.TextField(help_text="zonder wie er meldde")),
                (
                    "sleutel",
                    models.UUIDField(
                        help_text="het formulier: een inzage wordt eenmaal getoond", null=True, unique=True
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "inzagen",
                "ordering": ["op", "id"],
            },
        ),
        migrations.CreateModel(
            name="HerroepenBevestiging",
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
                        related_name="herroepen_bevestigingen",
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
                ("dag", models.DateField(null=True)),
                ("toelichting", models.TextField(blank=True, help_text="zonder wie er meldde")),
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
                ("herroepen_op", models.DateTimeField()),
                (
                    "herroepen_door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reden", models.TextField(help_text="zonder wie er meldde")),
            ],
            options={
                "verbose_name_plural": "herroepen bevestigingen",
                "ordering": ["herroepen_op", "id"],
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
                    "sleutel",
                    models.CharField(
                        help_text="sha256 van wat de browser bewaart", max_length=64, unique=True
                    ),
                ),
                ("inzending", models.UUIDField(unique=True)),
                (
                    "inhoud",
                    models.TextField(blank=True, help_text="verzegeld; leeg zodra er een melding van is"),
                ),
                ("begonnen_op", models.DateTimeField()),
                ("gewijzigd_op", models.DateTimeField(db_index=True)),
                (
                    "melding",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meldingen.melding",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "concepten",
            },
        ),
        migrations.CreateModel(
            name="MeldingbijlageInhoud",
            fields=[
                (
                    "bijlage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="inhoud",
                        serialize=False,
                        to="meldingen.meldingbijlage",
                    ),
                ),
                ("inhoud", models.BinaryField(help_text="verzegeld")),
            ],
            options={
                "verbose_name_plural": "inhoud van meldingbijlagen",
            },
        ),
        migrations.CreateModel(
            name="MeldingTekst",
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
                        related_name="teksten",
                        to="meldingen.melding",
                    ),
                ),
                ("tekst", models.TextField()),
                ("geregistreerd_op", models.DateTimeField()),
            ],
            options={
                "ordering": ["geregistreerd_op", "id"],
            },
        ),
        migrations.CreateModel(
            name="NagekomenDoorgestuurd",
            fields=[
                (
                    "nagekomen",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="doorgestuurd",
                        serialize=False,
                        to="meldingen.nagekomen",
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
                "verbose_name_plural": "nagekomen doorgestuurd",
            },
        ),
        migrations.CreateModel(
            name="NagekomenGezien",
            fields=[
                (
                    "nagekomen",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="gezien",
                        serialize=False,
                        to="meldingen.nagekomen",
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
                "verbose_name_plural": "nagekomen gezien",
            },
        ),
        migrations.CreateModel(
            name="Ontvangst",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kanaal", models.CharField(max_length=20)),
                ("kenmerk", models.CharField(max_length=100, unique=True)),
                ("ontvangen_op", models.DateTimeField(db_index=True)),
                (
                    "uitkomst",
                    models.CharField(
                        choices=[
                            ("MELDING", "Melding geworden"),
                            ("WACHT", "Apart gelegd"),
                            ("ONGEWENST", "Geweigerd als ongewenst"),
                            ("GEEN_MELDING", "Geen melding"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "melding",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ontvangst",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "reden",
                    models.CharField(blank=True, help_text="waarom het geen melding werd", max_length=300),
                ),
                (
                    "inhoud",
                    models.TextField(
                        blank=True, help_text="verzegeld: wat er kwam, zolang het geen melding is"
                    ),
                ),
                (
                    "verdacht",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("LOKAAS", "Een veld dat niemand ziet was ingevuld"),
                            ("TE_SNEL", "Sneller ingevuld dan iemand kan"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        help_text="die haar instuurde",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ontvangsten",
                        to="meldingen.partnersleutel",
                    ),
                ),
                ("beslist_op", models.DateTimeField(null=True)),
                (
                    "beslist_door",
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
                "verbose_name_plural": "ontvangsten",
                "ordering": ["ontvangen_op", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("uitkomst", "WACHT")),
                        fields=["ontvangen_op", "id"],
                        name="ontvangst_wacht",
                    ),
                    models.Index(
                        condition=models.Q(("verdacht__gt", "")),
                        fields=["melding", "verdacht"],
                        name="ontvangst_verdacht",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("melding__isnull", False), ("uitkomst", "MELDING")),
                            models.Q(
                                models.Q(("uitkomst", "MELDING"), _negated=True), ("melding__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="ontvangst_melding_of_niet",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OntvangstBestand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ontvangst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bestanden",
                        to="meldingen.ontvangst",
                    ),
                ),
                ("naam", models.TextField(help_text="verzegeld")),
                ("mediatype", models.CharField(max_length=100)),
                ("grootte", models.PositiveIntegerField(help_text="bytes")),
                ("inhoud", models.BinaryField(help_text="verzegeld")),
            ],
            options={
                "verbose_name_plural": "bestanden van ontvangsten",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="OntvangstInzage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ontvangst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inzagen",
                        to="meldingen.ontvangst",
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
                ("reden", models.TextField()),
            ],
            options={
                "verbose_name_plural": "inzagen in ontvangsten",
                "ordering": ["op", "id"],
            },
        ),
        migrations.CreateModel(
            name="Proefverschil",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "proef",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verschillen",
                        to="meldingen.regelproef",
                    ),
                ),
                (
                    "melding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meldingen.melding"
                    ),
                ),
                (
                    "van_route",
                    models.CharField(
                        choices=[
                            ("DIRECT_LOCATIE", "Direct naar de locatie"),
                            ("LOCATIE_GEPLAND", "Gepland locatiebezoek"),
                            ("TELEFONISCH", "Telefonisch"),
                            ("AANSPREKEN", "Aanspreken"),
                            ("AANVULLING", "Aanvulling vragen"),
                            ("BUNDELEN", "Bundelen met lopende zaak"),
                            ("ONDERZOEK_VERPLICHT", "Verplicht onderzoek (24 lid 7)"),
                            ("EERLIJK", "Naar Eerlijk"),
                            ("OVERDRACHT", "Overdragen aan partner"),
                            ("OPSPORING", "Naar Opsporing"),
                            ("REGISTREREN", "Alleen registreren"),
                            ("GEEN_OPVOLGING", "Geen opvolging"),
                            ("DUBBEL", "Dubbel"),
                            ("ALGEMEEN", "Algemeen proces"),
                            ("HANDMATIG", "Met de hand"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "van_prioriteit",
                    models.CharField(
                        blank=True,
                        choices=[("P1", "P1"), ("P2", "P2"), ("P3", "P3"), ("P4", "P4")],
                        max_length=2,
                    ),
                ),
                ("van_partners", models.CharField(blank=True, max_length=60)),
                ("van_regel", models.CharField(max_length=40)),
                (
                    "naar_route",
                    models.CharField(
                        choices=[
                            ("DIRECT_LOCATIE", "Direct naar de locatie"),
                            ("LOCATIE_GEPLAND", "Gepland locatiebezoek"),
                            ("TELEFONISCH", "Telefonisch"),
                            ("AANSPREKEN", "Aanspreken"),
                            ("AANVULLING", "Aanvulling vragen"),
                            ("BUNDELEN", "Bundelen met lopende zaak"),
                            ("ONDERZOEK_VERPLICHT", "Verplicht onderzoek (24 lid 7)"),
                            ("EERLIJK", "Naar Eerlijk"),
                            ("OVERDRACHT", "Overdragen aan partner"),
                            ("OPSPORING", "Naar Opsporing"),
                            ("REGISTREREN", "Alleen registreren"),
                            ("GEEN_OPVOLGING", "Geen opvolging"),
                            ("DUBBEL", "Dubbel"),
                            ("ALGEMEEN", "Algemeen proces"),
                            ("HANDMATIG", "Met de hand"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "naar_prioriteit",
                    models.CharField(
                        blank=True,
                        choices=[("P1", "P1"), ("P2", "P2"), ("P3", "P3"), ("P4", "P4")],
                        max_length=2,
                    ),
                ),
                ("naar_partners", models.CharField(blank=True, max_length=60)),
                ("naar_regel", models.CharField(max_length=40)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["proef", "van_route", "naar_route"], name="proefverschil_routes")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("proef", "melding"), name="proefverschil_een_per_melding")
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusWissel",
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
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wissels",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "van",
                    models.CharField(
                        choices=[
                            ("ONTVANGEN", "Ontvangen"),
                            ("IN_TRIAGE", "In triage"),
                            ("AANVULLING_GEVRAAGD", "Aanvulling gevraagd"),
                            ("GEKOPPELD", "Gekoppeld aan een zaak"),
                            ("OVERGEDRAGEN", "Overgedragen"),
                            ("NAAR_OPSPORING", "Naar Opsporing"),
                            ("GEREGISTREERD", "Geregistreerd"),
                            ("AFGEHANDELD", "Afgehandeld"),
                            ("AFGESLOTEN", "Afgesloten"),
                            ("DUBBEL", "Dubbel"),
                            ("INGETROKKEN", "Ingetrokken"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "naar",
                    models.CharField(
                        choices=[
                            ("ONTVANGEN", "Ontvangen"),
                            ("IN_TRIAGE", "In triage"),
                            ("AANVULLING_GEVRAAGD", "Aanvulling gevraagd"),
                            ("GEKOPPELD", "Gekoppeld aan een zaak"),
                            ("OVERGEDRAGEN", "Overgedragen"),
                            ("NAAR_OPSPORING", "Naar Opsporing"),
                            ("GEREGISTREERD", "Geregistreerd"),
                            ("AFGEHANDELD", "Afgehandeld"),
                            ("AFGESLOTEN", "Afgesloten"),
                            ("DUBBEL", "Dubbel"),
                            ("INGETROKKEN", "Ingetrokken"),
                        ],
                        max_length=20,
                    ),
                ),
                ("op", models.DateTimeField()),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("toelichting", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["op", "id"],
                "indexes": [
                    models.Index(
                        fields=["melding", "op", "id"], include=("van",), name="statuswissel_verloop"
                    ),
                    models.Index(fields=["op", "melding"], name="statuswissel_sinds"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TriageBesluit",
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
                        related_name="besluiten",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "regelset",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="besluiten",
                        to="meldingen.regelset",
                    ),
                ),
                ("geadviseerd_op", models.DateTimeField()),
                (
                    "regel",
                    models.CharField(
                        help_text="de regel die de route bepaalde, met de wijzigingen: F3+F1", max_length=40
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("DIRECT_LOCATIE", "Direct naar de locatie"),
                            ("LOCATIE_GEPLAND", "Gepland locatiebezoek"),
                            ("TELEFONISCH", "Telefonisch"),
                            ("AANSPREKEN", "Aanspreken"),
                            ("AANVULLING", "Aanvulling vragen"),
                            ("BUNDELEN", "Bundelen met lopende zaak"),
                            ("ONDERZOEK_VERPLICHT", "Verplicht onderzoek (24 lid 7)"),
                            ("EERLIJK", "Naar Eerlijk"),
                            ("OVERDRACHT", "Overdragen aan partner"),
                            ("OPSPORING", "Naar Opsporing"),
                            ("REGISTREREN", "Alleen registreren"),
                            ("GEEN_OPVOLGING", "Geen opvolging"),
                            ("DUBBEL", "Dubbel"),
                            ("ALGEMEEN", "Algemeen proces"),
                            ("HANDMATIG", "Met de hand"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "prioriteit",
                    models.CharField(
                        blank=True,
                        choices=[("P1", "P1"), ("P2", "P2"), ("P3", "P3"), ("P4", "P4")],
                        max_length=2,
                    ),
                ),
                ("domein", models.CharField(max_length=13)),
                ("partners", models.CharField(blank=True, max_length=60)),
                ("redencode", models.CharField(blank=True, max_length=30)),
                ("uiterlijk", models.DateTimeField(help_text="de klok van de prioriteit", null=True)),
                ("feiten", models.JSONField(help_text="de gelezen feiten")),
                (
                    "spoor",
                    models.JSONField(help_text="per regel die niet gold de voorwaarde die haar tegenhield"),
                ),
                ("vlaggen", models.JSONField(help_text="wat deze uitkomst vraagt of verbiedt")),
                (
                    "toelichting",
                    models.TextField(blank=True, help_text="waarom met de hand, of welke fout in de regel"),
                ),
                (
                    "besluit_route",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("DIRECT_LOCATIE", "Direct naar de locatie"),
                            ("LOCATIE_GEPLAND", "Gepland locatiebezoek"),
                            ("TELEFONISCH", "Telefonisch"),
                            ("AANSPREKEN", "Aanspreken"),
                            ("AANVULLING", "Aanvulling vragen"),
                            ("BUNDELEN", "Bundelen met lopende zaak"),
                            ("ONDERZOEK_VERPLICHT", "Verplicht onderzoek (24 lid 7)"),
                            ("EERLIJK", "Naar Eerlijk"),
                            ("OVERDRACHT", "Overdragen aan partner"),
                            ("OPSPORING", "Naar Opsporing"),
                            ("REGISTREREN", "Alleen registreren"),
                            ("GEEN_OPVOLGING", "Geen opvolging"),
                            ("DUBBEL", "Dubbel"),
                            ("ALGEMEEN", "Algemeen proces"),
                            ("HANDMATIG", "Met de hand"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "besluit_prioriteit",
                    models.CharField(
                        blank=True,
                        choices=[("P1", "P1"), ("P2", "P2"), ("P3", "P3"), ("P4", "P4")],
                        max_length=2,
                    ),
                ),
                ("besluit_reden", models.TextField(blank=True)),
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
                ("herroepen_op", models.DateTimeField(null=True)),
                ("herroepen_reden", models.TextField(blank=True)),
                (
                    "herhaalt",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meldingen.triagebesluit",
                    ),
                ),
            ],
            options={
                "ordering": ["geadviseerd_op", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("besloten_door__isnull", False)),
                        fields=["besloten_door"],
                        name="besluit_door",
                    ),
                    models.Index(
                        condition=models.Q(("uiterlijk__isnull", False)),
                        fields=["uiterlijk"],
                        name="besluit_termijn",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("besloten_door__isnull", True),
                                ("besloten_op__isnull", True),
                                ("besluit_route", ""),
                            ),
                            models.Q(
                                ("besloten_door__isnull", False),
                                ("besloten_op__isnull", False),
                                models.Q(("besluit_route", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="besluit_van_een_mens",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VerzamelItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verzameling",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="meldingen.verzameling",
                    ),
                ),
                ("volgnummer", models.PositiveSmallIntegerField()),
                (
                    "melding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meldingen.melding"
                    ),
                ),
                ("gezien", models.CharField(max_length=80)),
                (
                    "uitkomst",
                    models.CharField(
                        choices=[
                            ("WACHT", "Wacht"),
                            ("GEDAAN", "Gedaan"),
                            ("GEWEIGERD", "Niet gedaan"),
                            ("TERUG_WACHT", "Wordt ongedaan gemaakt"),
                            ("TERUG", "Ongedaan gemaakt"),
                            ("GEBLEVEN", "Gebleven"),
                        ],
                        default="WACHT",
                        max_length=11,
                    ),
                ),
                ("reden", models.TextField(blank=True, help_text="waarom niet")),
                ("daarna", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "ordering": ["volgnummer"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("uitkomst__in", ("WACHT", "TERUG_WACHT"))),
                        fields=["verzameling"],
                        name="verzamelitem_te_doen",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("verzameling", "volgnummer"), name="verzamelitem_volgnummer"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Naamplek",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "woord", "werkgever", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "woord",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plekken",
                        to="meldingen.naamwoord",
                    ),
                ),
                (
                    "werkgever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="naamplekken",
                        to="meldingen.werkgever",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "naamplekken",
            },
        ),
        migrations.CreateModel(
            name="MeldingVerleden",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stand_vanaf", models.DateTimeField()),
                ("stand_tot", models.DateTimeField(db_index=True)),
                ("ontvangen_op", models.DateTimeField()),
                ("kanaal", models.CharField(max_length=20)),
                ("melder_type", models.CharField(max_length=30)),
                ("toestemming_contact_werkgever", models.BooleanField(null=True)),
                ("anoniem", models.BooleanField(help_text="geen identiteit opgegeven")),
                ("melder_bereikbaar", models.BooleanField(help_text="er is een weg naar de melder")),
                (
                    "corona_relatie",
                    models.CharField(
                        choices=[("DIRECT", "Direct"), ("INDIRECT", "Indirect"), ("GEEN", "Geen")],
                        max_length=8,
                    ),
                ),
                (
                    "bevoegd",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eigen", "Eigen terrein"),
                            ("ander", "Andere toezichthouder"),
                            ("gemengd", "Gemengd"),
                            ("onbekend", "Nog onbekend"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "domein",
                    models.CharField(
                        choices=[
                            ("VEILIG_GEZOND", "Veilig Gezond"),
                            ("EERLIJK", "Eerlijk"),
                            ("BUITEN", "Buiten"),
                            ("ONBEPAALD", "Onbepaald"),
                        ],
                        default="ONBEPAALD",
                        max_length=13,
                    ),
                ),
                (
                    "onderwerpen",
                    models.CharField(
                        help_text="codes met ; ertussen, de belangrijkste eerst", max_length=400
                    ),
                ),
                ("arbeidsmigranten", models.BooleanField(null=True)),
                ("melder_ziet_risico", models.BooleanField(null=True)),
                (
                    "ernst",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("laag", "Laag"),
                            ("significant", "Significant"),
                            ("ernstig", "Ernstig"),
                            ("acuut", "Acuut"),
                        ],
                        max_length=11,
                    ),
                ),
                ("aantal_blootgesteld", models.PositiveIntegerField(null=True)),
                ("duurt_voort", models.BooleanField(null=True)),
                ("werkonderbreking", models.BooleanField(null=True)),
                ("bevestigde_besmettingen", models.PositiveIntegerField(null=True)),
                ("verzoek_24_7", models.BooleanField(null=True)),
                ("opsporing_indicatie", models.BooleanField(null=True)),
                ("personen_in_gevaar", models.BooleanField(null=True)),
                (
                    "werkgever",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="meldingen.werkgever",
                    ),
                ),
                (
                    "dubbel_van",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "van",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verleden",
                        to="meldingen.melding",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("werkgever__isnull", False)),
                        fields=["werkgever"],
                        name="melding_was_van",
                    ),
                    models.Index(
                        condition=models.Q(("dubbel_van__isnull", False)),
                        fields=["dubbel_van"],
                        name="melding_was_dubbel",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WerkgeverVerleden",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stand_vanaf", models.DateTimeField()),
                ("stand_tot", models.DateTimeField(db_index=True)),
                ("naam", models.CharField(max_length=200)),
                ("kvk_nummer", models.CharField(blank=True, max_length=8)),
                ("vestigingsnummer", models.CharField(blank=True, max_length=12)),
                ("sector", models.CharField(blank=True, max_length=10)),
                ("plaats", models.CharField(blank=True, max_length=100)),
                ("provincie", models.CharField(blank=True, max_length=2)),
                (
                    "rechtsopvolger_van",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meldingen.werkgever",
                    ),
                ),
                (
                    "samengevoegd_in",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meldingen.werkgever",
                    ),
                ),
                (
                    "hoofd",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meldingen.werkgever",
                    ),
                ),
                (
                    "van",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verleden",
                        to="meldingen.werkgever",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("hoofd__isnull", False)),
                        fields=["hoofd"],
                        name="werkgever_had_hoofd",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Werkgevervoorstel",
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
                        choices=[
                            ("SAMENVOEGEN", "Samenvoegen"),
                            ("SPLITSEN", "Uit elkaar halen"),
                            ("OPVOLGING", "Rechtsopvolging vastleggen"),
                            ("GEEN_OPVOLGING", "Rechtsopvolging laten vervallen"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "werkgever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voorstellen",
                        to="meldingen.werkgever",
                    ),
                ),
                (
                    "andere",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voorstellen_andere",
                        to="meldingen.werkgever",
                    ),
                ),
                ("gezien", models.CharField(max_length=40)),
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
                ("aanvaard", models.BooleanField(help_text="leeg: wacht op een besluit", null=True)),
                ("besluit_reden", models.TextField(blank=True)),
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
                "verbose_name_plural": "werkgevervoorstellen",
                "ordering": ["voorgesteld_op", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("besloten_op__isnull", True)),
                        fields=["voorgesteld_op", "id"],
                        name="werkgevervoorstel_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("besloten_op__isnull", True)),
                        fields=("werkgever", "andere"),
                        name="werkgevervoorstel_een_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("besloten_door__isnull", True),
                            models.Q(("besloten_door", models.F("voorgesteld_door")), _negated=True),
                            _connector="OR",
                        ),
                        name="werkgevervoorstel_tweede",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("werkgever", models.F("andere")), _negated=True),
                        name="werkgevervoorstel_twee",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConceptBestand",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bestanden",
                        to="meldingen.concept",
                    ),
                ),
                ("naam", models.TextField(help_text="verzegeld")),
                ("mediatype", models.CharField(max_length=100)),
                ("grootte", models.PositiveIntegerField(help_text="bytes")),
                ("vingerafdruk", models.CharField(help_text="met sleutel, van de inhoud", max_length=64)),
                ("inhoud", models.BinaryField(help_text="verzegeld")),
                ("op", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "conceptbestanden",
                "ordering": ["op", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("concept", "vingerafdruk"), name="conceptbestand_een")
                ],
            },
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
        migrations.CreateModel(
            name="Melder",
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
                        related_name="melders",
                        to="meldingen.melding",
                    ),
                ),
                ("naam", models.TextField(blank=True)),
                ("email", models.TextField(blank=True)),
                ("telefoon", models.TextField(blank=True)),
                ("zoek_naam", models.CharField(blank=True, max_length=32)),
                ("zoek_email", models.CharField(blank=True, max_length=32)),
                ("zoek_telefoon", models.CharField(blank=True, max_length=32)),
                ("geregistreerd_op", models.DateTimeField()),
            ],
            options={
                "ordering": ["geregistreerd_op", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("zoek_email", ""), _negated=True),
                        fields=["zoek_email"],
                        name="melder_zoek_email",
                    ),
                    models.Index(
                        condition=models.Q(("zoek_telefoon", ""), _negated=True),
                        fields=["zoek_telefoon"],
                        name="melder_zoek_telefoon",
                    ),
                    models.Index(
                        condition=models.Q(("zoek_naam", ""), _negated=True),
                        fields=["zoek_naam"],
                        name="melder_zoek_naam",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Intrekverzoek",
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
                        related_name="intrekverzoeken",
                        to="meldingen.melding",
                    ),
                ),
                ("op", models.DateTimeField()),
                ("besloten_op", models.DateTimeField(null=True)),
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
                ("ingewilligd", models.BooleanField(null=True)),
                ("reden", models.TextField(blank=True, help_text="waarom niet")),
            ],
            options={
                "verbose_name_plural": "intrekverzoeken",
                "ordering": ["op", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("besloten_op", None)),
                        fields=["op", "id"],
                        name="intrekverzoek_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("besloten_op", None)),
                        fields=("melding",),
                        name="intrekverzoek_een_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("besloten_door", None), ("besloten_op", None), ("ingewilligd", None)),
                            models.Q(
                                ("besloten_door__isnull", False),
                                ("besloten_op__isnull", False),
                                ("ingewilligd__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="intrekverzoek_besloten",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correctievoorstel",
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
                        related_name="voorstellen",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "domein",
                    models.CharField(
                        choices=[
                            ("VEILIG_GEZOND", "Veilig Gezond"),
                            ("EERLIJK", "Eerlijk"),
                            ("BUITEN", "Buiten"),
                            ("ONBEPAALD", "Onbepaald"),
                        ],
                        max_length=13,
                    ),
                ),
                ("onderwerpen", models.CharField(max_length=400)),
                (
                    "domein_toen",
                    models.CharField(
                        choices=[
                            ("VEILIG_GEZOND", "Veilig Gezond"),
                            ("EERLIJK", "Eerlijk"),
                            ("BUITEN", "Buiten"),
                            ("ONBEPAALD", "Onbepaald"),
                        ],
                        max_length=13,
                    ),
                ),
                ("onderwerpen_toen", models.CharField(max_length=400)),
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
                ("aanvaard", models.BooleanField(help_text="leeg: wacht op een besluit", null=True)),
                ("besluit_reden", models.TextField(blank=True)),
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
                "ordering": ["voorgesteld_op", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("besloten_op__isnull", True)),
                        fields=["voorgesteld_op", "id"],
                        name="voorstel_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("besloten_op__isnull", True)),
                        fields=("melding",),
                        name="voorstel_een_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("besloten_door__isnull", True),
                            models.Q(("besloten_door", models.F("voorgesteld_door")), _negated=True),
                            _connector="OR",
                        ),
                        name="voorstel_tweede_persoon",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bevestigingsplicht",
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
                        related_name="bevestigingsplichten",
                        to="meldingen.melding",
                    ),
                ),
                ("uiterlijk", models.DateField(help_text="de laatste dag")),
                ("vanaf", models.DateTimeField()),
                ("tot", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name_plural": "bevestigingsplichten",
                "ordering": ["vanaf", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("tot", None)),
                        fields=["uiterlijk", "melding"],
                        name="bevestigingsplicht_klok",
                    ),
                    models.Index(
                        condition=models.Q(("tot__isnull", False)),
                        fields=["tot"],
                        name="bevestigingsplicht_tot",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("tot", None)),
                        fields=("melding",),
                        name="bevestigingsplicht_een_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendering",
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
                    "melding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attenderingen",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("BEVESTIGING", "Bevestiging van ontvangst"),
                            ("VRAAG", "Er is een vraag"),
                            ("BERICHT", "Er is een bericht"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "aanvulling",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendering",
                        to="meldingen.aanvulling",
                    ),
                ),
                ("op", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "attenderingen",
                "ordering": ["op", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("mislukt_op__isnull", True), ("verzonden_op__isnull", True)),
                        fields=["op", "id"],
                        name="attendering_te_doen",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verzonden_op__isnull", True), ("mislukt_op__isnull", True), _connector="OR"
                        ),
                        name="attendering_een_uitkomst",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("soort", "BEVESTIGING")),
                        fields=("melding",),
                        name="attendering_een_bevestiging",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("aanvulling__isnull", True), ("soort__in", ("BEVESTIGING", "BERICHT"))),
                            models.Q(("aanvulling__isnull", False), ("soort", "VRAAG")),
                            _connector="OR",
                        ),
                        name="attendering_vraag",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanwezigheid",
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
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aanwezigen",
                        to="meldingen.melding",
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
                ("sinds", models.DateTimeField()),
                ("gezien_op", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("melding", "gebruiker"), name="aanwezig_eenmaal")
                ],
            },
        ),
    ]
