"""What a page about an error may show of the settings: also with DEBUG on no key of the vault, and no address that can
hold a password."""

import re

from django.views.debug import SafeExceptionReporterFilter


class Filter(SafeExceptionReporterFilter):
    hidden_settings = re.compile(
        SafeExceptionReporterFilter.hidden_settings.pattern + "|SLEUTEL|_URL$|BROKER|EMAIL",
        flags=re.IGNORECASE,
    )
