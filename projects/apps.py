"""Projects, the step each says it is on, and who takes part."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self) -> None:
        from experts import supporting
        from projects.queries import works_on_a_project_of

        supporting.hindrances.append(works_on_a_project_of)
