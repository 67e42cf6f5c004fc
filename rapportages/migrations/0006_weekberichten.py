import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rapportages", "0005_sjablonen_en_vaststellingen_blijven"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ("week", models.DateField()),
                ("team", models.CharField(max_length=12)),
                ("op", models.DateTimeField()),
                (
                    "ontvanger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weekberichten",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
    ]
