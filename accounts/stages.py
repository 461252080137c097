"""The step between the code from an email and being signed in."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from accounts.rules import works_for_the_council
from accounts.second_step import came_by_work_account


class SecondStep(AuthenticateStage):
    """Asks staff who have a second step to give it. Experts are never asked, even with a passkey."""

    def _should_handle(self, request: HttpRequest) -> bool:
        # With a work account the council has asked for its own second step already.
        return (
            works_for_the_council(self.login.user)
            and not came_by_work_account(request, self.login.user)
            and super()._should_handle(request)
        )
