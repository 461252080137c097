"""What every page says at its door: who may open it without signing in, and who may do what it does."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.views.decorators.http import require_http_methods

public = login_not_required
"""Marks a view that anyone may open. Every other view asks people to sign in first."""

form_page = require_http_methods(["GET", "POST"])
"""Marks a view that shows a form and takes it."""


class NotForThem(PermissionDenied):
    """A page is not for the person who asks. It knows which rule said no."""

    def __init__(self, rule: Callable[..., bool]) -> None:
        super().__init__(rule.__name__)
        self.rule = rule


def require(rule: Callable[..., bool], *args: Any) -> None:
    """Stops the page with "This page is not for you" (403) unless the rule says yes to these arguments."""
    if not rule(*args):
        raise NotForThem(rule)
