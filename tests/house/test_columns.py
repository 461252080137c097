"""Every column has one class, and docs/privacy.md says the same as the code."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from privacy.columns import Columns
from privacy.tables import BEGIN, END, our_models, tables

MODELS = list(our_models())
PAGE = Path(settings.BASE_DIR, "docs", "privacy.md")


def test_our_models_are_found():
    assert {"ladder.Seal", "notices.Contact", "audit.Event"} <= {model._meta.label for model in MODELS}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_column_is_classed_exactly_once(model):
    assert isinstance(model.columns, Columns)
    fields = sorted(field.name for field in model._meta.concrete_fields)
    assert sorted(model.columns.every()) == fields
    assert model.columns.kept
    assert model.columns.basis.startswith("6(1)")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_column_that_points_to_a_person_is_never_called_plain(model):
    people = {"Contact", "User", "Expert", "Invitation"}
    pointing = {
        field.name
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model.__name__ in people
    }
    assert not pointing & set(model.columns.plain)


def test_special_columns_need_an_article_9_condition():
    with pytest.raises(ValueError, match="Article 9"):
        Columns(special=("needs",), kept="1 year")


def test_the_page_shows_the_table_as_the_code_says_it():
    page = PAGE.read_text(encoding="utf-8")
    shown = page[page.index(BEGIN) : page.index(END) + len(END)]
    assert shown == tables(), "Run ./dev manage privacy_tables and put what it prints into docs/privacy.md"


def test_the_command_prints_the_table(capsys):
    call_command("privacy_tables")
    assert capsys.readouterr().out.strip() == tables()


def test_every_table_of_another_package_is_spoken_of():
    ours = {model._meta.db_table for model in MODELS}
    others = {model._meta.db_table for model in apps.get_models()} - ours
    spoken_of = set(re.findall(r"`(\w+)`", PAGE.read_text(encoding="utf-8")))
    assert others <= spoken_of
