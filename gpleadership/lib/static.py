"""Static files under names that carry their hash, compressed once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """As WhiteNoise's; before `collectstatic` has run plain names do, so tests need no build step."""

    def stored_name(self, name: str) -> str:
        """The hashed name from the manifest; the plain one where nothing was collected."""
        cleaned = self.clean_name(name)
        return str(self.hashed_files.get(self.hash_key(cleaned), cleaned))
