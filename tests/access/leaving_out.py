"""The house with one check left out of it, for as long as a row is asked, and not a moment longer."""

import ast
import copy
import functools
import importlib
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from types import CodeType, FunctionType, ModuleType

from tests.access.addresses import Address
from tests.access.checks import HOUSE, PACKAGES, Check, code_like, compiled, modules, tree_of

TRIED = "tests.access.tried"
"""Pages on which the run itself is tried."""

REACHED: set[str] = set()
"""Functions that ran, by path and name, while `noting_reached` was in force."""


@contextmanager
def left_out(checks: Iterable[Check | Address]) -> Iterator[None]:
    """All of these checks are gone, and all are back afterwards, whatever happens in between."""
    in_code = [check for check in checks if isinstance(check, Check)]
    with ExitStack() as back:
        for path in {check.path for check in in_code}:
            here = [check for check in in_code if check.path == path]
            module = compiled(path, here)
            for function in {check.function for check in here}:
                back.enter_context(_swapped(path, function, module))
        for check in checks:
            if isinstance(check, Address):
                back.enter_context(check.opened())
        yield


@contextmanager
def _swapped(path: str, function: str, module: CodeType) -> Iterator[None]:
    """Every living function of this name runs the code that it has in this module."""
    found = living()[path, function]
    was = found[0].__code__
    found = [each for each in found if each.__code__ is was]
    code = code_like(was, module)
    try:
        for each in found:
            each.__code__ = code
        yield
    finally:
        for each in found:
            each.__code__ = was


@functools.cache
def living() -> dict[tuple[str, str], list[FunctionType]]:
    """Every function of ours as it stands in memory, by path and name, through decorators and classes."""
    for path in modules():
        importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    found: dict[tuple[str, str], list[FunctionType]] = {}
    seen: set[int] = set()
    waiting: list[object] = [each for each in list(sys.modules.values()) if _is_ours(each)]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, FunctionType):
            path = thing.__code__.co_filename.removeprefix(f"{HOUSE}/")
            if path != thing.__code__.co_filename:
                found.setdefault((path, thing.__code__.co_qualname), []).append(thing)
            waiting += _inside(thing)
        elif isinstance(thing, type | ModuleType) and _is_ours(thing):
            waiting += list(vars(thing).values())
        elif isinstance(thing, staticmethod | classmethod):
            waiting.append(thing.__func__)
        elif isinstance(thing, property):
            waiting.append(thing.fget)
    return found


def _is_ours(thing: type | ModuleType) -> bool:
    name = thing.__name__ if isinstance(thing, ModuleType) else thing.__module__
    return name.split(".")[0] in PACKAGES or name == TRIED


def _inside(function: FunctionType) -> list[object]:
    inside = [getattr(function, "__wrapped__", None)]
    for cell in function.__closure__ or ():
        try:
            inside.append(cell.cell_contents)
        except ValueError:  # it holds nothing yet
            continue
    return inside


@contextmanager
def noting_reached(checks: Iterable[Check]) -> Iterator[set[str]]:
    """Every function with a check in it notes that it was reached, and does what it always does."""
    with ExitStack() as back:
        for path, function in sorted({(check.path, check.function) for check in checks}):
            for each in living()[path, function][:1]:
                back.enter_context(_swapped(path, function, _noting(path, each.__code__)))
        yield REACHED


def _noting(path: str, like: CodeType) -> CodeType:
    tree = copy.deepcopy(tree_of(path))
    note = f"__import__('sys').modules[{__name__!r}].REACHED.add({path + ' ' + like.co_qualname!r})"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            if first == like.co_firstlineno and node.name == like.co_name:
                node.body.insert(0, ast.parse(note).body[0])
    return compile(ast.fix_missing_locations(tree), like.co_filename, "exec")
