"""People who sign in, and their roles."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import messages
        from council.queries import call_uses
        from notices import kinds

        for kind in (messages.INVITED, messages.ROLE_GIVEN, messages.ROLE_ENDS, messages.CLOSED):
            kinds.register(kind)
        kinds.register(messages.SECOND_STEP)
        call_uses("accounts.RoleGrant", one="role", many="roles")
