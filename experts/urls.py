"""Addresses of the people who help: a person's own, and those the involvement team keeps for others."""

from django.urls import path

from experts import views

MINE, OF_A_PERSON = "me/supporters", "staff/people/<int:person>/supporters"

app_name = "experts"
urlpatterns = [
    path(f"{MINE}/", views.my_list, name="list"),
    path(f"{MINE}/add/", views.my_add, name="add"),
    path(f"{MINE}/<int:pk>/", views.my_change, name="change"),
    path(f"{MINE}/<int:pk>/end/", views.my_end, name="end"),
    path(f"{OF_A_PERSON}/", views.list_for, name="list_for"),
    path(f"{OF_A_PERSON}/add/", views.add_for, name="add_for"),
    path(f"{OF_A_PERSON}/<int:pk>/", views.change_for, name="change_for"),
    path(f"{OF_A_PERSON}/<int:pk>/end/", views.end_for, name="end_for"),
]
