"""The field of a form in which people hand in files, more than one at a time."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from inspectie.bestanden import BIJLAGEN_MAX, SOORTEN, Bestand, keur_gestuurd, te_veel
from inspectie.fouten import Regelfout

AANNEMEN = ",".join(f".{ending}" for ending in (*SOORTEN.values(), "jpeg"))


class _Bestanden(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class Bestandenveld(forms.FileField):
    """A list of files, each as it may be kept (`inspectie.bestanden.keur_gestuurd`), the same one once. Of more than
    `hoogstens` none is opened: that takes time from everybody."""

    def __init__(self, *, hoogstens: int | None = None, **kwargs: Any) -> None:
        self.hoogstens = hoogstens
        super().__init__(
            widget=_Bestanden(attrs={"accept": AANNEMEN, "multiple": True}), required=False, **kwargs
        )

    def clean(self, data: Any, initial: Any = None) -> list[Bestand]:
        los: Sequence[UploadedFile] = data or ()
        if self.hoogstens is not None and len(los) > self.hoogstens:
            raise forms.ValidationError(te_veel())
        goed: dict[str, Bestand] = {}
        fouten: list[str] = []
        for bestand in los:
            try:
                gekeurd = keur_gestuurd(bestand)
            except Regelfout as fout:
                fouten.append(f"{bestand.name}: {fout}")
            else:
                goed[gekeurd.vingerafdruk] = gekeurd
        if fouten:
            raise forms.ValidationError(fouten)
        return list(goed.values())


def te_openen(bestanden: Sequence[UploadedFile]) -> int:
    """How many of what came is opened: no more than can be put with one report."""
    return min(len(bestanden), BIJLAGEN_MAX)


def te_veel_ineens(request: HttpRequest) -> bool:
    """Then no file was taken in (`FILE_UPLOAD_HANDLERS`), and what was written is all there is."""
    lengte = request.META.get("CONTENT_LENGTH") or "0"
    return lengte.isdecimal() and int(lengte) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
