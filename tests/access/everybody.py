"""What is for everybody, signed in or not."""

from tests.access.routes import Route, everybody

ROUTES = [
    Route("help", everybody()),
    Route("who_sees_what", everybody()),
    Route("accessibility", everybody()),
    Route("privacy", everybody()),
    Route("gallery", everybody()),
    Route("gallery_matches", everybody()),
    Route("gallery_progress", everybody()),
    Route("static_file", everybody(), lambda cast: {"path": "portal/portal.css"}),
    Route("healthz", everybody()),
    Route("readyz", everybody()),
]
