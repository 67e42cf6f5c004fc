"""Columns of the vault. A column that holds sealed values is one of these, so that `hersleutel` finds it by itself; to
the database they are what they were, and no migration tells them apart."""

from typing import Any

from django.apps import apps
from django.db import models


class Zegeltekst(models.TextField):  # type: ignore[type-arg]
    """What `kluis.verzegel` gives, or empty."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        naam, _, args, kwargs = super().deconstruct()
        return naam, "django.db.models.TextField", args, kwargs


class Zegelbestand(models.BinaryField):  # type: ignore[type-arg]
    """What `kluis.verzegel_bestand` gives, or empty."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        naam, _, args, kwargs = super().deconstruct()
        return naam, "django.db.models.BinaryField", args, kwargs


def plaats(model: type[models.Model], pk: int, veld: str) -> str:
    """What a sealed value is bound to: its own row and column."""
    return f"{model._meta.db_table}:{pk}:{veld}"


def verzegelde_velden() -> dict[type[models.Model], list[Zegeltekst | Zegelbestand]]:
    """Every sealed column there is, by model."""
    uit: dict[type[models.Model], list[Zegeltekst | Zegelbestand]] = {}
    for model in apps.get_models(include_auto_created=True):
        velden = [v for v in model._meta.concrete_fields if isinstance(v, Zegeltekst | Zegelbestand)]
        if velden:
            uit[model] = velden
    return uit
