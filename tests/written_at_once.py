"""Rows as the real actions leave them, written at once.

Hundreds of tests need a published project, or a check that a dozen people have answered. One by one, through
the actions, these cost more than all that the tests are about. Tests of the actions themselves use the
actions, and two tests hold these rows beside theirs: in tests/projects/test_registering.py and in
tests/ladder/test_closing.py.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from audit.actions import name_of, part_of, whose_record
from audit.models import Event
from council.models import Directorate
from ladder.actions.drafts import seal_owner
from ladder.answers import Answers
from ladder.choices import Answer, Source
from ladder.models import Invitation, Seal
from ladder.rungs import Rung
from ladder.sealing import seal
from notices.actions import queue
from notices.addressed import Addressed
from projects.actions.registering import _free_slug
from projects.choices import AccessPromise, CouldBe, PayOffered, Reason, Stage, WayToTakePart
from projects.models import Project, StatedLevel, TeamMember, WhyNot
from projects.references import make_reference
from words.working_days import london_date

ALL_YES = (Answer.YES,) * 8
WHAT_IT_IS = {
    "summary": "Better help for people who manage their own care money.",
    "stage": Stage.DESIGNING,
}
WHAT_IT_SAYS = {
    "already_decided": "The budget for this year",
    "can_still_change": "The forms and the phone line",
    "ways": [WayToTakePart.DESIGN_GROUP],
    "pay_offered": PayOffered.YES,
    "yearly_pay_budget_pence": 500_000,
    "access_promises": [AccessPromise.STEP_FREE],
}
JUSTIFIED = "We share each decision."
NO_MONEY = "There is no money for a group that meets all year."


def write_project(name: str, *, directorate: Directorate, rung: Rung, by: User, now: datetime) -> Project:
    """A project that anyone may read, with the step that it states from today."""
    today, below = london_date(now), rung < Rung.CO_PRODUCTION
    project = Project.objects.create(
        reference=make_reference(),
        slug=_free_slug(name),
        name=name,
        could_be=CouldBe.ALL,
        directorate=directorate,
        registered_by=by,
        registered_at=now,
        changed_at=now,
        published_at=now,
        **WHAT_IT_IS,
        **WHAT_IT_SAYS,
    )
    TeamMember.objects.create(project=project, user=by, is_lead=True, starts_on=today)
    level = StatedLevel.objects.create(project=project, rung=rung, justification=JUSTIFIED)
    if below:
        look_again_on = now.date() + timedelta(days=180)
        WhyNot.objects.create(
            stated_level=level, reason=Reason.RESOURCES, explanation=NO_MONEY, look_again_on=look_again_on
        )
    StatedLevel.objects.filter(pk=level.pk).update(stated_on=today, stated_by=by)
    done = [
        ("project.started", {}),
        ("project.described", {"fields": ",".join(sorted(WHAT_IT_IS))}),
        ("project.described", {"fields": ",".join(sorted(WHAT_IT_SAYS))}),
        ("project.step_prepared", {"fields": "rung"}),
        ("project.step_prepared", {"fields": "justification"}),
        *([("project.reasons_given", {"reasons": Reason.RESOURCES})] if below else []),
        ("project.step_stated", {"rung": Rung(rung).key}),
        ("project.published", {}),
    ]
    _write_down([(project, what, by, details) for what, details in done], now=now)
    return project


def everything(statements: Iterable[Answer], step: int, *, words: str = "", voice: str = "") -> Answers:
    return Answers(
        statements=tuple(Answer(answer).value for answer in statements),
        step=step,
        words=words,
        voice=voice,
        seen_better=True,
        seen_helped=True,
        practised=True,
    )


def answer_alike(
    invitations: list[Invitation],
    *,
    statements: Iterable[Answer] = ALL_YES,
    step: int = 7,
    now: datetime | None = None,
) -> None:
    """What `answer` leaves behind when each of these people, of one check, says the same, written at once.

    In bulk, and not through the action, as with `make_members`. tests/ladder/test_closing.py compares both.
    """
    now, answers = now or timezone.now(), everything(statements, step)
    ids = [invitation.pk for invitation in invitations]
    invitations = list(
        Invitation.objects.select_related("round__salt", "expert__contact").filter(pk__in=ids).order_by("pk")
    )
    Invitation.objects.filter(pk__in=ids).update(answered_on=london_date(now))
    Seal.objects.bulk_create(
        Seal(
            round=each.round,
            sealed=seal(
                answers.as_dict(),
                salt=bytes(each.round.salt.salt),
                round_id=each.round_id,
                belongs_to=seal_owner(each.round_id),
            ),
        )
        for each in invitations
    )
    people = [Addressed(each.expert.contact, "invitation", each.pk) for each in invitations]
    queue(kind="ladder.thanks", to=people, now=now)
    done = [("draft.opened", {"source": Source.OWN}), ("answers.sent", {})]
    _write_down(
        [(each, what, each.expert.contact, details) for each in invitations for what, details in done],
        now=now,
    )


def _write_down(done: Iterable[tuple[Model, str, object, dict[str, str]]], *, now: datetime) -> None:
    """Audit lines: of what, what was done, by whom, with which details."""
    Event.objects.bulk_create(
        Event(
            at=now,
            by=name_of(by),
            **part_of(by),
            what=what,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
            person=whose_record(subject),
            fields=details.pop("fields", ""),
            details=details,
        )
        for subject, what, by, details in done
    )
