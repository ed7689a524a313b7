"""Addresses of one's own nominations, below `/nominations/`: a nominee may be of no group."""

from django.urls import path

from groups.chair.views import own

app_name = "nominations"
urlpatterns = [
    path("<int:nomination>/", own.nomination, name="nomination"),
    path("<int:nomination>/decline/", own.decline, name="decline"),
    path("<int:nomination>/withdraw/", own.withdraw, name="withdraw"),
]
