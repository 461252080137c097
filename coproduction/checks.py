"""What start-up refuses in production, each in one plain sentence (manage.py check --deploy)."""

from django.conf import settings
from django.core.checks import Error, Tags, register

DEVELOPMENT_MARK = "for-development-only"


@register(Tags.security, deploy=True)
def production_is_not_a_demonstration(app_configs, **options):
    """Nothing that only a developer's machine may have is switched on."""
    if settings.DEVELOPMENT:
        return []
    refusals = [
        (
            settings.DEBUG,
            "E001",
            "DEBUG shows the inside of the portal to everyone: leave it out in production.",
        ),
        (settings.DEMONSTRATION, "E002", "A demonstration has invented people in it: never in production."),
    ]
    return [Error(sentence, id=f"coproduction.{number}") for met, number, sentence in refusals if met]
