"""Checks: the eight "I" statements, the ladder, and what may be shown of the answers."""

from django.apps import AppConfig


class LadderConfig(AppConfig):
    name = "ladder"

    def ready(self) -> None:
        from accounts.actions import new_email
        from experts import supporting
        from ladder import (
            conversation_messages,
            date_messages,
            messages,
            spoken_of,
            supporter_messages,
            talk_messages,
            team_messages,
        )
        from ladder.actions.keys import end_keys_in_mailbox
        from ladder.actions.supporters import follow_a_change
        from ladder.goes_on import about_what_goes_on
        from ladder.of_own_projects import about_own_projects
        from notices import handling, kinds
        from notices.actions import forgetting

        for kind in (
            messages.INVITATION,
            messages.REMINDER,
            messages.THANKS,
            messages.LATE,
            messages.RESULTS,
            messages.TO_TYPE,
            supporter_messages.SUPPORTER,
            supporter_messages.COPY,
            supporter_messages.SUPPORTER_REMINDER,
            supporter_messages.SUPPORTER_DATE_CHANGED,
            supporter_messages.SUPPORTER_CLOSED,
            talk_messages.ARRANGED,
            talk_messages.ASKED,
            talk_messages.REMINDED,
            conversation_messages.CONVERSATION,
            conversation_messages.CONVERSATION_LATE,
            team_messages.TEAM,
            team_messages.TEAM_REMINDER,
            date_messages.DATE_CHANGED,
            date_messages.TEAM_DATE_CHANGED,
        ):
            kinds.register(kind)
        kinds.readers.update(spoken_of.READERS)
        handling.kept_from.append(about_own_projects)
        forgetting.goes_on.append(about_what_goes_on)
        supporting.consequences.append(follow_a_change)
        new_email.also_ends.append(end_keys_in_mailbox)
