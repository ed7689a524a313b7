"""Addresses of `groups.invitations`: under a group, under a system, and the links themselves."""

from django.urls import path

from groups.invitations.views import bringing, inviting, links, listing, staff

GROUP = "g/<slug:group>/invitations/"
READERS = "g/<slug:group>/readers/"
STAFF = "platform/systems/<slug:system>/staff/"

app_name = "invitations"
urlpatterns = [
    path(GROUP, listing.invitations, name="list"),
    path(f"{GROUP}invitations.csv", listing.invitations_file, {"kind": "csv"}, name="csv"),
    path(f"{GROUP}invitations.xlsx", listing.invitations_file, {"kind": "xlsx"}, name="xlsx"),
    path(f"{GROUP}new/", inviting.choose, name="choose"),
    path(f"{GROUP}new/seat/<int:seat>/", inviting.to_seat, name="invite_to_seat"),
    path(f"{GROUP}new/office/<slug:office>/", inviting.to_office, name="invite_to_office"),
    path(f"{GROUP}<int:invitation>/resend/", listing.resend, name="resend"),
    path(f"{GROUP}<int:invitation>/withdraw/", listing.withdraw, name="withdraw"),
    # ---- Practice readers ----
    path(f"{READERS}<int:practice>/invite/", inviting.reader, name="invite_reader"),
    path(f"{READERS}bring/", bringing.bring, name="bring_readers"),
    path(f"{READERS}bring/<int:upload>/", bringing.check, name="check_readers"),
    path(f"{READERS}bring/<int:upload>/problems.csv", bringing.problems, name="readers_problems"),
    # ---- An ICB's staff ----
    path(STAFF, staff.staff, name="staff"),
    path(f"{STAFF}invitations.csv", staff.staff_file, {"kind": "csv"}, name="staff_csv"),
    path(f"{STAFF}invitations.xlsx", staff.staff_file, {"kind": "xlsx"}, name="staff_xlsx"),
    path(f"{STAFF}invite/", staff.invite, name="staff_invite"),
    path(f"{STAFF}invitations/<int:invitation>/resend/", staff.resend, name="staff_resend"),
    path(f"{STAFF}invitations/<int:invitation>/withdraw/", staff.withdraw, name="staff_withdraw"),
    path(f"{STAFF}<int:term>/end/", staff.end, name="staff_end"),
    # ---- By a link ----
    path("invitations/<str:token>/", links.open_link, name="open"),
    path("invitations/<str:token>/accept/", links.accept, name="accept"),
    path("invitations/<str:token>/join/", links.join, name="join"),
]
