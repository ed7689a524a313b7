"""Addresses of the app, package by package."""

from django.urls import include, path

urlpatterns = [
    path("g/<slug:group>/", include("groups.home.urls")),
    path("g/<slug:group>/members/", include("groups.seats.urls")),
    path("g/<slug:group>/readers/", include("groups.readers.urls")),
    path("g/<slug:group>/founding/", include("groups.founding.urls")),
    path("g/<slug:group>/interests/", include("groups.interests.urls")),
    path("g/<slug:group>/support/", include("groups.support.urls")),
    path("g/<slug:group>/audit/", include("groups.audit.urls")),
    path("g/<slug:group>/coverage/", include("groups.roster.group_urls")),
    path("g/<slug:group>/ballots/", include("groups.ballots.urls")),
    path("g/<slug:group>/chair/", include("groups.chair.urls")),
    path("nominations/", include("groups.chair.own_urls")),
    path("g/<slug:group>/pulse/", include("groups.pulse.urls")),
    path("g/<slug:group>/documents/", include("groups.documents.urls")),
    path("g/<slug:group>/sign-off/", include("groups.signoff.urls")),
    path("g/<slug:group>/principles/", include("groups.principles.urls")),
    path("g/<slug:group>/terms/", include("groups.terms.urls")),
    path("g/<slug:group>/leave/", include("groups.mydata.group_urls")),
    path("account/my-data/", include("groups.mydata.urls")),
    path("platform/erased/", include("groups.mydata.platform_urls")),
    path("s/<slug:system>/", include("groups.roster.urls")),
    path("platform/", include("groups.reference.urls")),
    path("platform/", include("groups.founding.platform_urls")),
    path("found/", include("groups.founding.start_urls")),
    path("platform/imports/", include("groups.imports.urls")),
    path("jobs/", include("groups.jobs.urls")),
    path("", include("groups.invitations.urls")),
]
