"""One log line a request, under an id that the response carries too."""

import logging
from collections.abc import Callable
from time import perf_counter
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

log = logging.getLogger("gpleadership.requests")


def request_log(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: name the route, never the query, so that no search for a person is kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request_id = uuid4().hex
        began = perf_counter()
        response = get_response(request)
        response.headers["X-Request-ID"] = request_id
        match = request.resolver_match
        log.info(
            "request",
            extra={
                "id": request_id,
                "method": request.method,
                "route": match.route if match else None,
                "status": response.status_code,
                "ms": round((perf_counter() - began) * 1000, 1),
            },
        )
        return response

    return middleware
