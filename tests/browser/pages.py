"""Every page in each of its states: its URL name, who looks, where it is, and what they do there first."""

from csp.utils import build_policy
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from coproduction.views import errors
from tests.browser.audit_pages import WHO_READ_WHAT
from tests.browser.by_hand_pages import BY_HAND
from tests.browser.handling_pages import ON_PAPER_AND_BY_PHONE, RUNNING_CHECKS
from tests.browser.looks import ERROR, Look, at, choose, directorate, form, press
from tests.browser.message_pages import MESSAGES
from tests.browser.people_pages import BY_POST, REACHING, WHO_HELPS
from tests.browser.results_pages import RESULTS
from tests.browser.roles_pages import ROLES
from tests.browser.signing_in_pages import SIGNING_IN
from tests.browser.steering_pages import TOGETHER
from tests.browser.talk_pages import TALKING_IT_THROUGH
from tests.browser.team_pages import TALKS, TEAMS_SIDE


def _write_and_go_on(page):
    page.locator("textarea").fill("Ask us sooner")
    press("Continue")(page)


def _ask_for_a_code(page):
    page.get_by_label("Your email address").fill("tom.rowe@example.org")
    press("Email me a code")(page)


def send_too_late(button, fill=None):
    """Send a form whose token is an old one, as after a long time or a new sign-in on another tab."""

    def do(page):
        page.evaluate("document.querySelector('main [name=csrfmiddlewaretoken]').value = 'x'.repeat(64)")
        if fill:
            page.locator(f"main [name={fill[0]}]").fill(fill[1])
        press(button)(page)

    return do


def answered(make):
    """What the portal answers where no address of the county leads to it, under the policy of all pages."""

    def do(page):
        says = {"Content-Type": "text/html", "Content-Security-Policy": build_policy()}
        html = make()
        page.route("**/answered/", lambda route: route.fulfill(headers=says, body=html), times=1)
        page.goto("/answered/")

    return do


def _send_again(page):
    send_too_late("Email me a code", ("email", "nobody@example.org"))(page)
    press("Send again")(page)


def _fill(page, dark, link, tint):
    for label, colour in (("Dark", dark), ("Links and buttons", link), ("Tint", tint)):
        page.get_by_label(label, exact=True).fill(colour)


def _all_grey(page):
    _fill(page, "#999999", "#999999", "#999999")


def _plum(page):
    _fill(page, "#4d1a44", "#6b2560", "#e7d0e2")


SAVE = "Save and continue"
LEAD, TEAM, CHAIR, EXPERT, CO_LEAD = "lead", "involvement", "chair", "expert", "co_lead"
SUPPORTER = "supporter"
ADMINISTRATOR = "administrator"
REVIEWER, SAFEGUARDING = "reviewer", "safeguarding"
# People whose check is open in their browser, and how far each is.
BEGINNER, HALFWAY, STOPPER, FINISHER, SENDER = "beginner", "halfway", "stopper", "finisher", "sender"
PASSER_ON, TABLET = "passer_on", "tablet"  # somebody at a screen that people share, and that screen alone
ASKER = "asker"  # who would rather do it another way
IN_FOR_SOMEBODY = "in_for_somebody"  # a supporter, by a key of their own
IN_THEIR_CHECK = (BEGINNER, HALFWAY, STOPPER, FINISHER, SENDER, PASSER_ON, IN_FOR_SOMEBODY, ASKER)

NARROWED = "q=people&badge=talk&badge=match&badge=few&step=7&way=design-group&sort=name"

