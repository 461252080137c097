"""The pages of all messages: what is stuck, what goes out and what does not, and one message by itself."""

from tests.browser.looks import Look, at

TEAM, DATA_PROTECTION, EXPERT = "involvement", "data_protection", "expert"


def _alike(world):
    return f"/staff/messages/alike/{world.messages.alike}/"


def _find(who):
    def do(page):
        page.get_by_label("Who was it to?").fill(who)
        page.get_by_role("button", name="Find messages").click()

    return do


def _it_went(page):
    page.get_by_role("button", name="It went").first.click()


MESSAGES = [
    Look("coproduction:all_messages", "with all kinds", TEAM, shows="#stuck .app-rows"),
    Look("coproduction:all_messages", "to look at only", DATA_PROTECTION),
    Look(
        "coproduction:all_messages", "one that was settled", TEAM, (), _it_went, ".govuk-notification-banner",
    ),
    Look("coproduction:messages_alike", "with everyone", TEAM, _alike),
    Look("coproduction:message", "one that will go", TEAM, at("coproduction:message", "messages.one.pk")),
    Look("coproduction:message", "one that is held", TEAM, at("coproduction:message", "messages.held.pk")),
    Look(
        "coproduction:message", "to look at only", DATA_PROTECTION,
        at("coproduction:message", "messages.one.pk"),
    ),
    Look("coproduction:message", "one that went", TEAM, at("coproduction:message", "messages.went.pk")),
    Look("coproduction:messages_went", "as it comes", TEAM),
    Look("coproduction:messages_went", "messages found", TEAM, (), _find("Expert"), "#found"),
    Look("coproduction:messages_went", "with a mistake", TEAM, (), _find("E"), ".govuk-error-summary"),
    Look("coproduction:my_messages", "with some", EXPERT, shows=".app-rows"),
    Look("coproduction:my_messages", "with none", "stepper"),
    Look(
        "coproduction:my_message", "with its words", EXPERT, at("coproduction:my_message", "my_message_mark"),
        shows=".app-msg",
    ),
    Look(
        "coproduction:my_message", "to a supporter", "supporter",
        at("coproduction:my_message", "helpers_message_mark"), shows=".app-msg",
    ),
]  # fmt: skip
