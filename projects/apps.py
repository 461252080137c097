"""Projects, the step each says it is on, and who takes part."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"