OPEN_TO_ALL = [
    Look("coproduction:home", "with results"),
    Look("coproduction:contact", "as it is"),
    Look("coproduction:worried", "as it is"),
    Look("coproduction:accessibility", "as it is"),
    Look("coproduction:privacy", "as it is"),
    Look("coproduction:easier_to_read", "as it comes"),
    Look(
        "coproduction:easier_to_read", "saved", then=lambda page: press("Save how I like to read")(page),
        shows=".govuk-notification-banner--success",
    ),
    Look("coproduction:cookies", "as it is"),
    Look("coproduction:messages", "with a message"),
    Look("coproduction:sign_in_as", "with everyone"),
    Look("ladder:what_is", "as it is"),
    Look("ladder:how_scores_work", "as it is"),
    Look("projects:list", "every badge"),
    Look("projects:list", "narrowed", where=lambda world: f"/projects/?{NARROWED}", shows=".app-chip"),
    Look("projects:list", "nothing found", where=lambda world: "/projects/?q=zebra&step=7&stage=moon"),
    Look("projects:list", "too many words", where=lambda world: "/projects/?q=" + "x" * 101),
    *(
        Look("projects:show", f"{slug}, to anyone", where=(slug,))
        for slug in ("talk", "match", "honest", "higher", "small", "few", "unchecked", "open")
    ),
    Look("projects:show", "one that is not there", where=("nowhere",)),
    Look("projects:not_co_production", "with reasons"),
    Look(
        "projects:not_co_production", "of one reason",
        where=lambda world: "/projects/not-co-production/?reason=resources",
    ),
    Look(
        "projects:not_co_production", "nothing found",
        where=lambda world: "/projects/not-co-production/?reason=scale", shows=".app-empty",
    ),
    *form("account_request_login_code", "", (), "Email me a code"),
    Look(
        "account_confirm_login_code", "a code was asked for",
        where=at("account_request_login_code"),
        then=_ask_for_a_code, shows="#id_code",
    ),
    Look("account_inactive", "as it is"), Look("account_signed_out", "as it is"),
]  # fmt: skip

ERRORS = [
    Look("coproduction:home", "no such page", where=lambda world: "/no-such-page/"),
    Look("ladder:question", "no such page of a check", where=lambda world: "/check/nowhere/"),
    Look(
        "account_request_login_code", "sent too late",
        then=send_too_late("Email me a code", ("email", "kit@example.org")), shows=".app-typed",
    ),
    Look("account_confirm_login_code", "sent again", where=at("account_request_login_code"),
         then=_send_again, shows="#id_code"),
    Look(
        "ladder:question", "sent too late", "halfway", (1,),
        then=send_too_late("Continue"), shows="form[autocomplete=off]",
    ),
    Look("coproduction:home", "a form of another site", then=answered(
        lambda: errors.form_is_too_old(RequestFactory().get("/sign-in/")).content)),
    Look("coproduction:home", "too many tries", then=answered(
        lambda: render_to_string("429.html", request=RequestFactory().get("/sign-in/")))),
    Look("coproduction:home", "our own mistake", then=answered(
        lambda: errors.went_wrong(RequestFactory().get("/")).content)),
    Look("coproduction:home", "not ours", then=answered(lambda: errors.bad_request(None, None).content)),
]  # fmt: skip

OF_PEOPLE = [
    Look("account_where_signed_in", "as it is", EXPERT),
    Look("coproduction:kept_form", "", LEAD, at("coproduction:kept_form", "late.pk"), shows=".app-typed"),
    Look("coproduction:me", "with a check that waits", EXPERT),
    Look("coproduction:me", "of somebody who leads", CO_LEAD),
    Look("coproduction:me", "of somebody who helps", SUPPORTER),
    Look("coproduction:your_work", "a lead's", LEAD),
    Look("coproduction:your_work", "the involvement team's", TEAM),
    Look("coproduction:your_work", "not for them", EXPERT),
    Look("projects:show", "small, to the team", TEAM, ("small",)),
    Look("projects:show", "talk, to its lead", LEAD, ("talk",)),
    Look("projects:show", "with a history and a smaller one", where=("family",)),
    Look("projects:show", "part of a bigger one", where=("lower-part",)),
]


