"""The demo's mailbox, mounted where the demo runs."""

from django.urls import path

from gpleadership.demo import mailbox

urlpatterns = [
    path("", mailbox.mail_list, name="demo_mail"),
    path("<str:name>/", mailbox.mail, name="demo_mail_message"),
    path("<str:name>/html/", mailbox.mail_html, name="demo_mail_html"),
]
