"""Checks: the eight "I" statements, the ladder, and what may be shown of the answers."""

from django.apps import AppConfig


class LadderConfig(AppConfig):
    name = "ladder"

    def ready(self) -> None:
        from ladder import messages
        from notices import kinds

        for kind in (messages.INVITATION, messages.REMINDER, messages.THANKS):
            kinds.register(kind)
