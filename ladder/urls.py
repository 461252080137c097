"""Addresses of the ladder and of checks."""

from django.urls import path

from ladder.views import what_is

app_name = "ladder"
urlpatterns = [
    path("what-is-co-production/", what_is.what_is, name="what_is"),
]
