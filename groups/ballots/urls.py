"""Addresses of `groups.ballots`, under a group's own."""

from django.urls import path

from groups.ballots.views import lists, results, rolls, steering, voting

app_name = "ballots"
urlpatterns = [
    path("", lists.ballots, name="list"),
    path("ballots.csv", lists.ballots_file, {"kind": "csv"}, name="csv"),
    path("ballots.xlsx", lists.ballots_file, {"kind": "xlsx"}, name="xlsx"),
    path("<int:number>/", voting.vote, name="vote"),
    path("<int:number>/cast/", voting.cast, name="cast"),
    path("<int:number>/result/", results.result, name="result"),
    path("<int:number>/receipt/", results.receipt, name="receipt"),
    path("<int:number>/roll/", rolls.roll, name="roll"),
    path("<int:number>/roll/roll.txt", rolls.roll_text, name="roll_text"),
    path("<int:number>/count/", steering.count, name="count"),
    path("<int:number>/end/", steering.end, name="end"),
]
