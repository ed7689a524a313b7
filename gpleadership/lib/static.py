"""Static files: under names that carry their hash, compressed once; before that, as they are."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.views import serve
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """As WhiteNoise's; before `collectstatic` has run plain names do, so tests need no build step."""

    def stored_name(self, name: str) -> str:
        """The hashed name from the manifest; the plain one where nothing was collected."""
        cleaned = self.clean_name(name)
        return str(self.hashed_files.get(self.hash_key(cleaned), cleaned))


@login_not_required
def uncollected(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file from where it is kept, until `collectstatic` has run; then WhiteNoise has answered before."""
    if (Path(settings.STATIC_ROOT) / PortalStaticFilesStorage.manifest_name).exists():
        raise Http404
    return serve(request, path, insecure=True)
