"""A person chooses who helps them, changes it and ends it; and who can never help them."""

import pytest
from django.db import IntegrityError, transaction

from accounts.actions import let_sign_in
from accounts.models import User
from audit.models import Event
from experts.actions import add_expert
from experts.choices import ToldHow
from experts.models import Supporter
from experts.rules import can_choose_supporters, can_note_supporters
from experts.supporting import add_supporter, change_supporter, end_supporter
from notices.models import Contact
from projects.actions.people import end_member
from tests.factories import MONDAY, make_user
from tests.fixtures_made_once import made_once
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db


@made_once
def person(expert):
    """The Expert whom `expert` signs in as."""
    return expert.contact.expert


def add(
    person, name="Merryn Trewin", email="merryn@example.org", help_answer=True, see_results=False, **more
):
    rights = {"may_help_answer": help_answer, "may_see_results": see_results}
    by = more.pop("by", person.contact)
    return add_supporter(expert=person, name=name, email=email, by=by, now=MONDAY, **rights, **more)


def test_a_supporter_helps_from_today_in_the_persons_own_words(person):
    supporter = add(person)
    assert (supporter.expert, supporter.known_as, supporter.contact.name) == (
        person, "Merryn Trewin", "Merryn Trewin",
    )  # fmt: skip
    assert (supporter.starts_on, supporter.ends_on) == (MONDAY.date(), None)
    assert (supporter.may_help_answer, supporter.may_see_results) == (True, False)
    assert (supporter.added_by, supporter.told_how) == (person.contact, ToldHow.HERE)
    line = Event.objects.get(what="supporter.added")
    assert (line.by, line.subject_id) == (str(person.contact_id), str(supporter.pk))
    assert "Merryn" not in str(line.details)


def test_whom_the_involvement_team_writes_down_says_how_the_person_told_them(person, involvement):
    supporter = add(person, by=involvement, told_how=ToldHow.PHONE)
    assert (supporter.added_by, supporter.told_how) == (involvement.contact, ToldHow.PHONE)


def test_an_address_that_we_know_is_the_same_person_and_keeps_the_name_that_was_typed(person, other_expert):
    supporter = add(person, name="Ash", email="ASH.bray@example.org")
    assert supporter.contact == other_expert.contact
    assert supporter.known_as == "Ash"
    assert other_expert.contact.name == "Ash Bray"


def test_one_supporter_of_two_people_is_one_contact(person, other_expert):
    assert add(person).contact == add(other_expert.contact.expert).contact


def test_two_supporters_without_an_address_are_two_people(person):
    assert add(person, email="").contact != add(person, email="").contact


def test_nobody_supports_themselves(person, expert):
    with pytest.raises(Refused, match="A supporter is somebody else"):
        add(person, email=expert.email.upper())


def test_the_database_too_says_that_nobody_is_their_own_supporter(person):
    supporter = add(person)
    row = {"expert": person, "starts_on": MONDAY.date(), "added_by": person.contact}
    with pytest.raises(IntegrityError, match="nobody_is_their_own_supporter"), transaction.atomic():
        Supporter.objects.create(contact=person.contact, may_help_answer=True, **row)
    with pytest.raises(IntegrityError, match="nobody_is_their_own_supporter"), transaction.atomic():
        Supporter.objects.filter(pk=supporter.pk).update(contact=person.contact)


def test_staff_of_a_project_that_the_person_is_in_or_was_in_are_refused(person, lead, involvement):
    with pytest.raises(Refused, match="Staff of a project cannot help with it"):
        add(person, email=lead.email)
    end_member(membership=person.memberships.get(), by=involvement, now=MONDAY)
    with pytest.raises(Refused, match="Staff of a project cannot help with it"):
        add(person, email=lead.email)


def test_staff_of_another_project_may_help(person, other_staff, other_project):
    assert add(person, email=other_staff.email).contact == other_staff.contact


def test_a_right_to_nothing_is_refused(person):
    with pytest.raises(Refused, match="Choose at least 1 thing"):
        add(person, help_answer=False)
    supporter = add(person)
    with pytest.raises(Refused, match="Choose at least 1 thing"):
        change(supporter, help_answer=False)
    assert not Contact.objects.filter(email="merryn@example.org").exclude(pk=supporter.contact_id).exists()


