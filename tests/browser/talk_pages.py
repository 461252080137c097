"""The pages of a small group that talks it through, in each of their states."""

from django.utils import timezone

from tests.browser.looks import ERROR, Look, at, form, press
from words.working_days import london_date

LOOK, KEEP = "Look at it once more", "Keep this answer"
TEAM, FACILITATOR, GROUP = "involvement", "facilitator", "one_of_a_group"


def _arrange(page):
    """Today, and the first facilitator."""
    day = london_date(timezone.now())
    for box in ("day", "month", "year"):
        page.locator(f"input[name=held_on_{box}]").fill(str(getattr(day, box)))
    page.locator("select[name=facilitator]").select_option(index=1)
    press(LOOK)(page)


def _write_down(page):
    for box in page.locator("main input[type=checkbox]").all():
        box.check(force=True)
    for number in range(1, 9):
        page.locator(f"input[name=answer_{number}][value=disagree]").check(force=True)
    page.locator("input[name=step][value='0']").check(force=True)
    press(LOOK)(page)


def _arranging(name):
    return at("ladder:arrange_talk", f"{name}.reference")


TALKING_IT_THROUGH = [
    Look("ladder:talks", "the involvement team's", TEAM),
    Look("ladder:talks", "a facilitator's", FACILITATOR),
    Look("coproduction:your_work", "a facilitator's", FACILITATOR),
    Look("ladder:talk", "arranged", TEAM, at("ladder:talk", "talks.to_record.pk")),
    Look("ladder:talk", "people are asked", TEAM, at("ladder:talk", "talks.asked.pk")),
    Look("ladder:talk", "ended", TEAM, at("ladder:talk", "talks.all_yes.pk")),
    *form("ladder:arrange_talk", TEAM, _arranging("openable"), LOOK),
    Look(
        "ladder:arrange_talk", "the last look", TEAM, _arranging("openable"), _arrange, "button[name=confirm]"
    ),
    Look("ladder:arrange_talk", "stopped", TEAM, _arranging("unchecked"), shows=".app-jobs"),
    Look("ladder:call_off_talk", "are you sure", TEAM, at("ladder:call_off_talk", "talks.to_record.pk")),
    Look("ladder:call_off_talk", "too late", TEAM, at("ladder:call_off_talk", "talks.asked.pk")),
    *form(
        "ladder:record_talk", FACILITATOR, at("ladder:record_talk", "talks.to_record.pk"), LOOK
    ),
    Look(
        "ladder:record_talk", "the last look", FACILITATOR, at("ladder:record_talk", "talks.to_record.pk"),
        _write_down, "button[name=confirm]",
    ),
    *form(
        "ladder:ring_talk", TEAM, at("ladder:ring_talk", "talks.asked.pk", "talks.person.pk"), KEEP
    ),
    Look("ladder:open_round", "a talk instead", TEAM, at("ladder:open_round", "small_group.reference")),
    Look("ladder:open_round", "a conversation instead", TEAM, at("ladder:open_round", "pair.reference")),
    Look("ladder:open_link", "of a talk", where=lambda world: world.talk_link()),
    Look("ladder:consent", "long after"),
    Look(
        "ladder:consent", "as it comes", "", lambda world: world.talk_link(), press("See what we said"),
        ".app-answers",
    ),
    Look(
        "ladder:consent", "sent empty", "", lambda world: world.talk_link(),
        lambda page: (press("See what we said")(page), press("Send my answer")(page)), ERROR,
    ),
    Look("ladder:consent_given", "as it is"),
    *form("ladder:my_talk", GROUP, at("ladder:my_talk", "talks.asked.pk"), "Send my answer"),
    Look("coproduction:me", "of somebody whose group talked", GROUP),
    Look("projects:show", "a group talked, to its lead", "lead", ("said-together",), shows="#talked"),
    Look("projects:show", "the group met, to its lead", "lead", ("only-met",), shows="#talked"),
]  # fmt: skip
