"""Reading the forms of a page as a browser would, so that a journey sends what a visitor would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]


@dataclass(slots=True)
class Form:
    """A form: where it goes, and what it would send as it stands."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    """Every field that it has, also those that would send nothing."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.select = ""
        self.textarea = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        found = dict(attrs)
        if tag == "form":
            self.open = Form(found.get("action") or "", (found.get("method") or "get").lower())
            self.forms.append(self.open)
        elif self.open is not None and (name := found.get("name")):
            self.open.names.add(name)
            self._field(self.open, tag, name, found)
        elif self.open is not None and tag == "option" and self.select:
            value = found.get("value") or ""
            if "selected" in found or self.select not in self.open.fields:
                self.open.fields[self.select] = value

    def _field(self, form: Form, tag: str, name: str, found: dict[str, str | None]) -> None:
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.textarea = name
            form.fields[name] = ""
        elif tag == "input":
            kind = found.get("type") or "text"
            if kind not in {"checkbox", "radio", "file"} or (kind != "file" and "checked" in found):
                form.fields[name] = found.get("value") or ("on" if kind == "checkbox" else "")

    def handle_data(self, data: str) -> None:
        if self.open is not None and self.textarea:
            self.open.fields[self.textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag in {"select", "textarea"}:
            self.select = self.textarea = ""


def forms_of(html: str) -> list[Form]:
    """Every form of a page, in order."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def form_to(html: str, action: str) -> Form:
    """The form that is sent to an address (empty: to the page's own). Raises `LookupError` where there is none."""
    found = [form for form in forms_of(html) if form.method == "post" and form.action == action]
    if not found:
        raise LookupError(f"There is no form that is sent to {action or 'its own page'}.")
    return found[0]
