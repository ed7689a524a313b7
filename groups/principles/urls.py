"""Addresses of `groups.principles`, below `/g/<slug:group>/principles/`."""

from django.urls import path

from groups.principles.views import listing, reading, steps, talking, writing

app_name = "principles"
urlpatterns = [
    path("", listing.principles, name="list"),
    path("principles.csv", listing.as_file, {"kind": "csv"}, name="csv"),
    path("principles.xlsx", listing.as_file, {"kind": "xlsx"}, name="xlsx"),
    path("add/", writing.add, name="add"),
    path("starters/", writing.starters, name="starters"),
    path("<int:pk>/", reading.principle, name="principle"),
    path("<int:pk>/compare/", reading.compared, name="compare"),
    path("<int:pk>/renew/", writing.renew, name="renew"),
    path("<int:pk>/retire/", steps.retire, name="retire"),
    path("versions/<int:pk>/", reading.version, name="version"),
    path("versions/<int:pk>/edit/", writing.edit, name="edit"),
    path("versions/<int:pk>/discuss/", steps.discuss, name="discuss"),
    path("versions/<int:pk>/agree/", steps.agree, name="agree"),
    path("versions/<int:pk>/give-up/", steps.drop, name="drop"),
    path("versions/<int:pk>/comments/", talking.comment, name="comment"),
    path("comments/<int:pk>/withdraw/", talking.withdraw_comment, name="withdraw_comment"),
]
