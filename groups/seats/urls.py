"""Addresses of `groups.seats`, below `/g/<slug:group>/members/`."""

from django.urls import path

from groups.seats.views import (
    adding,
    chair,
    changing,
    details,
    filling,
    history,
    leaving,
    members,
    offices,
    offices_history,
    own,
    seats,
    terms,
)

app_name = "seats"
urlpatterns = [
    path("", members.members, name="members"),
    path("seats.csv", members.as_csv, name="csv"),
    path("seats.xlsx", members.as_xlsx, name="xlsx"),
    path("details/", details.details, name="details"),
    # ---- Seats ----
    path("add/", adding.choose_organisation, name="add"),
    path("add/seat/", adding.add_seat, name="add_seat"),
    path("<int:seat>/", seats.seat_page, name="seat"),
    path("<int:seat>/history/", history.history, name="history"),
    path("<int:seat>/edit/", seats.edit, name="edit"),
    path("<int:seat>/move/", seats.move, name="move"),
    path("<int:seat>/withdraw/", seats.withdraw, name="withdraw"),
    # ---- Who sits in them ----
    path("<int:seat>/fill/<slug:part>/", filling.fill, name="fill"),
    path("<int:seat>/fill/<slug:part>/<int:person>/", filling.appoint, name="appoint"),
    path("terms/<int:term>/change/", terms.change_term, name="change_term"),
    path("terms/<int:term>/end/", terms.end_term, name="end_term"),
    path("terms/<int:term>/undo/", terms.undo_end, name="undo_end"),
    path("terms/<int:term>/cancel/", terms.cancel_term, name="cancel_term"),
    path("terms/<int:term>/acting/", terms.acting, name="acting"),
    path("terms/<int:term>/deputy/", changing.move_to_deputy, name="move_to_deputy"),
    path("terms/<int:term>/replace/", changing.replace, name="replace"),
    path("terms/<int:term>/replace/<int:person>/", changing.replace_with, name="replace_with"),
    # ---- Offices ----
    path("offices/", offices.offices, name="offices"),
    path("offices/history/", offices_history.history, name="offices_history"),
    path("offices/history.csv", offices_history.as_csv, name="offices_csv"),
    path("offices/history.xlsx", offices_history.as_xlsx, name="offices_xlsx"),
    path("offices/chair/leaves/", leaving.leave_early, name="leave_early"),
    path("offices/chair/leaves/acting/", leaving.choose_acting, name="choose_acting"),
    path("offices/chair/leaves/acting/<int:person>/", leaving.leave_with, name="leave_with"),
    path("offices/chair/hand-over/", chair.hand_over, name="hand_over"),
    path("offices/chair/hand-over/<int:person>/", chair.hand_over_to, name="hand_over_to"),
    path("offices/terms/<int:term>/change/", offices.change_office, name="change_office"),
    path("offices/terms/<int:term>/end/", offices.end_office, name="end_office"),
    path("offices/terms/<int:term>/undo/", offices.undo_office_end, name="undo_office_end"),
    path("offices/terms/<int:term>/cancel/", offices.cancel_office, name="cancel_office"),
    path("offices/<slug:office>/appoint/", offices.choose_officer, name="choose_officer"),
    path("offices/<slug:office>/appoint/<int:person>/", offices.appoint_officer, name="appoint_officer"),
    # ---- One's own ----
    path("step-down/", own.step_down, name="step_down"),
    path("step-down/seat/<int:term>/", own.step_down_from_seat, name="step_down_from_seat"),
    path("step-down/office/<int:term>/", own.step_down_from_office, name="step_down_from_office"),
]
