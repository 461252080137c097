"""How hard the demonstration is to read: age 9 for everyone, 11 for staff, 15 words a sentence."""

from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import transaction

from coproduction.demonstration.making import make
from tests.factories import MONDAY
from tests.fixtures_database import put_back_rows_of_migrations
from tests.house.access import ACCESS
from tests.house.demonstration_pages import FILES, FOR_DEVELOPERS, STYLE_SHEETS, Page, read_everything
from tests.house.main_words import FIXED, sentences_of_main
from words.readability import reading_age, words_of

pytestmark = pytest.mark.django_db

FOR_EVERYONE, FOR_STAFF, LONGEST = 9, 11, 15
# Staff print letters, and experts read them.
READ_BY_EXPERTS = {"an error", "experts:sign_in_of"}
# A code must have been asked for, or a place must have ended. Other tests look at these.
NOT_REACHED = {
    "account_confirm_login_code",
    "account_inactive",
    "account_type_new_email_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
TEMPLATES = Path(settings.BASE_DIR) / "templates"
MARKED = {
    # The kind of browser, in words that stand together in one place
    "account/where_signed_in.html": 2,
    # Published statements, the versioned wording of the framework, and who wrote it
    "components/credit.html": 1,
    "components/statement_list.html": 1,
    "govuk/fields/rungs_items.html": 2,
    "mfa/index.html": 3,
    "mfa/recovery_codes/index.html": 1,
    "mfa/remove.html": 1,
    "mfa/totp/activate_form.html": 1,
    "account/who_lacks_second_step.html": 1,
    "account/change_email.html": 1,
    "account/type_new_email_code.html": 1,
    "ladder/answers.html": 2,
    "ladder/ask.html": 3,
    "ladder/what_is.html": 5,
    "ladder/film_page.html": 1,
    "ladder/films.html": 1,
    "ladder/take_film_away.html": 1,
    "ladder/group_answers.html": 1,
    "ladder/record_talk.html": 2,
    # The law's own words
    "coproduction/accessibility.html": 1,
    "coproduction/privacy.html": 1,
    # What people wrote: names of projects, and what they say of them
    "accounts/change_end.html": 1,
    "accounts/close_account.html": 1,
    "accounts/end_role.html": 1,
    "accounts/open_account_again.html": 1,
    "accounts/roles.html": 1,
    "accounts/roles_of.html": 2,
    "accounts/send_work_link.html": 1,
    "account/work_link.html": 1,
    "components/message_words.html": 1,
    "components/summary_row.html": 1,
    "coproduction/audit.html": 9,
    "coproduction/me.html": 12,
    "coproduction/message.html": 1,
    "coproduction/messages.html": 15,
    "coproduction/message_went.html": 1,
    "coproduction/messages_alike.html": 2,
    "coproduction/messages_went.html": 3,
    "coproduction/my_message.html": 1,
    "coproduction/my_messages.html": 1,
    "coproduction/who_looked.html": 2,
    "experts/add_supporter.html": 1,
    "experts/change_supporter.html": 2,
    "experts/end_supporter.html": 2,
    "experts/supporters.html": 6,
    "experts/contact.html": 3,
    "experts/contact_part.html": 1,
    "experts/contact_email.html": 2,
    "experts/new_email.html": 1,
    "experts/pause.html": 1,
    "experts/find.html": 1,
    "experts/sign_in_of.html": 1,
    "experts/sign_in_letter.html": 1,
    "coproduction/worried.html": 2,
    "errors/typed_form.html": 1,
    "coproduction/your_work.html": 3,
    "governance/questions.html": 2,
    "governance/two_sides.html": 2,
    "governance/partials/gap_chart.html": 2,
    "governance/partials/gap_table.html": 1,
    "governance/partials/question_bars.html": 2,
    "governance/partials/stands_out.html": 1,
    "ladder/added.html": 1,
    "ladder/better.html": 1,
    "ladder/carry_on.html": 1,
    "ladder/close_early.html": 1,
    "ladder/comment.html": 4,
    "ladder/comments.html": 2,
    "ladder/comments_of_check.html": 2,
    "ladder/compare.html": 1,
    "ladder/forms_that_came.html": 1,
    "ladder/more_time.html": 1,
    "ladder/more_time_confirm.html": 1,
    "ladder/look_again.html": 3,
    "ladder/phone.html": 3,
    "ladder/read_back.html": 3,
    "ladder/ring.html": 1,
    "ladder/type_in.html": 1,
    "ladder/arrange_talk.html": 1,
    "ladder/arrange_talk_confirm.html": 1,
    "ladder/call_off_talk.html": 1,
    "ladder/consent.html": 2,
    "ladder/record_talk_confirm.html": 1,
    "ladder/ring_talk.html": 2,
    "ladder/talk.html": 1,
    "ladder/talk_stopped.html": 1,
    "ladder/talks.html": 5,
    "components/helping.html": 1,
    "components/what_is_safe.html": 1,
    "ladder/another_way.html": 1,
    "ladder/helped.html": 1,
    "ladder/how.html": 1,
    "ladder/no_thank_you.html": 1,
    "ladder/said_no.html": 1,
    "ladder/way_asked.html": 1,
    "ladder/ladder.html": 1,
    "ladder/open_round.html": 2,
    "ladder/open_round_confirm.html": 1,
    "ladder/open_round_stopped.html": 1,
    "ladder/paper_form.html": 4,
    "ladder/question.html": 1,
    "ladder/round.html": 3,
    "ladder/end_keys.html": 1,
    "ladder/invited.html": 2,
    "ladder/invited_person.html": 4,
    "ladder/new_code.html": 4,
    "ladder/paper_form_choices.html": 1,
    "ladder/paper_page.html": 1,
    "ladder/paper_run.html": 2,
    "ladder/rounds.html": 5,
    "ladder/saved.html": 1,
    "ladder/show_answers.html": 1,
    "ladder/start.html": 1,
    "ladder/start_again.html": 1,
    # Names, addresses and numbers of people, and letters and scripts, which have a test of their own
    "notices/call.html": 8,
    "notices/calls.html": 2,
    "notices/letter_words.html": 3,
    "notices/letters.html": 7,
    "notices/parts/whom_to_ring.html": 2,
    "projects/import/checked.html": 2,
    "projects/import/done.html": 2,
    "projects/import/start.html": 1,
    "projects/import/undo.html": 2,
    "projects/import/undone.html": 1,
    "projects/partials/history.html": 4,
    "projects/partials/open_and_about.html": 1,
    "ladder/partials/biggest_difference.html": 3,
    "ladder/partials/conversation.html": 2,
    "ladder/partials/own_words.html": 2,
    "ladder/partials/side_by_side.html": 3,
    "ladder/results.html": 2,
    "projects/partials/people_say.html": 1,
    "projects/partials/points.html": 2,
    "projects/not_co_production.html": 2,
    "projects/partials/nothing_found.html": 1,
    "projects/partials/rows.html": 2,
    "projects/register/family.html": 1,
    "projects/partials/smaller.html": 3,
    "projects/partials/steps.html": 1,
    "projects/partials/why_not.html": 1,
    "projects/register/show_name.html": 3,
    "ladder/worries.html": 5,
    "ladder/conversation.html": 4,
    "ladder/team.html": 3,
    "ladder/team_look.html": 1,
    "ladder/team_not_open.html": 1,
    "ladder/team_said.html": 1,
    "ladder/team_sent.html": 2,
    "ladder/team_sheet.html": 5,
    "projects/show.html": 3,
}
"""How many elements of a template hold words that are not ours to make easier. Ours are never marked."""


@pytest.fixture(scope="module")
def pages(request, django_db_setup, django_db_blocker):
    """The county as made on a Monday, read by everyone. Then it goes again."""
    full = request.config.getoption("--full")
    with django_db_blocker.unblock(), time_machine.travel(MONDAY, tick=False), transaction.atomic():
        put_back_rows_of_migrations()
        make(now=MONDAY)
        found = list(read_everything(MONDAY, full=full))
        transaction.set_rollback(True)
    return found


def limit_of(name):
    for_experts = name in READ_BY_EXPERTS or "expert" in (ACCESS[name].get or ACCESS[name].post)
    return FOR_EVERYONE if for_experts else FOR_STAFF


def too_hard(pages):
    """The pages that people must be older to read than they may be, with their ages."""
    aged = [(page, reading_age(page.sentences)) for page in pages]
    return {f"{page.name}: {page.where}": age for page, age in aged if age > limit_of(page.name)}


def too_long(pages):
    """Each sentence with too many words, and the pages it stands on."""
    found = {}
    for page in pages:
        for sentence in page.sentences:
            if len(words_of(sentence)) > LONGEST:
                found.setdefault(sentence, set()).add(page.name)
    return found


def test_each_page_can_be_read_by_a_child_of_9_and_a_page_for_staff_by_one_of_11(pages):
    assert too_hard(pages) == {}


def test_no_sentence_of_ours_has_more_than_15_words(pages):
    assert too_long(pages) == {}


def test_every_page_was_read(pages):
    """A new address with arguments is missed here until `demonstration_pages` says what stands for them."""
    wanted = (
        {name for name, row in ACCESS.items() if row.get}
        - FOR_DEVELOPERS
        - STYLE_SHEETS
        - FILES
        - NOT_REACHED
    )
    assert wanted - {page.name for page in pages} == set()


def test_only_words_that_are_not_ours_are_left_out():
    """A new mark needs a line above, with what it is that others wrote."""
    counted = {path: path.read_text(encoding="utf-8").count(FIXED) for path in TEMPLATES.rglob("*.html")}
    assert {str(path.relative_to(TEMPLATES)): marks for path, marks in counted.items() if marks} == MARKED


HARD = "<p>Stakeholder engagement methodologies facilitate organisational accountability.</p>"
LONG = "<p>We will write to you when we know more about it and can say what comes next for you.</p>"


def page_with(html):
    return Page("coproduction:home", "/", tuple(sentences_of_main(f"<main>{html}</main>")))


def test_a_hard_page_and_a_long_sentence_are_found():
    assert too_hard([page_with(HARD)])
    assert list(too_long([page_with(LONG)])) == [LONG[3:-4]]


@pytest.mark.parametrize(
    "html",
    [
        f"<div data-fixed-words><h2>Ours</h2>{HARD}</div>",
        f"<div hidden>{HARD}</div>",
        f"<div aria-hidden='true'><br><b>Not said</b>{HARD}</div>",
        f"<textarea>{HARD}</textarea>",
        "<ul><li>We will write to you when we know more</li><li>and can say what is next for you</li></ul>",
    ],
)
def test_only_what_is_said_in_our_words_counts_and_each_piece_by_itself(html):
    page = page_with(f"{html}<p>You can say what you think.</p>")
    assert too_hard([page]) == too_long([page]) == {}
    assert page.sentences[-1] == "You can say what you think."
