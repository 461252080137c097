"""Words that stand nowhere else, one in each typed field of each row, and how they are found again."""

import re
from dataclasses import dataclass

import pgtrigger
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.models import BinaryField, CharField, JSONField, Model, TextField

OURS = {"accounts", "audit", "council", "experts", "ladder", "notices", "privacy", "projects"}
TYPED = (CharField, TextField, JSONField, BinaryField, ArrayField)
# A canary's number in letters, so that it looks like a word to whoever shows, searches or sorts it.
WORD = re.compile(r"canary([a-j]{6})")
PHONE, MONEY = "07700 900 5{:02}", re.compile(r"\b9,?000,?(\d{3})\b")
PHONES = re.compile(r"07700 900 5(\d\d)")
LETTERS = "abcdefghij"


@dataclass(frozen=True, eq=False)
class Canary:
    """One planted field: of which row, and which field of it as "app.Model.field"."""

    field: str
    row: Model


class Planted:
    """All canaries by what gives them away in a text."""

    def __init__(self):
        self.all = []
        self._phones, self._money = {}, {}

    def word(self, of, row):
        """A new canary's word: for a field of a row."""
        self.all.append(Canary(of, row))
        return "canary" + "".join(LETTERS[int(digit)] for digit in f"{len(self.all) - 1:06}")

    def phone(self, of, row):
        """A new canary that looks like a phone number."""
        self.all.append(Canary(of, row))
        self._phones[f"{len(self._phones):02}"] = self.all[-1]
        return PHONE.format(len(self._phones) - 1)

    def pence(self, of, row):
        """A new canary that is an amount of money."""
        self.all.append(Canary(of, row))
        self._money[f"{len(self._money):03}"] = self.all[-1]
        return (9_000_000 + len(self._money) - 1) * 100

    def found_in(self, text):
        """The canaries that stand in a text, raw, escaped or encoded: their words are letters alone."""
        text = text.lower()
        found = {self.all[_number(letters)] for letters in set(WORD.findall(text))}
        found |= {
            self._phones[one] for one in PHONES.findall(text.replace("%20", " ")) if one in self._phones
        }
        return found | {self._money[one] for one in MONEY.findall(text) if one in self._money}


def _number(letters):
    return int("".join(str(LETTERS.index(letter)) for letter in letters))


def sister_of(word):
    """Another word of the same field, to search for: a page that says it again gives nothing away."""
    return word.replace("canary", "sister")


def typed_fields():
    """Every field of our own models that can hold what somebody typed, as "app.Model.field"."""
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            for field in model._meta.concrete_fields:
                if isinstance(field, TYPED) and not field.choices:
                    yield f"{model._meta.label}.{field.name}"


def plant(planted, names):
    """Put a canary into each of these fields, in every row that says something in it."""
    with pgtrigger.ignore():
        for name in names:
            label, _, field = name.rpartition(".")
            model = apps.get_model(label)
            rows = [row for row in model._base_manager.order_by("pk") if getattr(row, field)]
            for row in rows:
                setattr(row, field, _value(planted, name, row))
            model._base_manager.bulk_update(rows, [field], batch_size=500)


def _value(planted, name, row):
    field = name.rpartition(".")[2]
    if field == "yearly_pay_budget_pence":
        return planted.pence(name, row)
    if field == "phone":
        return planted.phone(name, row)
    if field == "lines":
        return [_with_canary(planted, name, row, line) for line in row.lines]
    word = planted.word(name, row)
    if field == "email":
        return f"{word}@example.org"
    if field == "file_name":
        return f"{word}.csv"
    return f"{word.capitalize()} & {sister_of(word)}"


def _with_canary(planted, name, row, line):
    """A line of a file, with its project's name as a canary. Its directorate has another name by now."""
    directorate = row.brought_by.held[0][2]
    return {**line, "cells": {**line["cells"], "name": planted.word(name, row), "directorate": directorate}}