WITH_QUESTIONS = (
    "could_be", "basics", "dates", "decided", "open", "join", "step", "why", "pay", "promises",
)  # fmt: skip


def send_a_file(data):
    """Chooses a spreadsheet with these words in it, and sends it to be checked."""

    def do(page):
        file = {"name": "register.csv", "mimeType": "text/csv", "buffer": data.encode()}
        page.locator("input[type=file]").set_input_files(file)
        press("Check this file")(page)

    return do


IMPORTING = [
    *form("projects:import", LEAD, (), "Check this file"),
    Look(
        "projects:import", "with mistakes", LEAD, (),
        send_a_file("Name,Directorate,Stage\nA,Nowhere,Begun\n,Adult social care,\n"), "#problems",
    ),
    Look("projects:import_batch", "checked", LEAD, at("projects:import_batch", "checked_import.pk")),
    Look("projects:import_batch", "changed since", LEAD, at("projects:import_batch", "stale_import.pk")),
    Look("projects:import_batch", "drafts", LEAD, at("projects:import_batch", "made_import.pk")),
    Look(
        "projects:import_batch", "nothing ticked", LEAD, at("projects:import_batch", "made_import.pk"),
        press("Publish the ticked projects"), ERROR,
    ),
    Look("projects:import_batch", "undone", LEAD, at("projects:import_batch", "undone_import.pk")),
    Look("projects:import_undo", "may be", LEAD, at("projects:import_undo", "made_import.pk")),
    Look("projects:import_undo", "may not be", LEAD, at("projects:import_undo", "touched_import.pk")),
    Look(
        "projects:tasks", "imported", LEAD,
        lambda world: reverse("projects:tasks", args=[world.made_import.projects.first().reference]),
    ),
]  # fmt: skip

REGISTERING = [
    *form("projects:register", LEAD, (), SAVE),
    Look("projects:tasks", "with much to say", LEAD, at("projects:tasks", "empty.reference")),
    Look("projects:tasks", "ready", LEAD, at("projects:tasks", "ready.reference")),
    Look("projects:tasks", "published, a change waits", LEAD, at("projects:tasks", "talk.reference")),
    *(
        look
        for task in WITH_QUESTIONS
        for look in form(f"projects:{task}", LEAD, at(f"projects:{task}", "bare.reference"), SAVE)
    ),
    *(
        Look(f"projects:{task}", "as it comes", LEAD, at(f"projects:{task}", "bare.reference"))
        for task in ("leads", "family", "parts")
    ),
    *form("projects:reasons", LEAD, at("projects:reasons", "lower.reference"), SAVE),
    Look(
        "projects:reasons", "ticked, and not said", LEAD, at("projects:reasons", "lower.reference"),
        choose("legal", "time", then=SAVE), ERROR,
    ),
    Look("projects:check_answers", "with much to say", LEAD, at("projects:check_answers", "empty.reference")),
    Look("projects:check_answers", "ready", LEAD, at("projects:check_answers", "ready.reference")),
    Look("projects:throw_away", "asked first", LEAD, at("projects:throw_away", "bare.reference")),
    *form("projects:change", LEAD, at("projects:change", "talk.reference"), "Publish this change"),
    Look("projects:leads", "with an expert", LEAD, at("projects:leads", "family.reference")),
    Look("projects:family", "with a smaller one", LEAD, at("projects:family", "family.reference")),
    *form("projects:show_name", LEAD, at("projects:show_name", "openable.reference"), "Show their name"),
    Look("projects:show_name", "said yes", LEAD, at("projects:show_name", "family.reference")),
    Look("projects:preview", "with nothing said", LEAD, at("projects:preview", "bare.reference")),
    Look("projects:preview", "a draft", LEAD, at("projects:preview", "ready.reference")),
    Look("projects:preview", "a change", LEAD, at("projects:preview", "talk.reference")),
    *form("projects:people", TEAM, at("projects:people", "openable.reference"), "Add this person"),
    Look("projects:people", "to the lead", LEAD, at("projects:people", "openable.reference")),
    Look("projects:end", "as it is", LEAD, at("projects:end", "openable.reference", "member.pk")),
]  # fmt: skip

