"""Addresses of pages about many projects: for the whole programme, and for one directorate."""

from django.urls import path

from governance.views import overview, tables

app_name = "governance"
OF_ONE = "steering/directorates/<int:pk>/"
urlpatterns = [
    path("steering/", overview.programme, name="dashboard"),
    path("steering/gaps/", tables.gaps, name="gaps"),
    path("steering/questions/", tables.questions, name="questions"),
    path("steering/two-sides/", tables.two_sides, name="two_sides"),
    path("steering/<slug:table>.csv", tables.download, name="download"),
    path(OF_ONE, overview.directorate, name="directorate"),
    path(f"{OF_ONE}gaps/", tables.gaps, name="directorate_gaps"),
    path(f"{OF_ONE}questions/", tables.questions, name="directorate_questions"),
    path(f"{OF_ONE}two-sides/", tables.two_sides, name="directorate_two_sides"),
    path(f"{OF_ONE}<slug:table>.csv", tables.download, name="directorate_download"),
]
