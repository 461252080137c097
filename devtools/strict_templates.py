"""Makes a template that prints an undefined variable an error, in tests."""


class UndefinedVariable(Exception):
    """A template printed a variable that its page did not give it."""


class RaisesWhenPrinted(str):
    """For Django's `string_if_invalid`: it is asked whether it holds %s, then given the name."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        raise UndefinedVariable(f"The template prints “{variable}”, which is not defined.")
