"""Who read whose record: one line a person, in one query, once an hour, and nobody's own."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from audit.actions import part_of, record, record_comments_read, record_reads, whose_record
from audit.choices import READ_AS, Purpose, Seen
from audit.models import Event
from experts.supporting import add_supporter
from tests.factories import MONDAY, make_directorate, make_open_round, make_project, make_user

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def reads():
    return Event.objects.filter(what__endswith=".read").order_by("pk")


def read(people, by, *, at=MONDAY, fields=(Seen.NAME,), purpose=Purpose.CHECK, for_=None):
    record_reads([one.contact_id for one in people], by=by, fields=fields, purpose=purpose, now=at, for_=for_)


def test_a_line_says_who_read_what_of_whom_and_why(involvement, expert, project):
    read([expert], involvement, fields=[Seen.PHONE, Seen.NAME], purpose=Purpose.RING, for_=project)
    (line,) = reads()
    assert (line.at, line.by, line.role, line.directorate) == (
        MONDAY,
        str(involvement.contact_id),
        "involvement",
        None,
    )
    assert (line.what, line.person) == ("record.read", expert.contact_id)
    assert (line.subject_type, line.subject_id) == ("notices.contact", str(expert.contact_id))
    assert (line.fields, line.purpose, line.details) == ("name,phone", "ring", {})
    assert (line.for_type, line.for_id) == ("projects.project", str(project.pk))


@pytest.mark.parametrize("members", [7, 25])
def test_many_records_are_one_query(involvement, other_project, members):
    check = make_open_round(other_project, by=involvement, now=MONDAY, members=members)
    people = [invitation.expert for invitation in check.invitations.select_related("expert")]
    before = reads().count()
    assert involvement.roles
    with CaptureQueriesContext(
        connection,
    ) as asked:
        read(people, involvement, for_=check)
    assert len(asked) == 1
    assert reads().count() - before == members


def test_nobody_reads_their_own_record(involvement, expert):
    read([involvement, expert, expert], involvement)
    assert [line.person for line in reads()] == [expert.contact_id]


def test_a_page_with_nobody_on_it_asks_the_database_nothing(involvement, django_assert_num_queries):
    with django_assert_num_queries(0):
        record_reads([], by=involvement, fields=[Seen.NAME], purpose=Purpose.CHECK, now=MONDAY)


def test_the_same_things_are_written_down_once_an_hour(involvement, expert):
    for minutes in (0, 1, 59, 60, 61, 119, 120):
        read([expert], involvement, at=MONDAY + minutes * MINUTE)
    assert [line.at for line in reads()] == [MONDAY + minutes * MINUTE for minutes in (0, 60, 120)]


def test_another_reader_another_person_and_other_things_have_lines_of_their_own(
    involvement, involvement_two, expert, other_expert
):
    read([expert], involvement)
    read([expert, other_expert], involvement)
    read([expert], involvement_two)
    read([expert], involvement, fields=[Seen.PHONE, Seen.NAME])
    read([expert], involvement, fields=[Seen.NAME, Seen.PHONE])
    said = [(line.by, line.person, line.fields) for line in reads()]
    assert len(said) == len(set(said)) == 4


def test_changes_are_written_down_each_time(involvement, expert):
    for _ in range(2):
        record("contact.changed", by=involvement, subject=expert.contact, now=MONDAY)
    assert Event.objects.filter(what="contact.changed", person=expert.contact_id).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_pages_opened_at_once_write_one_line_a_person(at_once, involvement, project):
    check = make_open_round(project, by=involvement, now=MONDAY)
    people = [invitation.expert for invitation in check.invitations.select_related("expert")]
    assert involvement.roles

    def open_page(order):
        with transaction.atomic():
            read(order, involvement, for_=check)

    said = at_once(*(lambda order=order: open_page(order) for order in (people, people[::-1], people) * 2))
    assert said == [None] * 6
    assert reads().count() == len(people)


def test_words_that_are_read_name_nobody_who_could_have_written_them(comment_reviewer, check):
    record_comments_read([3, 4], by=comment_reviewer, purpose=Purpose.REVIEW, now=MONDAY, for_=check)
    record_comments_read([4], by=comment_reviewer, purpose=Purpose.REVIEW, now=MONDAY, for_=check)
    assert [(line.what, line.subject_type, line.subject_id) for line in reads()] == [
        ("comment.read", "ladder.comment", "3"),
        ("comment.read", "ladder.comment", "4"),
    ]
    assert {(line.person, line.role) for line in reads()} == {(None, "comment-reviewer")}


def test_the_role_is_the_one_that_was_held_then(involvement, expert):
    read([expert], involvement)
    involvement.grants.update(ends_on=MONDAY.date())
    assert reads().get().role == "involvement"


def test_whoever_holds_several_roles_reads_in_the_one_that_it_is_for(db):
    housing = make_directorate("Housing")
    both = make_user("Kim Two", Role.STAFF, directorate=housing)
    both.roles = frozenset({(Role.STAFF, housing.pk), (Role.INVOLVEMENT, None), (Role.FACILITATOR, None)})
    assert part_of(both, among=READ_AS[Purpose.RING]) == {"role": "involvement", "directorate": None}
    assert part_of(both, among=READ_AS[Purpose.PEOPLE]) == {
        "role": "involvement,staff",
        "directorate": housing.pk,
    }
    assert part_of(both, among=("steering",))["role"] == "facilitator,involvement,staff"
    assert part_of("system") == part_of(both.contact) == {"role": "", "directorate": None}


def test_roles_that_purposes_name_are_roles_that_somebody_can_hold():
    named = {role for roles in READ_AS.values() for role in roles}
    assert named <= set(Role.values)


def test_a_row_of_somebodys_record_says_whose_it_is(expert, project, involvement, check):
    person = expert.contact.expert
    helps = add_supporter(
        expert=person, name="Merryn", email="", may_help_answer=True, may_see_results=False,
        by=expert, now=MONDAY,
    )  # fmt: skip
    of_this_person = [expert.contact, expert, person, helps, person.memberships.get()]
    assert {whose_record(row) for row in of_this_person} == {expert.contact_id}
    invitation = check.invitations.select_related("expert").first()
    assert whose_record(invitation) == invitation.expert.contact_id
    assert whose_record(involvement.grants.get()) == involvement.contact_id
    assert [whose_record(row) for row in (project, check, make_project("B", by=involvement, now=MONDAY))] == [
        None
    ] * 3
