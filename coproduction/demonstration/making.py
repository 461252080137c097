"""Makes the demonstration through the portal's own actions, as if each thing had been done on its day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from accounts.actions.granting import invite_staff
from accounts.models import User
from audit.actions import SYSTEM
from coproduction.demonstration import checks, looking, reaching, talks
from coproduction.demonstration.care_stories import CARE_STORIES
from coproduction.demonstration.county import County
from coproduction.demonstration.members import Everyone
from coproduction.demonstration.people import (
    ADMINISTRATOR,
    APPOINTMENTS,
    AREAS,
    COUNCIL,
    DIRECTORATES,
    KERENSA,
    LOWENA,
    MERRYN,
    SAM,
    address_of,
)
from coproduction.demonstration.place_stories import PLACE_STORIES
from coproduction.demonstration.small_stories import SMALL_STORIES
from coproduction.demonstration.stories import ProjectStory
from council.models import Area, Council, Directorate
from experts.supporting import add_supporter
from ladder.rungs import Rung
from notices.actions import let_lapse
from projects.actions import families, leading, stating
from projects.actions.people import add_member, confirm_member, end_member
from projects.actions.registering import describe, publish, start_project
from projects.choices import AskedHow
from projects.models import Membership, Project
from projects.queries import co_lead_of

STORIES = sorted((*CARE_STORIES, *PLACE_STORIES, *SMALL_STORIES), key=lambda story: -story.started_days_ago)
COUNCIL_STARTED_DAYS_AGO = 560


class Members:
    """The members of one project: brings more of them when a check needs more."""

    def __init__(self, county: County, project: Project, story: ProjectStory, people: Iterator) -> None:
        self.project = project
        self.lead = county.staff[story.led_by]
        self.involvement = county.staff[LOWENA]
        self.people = people
        self.confirmed = 0

    def add_by_lead(self, count: int, *, now: datetime, confirm: bool) -> None:
        """The lead adds so many people. The involvement team confirms them the same day, or has still to."""
        for _ in range(count):
            membership = self._add(by=self.lead, now=now)
            if confirm:
                confirm_member(membership=membership, by=self.involvement, now=now + timedelta(hours=3))
                self.confirmed += 1

    def reach(self, confirmed: int, *, now: datetime) -> None:
        """The involvement team adds as many people as it takes to have so many confirmed."""
        while self.confirmed < confirmed:
            self._add(by=self.involvement, now=now)
            self.confirmed += 1

    def _add(self, *, by: User, now: datetime) -> Membership:
        name, email = next(self.people)
        return add_member(project=self.project, name=name, email=email, by=by, now=now)

    def end_newest(self, count: int, *, now: datetime) -> None:
        """So many people leave, the ones who came last."""
        for membership in self.project.memberships.order_by("-pk")[:count]:
            end_member(membership=membership, by=self.lead, now=now)


@transaction.atomic
def make(*, now: datetime) -> None:
    """Make the whole county in an empty database: all of it, or nothing.

    What happened before today is past: nobody is written to about it. Checks that are open now write
    to people as any check does.
    """
    Council.objects.create(pk=1, is_demonstration=True, **COUNCIL)
    county = _people_the_county(now)
    everyone = Everyone()
    made = [(story, _register(county, story, everyone)) for story in STORIES]
    for story, members in made:
        for check in story.checks:
            if not check.still_open:
                members.reach(check.invited, now=county.morning(check.opened_days_ago + 10))
                checks.hold(check, story, project=members.project, county=county)
        if story.talk:
            talks.hold(story.talk, project=members.project, county=county)
        members.end_newest(story.left, now=county.morning(20))
    _name_co_leads_and_families(county, made)
    _let_somebody_help(county)
    reaching.say_how(county)
    looking.look_at_a_record(county)
    let_lapse(made_before=now)
    for story, members in made:
        for check in story.checks:
            if check.still_open:
                members.reach(check.invited, now=county.morning(check.opened_days_ago + 10))
                checks.begin(check, story, project=members.project, county=county)


def _people_the_county(now: datetime) -> County:
    county = County(
        now=now,
        staff={},
        directorates={name: Directorate.objects.create(name=name) for name in DIRECTORATES},
        areas={name: Area.objects.create(name=name) for name in AREAS},
    )
    started = county.morning(COUNCIL_STARTED_DAYS_AGO)
    for appointment in APPOINTMENTS:
        invite_staff(
            name=appointment.name,
            email=address_of(appointment.name),
            role=appointment.role,
            directorate=county.directorates.get(appointment.directorate),
            by=county.staff.get(KERENSA) or county.staff.get(ADMINISTRATOR, SYSTEM),
            now=started,
        )
        user = User.objects.select_related("contact").get(email=address_of(appointment.name))
        county.staff[appointment.name] = user
    return county


def _register(county: County, story: ProjectStory, everyone: Everyone) -> Members:
    """Register a project, as its lead, with the people who are in it before any check."""
    lead = county.staff[story.led_by]
    started = county.morning(story.started_days_ago)
    project = start_project(
        name=story.name,
        could_be=story.could_be,
        directorate=county.directorates[story.directorate],
        by=lead,
        now=started,
    )
    said = {"summary": story.summary, "stage": story.stage, "short_name": story.short_name}
    describe(project=project, by=lead, now=started, **said)
    stating.choose_step(project=project, rung=story.first_rung or story.rung, by=lead, now=started)
    stating.justify(project=project, justification=story.justification, by=lead, now=started)
    if story.published:
        _finish_and_publish(county, project, story)
    project = Project.objects.get(pk=project.pk)
    members = Members(county, project, story, everyone.members_of(story))
    joined = county.morning(story.started_days_ago - 14) if story.members else started
    members.add_by_lead(story.members, now=joined, confirm=True)
    members.add_by_lead(story.waiting, now=joined + timedelta(hours=5), confirm=False)
    return members


def _finish_and_publish(county: County, project: Project, story: ProjectStory) -> None:
    lead = county.staff[story.led_by]
    now = county.morning(story.started_days_ago) + timedelta(hours=2)
    if story.rung < Rung.CO_PRODUCTION:
        look_again_on = county.today + timedelta(days=story.look_again_in_days)
        reasons = {reason: stating.Why(words, look_again_on) for reason, words in story.reasons.items()}
        stating.give_reasons(project=project, reasons=reasons, by=lead, now=now)
    stating.say_parts(project=project, parts=story.parts, by=lead, now=now)
    describe(
        project=project,
        by=lead,
        now=now,
        starts_on=now.date(),
        already_decided=story.already_decided,
        can_still_change=story.can_still_change,
        areas=[county.areas[name] for name in story.areas],
        ways=list(story.ways),
        pay_offered=story.pay_offered,
        yearly_pay_budget_pence=story.yearly_pay_budget * 100 or None,
        access_promises=list(story.access_promises),
        access_words=story.access_words,
        stopped_because=story.stopped_because,
    )
    publish(project=project, by=lead, now=now)
    if story.first_rung:
        _change_the_step(project, story, by=lead, now=county.morning(story.changed_days_ago))


def _change_the_step(project: Project, story: ProjectStory, *, by: User, now: datetime) -> None:
    stating.choose_step(project=project, rung=story.rung, by=by, now=now)
    stating.say_why_it_changes(project=project, because=story.changed_because, by=by, now=now)
    stating.state_change(project=project, by=by, now=now)


def _name_co_leads_and_families(county: County, made: list[tuple[ProjectStory, Members]]) -> None:
    """What needs everyone and every project to be there: experts who lead, and bigger projects."""
    projects = {story.key: members.project for story, members in made}
    for story, members in made:
        lead, now = county.staff[story.led_by], county.morning(30)
        if story.co_lead:
            membership = members.project.memberships.get(expert__contact__name=story.co_lead)
            leading.name_co_lead(project=members.project, membership=membership, by=lead, now=now)
            if story.co_lead_shows_name:
                leading.allow_name(
                    co_lead=co_lead_of(members.project), asked_how=AskedHow.FACE_TO_FACE, by=lead, now=now
                )
        if story.above_parts_because:
            because = story.above_parts_because
            families.say_why_it_is_above(project=members.project, because=because, by=lead, now=now)
        if story.part_of:
            bigger = projects[story.part_of]
            families.join_bigger_project(project=members.project, parent=bigger, by=lead, now=now)


def _let_somebody_help(county: County) -> None:
    """An expert has a sister who helps them answer, and may see results."""
    sam = User.objects.select_related("contact__expert").get(email=address_of(SAM))
    add_supporter(
        expert=sam.contact.expert,
        name=MERRYN,
        email=address_of(MERRYN),
        may_help_answer=True,
        may_see_results=True,
        by=sam,
        now=county.morning(40),
    )
