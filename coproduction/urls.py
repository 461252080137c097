"""Every address of the portal. Each package brings its own."""

from django.urls import include, path

from coproduction import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("healthz/jobs", health.healthz_jobs, name="healthz_jobs"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("coproduction.page_urls")),
    path("", include("council.urls")),
    path("", include("notices.urls")),
    path("", include("accounts.urls")),
    path("", include("experts.urls")),
    path("", include("projects.urls")),
    path("", include("ladder.urls")),
    path("", include("governance.urls")),
]

handler400 = "coproduction.views.errors.bad_request"
handler403 = "coproduction.views.errors.forbidden"
handler404 = "coproduction.views.errors.not_found"
handler500 = "coproduction.views.errors.went_wrong"
