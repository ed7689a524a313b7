"""Where a draft is started: there is no group yet, so the address names the place."""

from django.urls import path

from groups.founding.views import start

app_name = "founding_start"
urlpatterns = [path("<slug:place>/", start.start, name="start")]
