"""The steering group's view across all projects."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
