"""Addresses of the front page, pages about the site, people's own homes, and a developer's own pages."""

from django.conf import settings
from django.urls import path

from coproduction.views import (
    about,
    auditing,
    homes,
    kept,
    looked,
    my_messages,
    outbox,
    outbox_went,
    public,
    reading,
    worried,
)

app_name = "coproduction"
urlpatterns = [
    path("", public.home, name="home"),
    path("contact/", about.contact, name="contact"),
    path("worried/", worried.worried, name="worried"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("cookies/", about.cookies, name="cookies"),
    path("easier-to-read/", reading.easier_to_read, name="easier_to_read"),
    path("staff/", homes.your_work, name="your_work"),
    path("me/", homes.me, name="me"),
    path("me/kept/<int:pk>/", kept.kept_form, name="kept_form"),
    path("me/who-looked/", looked.who_looked, name="who_looked"),
    path("me/messages/", my_messages.my_messages, name="my_messages"),
    path("me/messages/<slug:mark>/", my_messages.my_message, name="my_message"),
    path("staff/messages/", outbox.all_messages, name="all_messages"),
    path("staff/messages/went/", outbox_went.messages_went, name="messages_went"),
    path("staff/messages/alike/<slug:mark>/", outbox.messages_alike, name="messages_alike"),
    path("staff/messages/one/<slug:name>/", outbox.message, name="message"),
    path("staff/messages/stuck/<int:attempt>/", outbox.settle_message, name="settle_message"),
    path("staff/audit/", auditing.audit, name="audit"),
    path("staff/audit.csv", auditing.audit_csv, name="audit_csv"),
]
if settings.DEVELOPMENT:
    # Imported here, so that production does not even load them.
    from coproduction.views import development

    urlpatterns += [
        path("development/messages/", development.messages, name="messages"),
        path("development/sign-in/", development.sign_in_as, name="sign_in_as"),
    ]
