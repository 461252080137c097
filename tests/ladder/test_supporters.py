"""A supporter the person chose opens the person's check and helps, and nobody else does."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from experts.models import Supporter
from experts.supporting import add_supporter, change_supporter, end_supporter
from ladder.actions.answering import change_draft, read_draft, say_no_thank_you, send_answers
from ladder.actions.closing import close_round
from ladder.actions.keys import find_by_code, find_by_link, make_key
from ladder.answers import Answers
from ladder.choices import Answer, Audience
from ladder.models import Invitation, InvitationKey
from ladder.rules import audience_of
from notices.actions import deliver
from notices.choices import Skip
from notices.models import Notice
from tests.factories import MONDAY, answer, make_closed_round, make_open_round
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
LINK = re.compile(r"^http\S+/c/([\w-]+)/$", re.MULTILINE)
CODE = re.compile(r"type this code: ([A-Z0-9 ]+)$", re.MULTILINE)
WHOLE = Answers(statements=(Answer.YES,) * 8, step=7, practised=True, seen_better=True)


@made_once
def person(expert):
    """The Expert who is asked in the check of `project`."""
    return expert.contact.expert


@pytest.fixture
def let_help(person):
    """Makes a supporter of the person."""

    def add(name="Merryn Trewin", email="merryn@example.org", help_answer=True, see_results=False):
        rights = {"may_help_answer": help_answer, "may_see_results": see_results}
        return add_supporter(expert=person, name=name, email=email, by=person.contact, now=MONDAY, **rights)

    return add


@pytest.fixture
def open_check(project, involvement):
    return lambda: make_open_round(project, by=involvement, now=MONDAY)


@pytest.fixture
def invitation(person, open_check):
    return open_check().invitations.select_related("round", "expert__contact").get(expert=person)


def asked():
    return Notice.objects.filter(kind="ladder.supporter")


def to(mailoutbox, address):
    return [mail for mail in mailoutbox if mail.to == [address]]


def test_when_a_check_opens_only_who_may_help_is_asked(let_help, open_check, mailoutbox):
    let_help()
    let_help("Bob Nance", "bob@example.org", help_answer=False, see_results=True)
    let_help("Cat Nance", "")
    ended = let_help("Dan Nance", "dan@example.org")
    end_supporter(supporter=ended, by=ended.expert.contact, now=MONDAY)
    open_check()
    deliver(now=MONDAY)
    assert [str(notice.contact) for notice in asked()] == ["Merryn Trewin"]
    assert len(to(mailoutbox, "merryn@example.org")) == 1
    assert not to(mailoutbox, "bob@example.org") + to(mailoutbox, "dan@example.org")


def test_a_copy_holds_no_key_and_goes_to_whom_the_person_chose(person, open_check, mailoutbox):
    chosen = {"may_help_answer": False, "may_see_results": False, "gets_copies": True}
    add_supporter(expert=person, name="Jo", email="jo@example.org", by=person.contact, now=MONDAY, **chosen)
    both = chosen | {"may_help_answer": True}
    add_supporter(expert=person, name="Mo", email="mo@example.org", by=person.contact, now=MONDAY, **both)
    check = open_check()
    deliver(now=MONDAY)
    (copy,) = to(mailoutbox, "jo@example.org")
    assert copy.subject == f"A copy for you: we wrote to {person.contact.name}"
    assert not LINK.search(copy.body)
    assert not CODE.search(copy.body)
    (asked,) = to(mailoutbox, "mo@example.org")
    assert LINK.search(asked.body)
    keys = InvitationKey.objects.filter(invitation__round=check, supporter__isnull=False)
    assert keys.get().supporter.known_as == "Mo"


def test_after_the_help_ended_no_copy_goes(person, open_check, mailoutbox):
    chosen = {"may_help_answer": False, "may_see_results": False, "gets_copies": True}
    helper = add_supporter(
        expert=person, name="Jo", email="jo@example.org", by=person.contact, now=MONDAY, **chosen
    )
    open_check()
    end_supporter(supporter=helper, by=person.contact, now=MONDAY)
    deliver(now=MONDAY)
    assert not to(mailoutbox, "jo@example.org")
    assert Notice.objects.get(kind="ladder.copy").skipped_because == Skip.HELP_ENDED


def test_the_message_says_whom_they_help_and_holds_a_key_of_their_own(let_help, open_check, mailoutbox):
    supporter = let_help()
    open_check()
    deliver(now=MONDAY)
    mail = to(mailoutbox, "merryn@example.org")[0]
    assert mail.subject == "Sam Trewin asked you to help them answer"
    for part in (
        "Hello Merryn Trewin,",
        "Sam Trewin asked you to help them answer.",
        "They decide what to say.",
        "Please answer by Monday 7 December 2026.",
    ):
        assert part in mail.body
    by_link = find_by_link(LINK.search(mail.body)[1], now=MONDAY)
    by_code = find_by_code(CODE.search(mail.body)[1], now=MONDAY)
    assert by_link == by_code == Invitation.objects.get(expert=supporter.expert)
    assert by_link.supporter == by_code.supporter == supporter
    own = to(mailoutbox, "sam.trewin@example.org")[-1]
    assert find_by_link(LINK.search(own.body)[1], now=MONDAY).supporter is None


def assert_is_about(notice, invitation, supporter):
    assert (notice.subject_kind, notice.subject_id) == ("invitation", str(invitation.pk))
    assert (notice.contact, notice.on_behalf_of) == (supporter.contact, supporter.expert.contact)


def test_who_is_let_help_while_a_check_is_open_is_asked_then_and_only_once(invitation, let_help):
    supporter = let_help(help_answer=False, see_results=True)
    assert not asked().exists()
    for may_help in (True, False, True):
        change_supporter(
            supporter=supporter, may_help_answer=may_help, may_see_results=True,
            by=invitation.expert.contact, now=MONDAY,
        )  # fmt: skip
    assert_is_about(asked().get(), invitation, supporter)


@pytest.mark.parametrize(
    "done",
    [
        lambda invitation: answer(invitation, now=MONDAY),
        lambda invitation: say_no_thank_you(invitation=invitation, now=MONDAY),
        lambda invitation: _closes(invitation),
    ],
    ids=["answered", "no thank you", "closed"],
)
def test_nobody_is_asked_to_help_with_what_is_done(invitation, let_help, done):
    done(invitation)
    let_help()
    assert not asked().exists()


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        (lambda one, invitation: answer(invitation, now=MONDAY), Skip.ANSWERED),
        (lambda one, invitation: say_no_thank_you(invitation=invitation, now=MONDAY), Skip.DECLINED),
        (lambda one, invitation: _closes(invitation), Skip.CLOSED),
        (lambda one, invitation: end_supporter(supporter=one, by=one.contact, now=MONDAY), Skip.HELP_ENDED),
        (lambda one, invitation: _joins_the_team(one, invitation), Skip.HELP_ENDED),
    ],
    ids=["answered", "no thank you", "closed", "help ended", "in the team"],
)
def test_a_message_that_waits_does_not_go_when_help_is_not_wanted_any_more(
    invitation, let_help, happens, reason, mailoutbox
):
    supporter = let_help(see_results=True)
    happens(supporter, invitation)
    deliver(now=MONDAY)
    assert asked().get().skipped_because == reason
    assert not [mail for mail in to(mailoutbox, "merryn@example.org") if "/c/" in mail.body]
    assert not InvitationKey.objects.filter(supporter=supporter).exists()


def _closes(invitation):
    close_round(round_=invitation.round, by="system", now=invitation.round.closes_at)


def _joins_the_team(supporter, invitation):
    invitation.round.project.team.create(user=supporter.contact.user, starts_on=MONDAY.date())


def test_a_supporter_who_works_on_one_of_two_projects_is_asked_about_the_other(
    person, let_help, open_check, other_project, involvement
):
    supporter = let_help(see_results=True)
    other_project.memberships.create(
        expert=person, added_as="Sam", starts_on=MONDAY.date(),
        added_by=involvement.contact, confirmed_by=involvement.contact,
    )  # fmt: skip
    other_project.team.create(user=supporter.contact.user, starts_on=MONDAY.date())
    open_check()
    make_open_round(other_project, by=involvement, now=MONDAY)
    invitation = person.invitations.exclude(round__project=other_project).get()
    assert_is_about(asked().get(), invitation, supporter)


@pytest.fixture
def come_in(invitation, on_that_monday):
    """A browser in which this supporter has opened the check."""

    def come(supporter):
        client = Client()
        key = make_key(invitation=invitation, now=MONDAY, supporter=supporter)
        client.post(reverse("ladder:open_link", args=[key.link]))
        return client

    return come


@pytest.fixture
def on_that_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def test_a_supporters_key_opens_the_draft_of_the_person(invitation, let_help, come_in):
    change_draft(invitation=invitation, change=lambda saved: saved.with_statement(1, Answer.NO), now=MONDAY)
    client = come_in(let_help())
    assert client.get(reverse("ladder:start")).context["helping"] == "Sam Trewin"
    client.post(reverse("ladder:show_answers"))
    shown = client.get(reverse("ladder:answers"))
    assert shown.context["rows"][0]["key"] == Answer.NO


def test_what_a_supporter_saves_is_in_the_persons_own_draft_and_the_line_says_who(
    invitation, let_help, come_in
):
    supporter = let_help()
    client = come_in(supporter)
    client.post(reverse("ladder:question", args=[1]), {"answer": Answer.PARTLY.value})
    assert read_draft(invitation=invitation, now=MONDAY).statements[0] == Answer.PARTLY
    client.post(reverse("ladder:question", args=[2]), {"answer": Answer.NO.value})
    by = set(Event.objects.filter(what="draft.opened").values_list("by", flat=True))
    assert by == {str(supporter.contact_id), str(invitation.expert.contact_id)}


def test_the_person_is_thanked_for_what_a_supporter_sent(invitation, let_help, mailoutbox):
    supporter = let_help()
    deliver(now=MONDAY)
    change_draft(invitation=invitation, change=lambda saved: WHOLE, now=MONDAY, by=supporter.contact)
    send_answers(invitation=invitation, now=MONDAY, by=supporter.contact)
    deliver(now=MONDAY)
    assert Event.objects.get(what="answers.sent").by == str(supporter.contact_id)
    thanks = [mail for mail in mailoutbox if mail.subject.startswith("Thank you")]
    assert [mail.to for mail in thanks] == [["sam.trewin@example.org"]]
    assert "Merryn" not in thanks[0].body


def test_ending_help_ends_the_keys_and_closes_the_open_sitting_at_its_next_page(
    invitation, let_help, come_in
):
    supporter = let_help()
    client = come_in(supporter)
    assert client.get(reverse("ladder:question", args=[1])).context["helping"] == "Sam Trewin"
    end_supporter(supporter=supporter, by=invitation.expert.contact, now=MONDAY)
    page = client.post(reverse("ladder:question", args=[1]), {"answer": Answer.YES.value})
    assert "ladder/not_open.html" in [template.name for template in page.templates]
    assert read_draft(invitation=invitation, now=MONDAY) is None
    assert InvitationKey.objects.get(supporter=supporter).ended_at == MONDAY
    assert InvitationKey.objects.filter(supporter=None, ended_at__isnull=False).count() == 0
    line = Event.objects.get(what="keys.ended")
    assert (line.subject_id, line.by) == (str(supporter.pk), str(invitation.expert.contact_id))


@made_once
def small_result(project, involvement):
    """A check of eight people, which only members and whom they let in may read."""
    return make_closed_round(project, by=involvement, answers=8, invited=10)


def reads(supporter, project):
    return audience_of(User.objects.get(contact=supporter.contact), project)


def test_a_supporter_who_may_see_results_reads_them_as_the_person_does(let_help, project):
    assert reads(let_help(see_results=True), project) == Audience.MEMBERS


def test_not_once_help_has_ended_nor_without_that_right(let_help, project):
    supporter = let_help(see_results=True)
    change_supporter(
        supporter=supporter, may_help_answer=True, may_see_results=False, by="system", now=MONDAY
    )
    assert reads(supporter, project) == Audience.PUBLIC
    change_supporter(supporter=supporter, may_help_answer=True, may_see_results=True, by="system", now=MONDAY)
    end_supporter(supporter=supporter, by="system", now=MONDAY)
    assert reads(supporter, project) == Audience.PUBLIC


def test_not_of_other_projects_nor_before_the_person_is_confirmed(let_help, project, other_project, person):
    supporter = let_help(see_results=True)
    assert reads(supporter, other_project) == Audience.PUBLIC
    person.memberships.update(confirmed_by=None)
    assert reads(supporter, project) == Audience.PUBLIC


def test_the_projects_page_shows_them_the_small_result_and_nothing_of_the_teams(
    client, let_help, project, small_result, django_assert_max_num_queries
):
    supporter = let_help(see_results=True)
    page = reverse("projects:show", args=[project.slug])
    assert client.get(page).context["reads_as_member"] is False
    client.force_login(supporter.contact.user)
    with django_assert_max_num_queries(12):
        shown = client.get(page)
    assert shown.context["reads_as_member"] is True
    assert shown.context["told"].shows_answers
    assert shown.context["for_team"] is None
    for name in ("projects:people", "projects:tasks", "projects:preview"):
        assert client.get(reverse(name, args=[project.reference])).status_code == 403
    assert client.get(reverse("ladder:rounds")).status_code == 403
    Supporter.objects.update(ends_on=MONDAY.date())
    assert client.get(page).context["reads_as_member"] is False
