"""A person's own page: who has looked at their record, what they saw, and why."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from audit.actions import SYSTEM, record, record_comments_read, record_reads
from audit.choices import Purpose, Seen
from audit.models import Event
from coproduction.who_looked import CHANGED, in_words, looks_at, teams_of
from experts.actions import choose_way_to_answer
from experts.choices import Way
from experts.supporting import add_supporter
from ladder.actions.closing import close_round
from projects.actions.registering import start_project
from tests.factories import MONDAY, answer

pytestmark = pytest.mark.django_db
PAGE = "/me/who-looked/"
HOUR = timedelta(hours=1)


def look(person, by, *, at=MONDAY, fields=(Seen.NAME,), purpose=Purpose.PEOPLE, for_=None):
    record_reads([person.contact_id], by=by, fields=fields, purpose=purpose, now=at, for_=for_)


def lines_of(person):
    return in_words(list(looks_at(person.contact_id)), contact_id=person.contact_id)


def words_of(response):
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def test_a_person_reads_who_looked_when_what_they_saw_and_why(client, expert, involvement, project):
    look(
        expert, involvement, at=MONDAY + HOUR, fields=[Seen.PHONE, Seen.NAME], purpose=Purpose.RING,
        for_=project,
    )  # fmt: skip
    client.force_login(expert)
    said = words_of(client.get(PAGE))
    assert "Monday" in said
    assert "Involvement team" in said
    assert "Your name Your phone number To ring you" in said
    assert project.name in said


def test_no_name_of_staff_and_no_id_is_on_the_page(client, expert, involvement, lead):
    look(expert, involvement)
    look(expert, lead, fields=[Seen.EMAIL])
    client.force_login(expert)
    page = client.get(PAGE).content.decode()
    assert "Council staff" in page
    main = page[page.index("<main") : page.index("</main>")]
    for staff in (involvement, lead):
        assert staff.contact.name not in main
        assert str(staff.contact_id) not in page
    assert str(expert.contact_id) not in page


def test_staff_are_said_with_their_part_of_the_council(expert, lead):
    look(expert, lead)
    line = lines_of(expert)[0]
    assert (line.who, line.job) == ("Council staff", lead.held[0][2])


def test_a_supporter_is_said_by_the_name_that_the_person_gave(expert, involvement):
    helper = add_supporter(
        expert=expert.contact.expert, name="Merryn", email="m@example.org", may_help_answer=True,
        may_see_results=True, by=expert, now=MONDAY,
    )  # fmt: skip
    look(expert, helper.contact, purpose=Purpose.HELP)
    line = lines_of(expert)[0]
    assert (line.who, line.job, line.why) == ("Your supporter", "Merryn", "You chose them to help you")


def test_nobody_reads_of_anyone_elses_record_or_of_what_they_did_themselves(
    expert, other_expert, involvement
):
    look(other_expert, involvement)
    before = len(lines_of(expert))
    choose_way_to_answer(expert=expert.contact.expert, way=Way.BSL, by=expert.contact, now=MONDAY)
    record("contact.changed", by=SYSTEM, subject=expert.contact, now=MONDAY)
    assert len(lines_of(expert)) == before
    record("contact.changed", by=involvement, subject=expert.contact, now=MONDAY)
    assert len(lines_of(expert)) == before + 1


def test_a_change_is_said_in_plain_words(expert, project):
    said = [line.what for line in lines_of(expert)]
    assert ("Added you to a project",) in said


def test_a_project_that_is_not_on_the_list_is_not_named(expert, involvement, lead):
    draft = start_project(name="A secret plan", could_be="", by=lead, now=MONDAY)
    look(expert, involvement, for_=draft)
    assert lines_of(expert)[0].project == ""


def test_words_that_somebody_wrote_in_a_check_are_on_nobodys_list(check, comment_reviewer):
    for invitation in check.invitations.all():
        answer(invitation, words="Nobody rang me back", voice="words", now=MONDAY)
    close_round(round_=check, by=SYSTEM, now=check.closes_at)
    before = Event.objects.exclude(person=None).count()
    ids = list(check.comments.values_list("pk", flat=True))
    record_comments_read(ids, by=comment_reviewer, purpose=Purpose.REVIEW, now=check.closes_at, for_=check)
    assert Event.objects.filter(what="comment.read", person=None).count() == len(ids) > 0
    assert Event.objects.exclude(person=None).count() == before


def test_nobody_signed_in_who_has_no_line_reads_so(client, administrator):
    Event.objects.none()
    client.force_login(administrator)
    page = client.get(PAGE)
    assert page.status_code == 200


def test_lines_say_their_day_and_come_in_pages(client, expert, involvement):
    for hours in range(70):
        look(expert, involvement, at=MONDAY + hours * HOUR)
    client.force_login(expert)
    first, last = client.get(PAGE), client.get(PAGE, {"page": "99"})
    assert first.content.decode().count('data-label="When"') == 30
    assert "26 November 2026" in first.content.decode()
    assert "Added you to a project" in last.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_for_few_or_many(
    client, expert, involvement, lead, project, check, count, django_assert_max_num_queries
):
    for hours in range(count):
        look(expert, lead, at=MONDAY + hours * HOUR, for_=(project, check)[hours % 2])
    client.force_login(expert)
    with django_assert_max_num_queries(12):
        client.get(PAGE)


def test_home_leads_there(client, expert):
    client.force_login(expert)
    assert f'href="{reverse("coproduction:who_looked")}"' in client.get("/me/").content.decode()


def test_whoever_held_several_roles_is_said_so():
    assert teams_of("facilitator,involvement") == "Facilitator or involvement team"
    assert teams_of("") == teams_of("a-role-that-was") == ""


NOT_OF_A_PERSON = {
    "council", "directorate", "area", "figure", "bands", "round", "seals", "conversation", "film", "talk",
    "team", "wording", "project", "import", "comment", "audit",
}  # fmt: skip


def test_each_kind_of_change_to_a_record_has_words_for_its_person():
    """Found in the code: a new kind is missing here until somebody says it in plain words."""
    root = Path(settings.BASE_DIR)
    packages = ("accounts", "council", "experts", "governance", "ladder", "notices", "projects")
    kinds = set()
    for package in packages:
        for path in (root / package).rglob("*.py"):
            kinds |= set(re.findall(r"\brecord\(\s*\"([a-z_]+\.[a-z_]+)\"", path.read_text(encoding="utf-8")))
    assert len(kinds) > 30
    unsaid = {kind for kind in kinds if kind.partition(".")[0] not in NOT_OF_A_PERSON}
    assert sorted(unsaid - set(CHANGED)) == []
