"""The top of the house: settings, addresses, jobs and the pages that draw on every package."""

from coproduction.celery import app as celery_app

__all__ = ["celery_app"]
