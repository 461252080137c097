"""Addresses of messages: what goes out by a person, and what a service tells us of the rest."""

from django.urls import path

from notices.views import calls, letters
from notices.views.notify_receipts import notify_receipts

app_name = "notices"
LETTERS, CALLS = "staff/messages/letters", "staff/messages/calls"
urlpatterns = [
    path("notify/receipts", notify_receipts, name="notify_receipts"),
    path(f"{LETTERS}/", letters.letters, name="letters"),
    path(f"{LETTERS}/<int:pk>/words/", letters.letter_words, name="letter_words"),
    path(f"{LETTERS}/<int:pk>/posted/", letters.letter_posted, name="letter_posted"),
    path(f"{LETTERS}/<int:pk>/again/", letters.letter_again, name="letter_again"),
    path(f"{LETTERS}/<int:pk>/came-back/", letters.letter_came_back, name="letter_came_back"),
    path(f"{CALLS}/", calls.calls, name="calls"),
    path(f"{CALLS}/<int:pk>/", calls.call, name="call"),
    path(f"{CALLS}/<int:pk>/went/", calls.call_went, name="call_went"),
]
