"""Row security is in force here too: without a scope there would be no rows to show."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gpleadership.lib.scopes import EVERY, open_scope


def in_scope(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: one transaction that may read every group's open rows."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with open_scope(person=request.user.pk, read=EVERY):
            return get_response(request)

    return middleware
