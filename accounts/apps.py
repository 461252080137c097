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
        for kind in (messages.SECOND_STEP, messages.EMAIL_CHANGED):
            kinds.register(kind)
        for kind in (messages.WORK_LINK, messages.WORK_ACCOUNT_JOINED):
            kinds.register(kind)
        kinds.readers.update(messages.READERS)
        call_uses("accounts.RoleGrant", one="role", many="roles")
