"""Error pages. They read nothing of the request, so that they answer everybody alike."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def answer(status: int, template: str, **context: object) -> HttpResponse:
    """An error page as it stands, rendered without the request."""
    return HttpResponse(render_to_string(f"errors/{template}.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return answer(400, "400")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403; a refusal may carry a sentence that says which right is missing."""
    reason = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return answer(403, "403", reason=reason)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same bytes for what is another group's and for what never was."""
    return answer(404, "404")


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return answer(500, "500")


@login_not_required
def too_many_requests(request: HttpRequest) -> HttpResponse:
    """429, called by allauth."""
    return answer(429, "429")


def unavailable(request: HttpRequest) -> HttpResponse:
    """503."""
    return answer(503, "503")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit."""
    return answer(403, "csrf")
