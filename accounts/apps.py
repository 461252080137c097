"""People who sign in, and their roles."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import messages
        from notices import kinds

        kinds.register(messages.INVITED)
