"""A process that dies at a chosen step of its input and output, and a carrier that goes wrong when told."""

from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from unittest.mock import patch

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from notices.channels import Found, NotSent
from notices.choices import Outcome


class Died(BaseException):
    """The process is gone. Nothing it would do afterwards happens either."""


class Process:
    """Counts every query, commit and call to a carrier, and dies at the step of a number."""

    def __init__(self, dies_at=None):
        self.steps, self.dies_at, self.is_dead = 0, dies_at, False

    def step(self):
        """One moment at which a process can be killed."""
        self.steps += 1
        if self.is_dead or self.steps == self.dies_at:
            self.is_dead = True
            connection.close()  # as the server sees it: what was not committed never was
            raise Died

    @contextmanager
    def runs(self, *carriers):
        """What happens in here happens step by step. When it dies, nothing more does."""
        commit = BaseDatabaseWrapper._commit

        def query(execute, *arguments):
            self.step()
            return execute(*arguments)

        def commit_between_two_steps(database):
            self.step()
            commit(database)
            self.step()

        with ExitStack() as stack:
            stack.enter_context(connection.execute_wrapper(query))
            stack.enter_context(patch.object(BaseDatabaseWrapper, "_commit", commit_between_two_steps))
            for carrier in carriers:
                stack.enter_context(patch.object(carrier, "step", self.step))
            with suppress(Died):
                yield self


class Carrier:
    """Takes messages by their reference, as the service that councils use does, or forgets them as SMTP does.

    `fault` says how its line goes wrong, once for each message: "drops" after it took one, "breaks" before it
    did, or "is away" and certainly took none.
    """

    forms = ("subject", "plain")

    def __init__(self, *, remembers_for=timedelta(days=3), fault=""):
        self.remembers_for, self.fault = remembers_for, fault
        self.references, self.times = set(), Counter()
        self.went_wrong = set()

    def step(self):
        """Nothing happens here, unless a Process is running."""

    def send(self, message, *, to, reference):
        self.step()
        wrong = self.fault if to.pk not in self.went_wrong else ""
        self.went_wrong.add(to.pk)
        if wrong == "is away":
            raise NotSent
        if wrong == "breaks":
            raise ConnectionResetError
        self.references.add(reference)
        self.times[to.name] += 1
        self.step()
        if wrong == "drops":
            raise ConnectionResetError
        return str(reference)

    def has_room(self):
        return True

    def find(self, reference):
        self.step()
        return Found(str(reference), Outcome.SENT) if reference in self.references else None
