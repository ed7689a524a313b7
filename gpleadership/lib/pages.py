"""Answering with a page, or with the one block of it that htmx asked for."""

from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpRequest
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from jinja2_fragments import render_block


class Page(TemplateResponse):
    """A page that is rendered when asked, whole or one block; tests read `context_data`."""

    def __init__(
        self,
        request: HttpRequest,
        template: str,
        context: Mapping[str, Any] | None = None,
        *,
        block: str | None = None,
        status: int = 200,
    ) -> None:
        super().__init__(request, template, dict(context or {}), status=status)
        self.asked = request
        self.block = block

    @property
    def rendered_content(self) -> str:
        """The whole page, or `block` alone from the same template and context."""
        if self.block is None:
            return super().rendered_content
        request = self.asked
        context = dict(self.context_data or {})
        context |= {"request": request, "csrf_input": csrf_input_lazy(request), "csrf_token": csrf_token_lazy(request)}
        engine = cast("Jinja2", engines["jinja2"])
        for processor in engine.template_context_processors:
            context.update(processor(request))
        return str(render_block(engine.env, self.template_name, self.block, context))


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    block: str | None = None,
    status: int = 200,
) -> Page:
    """A page; when htmx asks and `block` is named, that block alone."""
    alone = block if wants_fragment(request) else None
    response = Page(request, template, context, block=alone, status=status)
    if block:
        patch_vary_headers(response, ["HX-Request"])
    return response


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part; a boosted link or a step back in history wants the whole page."""
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.boosted and not htmx.history_restore_request
