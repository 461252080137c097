"""Rows of several tables, read in one query.

A page that tells of messages of every kind speaks of a dozen tables. Each asked for by itself would be a
dozen questions to the database, and one more with every new kind of message.
"""

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BinaryField, F, ForeignObjectRel, Func, JSONField, Model, QuerySet, Value
from django.db.models import Window as Over
from django.db.models.functions import JSONObject, RowNumber

Name = TypeVar("Name", bound=Hashable)
Related = Mapping[str, Any]
Mask = Mapping[Any, Any]


def at_once(asked: Mapping[Name, QuerySet[Any]]) -> dict[Name, list[Any]]:
    """The rows of each of these, by its name: as it would give them itself, in its order and to its limit.

    They come with what they `select_related` and are annotated with, and without what they leave out. Binary
    columns are left out too. What is prefetched is not read.
    """
    if len(asked) < 2:
        return {name: list(rows) for name, rows in asked.items()}
    names, every = list(asked), list(asked.values())
    first, *others = [_as_json(number, rows) for number, rows in enumerate(every)]
    found: dict[Name, list[Any]] = {name: [] for name in names}
    for number, _, told in sorted(first.union(*others, all=True), key=lambda row: row[:2]):
        found[names[number]].append(_row(every[number], told))
    return found


class WholeRow(Func):
    """A row of the table that a column stands in, with all its columns, as JSON. None where there is none."""

    output_field = JSONField()

    def as_sql(self, compiler: Any, connection: Any, **how: Any) -> tuple[str, tuple[Any, ...]]:
        (column,) = self.source_expressions
        return f"to_jsonb({compiler.quote_name_unless_alias(column.alias)})", ()


def _as_json(number: int, rows: QuerySet[Any]) -> QuerySet[Any]:
    """One column for all that is known of a row, so that rows of any tables stand below one another."""
    order = rows.query.order_by
    told = {
        path: WholeRow(F(f"{path}{_a_column(model)}"))
        for path, model in _models(rows.model, _related(rows)).items()
    }
    annotated = JSONObject(**{each: F(each) for each in rows.query.annotations})
    return rows.values_list(
        Value(number),
        Over(RowNumber(), order_by=order) if order else Value(0),
        JSONObject(**told, **{ANNOTATED: annotated}),
    )


def _a_column(model: type[Model]) -> str:
    """Any but the first: that may be read from the row that points to it."""
    return next(field.attname for field in model._meta.concrete_fields if not field.primary_key)


ANNOTATED = "annotated"
"""No path to a related row is called so: those are empty, or end with two underscores."""


def _related(rows: QuerySet[Any]) -> Related:
    chosen = rows.query.select_related
    if chosen is True:
        raise TypeError("Say which related rows are to be read")
    return chosen or {}


def _models(model: type[Model], related: Related, path: str = "") -> dict[str, type[Model]]:
    """The model at the end of each path, "" for that of the rows themselves."""
    found = {path: model}
    for name, further in related.items():
        found |= _models(_relation(model, name).related_model, further, f"{path}{name}__")
    return found


def _relation(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name)


def _row(rows: QuerySet[Any], told: Mapping[str, Any]) -> Any:
    row = _made(rows.model, _related(rows), rows.query.get_select_mask(), told)
    for name, value in told[ANNOTATED].items():
        setattr(row, name, _value(rows.query.annotations[name].output_field, value))
    return row


def _made(model: type[Model], related: Related, mask: Mask, told: Mapping[str, Any], path: str = "") -> Any:
    """A row of a model with those related to it. None where there is none."""
    own, fields = told[path], _fields(model, mask)
    if own is None:
        return None
    values = [_value(field, own[field.column]) for field in fields]
    row = model.from_db(connection.alias, [field.attname for field in fields], values)
    for name, further in related.items():
        relation = _relation(model, name)
        masked = mask.get(relation.field if isinstance(relation, ForeignObjectRel) else relation, {})
        other = _made(relation.related_model, further, masked, told, f"{path}{name}__")
        relation.set_cached_value(row, other)
        if other is not None and relation.one_to_one:
            relation.remote_field.set_cached_value(other, row)
    return row


def _fields(model: type[Model], mask: Mask) -> list[Any]:
    """The columns to read: all, or those of a mask, which a query with `only` has."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, BinaryField)]
    return [field for field in fields if not mask or field in mask]


def _value(field: Any, value: Any) -> Any:
    """What the database would have given for a column, of what stands in the JSON."""
    if value is None or isinstance(field, JSONField):
        return value
    if isinstance(field, ArrayField):
        return [_value(field.base_field, each) for each in value]
    value = field.to_python(value)
    return field.from_db_value(value, None, connection) if hasattr(field, "from_db_value") else value
