"""Every address of the portal."""

from django.urls import path

from coproduction import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
