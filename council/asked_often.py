"""Questions that every page asks: Django words each once, and after that only what differs is put in.

A page asks who comes, which roles they hold and what the council is called. To word a question takes Django
several times as long as PostgreSQL takes to answer it. The words are kept, and never an answer.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from django.db import connection, models


class AskedOften:
    """A question that is written as any other is, as a function of what differs to `values_list` or `values`.

    `stand_ins` are what the function is given once, to see where each value goes. So no two may be alike, nor
    like anything else that the question holds; and what differs may change values alone, never the words.
    """

    def __init__(self, question: Callable[..., models.QuerySet[Any, Any]], **stand_ins: Any) -> None:
        self.question, self.stand_ins = question, stand_ins

    def __call__(self, **values: Any) -> Iterator[tuple[Any, ...]]:
        """What the database answers now, a row at a time."""
        compiler, words, places = self._worded
        with connection.cursor() as cursor:
            cursor.execute(words, [values[place] if place else fixed for place, fixed in places])
            rows = cursor.fetchall()
        return iter(compiler.results_iter([rows], tuple_expected=True))

    @cached_property
    def _worded(self) -> tuple[Any, str, list[tuple[str, Any]]]:
        """The question's words, and for each value that it holds which one that is, or "" and itself."""
        compiler = self.question(**self.stand_ins).query.get_compiler(connection=connection)
        words, held = compiler.as_sql()
        names = {value: name for name, value in self.stand_ins.items()}
        places = [(names.get(value, ""), value) for value in held]
        if unused := self.stand_ins.keys() - {name for name, _ in places}:
            raise ValueError(f"The question is the same whatever these are: {sorted(unused)}")
        return compiler, words, places
