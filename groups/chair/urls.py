"""Addresses of `groups.chair`, below `/g/<slug:group>/chair/`."""

from django.urls import path

from groups.chair.views import appointing, balloting, chair, nominating, opening

app_name = "chair"
urlpatterns = [
    path("", chair.chair, name="chair"),
    path("open/", opening.open_nominations, name="open"),
    path("<int:appointment>/", chair.appointment, name="appointment"),
    path("<int:appointment>/nominations/", opening.reopen, name="reopen"),
    path("<int:appointment>/ballot/", balloting.open_ballot, name="open_ballot"),
    path("<int:appointment>/ballot/again/", balloting.new_round, name="new_round"),
    path("<int:appointment>/appoint/", appointing.appoint, name="appoint"),
    path("<int:appointment>/handover/", chair.handover, name="handover"),
    path("<int:appointment>/withdraw/", appointing.withdraw, name="withdraw"),
    # ---- Who is nominated ----
    path("<int:appointment>/nominate/", nominating.nominate, name="nominate"),
    path("<int:appointment>/nominate/outside/", nominating.nominate_outside, name="nominate_outside"),
    path("<int:appointment>/nominate/<int:person>/", nominating.nominate_person, name="nominate_person"),
    path("<int:appointment>/nominees/<int:nomination>/take-back/", nominating.take_back, name="take_back"),
    path(
        "<int:appointment>/nominees/<int:nomination>/withdraw/",
        nominating.withdraw_nomination,
        name="withdraw_nomination",
    ),
]
