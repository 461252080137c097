"""Addresses of the register. Staff pages use the reference, which a draft has; people read the slug."""

from django.urls import path

from projects.views import (
    downloading,
    importing,
    leading,
    not_co_production,
    people,
    project_page,
    register_list,
    registering,
    stating,
    task_list,
)

ONE = "staff/projects/<slug:reference>"

app_name = "projects"
urlpatterns = [
    path("projects/", register_list.show_list, name="list"),
    # Before the pages of projects: no project takes this address (`projects.actions.registering`).
    path("projects/not-co-production/", not_co_production.show_reasons, name="not_co_production"),
    path("projects/download.<slug:kind>", downloading.download, name="download"),
    path("projects/<slug:slug>/", project_page.show, name="show"),
    path("me/name/<int:pk>/", leading.my_name, name="my_name"),
    path("staff/import/", importing.start, name="import"),
    path("staff/import/template.<slug:kind>", downloading.template, name="import_template"),
    path("staff/import/<int:pk>/", importing.batch, name="import_batch"),
    path("staff/import/<int:pk>/make/", importing.make, name="import_make"),
    path("staff/import/<int:pk>/publish/", importing.publish, name="import_publish"),
    path("staff/import/<int:pk>/undo/", importing.undo, name="import_undo"),
    path("staff/projects/download.<slug:kind>", downloading.download_own, name="download_own"),
    path("staff/projects/register/", registering.register, name="register"),
    path(f"{ONE}/register/", task_list.tasks, name="tasks"),
    path(f"{ONE}/register/could-be/", registering.could_be, name="could_be"),
    path(f"{ONE}/register/basics/", registering.basics, name="basics"),
    path(f"{ONE}/register/dates/", registering.dates, name="dates"),
    path(f"{ONE}/register/leads/", leading.leads, name="leads"),
    path(f"{ONE}/register/leads/name/", leading.show_name, name="show_name"),
    path(f"{ONE}/register/leads/name/off/", leading.take_name_off, name="take_name_off"),
    path(f"{ONE}/register/decided/", registering.decided, name="decided"),
    path(f"{ONE}/register/open/", registering.still_open, name="open"),
    path(f"{ONE}/register/join/", registering.join, name="join"),
    path(f"{ONE}/register/family/", leading.family, name="family"),
    path(f"{ONE}/register/step/", stating.step, name="step"),
    path(f"{ONE}/register/parts/", stating.parts, name="parts"),
    path(f"{ONE}/register/why/", stating.why, name="why"),
    path(f"{ONE}/register/reasons/", stating.reasons, name="reasons"),
    path(f"{ONE}/register/pay/", registering.pay, name="pay"),
    path(f"{ONE}/register/promises/", registering.promises, name="promises"),
    path(f"{ONE}/register/check/", task_list.check_answers, name="check_answers"),
    path(f"{ONE}/preview/", project_page.preview, name="preview"),
    path(f"{ONE}/register/throw-away/", registering.throw_away, name="throw_away"),
    path(f"{ONE}/change/", stating.change, name="change"),
    path(f"{ONE}/change/drop/", stating.drop_change, name="drop_change"),
    path(f"{ONE}/people/", people.people, name="people"),
    path(f"{ONE}/people/confirm/", people.confirm_everyone, name="confirm_everyone"),
    path(f"{ONE}/people/<int:pk>/confirm/", people.confirm, name="confirm"),
    path(f"{ONE}/people/<int:pk>/end/", people.end, name="end"),
]
