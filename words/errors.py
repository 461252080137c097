"""What an action raises when it will not do something. Its text is written for the person who reads it."""


class Refused(Exception):
    """The portal will not do this. `str(refused)` is one plain sentence that says why."""


class StaleState(Refused):
    """Someone else changed the thing first. The person should look again before going on."""
