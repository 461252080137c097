"""Undoing a change that has not started, whichever list it stands in."""

from django.contrib import messages
from django.utils import timezone

from council import actions
from words.errors import Refused


def take_back(request, coming):
    """Take the change back, and say so; or say why it stays."""
    try:
        actions.take_back(coming=coming, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.info(request, f"{refused}.")
    else:
        messages.success(request, "The change is taken back.")
