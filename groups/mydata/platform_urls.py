"""What platform staff see of people who were erased."""

from django.urls import path

from groups.mydata.views import erasure

app_name = "erased"
urlpatterns = [path("", erasure.carried_out, name="list")]