SETTINGS = [
    Look("council:settings", "as it is", ADMINISTRATOR),
    *form("council:contacts", ADMINISTRATOR, (), "Save"),
    *form("council:colours", ADMINISTRATOR, (), "Save these colours"),
    Look(
        "council:colours", "too pale", ADMINISTRATOR,
        then=lambda page: (_all_grey(page), press("Save these colours")(page)), shows=ERROR,
    ),
    Look(
        "council:colours", "shown first", ADMINISTRATOR,
        then=lambda page: (_plum(page), press("Show me first")(page)), shows=".govuk-inset-text",
    ),
    *form("council:places", ADMINISTRATOR, ("directorates",), "Add this directorate"),
    Look("council:places", "none yet", ADMINISTRATOR, ("areas",)),
    Look("council:place", "that is used", ADMINISTRATOR, directorate("council:place", "used")),
    *form("council:place", ADMINISTRATOR, directorate("council:place", "unused"), "Save"),
    Look("council:remove", "as it is", ADMINISTRATOR, directorate("council:remove", "unused")),
    *form("council:figure", ADMINISTRATOR, ("rest-days",), "Set this number"),
    Look("council:figure", "as it came", ADMINISTRATOR, ("check-minutes",)),
    Look("council:figure", "that only rises", ADMINISTRATOR, ("floor",)),
    *form("council:bands", ADMINISTRATOR, (), "Set these numbers"),
]  # fmt: skip

READING_COMMENTS = [
    Look("ladder:comments", "some wait", REVIEWER),
    Look("ladder:comments_of_check", "as it is", REVIEWER, at("ladder:comments_of_check", "closed_check.pk")),
    Look("ladder:comment", "waiting", REVIEWER, at("ladder:comment", "waiting_words.pk")),
    Look(
        "ladder:comment", "sent empty", REVIEWER, at("ladder:comment", "waiting_words.pk"),
        press("Save and go to the next one"), ERROR,
    ),
    Look("ladder:comment", "for the reviewer alone", REVIEWER, at("ladder:comment", "alone_words.pk")),
    Look("ladder:comment", "looked at again", REVIEWER, at("ladder:comment", "shown_words.pk")),
    Look("ladder:worries", "some wait", SAFEGUARDING),
    Look("coproduction:your_work", "a comment reviewer's", REVIEWER),
    Look("coproduction:your_work", "safeguarding's", SAFEGUARDING),
    Look("projects:show", "with people's words", LEAD, ("closed",), shows=".app-quotes"),
]  # fmt: skip

COMING_IN = [
    Look("ladder:open_link", "as it is", where=lambda world: world.link()),
    *form("ladder:enter_code", "", (), "Go to my check"),
    Look("ladder:saved", "long after"),
    Look("ladder:thank_you", "long after"),
    Look("ladder:answers", "no check is open"),
    Look("ladder:enter_code", "where staff are signed in", TEAM),
    Look("ladder:enter_code", "on a screen that people share", TABLET),
    Look("ladder:open_link", "on a screen that people share", TABLET, lambda world: world.link()),
    Look("ladder:saved", "on a screen that people share", TABLET),
    Look("ladder:answers", "no check is open there", TABLET),
]

