"""Addresses of `groups.signoff`, below `/g/<slug:group>/sign-off/`."""

from django.urls import path

from groups.signoff.views import giving, rounds

app_name = "signoff"
urlpatterns = [
    path("<int:pk>/", rounds.round_page, name="round"),
    path("<int:pk>/close/", rounds.close, name="close"),
    path("<int:pk>/withdraw/", rounds.withdraw, name="withdraw"),
    path("<int:pk>/<int:party>/", giving.word, name="word"),
    path("<int:pk>/<int:party>/record/", giving.record, name="record"),
]
