"""The ways a message leaves the house."""


class NotSent(Exception):
    """The message certainly did not leave: trying again cannot double it."""


class Refused(Exception):
    """The address was certainly refused: trying again will not help."""
