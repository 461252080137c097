"""Wires the packages together: the only place that knows them all."""

from django.apps import AppConfig


class CoproductionConfig(AppConfig):
    name = "coproduction"

    def ready(self):
        from coproduction import checks  # noqa: F401 - registers the checks
        from coproduction.celery import wake_notices
        from coproduction.weekly import STAFF_WEEKLY
        from notices import actions, kinds

        actions.wakers.append(wake_notices)
        kinds.register(STAFF_WEEKLY)
