"""Every check of who may do what, found in the code itself, and the same code with that one left out."""

import ast
import functools
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

HOUSE = Path(__file__).parents[2]
PACKAGES = (
    "accounts",
    "audit",
    "coproduction",
    "council",
    "experts",
    "governance",
    "govuk",
    "ladder",
    "notices",
    "privacy",
    "projects",
)
# What a person may see, as querysets say it: called by pages, and written in querysets.
SEEN_BY = frozenset({"visible_to", "passed_on_to"})
NARROWS = frozenset({"filter", "exclude"})
RULES = "rules.py"


@dataclass(frozen=True)
class Check:
    """One check: where it stands, and how to write its module without it."""

    path: str
    line: int
    function: str
    says: str
    node: ast.AST
    field: str
    place: int | None
    without: ast.AST

    @property
    def name(self) -> str:
        """The same from day to day, whatever line it stands on."""
        return f"{self.path} {self.function}: {self.says}"

    @property
    def place_in_code(self) -> str:
        """The function that it stands in."""
        return f"{self.path} {self.function}"

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.function}: {self.says}"

    @contextmanager
    def written(self) -> Iterator[None]:
        """Its module reads as if it were not there, for now."""
        holder = self.node if self.place is None else getattr(self.node, self.field)
        was = getattr(holder, self.field) if self.place is None else holder[self.place]
        self._put(self.without)
        try:
            yield
        finally:
            self._put(was)

    def _put(self, part: ast.AST) -> None:
        if self.place is None:
            setattr(self.node, self.field, part)
        else:
            getattr(self.node, self.field)[self.place] = part


def compiled(path: str, without: Iterable[Check]) -> CodeType:
    """The code of a module with these checks left out."""
    with ExitStack() as back:
        for check in without:
            back.enter_context(check.written())
        return compile(ast.fix_missing_locations(tree_of(path)), str(HOUSE / path), "exec")


def code_like(function: CodeType, module: CodeType) -> CodeType:
    """The code of the same function, as another compilation of its module has it."""
    waiting = [module]
    while waiting:
        code = waiting.pop()
        if (code.co_qualname, code.co_firstlineno) == (function.co_qualname, function.co_firstlineno):
            return code
        waiting += [each for each in code.co_consts if isinstance(each, CodeType)]
    raise LookupError(f"{function.co_qualname} is not there")


@functools.cache
def tree_of(path: str) -> ast.Module:
    """A module of ours, as Python reads it."""
    return ast.parse((HOUSE / path).read_text())


def modules() -> Iterator[str]:
    """Every module of ours that runs in a page."""
    for package in PACKAGES:
        for file in sorted((HOUSE / package).rglob("*.py")):
            if not {"migrations", "demonstration", "management"} & set(file.parts):
                yield str(file.relative_to(HOUSE))


@functools.cache
def every_check() -> tuple[Check, ...]:
    """All checks of the house that stand in functions, each with a name of its own."""
    found = [check for path in modules() for check in checks_of(path, tree_of(path))]
    seen: dict[str, int] = {}
    named = []
    for check in found:
        seen[check.name] = seen.get(check.name, 0) + 1
        if seen[check.name] > 1:
            check = Check(**{**vars(check), "says": f"{check.says} ({seen[check.name]})"})
        named.append(check)
    return tuple(named)


def checks_of(path: str, tree: ast.Module) -> Iterator[Check]:
    """The checks of one module."""
    for function, name in _functions(tree):
        is_rule = path.endswith(RULES) or function.name in SEEN_BY
        for node, field, place, child in _children(function):
            for says, without in _without(child, function, is_rule=is_rule):
                yield Check(
                    path, getattr(child, "lineno", function.lineno), name, says, node, field, place, without
                )


def _functions(tree: ast.AST, inside: str = "") -> Iterator[tuple[ast.FunctionDef, str]]:
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.FunctionDef):
            yield child, f"{inside}{child.name}"
            yield from _functions(child, f"{inside}{child.name}.<locals>.")
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{inside}{child.name}.")
        else:
            yield from _functions(child, inside)


