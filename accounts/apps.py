"""People who sign in, and their roles."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import adapters, messages
        from council.queries import call_uses
        from notices import kinds

        kinds.register(messages.INVITED)
        kinds.register(messages.SECOND_STEP)
        adapters.listen()
        call_uses("accounts.RoleGrant", one="role", many="roles")
