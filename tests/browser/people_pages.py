"""Pages about one person: who helps them, and how somebody without an e-mail address signs in."""

from accounts.models import User
from tests.browser.looks import ERROR, Look, at, form, press

TEAM, EXPERT, LEAD = "involvement", "expert", "involvement_lead"


def _untick_all_and_save(page):
    for right in ("help", "results"):
        page.locator(f'main input[value="{right}"]').uncheck()
    press("Save")(page)


HELPED, NO_ADDRESS = ("expert.contact.expert.pk",), ("member.expert_id",)
WHO_HELPS = [
    Look("experts:list", "with two", EXPERT),
    *form("experts:add", EXPERT, (), "Add this person"),
    Look("experts:change", "as it comes", EXPERT, at("experts:change", "helper.pk")),
    Look(
        "experts:change", "nothing ticked", EXPERT, at("experts:change", "helper.pk"),
        _untick_all_and_save, ERROR,
    ),
    Look("experts:end", "as it is", EXPERT, at("experts:end", "helper.pk")),
    Look("experts:list_for", "with two", TEAM, at("experts:list_for", *HELPED)),
    *form("experts:add_for", TEAM, at("experts:add_for", *HELPED), "Add this person"),
    *form("experts:change_for", TEAM, at("experts:change_for", *HELPED, "helper.pk"), "Save"),
    Look("experts:end_for", "as it is", TEAM, at("experts:end_for", *HELPED, "helper.pk")),
]  # fmt: skip


def _no_number_and_save(page):
    page.get_by_label("Phone number").fill("ring me")
    press("Save")(page)


def _no_day_and_save(page):
    for box in page.locator('main input[name="safe_days"]').all():
        box.uncheck()
    press("Save")(page)


def _twice_the_same(page):
    for name in ("first", "then"):
        page.locator(f'main input[name="{name}"][value="text"]').check()
    press("Save")(page)


def _find(name):
    def do(page):
        page.get_by_label("Name of a person").fill(name)
        press("Find people")(page)

    return do


def _nothing_is_safe(page):
    for box in page.locator('main input[name="never"]').all():
        box.check()
    press("Save")(page)


_WRONG = {
    "safe": _nothing_is_safe,
    "where": _no_number_and_save,
    "best": _twice_the_same,
    "when": _no_day_and_save,
    "pause": press("Pause everything"),
}
_RIGHT = ("often", "format")
REACHING = [
    Look("experts:contact", "with everything", EXPERT),
    *(
        Look(f"experts:contact_{name}", "with a mistake", EXPERT, (), mistake, ERROR)
        for name, mistake in _WRONG.items()
    ),
    *(Look(f"experts:contact_{name}", "as it comes", EXPERT) for name in _RIGHT),
    Look("experts:find", "people found", LEAD, (), _find("Expert 1"), "#found"),
    Look("experts:contact_for", "without the address", LEAD, at("experts:contact_for", *HELPED)),
    *(
        Look(f"experts:contact{page}_for", "as it comes", TEAM, at(f"experts:contact{page}_for", *HELPED))
        for page in ("", *(f"_{name}" for name in (*_WRONG, *_RIGHT)))
    ),
]


def _no_email_and_save(page):
    page.get_by_label("Their email").fill("una at example")
    press("Save")(page)


PUT_RIGHT = "experts:contact_email_for"
REACHING += [
    Look(PUT_RIGHT, "with an open check", TEAM, at(PUT_RIGHT, "by_phone.expert_id")),
    Look(PUT_RIGHT, "with a mistake", TEAM, at(PUT_RIGHT, *NO_ADDRESS), _no_email_and_save, ERROR),
]


def _no_email_and_change(page):
    page.get_by_label("Their new email").fill("una at example")
    press("Change their email")(page)


def _of_somebody_who_signed_in(world):
    User.objects.filter(pk=world.expert.pk).update(last_login=world.now)
    return at(FROM_A_LEAD, *HELPED)(world)


FROM_A_LEAD = "experts:contact_new_email_for"
REACHING += [
    Look(FROM_A_LEAD, "with mistakes", LEAD, _of_somebody_who_signed_in, _no_email_and_change, ERROR),
    Look(FROM_A_LEAD, "not for them", LEAD, at(FROM_A_LEAD, *NO_ADDRESS)),
]


def _make_and_go_back(page):
    press("Make a letter with a code")(page)
    page.get_by_role("link", name="Go back to how they sign in").click()


BY_POST = [
    *form("sign_in_by_post", "", (), "Sign in"),
    Look("experts:sign_in_of", "with an address", TEAM, at("experts:sign_in_of", *HELPED)),
    Look("experts:sign_in_of", "without one", TEAM, at("experts:sign_in_of", *NO_ADDRESS)),
    Look(
        "experts:sign_in_of", "to print", TEAM, at("experts:sign_in_of", *NO_ADDRESS),
        press("Make a letter with a code"), ".app-sheet",
    ),
    Look(
        "experts:sign_in_of", "with a code on its way", TEAM, at("experts:sign_in_of", *NO_ADDRESS),
        _make_and_go_back, "#astray",
    ),
]  # fmt: skip
