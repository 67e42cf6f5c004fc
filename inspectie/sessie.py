"""The session in the database, that knows until when it lasts, and the two questions a page asks about that.

Django keeps the moment in the row and forgets it when it reads; asking again would be a query more for every page.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.backends import db
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods


class SessionStore(db.SessionStore):
    verloopt_op: datetime | None = None

    def _get_session_from_db(self) -> Any:
        rij = super()._get_session_from_db()  # type: ignore[misc]  # not among the types
        self.verloopt_op = rij.expire_date if rij else None
        return rij

    def over(self, nu: datetime) -> int:
        """Seconds it still lasts. What is changed in it is saved after the page, and lasts from then on anew."""
        if self.modified or self.verloopt_op is None:
            return int(self.get_expiry_age())
        return max(0, int((self.verloopt_op - nu).total_seconds()))


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sessie(request: HttpRequest) -> HttpResponse:
    """How many seconds the session still lasts; with a post it begins anew. 401 where there is none any more: a page
    that asks must not be led to the login."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    if request.method == "POST":
        request.session.modified = True
    return JsonResponse({"over": sessie_over(request)})


def sessie_over(request: HttpRequest) -> int | None:
    """For a page: None for who is not logged in, and for an error page made before anybody is known."""
    bewaard = getattr(request, "session", None)
    gebruiker = getattr(request, "user", None)
    if not isinstance(bewaard, SessionStore) or gebruiker is None or not gebruiker.is_authenticated:
        return None
    return bewaard.over(timezone.now())
