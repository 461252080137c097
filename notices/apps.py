"""Who may be reached how, and every message that goes out, once."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"
