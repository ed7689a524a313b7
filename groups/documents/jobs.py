"""Jobs: make a file somebody asked for, make and keep an adopted one, forget old ones.

What a document says is read in the group's scope; the file is made outside of it, and kept in a scope again.
"""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.text import slugify

from gpleadership.lib.documents import model
from gpleadership.lib.documents.making import Format, content_key, make
from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope
from groups.documents import actions, queries
from groups.documents.enums import FORGET, FREEZE, MAKE
from groups.documents.registry import kind_of
from groups.jobs.models import Job
from groups.jobs.progress import Progress
from groups.jobs.registry import job_kind
from groups.people.models import Person
from groups.tenancy.models import LeadershipGroup

GONE = "It is not there any more. Go back to its page and ask again."


def address(job: Job) -> str:
    """Where the file is, once it is made."""
    group = LeadershipGroup.objects.filter(pk=job.arguments["group"]).first()
    if group is None or "document" not in job.result:
        return ""
    name = slugify(f"{group.slug} {kind_of(job.arguments['kind']).title}")
    return reverse("documents:file", args=[group.slug, job.result["document"], name, job.arguments["format"]])


@job_kind(MAKE, title="Making your document", result_url=address, result_text="Download the document")
def make_file(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """One file: another run’s if it has made the same meanwhile, made anew if the document says else by now."""
    progress.tell(0, 1, "Laying out the pages")
    group, content = _content(arguments)
    wanted = Format(arguments["format"])
    while True:
        data = make(content, wanted)
        with open_scope(read=[group.pk], write=[group.pk]):
            actions.hold(group)
            now = _says(group, arguments)
            if content_key(now) == content_key(content):
                document = actions.keep(group, arguments["kind"], arguments["subject"], wanted, content, data)
                return {"document": document.pk}
        content = now


@job_kind(FREEZE, title="Keeping the adopted document")
def freeze_files(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """The files of an adopted document, each unless it is there already."""
    group, content = _content(arguments)
    by = Person.objects.get(pk=arguments["by"])
    kind, subject = arguments["kind"], arguments["subject"]
    kept: list[int] = []
    for done, wanted in enumerate(map(Format, arguments["formats"])):
        progress.tell(done, len(arguments["formats"]), "Making files")
        with open_scope(read=[group.pk]):
            if queries.adopted(group, kind, subject, wanted):
                continue
        data = make(content, wanted)
        with open_scope(read=[group.pk], write=[group.pk]):
            kept.append(actions.keep_for_good(group, kind, subject, wanted, content, data, by=by).pk)
    return {"documents": kept}


@job_kind(FORGET, title="Forgetting old documents")
def forget_files(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Files of a group that are past their time."""
    with open_scope(read=[arguments["group"]], write=[arguments["group"]]):
        return {"forgotten": actions.forget(arguments["group"])}


def _content(arguments: Mapping[str, Any]) -> tuple[LeadershipGroup, model.Document]:
    group = LeadershipGroup.objects.get(pk=arguments["group"])
    with open_scope(read=[group.pk]):
        return group, _says(group, arguments)


def _says(group: LeadershipGroup, arguments: Mapping[str, Any]) -> model.Document:
    try:
        return kind_of(arguments["kind"]).builder(group, arguments["subject"])
    except LookupError:
        raise Refused(GONE) from None
