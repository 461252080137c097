"""Who may be reached how, and every message that goes out, once."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"

    def ready(self) -> None:
        from notices import kinds
        from notices.summaries import SUMMARY, SUMMED_UP

        kinds.register(SUMMARY)
        kinds.readers["summed_up"] = SUMMED_UP
