"""Makes the demonstration through the portal's own actions, as if each thing had been done on its day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from accounts.actions import invite_staff
from accounts.models import User
from audit.actions import SYSTEM
from coproduction.demonstration import checks
from coproduction.demonstration.care_stories import CARE_STORIES
from coproduction.demonstration.county import County
from coproduction.demonstration.members import Everyone
from coproduction.demonstration.people import (
    ADMINISTRATOR,
    APPOINTMENTS,
    COUNCIL,
    DIRECTORATES,
    LOWENA,
    address_of,
)
from coproduction.demonstration.place_stories import PLACE_STORIES
from coproduction.demonstration.stories import ProjectStory
from council.models import Council, Directorate
from ladder.rungs import Rung
from notices.actions import let_lapse
from projects.actions import (
    Why,
    add_member,
    choose_step,
    confirm_member,
    describe,
    end_member,
    give_reasons,
    publish,
    start_project,
)
from projects.models import Membership, Project

STORIES = sorted((*CARE_STORIES, *PLACE_STORIES), key=lambda story: -story.started_days_ago)
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
        members.end_newest(story.left, now=county.morning(20))
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
    )
    started = county.morning(COUNCIL_STARTED_DAYS_AGO)
    for appointment in APPOINTMENTS:
        invite_staff(
            name=appointment.name,
            email=address_of(appointment.name),
            role=appointment.role,
            directorate=county.directorates.get(appointment.directorate),
            by=county.staff.get(LOWENA) or county.staff.get(ADMINISTRATOR, SYSTEM),
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
        summary=story.summary,
        directorate=county.directorates[story.directorate],
        stage=story.stage,
        by=lead,
        now=started,
    )
    choose_step(project=project, rung=story.rung, justification=story.justification, by=lead, now=started)
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
        reasons = {reason: Why(words, look_again_on) for reason, words in story.reasons.items()}
        give_reasons(project=project, reasons=reasons, by=lead, now=now)
    describe(
        project=project,
        by=lead,
        now=now,
        already_decided=story.already_decided,
        can_still_change=story.can_still_change,
        pay_offered=story.pay_offered,
    )
    publish(project=project, by=lead, now=now)
