"""Five people choose five ways to hear, one of them unsafe to post to. Each is asked in their own way."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from notices.actions import deliver
from notices.choices import Channel, NotNow
from notices.models import Attempt, Contact, Notice
from notices.reaching import set_how_to_reach
from tests import factories
from tests.journeys import steps
from tests.notices.by_hand_states import ADDRESS, hours_that_are_open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EASY, TEXT, LETTER, CALL, NO_POST = (
    "Keren Thorne", "Carl Jose", "Vernon Abbas", "Wella Daniels", "Ewan Nankivell"
)  # fmt: skip
FIVE = (EASY, TEXT, LETTER, CALL, NO_POST)
WRITTEN_DOWN = {
    TEXT: {"phone": "07700 900 431", "order": ["text", "email"]},
    LETTER: {"address": ADDRESS, "order": ["letter"], "plain_envelope": True}
    | {"format": "large-print", "print_size": 22},
    CALL: {
        "phone": "01632 960 477",
        "order": ["phone"],
        "phone_through": "relay-uk",
        "agreed_word": "Kingfisher",
    }
    | {"address": ADDRESS, "never": ["email", "text"]},
}


def test_five_people_with_five_ways_one_unsafe_to_post_to(devices, notify_fake, settings):
    settings.NOTIFY_EMAIL_TEMPLATE = ""  # texts go through Notify, e-mails through the mail server
    steps.given_the_council()
    rosa = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    tom = factories.make_user("Tom Rowe", Role.STAFF)
    project = factories.make_project(by=tom)
    users = given_five_of_seven(project, by=rosa)
    easy = steps.given_someone_signed_in(devices, users[EASY])
    team = steps.given_someone_signed_in(devices, rosa)

    when_two_say_it_themselves(easy, steps.given_someone_signed_in(devices, users[NO_POST]))
    when_the_team_opens_a_check(team, project)
    deliver(now=factories.by_day(timezone.now()))
    then_each_is_asked_in_their_own_way(notify_fake)
    then_the_call_opens_with_the_agreed_word(team, project)
    when_the_email_to_the_one_without_post_comes_back(team, users[NO_POST])
    then_the_person_reads_it_without_a_link(easy)
    then_the_lead_sees_dates_and_no_names(steps.given_someone_signed_in(devices, tom))


def given_five_of_seven(project, *, by):
    """Seven people, of whom five have names and ways of their own."""
    people = factories.make_members(project, 7, by=by)
    for name, person in zip(FIVE, people, strict=False):
        Contact.objects.filter(pk=person.contact_id).update(name=name)
    contacts = {contact.name: contact for contact in Contact.objects.filter(name__in=FIVE)}
    for name, told in WRITTEN_DOWN.items():
        only = hours_that_are_open(timezone.now()) if name == CALL else {}
        set_how_to_reach(contact=contacts[name], by=by, now=timezone.now(), **told, **only)
    return {name: contact.user for name, contact in contacts.items()}


def when_two_say_it_themselves(easy, no_post):
    easy.goes_to(reverse("experts:contact_format"))
    easy.chooses("easy-read")
    easy.presses("Save")
    easy.reads("Saved. It counts from now.", "Easy Read")
    no_post.goes_to(reverse("experts:contact_safe"))
    no_post.reads("Press “Leave this page quickly”.")
    no_post.chooses("letter")
    no_post.chooses("neutral")
    no_post.presses("Save")
    no_post.reads("Do not post a letter. Do not leave a voicemail. Do not say who we are")


def when_the_team_opens_a_check(team, project):
    team.goes_to(reverse("ladder:open_round", args=[project.reference]))
    team.reads(
        "1 person needs a letter", "1 person needs a call", "Ring with Relay UK", "Large print, 22 point"
    )
    team.does_not_read("Kingfisher", "07700 900 431")
    team.presses("Look at the dates")
    team.reads("7 people are invited, 1 of them by letter and 1 by phone")
    team.presses("Open the check")
    team.reads("The check is open.")


def then_each_is_asked_in_their_own_way(notify_fake):
    by_email = {message.to[0]: message for message in mail.outbox}
    assert len(by_email) == 5  # two of the five, two who said nothing, and the lead about the team’s side
    easy, neutral = (by_email[Contact.objects.get(name=name).email] for name in (EASY, NO_POST))
    assert "Is that hard? You can use a code." in easy.body
    assert neutral.subject == "A message for you"
    assert "Penwarren" not in neutral.from_email
    (text,) = notify_fake.taken
    assert text.to == "07700 900 431"
    waiting = Attempt.objects.filter(outcome="").values_list("notice__contact__name", "channel")
    assert set(waiting) == {(LETTER, Channel.LETTER), (CALL, Channel.PHONE)}


def then_the_call_opens_with_the_agreed_word(team, project):
    team.goes_to(reverse("notices:calls"))
    team.reads(CALL, "Ring with Relay UK", "Do not leave a voicemail")
    team.presses(f"What to say to {CALL}: Invitation to a check: {project.name}")
    team.reads("The word that we agreed is: Kingfisher.", "01632 960 477")


def when_the_email_to_the_one_without_post_comes_back(team, user):
    team.goes_to(reverse("experts:contact_for", args=[user.contact.expert.pk]))
    team.page.get_by_role("button", name="This came back").click()
    team.reads("We try another way today.")
    deliver(now=factories.by_day(timezone.now()))
    notice = Notice.objects.get(contact=user.contact)
    assert notice.held_because == NotNow.NO_WAY
    assert not notice.attempts.filter(channel=Channel.LETTER).exists()
    team.goes_to(reverse("coproduction:all_messages"))
    team.reads(f"See to the message to {NO_POST}", "We know no way to reach them.")


def then_the_person_reads_it_without_a_link(person):
    person.goes_to(reverse("coproduction:my_messages"))
    person.follows("Invitation to a check", exact=False)
    person.reads("We sent it by email.", "[your link]", "[your code]")
    person.does_not_read("/c/")


def then_the_lead_sees_dates_and_no_names(lead):
    lead.goes_to("/staff/")
    lead.reads("7 invited. Reminders go out on")
    lead.does_not_read(*FIVE, "letter", "by phone")
    lead.goes_to(reverse("coproduction:all_messages"))
    lead.does_not_read(*FIVE)
