"""Keys, the encrypted field, and the class of every column."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "privacy"