IN_A_CHECK = [
    Look("ladder:start", "as it is", BEGINNER),
    Look("ladder:start", "on a screen that people share", PASSER_ON, shows=".app-leave"),
    Look("ladder:enter_code", "the last person is still in", PASSER_ON, shows=".app-leave"),
    Look("ladder:how", "as it comes", BEGINNER),
    *form("ladder:practice", BEGINNER, (), "Go to question 1"),
    *form("ladder:question", HALFWAY, (1,), "Continue"),
    Look("ladder:question", "with an answer", FINISHER, (1,), shows="input:checked"),
    *form("ladder:ladder", HALFWAY, (), "Continue"),
    Look("ladder:better", "as it comes", HALFWAY),
    Look("ladder:better", "how its words may be used not said", HALFWAY, (), _write_and_go_on, ERROR),
    Look("ladder:helped", "as it comes", HALFWAY),
    Look(
        "ladder:helped",
        "of a supporter, sent empty",
        IN_FOR_SOMEBODY,
        then=press("Continue"),
        shows=ERROR,
    ),
    Look("ladder:helped", "of a supporter", IN_FOR_SOMEBODY),
    Look("ladder:question", "of a supporter", IN_FOR_SOMEBODY, (2,), shows=".app-helping"),
    Look("ladder:question", "with more", FINISHER, (2,), shows=".app-more[open]"),
    Look("ladder:answers", "some left, not shown", HALFWAY),
    Look("ladder:carry_on", "as it is", HALFWAY),
    Look("ladder:start_again", "as it is", HALFWAY),
    *form("ladder:another_way", ASKER, (), "Ask for this"),
    Look(
        "ladder:another_way",
        "by phone, without a number",
        ASKER,
        (),
        choose("phone", then="Ask for this"),
        ERROR,
    ),
    Look(
        "ladder:way_asked", "on paper", ASKER, at("ladder:another_way"), choose("paper", then="Ask for this")
    ),
    Look("ladder:no_thank_you", "as it comes", ASKER),
    Look("ladder:said_no", "long after"),
    Look("ladder:answers", "all there", FINISHER, shows=".app-answers"),
    Look("ladder:saved", "just now", STOPPER, at("ladder:question", 2), press("Save and come back later")),
    Look(
        "ladder:thank_you", "just now", SENDER, at("ladder:answers"), press("Send my answers"), ".govuk-panel"
    ),
]

LOOKS = [
    *OPEN_TO_ALL, *ERRORS, *OF_PEOPLE, *WHO_HELPS, *REACHING, *BY_POST, *REGISTERING, *IMPORTING, *SETTINGS,
    *RUNNING_CHECKS, *TALKING_IT_THROUGH, *BY_HAND, *ON_PAPER_AND_BY_PHONE, *RESULTS, *TEAMS_SIDE, *TALKS,
    *READING_COMMENTS, *COMING_IN, *IN_A_CHECK, *TOGETHER, *SIGNING_IN, *ROLES,
    *WHO_READ_WHAT, *MESSAGES,
]  # fmt: skip

BUTTONS = {
    "experts:end_code_of",
    "experts:contact_start_again",
    "experts:contact_start_again_for",
    "projects:import_make",
    "projects:import_publish",
    "account_logout",
    "account_passkey_again",
    "work_sign_in",
    "account_end_session",
    "account_end_other_sessions",
    "projects:my_name",
    "projects:take_name_off",
    "projects:drop_change",
    "projects:confirm_everyone",
    "projects:confirm",
    "ladder:show_answers",
    "ladder:offer_conversation",
    "ladder:end_form",
    "ladder:throw_away",
    "ladder:send",
    "ladder:leave",
    "ladder:way_arranged",
    "ladder:paper_blank",
    "ladder:deal_with",
    "coproduction:settle_message",
    "notices:letter_posted",
    "notices:letter_again",
    "notices:letter_came_back",
    "notices:call_went",
    "council:take_back",
    "council:take_back_bands",
}
"""Addresses that only a button sends to. They have no page of their own."""

FOR_MACHINES = {
    "ladder:film_file", "healthz", "healthz_jobs", "readyz", "notices:notify_receipts", "council:theme",
    "council:proposed",
}  # fmt: skip
SAME_ADDRESS = {"account_login", "mfa_login_webauthn"}
"""A second name of a page that stands above."""
