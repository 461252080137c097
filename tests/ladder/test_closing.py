"""Closing: added up once, frozen, and nothing left of what anyone said."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from audit.models import Event
from council.choices import Figure
from council.models import DatedFigure
from experts.models import TimeGiven
from ladder.actions import closing
from ladder.actions.answering import change_draft
from ladder.actions.closing import close_round, friday_of
from ladder.actions.drafts import seal_owner
from ladder.actions.keys import make_key
from ladder.answers import Answers
from ladder.choices import Answer, Audience, ClosedEarly, Voice
from ladder.disclosure import Rules, Shown, disclose
from ladder.models import Comment, Draft, InvitationKey, Round, RoundResult, Salt, Seal
from ladder.models import Tally as TallyRow
from ladder.rungs import Rung
from ladder.scoring import Tally
from ladder.sealing import open_seal
from notices.actions import deliver, promise
from notices.models import Notice
from tests.factories import ALL_YES, MONDAY, answer, answer_alike, make_open_round, make_project
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
MIXED = (
    Answer.YES,
    Answer.PARTLY,
    Answer.NO,
    Answer.NOT_SURE,
    Answer.SKIP,
    Answer.YES,
    Answer.YES,
    Answer.NO,
)
REASON = ClosedEarly.PROJECT_STOPPED
IDS = ("id", "by", "person", "subject_id")


def close(check, **how):
    return close_round(round_=check, by="system", now=check.closes_at, **how)


def answer_all(check, count, *, words=()):
    for place, invitation in enumerate(check.invitations.order_by("pk")[:count]):
        said = words[place] if place < len(words) else ""
        answer(
            invitation,
            statements=MIXED if place % 2 else ALL_YES,
            step=3 + place % 3,
            words=said,
            voice=Voice.WORDS if said else "",
            now=MONDAY,
        )


def reminded(check, involvement):
    day = datetime.combine(check.reminder_on, datetime.min.time(), tzinfo=UTC) + timedelta(hours=10)
    promise(only=["ladder.reminder"], now=day)
    deliver(now=day)
    return day + timedelta(hours=1)


def test_the_quick_way_of_tests_to_answer_leaves_what_the_action_leaves(project, other_project, involvement):
    one_by_one, at_once = (
        make_open_round(each, by=involvement, now=MONDAY) for each in (project, other_project)
    )
    said = {"statements": MIXED, "step": 3, "now": MONDAY}
    for invitation in one_by_one.invitations.order_by("pk")[:9]:
        answer(invitation, **said)
    answer_alike(list(at_once.invitations.order_by("pk")[:9]), **said)
    assert left_behind(one_by_one) == left_behind(at_once)
    assert close(one_by_one).members == close(at_once).members


def left_behind(check):
    """All that answering writes, without the numbers and names that differ from one check to another."""
    owner, salt = seal_owner(check.pk), check.salt.salt
    ids = [str(each.pk) for each in check.invitations.all()]
    events = Event.objects.filter(subject_type="ladder.invitation", subject_id__in=ids).order_by("pk")
    notices = Notice.objects.about("invitation", ids).order_by("pk")
    people = {str(each.expert.contact_id): n for n, each in enumerate(check.invitations.order_by("pk"))}
    return {
        "invitations": [
            without(each, "id", "round_id", "expert_id") for each in check.invitations.order_by("pk")
        ],
        "seals": [
            (len(each.sealed), open_seal(each.sealed, salt=salt, round_id=check.pk, belongs_to=owner))
            for each in Seal.objects.filter(round=check)
        ],
        "drafts": Draft.objects.filter(invitation__round=check).count(),
        "events": [
            (people[each.by], people[str(each.person)], ids.index(each.subject_id), without(each, *IDS))
            for each in events
        ],
        "notices": [
            (people[str(each.contact_id)], without(each, "id", "contact_id", "subject_id"))
            for each in notices
        ],
    }


def without(row, *names):
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in names
    }


def test_everyones_answers_are_counted_and_no_one_elses(check):
    answer_all(check, 10)
    change_draft(
        invitation=check.invitations.order_by("pk").last(),
        change=lambda _: Answers(statements=("no",) * 8, step=1),
        now=MONDAY,
    )
    close(check)
    tally = Tally.from_dict(TallyRow.objects.get(round=check).counts)
    assert (tally.invited, tally.sent) == (12, 10)
    assert tally.answers[0][Answer.YES] == 10
    assert (tally.answers[1][Answer.YES], tally.answers[1][Answer.PARTLY]) == (5, 5)
    assert (tally.answers[2][Answer.YES], tally.answers[2][Answer.NO]) == (5, 5)
    assert tally.answers[3][Answer.NOT_SURE] == 5
    assert tally.answers[4][Answer.SKIP] == 5
    assert tally.placements == (0, 0, 4, 3, 3, 0, 0)
    assert [str(score) for score in tally.scores] == ["14/3"] * 5 + ["8"] * 5


def test_the_result_is_what_disclosure_says_of_the_tally_and_nothing_else(check):
    answer_all(check, 10)
    result = close(check)
    tally = Tally.from_dict(TallyRow.objects.get(round=check).counts)
    for audience, stored in ((Audience.MEMBERS, result.members), (Audience.PUBLIC, result.public)):
        expected = disclose(tally, stated=Rung.CO_PRODUCTION, audience=audience)
        assert Shown.from_dict(stored) == expected
    assert Rules.from_dict(result.rules) == Rules()


def test_the_result_keeps_the_floors_that_the_council_had_that_day(check):
    DatedFigure.objects.create(key=Figure.FLOOR, value=9, starts_on=date(2026, 12, 14))
    DatedFigure.objects.create(key=Figure.FLOOR, value=12, starts_on=date(2026, 12, 15))
    answer_all(check, 8)
    result = close(check)
    assert Rules.from_dict(result.rules).floor == 9
    assert Shown.from_dict(result.members).experienced is None


def test_a_floor_that_rose_while_a_check_was_open_holds_for_it(check):
    DatedFigure.objects.create(key=Figure.FLOOR, value=8, starts_on=date(2026, 11, 20))
    DatedFigure.objects.create(key=Figure.FLOOR, value=9, starts_on=date(2026, 11, 25))
    answer_all(check, 8)
    result = close(check)
    assert Rules.from_dict(result.rules).floor == 9
    assert Shown.from_dict(result.members).experienced is None


def test_the_gap_is_measured_from_the_step_that_was_stated_when_the_check_opened(lead, involvement):
    project = make_project("Bus passes", by=lead, rung=Rung.CONSULTING, now=MONDAY)
    check = make_open_round(project, by=involvement, now=MONDAY)
    project.stated_levels.create(
        rung=Rung.CO_PRODUCTION, justification="So.", changed_because="More now",
        stated_on=date(2026, 11, 30), stated_by=lead,
    )  # fmt: skip
    for invitation in check.invitations.all():
        answer(invitation, step=4, now=MONDAY)
    assert Shown.from_dict(close(check).members).gap == 0


def test_nobody_answered_and_the_check_still_closes(check):
    result = close(check)
    assert Shown.from_dict(result.members).score is None
    assert not TimeGiven.objects.exists()


def test_a_result_and_a_tally_cannot_be_changed_by_the_app(check):
    answer_all(check, 7)
    close(check)
    for model, field in ((RoundResult, "members"), (RoundResult, "public"), (TallyRow, "counts")):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            model.objects.filter(round=check).update(**{field: {}})
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            model.objects.filter(round=check).delete()


def test_a_result_cannot_be_changed_by_the_owner_of_the_tables_either(check, settings):
    answer_all(check, 7)
    close(check)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(settings.DATABASE_OWNER_ROLE)}")
        for change in ("UPDATE ladder_roundresult SET members = '{}'", "DELETE FROM ladder_roundresult"):
            with pytest.raises(DatabaseError, match="Cannot update or delete rows"), transaction.atomic():
                cursor.execute(change)


def test_everyone_who_sent_gave_the_same_time_in_the_closing_week_and_to_no_project(check):
    answer_all(check, 8)
    close(check)
    given = TimeGiven.objects.all()
    sent = check.invitations.exclude(answered_on=None).values_list("expert_id", flat=True)
    assert {row.expert_id for row in given} == set(sent)
    assert given.count() == 8
    assert {(row.minutes, row.week_ending, row.kind) for row in given} == {(30, date(2026, 12, 18), "check")}
    assert {field.name for field in TimeGiven._meta.fields} == {
        "id", "expert", "kind", "minutes", "week_ending",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "friday"),
    [
        (date(2026, 12, 14), date(2026, 12, 18)),
        (date(2026, 12, 18), date(2026, 12, 18)),
        (date(2026, 12, 20), date(2026, 12, 18)),
        (date(2026, 12, 21), date(2026, 12, 25)),
    ],
)
def test_a_week_runs_from_monday_and_is_known_by_its_friday(day, friday):
    assert friday_of(day) == friday


def test_comments_go_to_new_rows_with_their_voice(check):
    answer_all(check, 6, words=["One", "Two", "Three"])
    close(check)
    comments = Comment.objects.filter(round=check)
    assert {(comment.words, comment.voice) for comment in comments} == {
        ("One", Voice.WORDS), ("Two", Voice.WORDS), ("Three", Voice.WORDS),
    }  # fmt: skip


def test_comments_stand_in_random_order(check):
    """Eight comments keep their order by chance once in 40,320 times."""
    words = [f"Comment {place}" for place in range(8)]
    answer_all(check, 8, words=words)
    close(check)
    assert [comment.words for comment in Comment.objects.order_by("pk")] != words


def test_a_comment_is_encrypted_in_the_table(check):
    answer_all(check, 6, words=["Nobody rang me back"])
    close(check)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM ladder_comment")
        ((stored,),) = cursor.fetchall()
    assert "rang" not in stored
    assert stored.startswith("gAAAA")


def test_nothing_of_seals_drafts_salt_or_keys_is_left(check, other_project, involvement):
    another = make_open_round(other_project, by=involvement, now=MONDAY)
    for one in (check, another):
        answer_all(one, 6)
        last = one.invitations.order_by("pk").last()
        change_draft(invitation=last, change=lambda _: Answers(step=1), now=MONDAY)
        make_key(invitation=last, now=MONDAY)
    close(check)
    assert not Seal.objects.filter(round=check).exists()
    assert not Draft.objects.filter(invitation__round=check).exists()
    assert not InvitationKey.objects.filter(invitation__round=check).exists()
    assert not Salt.objects.filter(round=check).exists()
    # The other check goes on as it was.
    assert Seal.objects.filter(round=another).count() == 6
    assert Draft.objects.filter(invitation__round=another).count() == 1
    assert Salt.objects.filter(round=another).exists()


def test_a_check_does_not_close_a_second_early(check):
    with pytest.raises(Refused, match="Only the involvement team closes a check early"):
        close_round(round_=check, by="system", now=check.closes_at - timedelta(seconds=1))
    with pytest.raises(Refused):
        close_round(
            round_=check, by="system", now=check.closes_at - timedelta(seconds=1), early_because=REASON
        )
    check.refresh_from_db()
    assert check.closed_at is None


def test_it_closes_at_its_time(check):
    close(check)
    check.refresh_from_db()
    assert check.closed_at == check.closes_at
    assert check.closed_early_because == ""


def test_the_involvement_team_closes_early_after_the_reminder_with_a_reason(check, involvement):
    now = reminded(check, involvement)
    close_round(round_=check, by=involvement, now=now, early_because=REASON)
    check.refresh_from_db()
    assert check.closed_early_because == REASON
    line = Event.objects.get(what="round.closed")
    assert line.details == {"early_because": REASON}
    assert line.by == str(involvement.contact_id)


def test_nobody_closes_early_before_the_reminder(check, involvement):
    with pytest.raises(Refused):
        close_round(round_=check, by=involvement, now=MONDAY, early_because=REASON)


def test_a_promised_reminder_is_not_yet_a_reminder(check, involvement):
    day = datetime.combine(check.reminder_on, datetime.min.time(), tzinfo=UTC) + timedelta(hours=10)
    promise(only=["ladder.reminder"], now=day)
    with pytest.raises(Refused):
        close_round(round_=check, by=involvement, now=day, early_because=REASON)


def test_nobody_closes_early_without_a_reason(check, involvement):
    with pytest.raises(Refused):
        close_round(round_=check, by=involvement, now=reminded(check, involvement))


@pytest.mark.parametrize(
    "who", ["lead", "other_staff", "administrator", "expert", "co_chair_officer", "co_chair_expert"]
)
def test_nobody_else_closes_a_check_early(check, involvement, who, request):
    now = reminded(check, involvement)
    with pytest.raises(Refused):
        close_round(round_=check, by=request.getfixturevalue(who), now=now, early_because=REASON)


def test_only_a_closed_check_can_say_that_it_closed_early(check):
    with pytest.raises(IntegrityError, match="only_a_closed_check_was_closed_early"):
        Round.objects.filter(pk=check.pk).update(closed_early_because=REASON)


def test_a_check_closes_once(check):
    answer_all(check, 7)
    close(check)
    with pytest.raises(StaleState, match="closed already"):
        close(check)
    assert TimeGiven.objects.count() == 7


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_closes_the_check(check, beside, somebody_waits):
    answer_all(check, 7, words=["One"])
    with transaction.atomic():
        close(check)
        second = beside(lambda: close(check))
        somebody_waits()
    with pytest.raises(StaleState):
        second.result()
    assert (TimeGiven.objects.count(), Comment.objects.count(), RoundResult.objects.count()) == (7, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_second_worker_runs_into_the_first(check, beside, somebody_waits, monkeypatch):
    """The control: unlocked, the second goes on with answers that are being counted already. Only the key of
    the tally stops it, with an error that nobody planned."""

    class Unlocked:
        def __getattr__(self, name):
            if name == "select_for_update":
                return lambda **_: Round._default_manager.all()
            return getattr(Round._default_manager, name)

    class RoundWithoutLock:
        objects = Unlocked()

    answer_all(check, 7)
    monkeypatch.setattr(closing, "Round", RoundWithoutLock)
    with transaction.atomic():
        close(check)
        second = beside(lambda: close(check))
        somebody_waits()
    with pytest.raises(IntegrityError, match="ladder_tally_pkey"):
        second.result()


@pytest.mark.django_db(transaction=True)
def test_a_close_that_breaks_half_way_leaves_everything_as_it_was(check, monkeypatch):
    answer_all(check, 7)

    def breaks(round_):
        raise OSError("the power went")

    monkeypatch.setattr(closing, "_forget", breaks)
    with pytest.raises(OSError, match="the power went"):
        close(check)
    check.refresh_from_db()
    assert check.closed_at is None
    assert Seal.objects.count() == 7
    assert not TallyRow.objects.exists()
    assert not TimeGiven.objects.exists()


def test_opening_the_seals_is_an_audit_line(check):
    answer_all(check, 7)
    close(check)
    (line,) = Event.objects.filter(what="seals.opened")
    assert (line.by, line.subject_id, line.details) == ("system", str(check.pk), {})
