"""Addresses of the steering group's pages."""

from django.urls import path

from governance import views

app_name = "governance"
urlpatterns = [
    path("steering/", views.dashboard, name="dashboard"),
]
