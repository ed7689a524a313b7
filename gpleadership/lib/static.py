"""Static files: under names that carry their hash, compressed once; before that, as they are."""

from mimetypes import guess_type
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.finders import find
from django.http import Http404, HttpRequest, HttpResponse
from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """As WhiteNoise's; before `collectstatic` has run plain names do, so tests need no build step."""

    def stored_name(self, name: str) -> str:
        """The hashed name from the manifest; the plain one where nothing was collected."""
        cleaned = self.clean_name(name)
        return str(self.hashed_files.get(self.hash_key(cleaned), cleaned))


@login_not_required
def uncollected(request: HttpRequest, path: str) -> HttpResponse:
    """A file from where it is kept, until `collectstatic` has run; then WhiteNoise has answered before."""
    collected = Path(settings.STATIC_ROOT) / PortalStaticFilesStorage.manifest_name
    found = None if collected.exists() else find(path)
    if not isinstance(found, str) or not Path(found).is_file():
        raise Http404
    return HttpResponse(Path(found).read_bytes(), content_type=guess_type(path)[0])