def _children(function: ast.FunctionDef) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Every part of a function's own lines with the place where it hangs, but not of functions inside."""
    waiting: list[tuple[ast.AST, str, list | ast.AST]] = [(function, "body", function.body)]
    while waiting:
        node, field, value = waiting.pop()
        pairs = enumerate(value) if isinstance(value, list) else [(None, value)]
        for place, child in pairs:
            if not isinstance(child, ast.AST) or isinstance(child, ast.FunctionDef | ast.ClassDef):
                continue
            yield node, field, place, child
            waiting.extend((child, name, each) for name, each in ast.iter_fields(child))


def _without(node: ast.AST, function: ast.FunctionDef, *, is_rule: bool) -> Iterator[tuple[str, ast.AST]]:
    """Each way to leave out a check that this part is. What is left out stays there unread, so that the
    function has the same names and its code can be put in the place of the other."""
    words = ast.unparse(node).split("\n")[0]
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name(id="require"))):
            yield words, ast.If(_constant(None), [node], [])
        case ast.If(test=ast.UnaryOp(operand=ast.Call(func=ast.Name(id="signed_in_lately"))) as test):
            yield f"{words} left out", ast.If(_or_and(test, said=False), node.body, [])
        case ast.Call(func=ast.Attribute(value=whose, attr=attr), args=[_]) if attr in SEEN_BY:
            yield f"{words} shows everything", _instead(_call(whose, "all"), node)
    if is_rule:
        yield from _without_term(node, words, function)


def _without_term(node: ast.AST, words: str, function: ast.FunctionDef) -> Iterator[tuple[str, ast.AST]]:
    says_whether = isinstance(function.returns, ast.Name) and function.returns.id == "bool"
    match node:
        case ast.BoolOp(op=op, values=terms):
            said = isinstance(op, ast.And)
            for place, term in enumerate(terms):
                others = [*terms[:place], _or_and(term, said=said), *terms[place + 1 :]]
                what = "not asked" if said else "let nobody in"
                yield f"{ast.unparse(term)} {what}", ast.BoolOp(op, others)
        case ast.If(test=test, orelse=[]):
            yield f"{words} left out", ast.If(_or_and(test, said=False), node.body, [])
        case ast.IfExp(test=test):
            for said in (True, False):
                yield (
                    f"{ast.unparse(test)} always {said}",
                    ast.IfExp(_or_and(test, said=said), node.body, node.orelse),
                )
        case ast.Return(value=ast.expr() as value) if says_whether and ast.unparse(value) != "True":
            yield f"{words} says yes", ast.Return(_or_and(value, said=True))
        case ast.Return(value=ast.expr() as value) if (
            function.name in SEEN_BY and ast.unparse(value) != "self"
        ):
            yield f"{words} shows everything", ast.Return(_instead(_name("self"), value))
        case ast.Call(func=ast.Attribute(value=whose, attr=attr), args=args, keywords=asked) if (
            attr in NARROWS
        ):
            yield f"{words} left out", _instead(_call(whose, "all"), node)
            if len(args) + len(asked) > 1:
                for each in asked:
                    rest = [other for other in asked if other is not each]
                    yield (
                        f"{ast.unparse(each)} not asked",
                        _instead(ast.Call(node.func, args, rest), node),
                    )
        case ast.BinOp(op=ast.BitOr() | ast.BitAnd(), left=left, right=right):
            yield f"{ast.unparse(right)} not asked", _instead(left, node)
            yield f"{ast.unparse(left)} not asked", _instead(right, node)
        case ast.comprehension(ifs=[only]):
            yield (
                f"{ast.unparse(only)} not asked",
                ast.comprehension(node.target, node.iter, [_or_and(only, said=True)], 0),
            )
        case ast.Call(func=ast.Name(id="has_role"), args=[_, _, _, *_] as args):
            for place in range(1, len(args)):
                role = ast.unparse(args[place])
                fewer = ast.Call(node.func, args[:place] + args[place + 1 :], [])
                yield f"{role} let nobody in", _instead(fewer, node)


def _constant(value: object) -> ast.Constant:
    return ast.Constant(value)


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _call(whose: ast.expr, verb: str) -> ast.Call:
    return ast.Call(ast.Attribute(whose, verb, ast.Load()), [], [])


def _or_and(term: ast.expr, *, said: bool) -> ast.BoolOp:
    """`True or term`, or `False and term`: what the answer is then, whatever the term would say."""
    return ast.BoolOp(ast.Or() if said else ast.And(), [_constant(said), term])


def _instead(new: ast.expr, old: ast.expr) -> ast.IfExp:
    return ast.IfExp(_constant(True), new, old)
