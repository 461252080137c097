"""Addresses of the register."""

from django.urls import path

from projects.views import people, public, register

app_name = "projects"
urlpatterns = [
    path("projects/", public.show_list, name="list"),
    path("projects/<slug:slug>/", public.show, name="show"),
    path("staff/projects/register/", register.register, name="register"),
    path("staff/projects/<slug:slug>/register/", register.check_answers, name="check_answers"),
    path("staff/projects/<slug:slug>/register/basics/", register.basics, name="basics"),
    path("staff/projects/<slug:slug>/register/step/", register.step, name="step"),
    path("staff/projects/<slug:slug>/register/reasons/", register.reasons, name="reasons"),
    path(
        "staff/projects/<slug:slug>/register/open-questions/", register.open_questions, name="open_questions"
    ),
    path("staff/projects/<slug:slug>/register/pay/", register.pay, name="pay"),
    path("staff/projects/<slug:slug>/people/", people.people, name="people"),
    path("staff/projects/<slug:slug>/people/confirm/", people.confirm_everyone, name="confirm_everyone"),
    path("staff/projects/<slug:slug>/people/<int:pk>/confirm/", people.confirm, name="confirm"),
    path("staff/projects/<slug:slug>/people/<int:pk>/end/", people.end, name="end"),
]
