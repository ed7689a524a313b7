"""A copy as a ZIP: a page to read, and the same for machines."""

import io
import json
from datetime import datetime
from typing import Final, cast
from zipfile import ZIP_DEFLATED, ZipFile

from django.template import engines
from django.template.backends.jinja2 import Jinja2

from groups.mydata.gathering import Part
from groups.people.models import Person

PAGE: Final = "your-data.html"
DATA: Final = "your-data.json"


def zipped(person: Person, parts: list[Part], made_at: datetime) -> bytes:
    """The ZIP’s bytes."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(PAGE, as_page(person, parts, made_at))
        archive.writestr(DATA, as_data(person, parts, made_at))
    return file.getvalue()


def as_data(person: Person, parts: list[Part], made_at: datetime) -> str:
    """For machines: every row as it is kept, secrets left out."""
    told = {
        "made_at": made_at.isoformat(),
        "person": person.pk,
        "parts": [
            {
                "name": part.holding.name,
                "title": part.holding.title,
                "what": part.holding.what,
                "seen_by": part.holding.seen_by,
                "kept": part.holding.kept,
                "rows": [{"says": row.says, **row.values} for row in part.rows],
            }
            for part in parts
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def as_page(person: Person, parts: list[Part], made_at: datetime) -> str:
    """To read: one page without scripts, pictures or anything from elsewhere."""
    template = cast("Jinja2", engines["jinja2"]).env.get_template("groups/mydata/copy.html")
    return template.render({"person": person, "parts": parts, "made_at": made_at})
