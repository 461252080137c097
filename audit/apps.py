"""What was done, by whom, and which jobs ran."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