def change(supporter, help_answer=True, see_results=False):
    rights = {"may_help_answer": help_answer, "may_see_results": see_results}
    return change_supporter(supporter=supporter, by=supporter.expert.contact, now=MONDAY, **rights)


def test_the_same_person_is_not_added_twice_but_may_come_back(person):
    supporter = add(person)
    with pytest.raises(Refused, match="is a supporter already"):
        add(person)
    end_supporter(supporter=supporter, by=person.contact, now=MONDAY)
    assert add(person).contact == supporter.contact
    assert Supporter.objects.now().count() == 1


def test_only_who_may_see_results_can_sign_in(person):
    supporter = add(person)
    assert not User.objects.filter(contact=supporter.contact).exists()
    change(supporter, see_results=True)
    assert User.objects.get(contact=supporter.contact).email == "merryn@example.org"
    without = add(person, name="Bob", email="", see_results=True)
    assert not User.objects.filter(contact=without.contact).exists()


def test_a_change_is_an_audit_line_of_keys_and_no_change_is_none(person):
    supporter = change(add(person), help_answer=False, see_results=True)
    assert (supporter.may_help_answer, supporter.may_see_results) == (False, True)
    change(supporter, help_answer=False, see_results=True)
    assert Event.objects.get(what="supporter.changed").details == {
        "told_how": "here", "may_help_answer": False, "may_see_results": True, "gets_copies": False,
    }  # fmt: skip


def test_help_that_ended_can_be_neither_changed_nor_ended(person):
    supporter = add(person)
    end_supporter(supporter=supporter, by=person.contact, now=MONDAY)
    supporter.refresh_from_db()
    assert supporter.ends_on == MONDAY.date()
    for again in (change, lambda one: end_supporter(supporter=one, by=person.contact, now=MONDAY)):
        with pytest.raises(StaleState, match="ended already"):
            again(supporter)
    assert Event.objects.filter(what="supporter.ended").count() == 1


def test_only_experts_choose_and_only_the_involvement_team_writes_down(cast, person):
    assert {part for part, user in cast.items() if can_choose_supporters(user)} == {"expert", "other_expert"}
    writes = {part for part, user in cast.items() if can_note_supporters(user, person)}
    assert writes == {"involvement", "involvement_two"}


def test_nobody_writes_down_a_supporter_in_a_project_of_their_own_or_for_themselves(
    project, person, involvement, involvement_two
):
    project.team.create(user=involvement, starts_on=MONDAY.date())
    assert not can_note_supporters(involvement, person)
    own = add_expert(name="Ida", email="ida@example.org", by="system", now=MONDAY)
    type(own).objects.filter(pk=own.pk).update(contact=involvement_two.contact)
    own.refresh_from_db()
    assert not can_note_supporters(involvement_two, own)


def test_whose_supporters_each_person_sees(cast, person, other_expert):
    supporter = add(person, see_results=True)
    sees = {part for part, user in cast.items() if Supporter.objects.visible_to(user).exists()}
    assert sees == {"expert", "involvement", "involvement_two"}
    assert not Supporter.objects.visible_to(User.objects.get(contact=supporter.contact)).exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_one_address_in_one_moment_one_is_told_to_look_again(beside, somebody_waits):
    persons = [add_expert(name=name, email="", by="system", now=MONDAY) for name in ("Ida", "Una")]
    with transaction.atomic():
        add(persons[0], see_results=True)
        second = beside(lambda: add(persons[1], see_results=True))
        somebody_waits()
    with pytest.raises(StaleState, match="in the same moment"):
        second.result()
    assert (Supporter.objects.count(), User.objects.count()) == (1, 1)


def test_someone_made_staff_of_the_project_later_is_refused_from_then_on(project, person):
    friend = make_user("Nia Fox")
    supporter = add(person, email=friend.email)
    end_supporter(supporter=supporter, by=person.contact, now=MONDAY)
    project.team.create(user=friend, starts_on=MONDAY.date())
    let_sign_in(contact=friend.contact, by="system", now=MONDAY)
    with pytest.raises(Refused, match="Staff of a project"):
        add(person, email=friend.email)
