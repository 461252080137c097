"""A person changes the email that they sign in with: the new one is proven, and the old one is told."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import let_sign_in, new_email
from accounts.actions.new_email import CHANGED_MEANWHILE, NOT_FREE, change_own_email
from accounts.actions.posting import make_posted_code, use_posted_code
from accounts.choices import Role, StaffSignIn
from accounts.forms.new_email import THE_SAME
from accounts.limits import CODES_TO_A_NEW_EMAIL
from accounts.models import User
from accounts.views.new_email import TOO_MANY
from audit.models import Event
from notices.actions import deliver, heard_back, queue
from notices.addressed import Addressed
from notices.choices import Channel, Outcome
from notices.models import Contact, Notice
from notices.reaching import set_how_to_reach
from tests.accounts.second_steps import browser_of
from tests.accounts.test_sign_in import CODE, ask_for_code, newest_code, sent, sign_in
from tests.factories import MONDAY, by_day, make_user
from tests.fixtures_made_once import made_once
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
OLD, NEW = "una.hale@example.org", "una@example.com"
ASK_PAGE, CODE_PAGE = "/how-you-sign-in/email/", "/how-you-sign-in/email/code/"
TOLD = "Your email has changed"


@pytest.fixture(autouse=True)
def nobody_waits(settings):
    settings.SIGN_IN_ANSWERS_AFTER = 0


@made_once
def una():
    return make_user("Una Hale")


@made_once
def merryn():
    """Somebody without an email, whose codes come by post."""
    contact = Contact.objects.create(name="Merryn Tregear", email="")
    return User.objects.create(contact=contact, email=None)


@pytest.fixture
def here(una):
    return browser_of(una)


def addresses(user):
    """What is written to, what signs in, and what allauth knows."""
    user = User.objects.get(pk=user.pk)
    known = EmailAddress.objects.filter(user=user, verified=True, primary=True)
    return user.contact.email, user.email, list(known.values_list("email", flat=True))


def change(browser, email=NEW):
    """From the first page to the last, with the code that came."""
    browser.post(ASK_PAGE, {"email": email})
    return browser.post(CODE_PAGE, {"code": newest_code()}, follow=True)


def told_to(mailbox):
    return [mail for mail in mailbox if mail.subject in (TOLD, "A message for you")]


def test_nothing_changes_until_the_code_that_went_to_the_new_one_is_typed(una, here, mailoutbox):
    asked = here.post(ASK_PAGE, {"email": f" {NEW} "})
    assert asked.url == CODE_PAGE
    assert [mail.to for mail in sent()] == [[NEW]]
    assert NEW in here.get(CODE_PAGE).text
    assert addresses(una) == (OLD, OLD, [OLD])

    page = here.post(CODE_PAGE, {"code": newest_code()}, follow=True)

    assert "Your email is changed" in page.text
    assert NEW in page.text
    assert addresses(una) == (NEW, NEW, [NEW])
    assert EmailAddress.objects.filter(user=una).count() == 1
    assert Contact.objects.get(pk=una.contact_id).email_since
    line = Event.objects.get(what="user.email_changed")
    assert (line.person, line.fields, line.details) == (una.contact_id, "email", {})


def test_the_new_one_signs_in_and_the_old_one_does_not(una, here):
    waiting = Client()
    ask_for_code(waiting, OLD)
    old_code = newest_code()
    change(here)

    assert "This code does not work any more" in waiting.post(CODE, {"code": old_code}, follow=True).text
    ask_for_code(Client(), OLD)
    assert sent()[-1].to == [NEW], "nothing went to the old one"
    again = Client()
    sign_in(again, NEW)
    assert again.get(ASK_PAGE).status_code == 200


def test_they_stay_signed_in_here_and_nowhere_else(una, here):
    elsewhere = browser_of(una)
    change(here)
    assert here.get("/me/contact/").status_code == 200
    assert elsewhere.get("/me/contact/").status_code == 302


def test_the_old_one_is_told_once_and_what_waits_goes_to_the_new_one(una, here, mailoutbox):
    queue(
        kind="accounts.work_account_joined", to=[Addressed(una.contact, "user", una.pk)], now=timezone.now()
    )
    change(here)
    mailoutbox.clear()
    now = by_day(timezone.now())
    assert deliver(now=now) == 2
    assert deliver(now=now) == 0

    (told,) = told_to(mailoutbox)
    assert told.to == [OLD]
    assert "Was it not you? Call us now on" in told.body
    assert NEW not in f"{told.message()}"
    assert [mail.to for mail in mailoutbox if mail is not told] == [[NEW]]
    row = Notice.objects.get(kind="accounts.email_changed")
    assert row.to_email == OLD


def test_whoever_asked_for_a_neutral_sender_gets_nothing_that_says_more(una, here, mailoutbox, settings):
    set_how_to_reach(contact=una.contact, by=una, now=MONDAY, neutral=True)
    change(here)
    code = sent()[-1]
    deliver(now=by_day(timezone.now()))
    (told,) = told_to(mailoutbox)
    for mail in (code, told):
        assert mail.from_email == settings.NEUTRAL_FROM_EMAIL
        assert "mail" not in mail.subject
    assert "production" not in code.body


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ({}, Channel.EMAIL),
        ({"order": ["phone"], "phone": "01632 960 001"}, Channel.EMAIL),
        ({"never": ["email"]}, Channel.LETTER),
    ],
)
def test_an_old_address_is_told_first_unless_no_email_is_safe(una, here, told, first):
    set_how_to_reach(contact=una.contact, by=una, now=MONDAY, **told)
    change(here)
    deliver(now=by_day(timezone.now()))
    assert Notice.objects.get(kind="accounts.email_changed").attempts.get().channel == first


def test_what_comes_back_from_the_old_one_never_goes_to_the_new_one(una, here, mailoutbox):
    change(here)
    now = by_day(timezone.now())
    deliver(now=now)
    notice = Notice.objects.get(kind="accounts.email_changed")
    heard_back(reference=notice.attempts.get().reference, outcome=Outcome.PERMANENT, now=now)
    mailoutbox.clear()
    deliver(now=now)
    assert notice.attempts.last().channel == Channel.LETTER
    assert not mailoutbox


def test_whoever_had_none_gets_one_and_a_letter_says_so(merryn, mailoutbox):
    here = browser_of(merryn)
    code, _ = make_posted_code(contact=merryn.contact, by=merryn, now=timezone.now())
    assert "Add an email" in here.get("/how-you-sign-in/").text
    assert "You have no email here now" in here.get(ASK_PAGE).text
    change(here)
    assert addresses(merryn) == (NEW, NEW, [NEW])
    assert use_posted_code(typed=code, now=timezone.now()) is None
    mailoutbox.clear()
    deliver(now=by_day(timezone.now()))
    assert Notice.objects.get(kind="accounts.email_changed").attempts.get().channel == Channel.LETTER
    assert not mailoutbox


def test_an_address_of_somebody_else_looks_the_same_and_no_code_matches(una, here, mailoutbox):
    make_user("Kit Nance")
    Contact.objects.create(name="Hal", email="hal@example.org")
    pages = {}
    for email in ("KIT.nance@example.org", "hal@example.org", "nobody@example.org"):
        here.post(ASK_PAGE, {"email": email})
        page = here.get(CODE_PAGE).text.partition("<main")[2].replace(email, "…")
        pages[email] = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    assert len(set(pages.values())) == 1
    assert [mail.to for mail in sent()] == [["nobody@example.org"]]

    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=True):
        other = browser_of(una)
        other.post(ASK_PAGE, {"email": "kit.nance@example.org"})
        for code in ("", "000000"):
            assert other.post(CODE_PAGE, {"code": code}).status_code == 200
    assert addresses(una) == (OLD, OLD, [OLD])


def test_both_pages_answer_at_one_time():
    from accounts.views.new_email import change_email, type_code  # noqa: PLC0415

    assert change_email.answers_at_one_time
    assert type_code.answers_at_one_time


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter your email address, like name@example.com"),
        ("una at example", "Enter your email address, like name@example.com"),
        ("Una.Hale@Example.org", THE_SAME),
    ],
)
def test_each_mistake_is_said_beside_the_field_and_nothing_typed_is_lost(here, typed, sentence):
    page = here.post(ASK_PAGE, {"email": typed}).text
    assert page.count(sentence) == 2
    assert f'value="{typed}"' in page or not typed


def test_a_wrong_code_changes_nothing_and_the_fifth_ends_it(una, here):
    here.post(ASK_PAGE, {"email": NEW})
    right = newest_code()
    wrong = "000000" if right != "000000" else "111111"
    page = here.post(CODE_PAGE, {"code": wrong}).text
    assert page.count("That code does not match. Check each number") == 2
    for _ in range(3):
        here.post(CODE_PAGE, {"code": wrong})
    assert here.post(CODE_PAGE, {"code": wrong}).url == ASK_PAGE
    assert "Enter your new email first" in here.post(CODE_PAGE, {"code": right}, follow=True).text
    assert addresses(una) == (OLD, OLD, [OLD])


def test_wrong_codes_of_many_asked_for_are_counted_together(una, here):
    for _ in range(2):
        here.post(ASK_PAGE, {"email": NEW})
        for _ in range(4):
            here.post(CODE_PAGE, {"code": "no"})
    here.post(CODE_PAGE, {"code": newest_code()})
    assert addresses(una) == (OLD, OLD, [OLD]), "past the limit of a minute none matches"


def test_a_new_code_takes_the_place_of_the_one_before(una, here):
    here.post(ASK_PAGE, {"email": NEW})
    first = newest_code()
    assert "We sent a new code" in here.post(CODE_PAGE, {"action": "resend"}, follow=True).text
    if newest_code() != first:
        assert here.post(CODE_PAGE, {"code": first}).status_code == 200
    here.post(CODE_PAGE, {"code": newest_code()})
    assert addresses(una)[0] == NEW


def test_so_many_codes_may_be_asked_for_as_for_signing_in_and_the_page_says_so(here):
    for _ in range(CODES_TO_A_NEW_EMAIL.account[0].most):
        assert here.post(ASK_PAGE, {"email": NEW}).status_code == 302
    assert TOO_MANY in here.post(ASK_PAGE, {"email": NEW}).text
    assert TOO_MANY in here.post(CODE_PAGE, {"action": "resend"}, follow=True).text
    assert len(sent()) == CODES_TO_A_NEW_EMAIL.account[0].most


def test_a_code_works_for_15_minutes(una, here):
    here.post(ASK_PAGE, {"email": NEW})
    code = newest_code()
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=True):
        assert here.post(CODE_PAGE, {"code": code}).url == ASK_PAGE
    assert addresses(una) == (OLD, OLD, [OLD])


def test_a_code_that_one_browser_waits_for_opens_nothing_in_another(una, here):
    here.post(ASK_PAGE, {"email": NEW})
    assert browser_of(una).post(CODE_PAGE, {"code": newest_code()}).url == ASK_PAGE


def test_an_address_that_somebody_got_meanwhile_is_refused_kindly(una, here):
    here.post(ASK_PAGE, {"email": NEW})
    let_sign_in(contact=Contact.objects.create(name="Kit", email=NEW), by="system", now=timezone.now())
    page = here.post(CODE_PAGE, {"code": newest_code()}, follow=True)
    assert NOT_FREE in page.text
    assert addresses(una) == (OLD, OLD, [OLD])


def test_staff_whom_a_work_account_signs_in_change_only_where_messages_go(settings):
    settings.STAFF_SIGN_IN = StaffSignIn.WORK_ACCOUNT
    priya = make_user("Priya Nair", Role.INVOLVEMENT)
    page = browser_of(priya, ({"method": "socialaccount", "provider": "work"},)).get(ASK_PAGE).text
    assert "Your work account signs you in as before" in page


def test_how_we_reach_you_leads_there(here):
    page = here.get("/me/contact/").text
    assert OLD in page
    assert f'href="{reverse("account_change_email")}"' in page


def ask_to_change(user, email=NEW):
    return lambda: change_own_email(user=user, email=email, instead_of=user.email, session=None, now=MONDAY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("database_refuses", [True, False], ids=["as it is", "control: nothing unique"])
def test_of_two_who_claim_one_address_in_one_moment_the_database_refuses_one(
    beside, somebody_waits, monkeypatch, database_refuses
):
    one, other = make_user("Una Hale"), make_user("Kit Nance")
    if not database_refuses:
        monkeypatch.setattr(new_email, "signs_in_with", lambda user, email: None)
    with transaction.atomic():
        ask_to_change(one)()
        second = beside(ask_to_change(other))
        if database_refuses:
            somebody_waits()
        else:
            second.result()
    if database_refuses:
        with pytest.raises(Refused, match=NOT_FREE):
            second.result()
    assert Contact.objects.filter(email=NEW).count() == (1 if database_refuses else 2)
    assert Notice.objects.filter(kind="accounts.email_changed").count() == (1 if database_refuses else 2)


@pytest.mark.django_db(transaction=True)
def test_of_two_changes_of_one_person_in_one_moment_the_second_is_told(beside, somebody_waits):
    una = make_user("Una Hale")
    with transaction.atomic():
        ask_to_change(una)()
        second = beside(ask_to_change(una, "una@example.net"))
        somebody_waits()
    with pytest.raises(StaleState, match=CHANGED_MEANWHILE):
        second.result()
    assert addresses(una) == (NEW, NEW, [NEW])
    assert Notice.objects.filter(kind="accounts.email_changed").count() == 1
