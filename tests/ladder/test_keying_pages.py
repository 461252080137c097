"""The pages on which the involvement team logs, types in, compares and sends, on paper and by phone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from ladder.actions.answering import say_no_thank_you
from ladder.actions.keying import type_in
from ladder.actions.keys import make_key
from ladder.models import Draft, Invitation, PaperForm, Round
from notices.actions import deliver
from notices.models import Notice
from notices.reaching import set_how_to_reach
from projects.models import TeamMember
from tests import factories
from tests.fixtures_made_once import made_once
from tests.ladder.check_in_browser import ODD
from tests.ladder.typing_in import SECRET, by_phone, came, forms_in_every_state, in_the_boxes, on_paper

pytestmark = pytest.mark.django_db


@made_once
def now():
    return timezone.now()


@made_once
def check(lead, involvement, now):
    project = factories.make_project("Parks for everyone", by=lead, now=now)
    return factories.make_open_round(project, by=involvement, now=now, members=8)


@made_once
def people(check):
    return list(check.invitations.order_by("pk"))


@pytest.fixture
def team(client, involvement):
    client.force_login(involvement)
    return client


def at(name, check, *more):
    return reverse(f"ladder:{name}", args=[check.pk, *(each.pk for each in more)])


def text(response):
    return response.content.decode()


def log(client, check, **typed):
    today = timezone.localdate()
    day = {"arrived_on_0": today.day, "arrived_on_1": today.month, "arrived_on_2": today.year}
    names = {"arrived_on_day": day["arrived_on_0"], "arrived_on_month": day["arrived_on_1"]}
    names["arrived_on_year"] = day["arrived_on_2"]
    return client.post(at("forms", check), {"code": "", "person": "", **names, **typed}, follow=True)


# Whose project


def test_someone_in_the_projects_own_team_does_none_of_it(team, check, people, involvement, now):
    form = came(people[0], by=involvement, now=now)
    TeamMember.objects.create(project=check.project, user=involvement, starts_on=now.date())
    for address in (
        at("forms", check),
        at("type_in", check, form),
        at("look_again", check, form),
        at("compare", check, form),
        at("ring", check),
        at("phone", check, people[1]),
        at("read_back", check, people[1]),
    ):
        for response in (team.get(address), team.post(address)):
            assert response.status_code == 403
            assert "never for someone who works on the project" in text(response)
    assert "Forms that came" not in text(team.get(reverse("ladder:round", args=[check.pk])))


def test_a_form_or_a_person_of_another_check_is_not_found(team, check, involvement, lead, now):
    project = factories.make_project("Buses", by=lead, now=now)
    other = factories.make_open_round(project, by=involvement, now=now, members=7).invitations.first()
    form = came(other, by=involvement, now=now)
    for address in (at("type_in", check, form), at("compare", check, form), at("phone", check, other)):
        assert team.get(address).status_code == 404


# Logging


def test_a_form_is_logged_by_its_code_and_stands_in_the_list(team, check, people, now):
    key = make_key(invitation=people[2], now=now, is_paper=True)
    page = text(log(team, check, code=key.code))
    assert "The form from Expert 3 is logged. It waits to be typed in." in page
    assert "Jo Pascoe logged it." in page
    assert "To type in" in page


def test_a_form_without_a_code_is_logged_by_name(team, check, people):
    log(team, check, person=people[3].pk)
    assert PaperForm.objects.get().invitation == people[3]


@pytest.mark.parametrize("typed", ODD.values(), ids=ODD)
def test_an_odd_code_is_refused_in_plain_words(team, check, typed):
    page = text(log(team, check, code=typed))
    assert "There is a problem" in page
    assert not PaperForm.objects.exists()


@pytest.mark.parametrize(
    ("day", "says"),
    [(("1", "1", "2999"), "This day has not come yet"), (("1", "1", "2020"), "The check was not open then")],
)
def test_a_day_that_cannot_be_is_refused(team, check, people, day, says):
    boxes = dict(zip(("arrived_on_day", "arrived_on_month", "arrived_on_year"), day, strict=True))
    assert says in text(log(team, check, person=people[0].pk, **boxes))
    assert not PaperForm.objects.exists()


def test_a_code_and_somebody_else_is_asked_about(team, check, people, now):
    key = make_key(invitation=people[0], now=now)
    assert "The code belongs to somebody else" in text(log(team, check, code=key.code, person=people[1].pk))


def test_a_code_of_another_check_says_so(team, check, involvement, lead, now):
    project = factories.make_project("Buses", by=lead, now=now)
    other = factories.make_open_round(project, by=involvement, now=now, members=7)
    key = make_key(invitation=other.invitations.first(), now=now)
    assert "This code is for another check" in text(log(team, check, code=key.code))


def test_a_form_of_someone_who_has_answered_or_said_no_is_kindly_logged(team, check, people, now):
    factories.answer(people[0], now=now)
    assert "We have the answers of Expert 1 already." in text(log(team, check, person=people[0].pk))
    say_no_thank_you(invitation=people[1], now=now)
    page = text(log(team, check, person=people[1].pk))
    assert "Expert 2 has said “No, thank you”." in page
    assert PaperForm.objects.count() == 2


def test_the_end_of_a_form_is_a_button_and_then_it_stands_under_done(team, check, people, involvement, now):
    factories.answer(people[0], now=now)
    form = came(people[0], by=involvement, now=now)
    page = text(team.post(at("end_form", check, form), {"how": "returned"}, follow=True))
    assert "Sent back to the person on" in page
    assert "No form waits." in page
    assert team.post(at("end_form", check, form), {"how": "eaten"}).status_code == 404


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_costs_the_same_for_one_form_or_fifty(
    team, check, involvement, now, count, django_assert_max_num_queries
):
    project = factories.make_project("Buses", by=involvement, now=now)
    experts = factories.make_members(project, 42, by=involvement, now=now)
    Invitation.objects.bulk_create([Invitation(round=check, expert=expert) for expert in experts])
    for invitation in check.invitations.all()[:count]:
        form = came(invitation, by=involvement, now=now)
        assert form
        type_in(invitation=invitation, answers=on_paper(), by=involvement, now=now)
    with django_assert_max_num_queries(12):
        team.get(at("forms", check))


# Typing in


def test_a_form_is_typed_in_looked_at_and_sent(team, check, people, involvement, now):
    form = came(people[0], by=involvement, now=now)
    typed = in_the_boxes("partly", more_2="We came late", words=SECRET, voice="words")
    page = text(team.post(at("type_in", check, form), typed, follow=True))
    assert "Look at it once more" in page
    for said in ("Partly", "We came late", SECRET, "Engaging, step 5", "Share my words, not my name"):
        assert said in page
    page = text(team.post(at("look_again", check, form), follow=True))
    assert "The answers are sent." in page
    assert SECRET not in page
    people[0].refresh_from_db()
    assert people[0].entered_by == involvement


def test_every_statement_needs_an_answer_or_that_there_is_none(team, check, people, involvement, now):
    form = came(people[0], by=involvement, now=now)
    typed = in_the_boxes("no", words=SECRET)
    del typed["statement_4"]
    page = text(team.post(at("type_in", check, form), typed))
    assert "Choose an answer: 4. Do I have access to all the information I need?" in page
    assert SECRET in page
    assert not Draft.objects.exists()
    page = text(team.post(at("type_in", check, form), in_the_boxes("empty"), follow=True))
    assert page.count("Left empty, or more than one tick") >= 8


@pytest.mark.parametrize("typed", ODD.values(), ids=ODD)
def test_odd_words_in_every_box_break_nothing(team, check, people, involvement, now, typed):
    form = came(people[0], by=involvement, now=now)
    boxes = dict.fromkeys(in_the_boxes(voice="", name_to_show="", how_known="", more_9=""), typed)
    assert team.post(at("type_in", check, form), boxes).status_code == 200
    words = dict.fromkeys(("words", "name_to_show", "how_known", "more_1"), typed)
    response = team.post(at("type_in", check, form), in_the_boxes(voice="words", **words), follow=True)
    assert response.status_code == 200


def test_a_name_must_be_there_if_they_want_it_shown(team, check, people, involvement, now):
    form = came(people[0], by=involvement, now=now)
    typed = in_the_boxes(words="More time", voice="name")
    assert "Type the name they gave" in text(team.post(at("type_in", check, form), typed))


def test_another_person_is_told_who_is_typing_and_sees_nothing_of_it(
    client, check, people, involvement, involvement_two, now
):
    forms = forms_in_every_state(people, by=involvement, and_by=involvement_two, now=now)
    client.force_login(involvement_two)
    for address in (at("type_in", check, forms["typed"]), at("look_again", check, forms["typed"])):
        page = text(client.get(address, follow=True))
        assert "Jo Pascoe is typing this in" in page
        assert SECRET not in page
    page = text(client.post(at("type_in", check, forms["typed"]), in_the_boxes("no"), follow=True))
    assert "Jo Pascoe is typing this in" in page


def test_the_first_typist_leaves_the_second_time_to_someone_else(team, check, people, involvement, now):
    form = came(people[0], by=involvement, now=now)
    team.post(at("type_in", check, form), in_the_boxes())
    team.post(at("look_again", check, form), {"second": "1"})
    page = text(team.get(at("type_in", check, form), follow=True))
    assert "Someone else must type this in the second time" in page
    assert "Someone else does it now." in page


def test_only_what_differs_is_compared_and_each_needs_a_choice(
    client, check, people, involvement, involvement_two, now
):
    form = forms_in_every_state(people, by=involvement, and_by=involvement_two, now=now)["twice"]
    client.force_login(involvement_two)
    page = text(client.get(at("compare", check, form)))
    assert "First time: Engaging, step 5" in page
    assert "Second time: Co-designing, step 6" in page
    assert f"First time: {SECRET}" in page
    assert "1. Am I treated" not in page
    assert "Choose what the form says" in text(client.post(at("compare", check, form)))
    chosen = {"step": "second", "words": "first"}
    assert "The answers are sent." in text(client.post(at("compare", check, form), chosen, follow=True))


def test_two_that_are_the_same_go_with_one_button(client, check, people, involvement, involvement_two, now):
    form = forms_in_every_state(people, by=involvement, and_by=involvement_two, now=now)["same"]
    client.force_login(involvement)
    assert "Both are the same" in text(client.get(at("compare", check, form)))
    assert "The answers are sent." in text(client.post(at("compare", check, form), follow=True))


def test_a_third_person_does_not_see_what_two_typed(client, check, people, involvement, involvement_two, now):
    form = forms_in_every_state(people, by=involvement, and_by=involvement_two, now=now)["twice"]
    third = factories.make_user("Bea Moyle", "involvement")
    client.force_login(third)
    page = text(client.get(at("compare", check, form), follow=True))
    assert "Only the people who typed this in can compare it" in page
    assert SECRET not in page


def test_whoever_answers_online_meanwhile_counts_once(team, check, people, involvement, now):
    form = came(people[0], by=involvement, now=now)
    team.post(at("type_in", check, form), in_the_boxes())
    factories.answer(people[0], now=now)
    page = text(team.post(at("look_again", check, form), follow=True))
    assert "We have their answers already" in page
    assert "To destroy or send back" in page


# By phone


def test_a_call_is_typed_in_read_back_and_sent(team, check, people, now):
    page = text(team.post(at("ring", check), {"person": people[1].pk}, follow=True))
    for said in (
        "What to say to Expert 2",
        "My name is Jo Pascoe.",
        "Is now a good time?",
        "You can stop at any",
    ):
        assert said in page
    assert "1. Are you treated as an equal partner? That means people listen to you" in page
    typed = in_the_boxes("no", words=SECRET, voice="count", statement_2="skip", statement_3="not-sure")
    page = text(team.post(at("phone", check, people[1]), typed, follow=True))
    assert "To “Are you treated as an equal partner?” you said no." in page
    assert "To “Do you have a say in decisions from the start?” you did not want to answer." in page
    assert "you said you are not sure." in page
    assert SECRET in page
    people[1].refresh_from_db()
    assert people[1].answered_on is None
    page = text(team.post(at("read_back", check, people[1]), follow=True))
    assert "The answers are sent." in page
    people[1].refresh_from_db()
    assert people[1].answered_on


TICK = "I told them that we have their answers"


def rung_by(person, *order, by, now):
    """Somebody who is reached in this order, has an email address, and said their answers in a call."""
    contact = person.expert.contact
    set_how_to_reach(contact=contact, by=by, now=now, phone="01632 960 445", order=order)
    type_in(invitation=person, answers=by_phone(), by=by, now=now)
    return contact


def thanks_to(contact):
    return Notice.objects.get(kind="ladder.thanks", contact=contact)


def test_whoever_was_told_in_the_call_that_we_have_their_answers_is_not_rung_again(
    team, check, people, involvement, now
):
    contact = rung_by(people[1], "phone", "email", by=involvement, now=now)
    page = text(team.get(at("read_back", check, people[1])))
    assert "Thank you. We have your answers about Parks for everyone." in page
    assert "Jo Pascoe in the involvement team typed them in." in page
    assert TICK in page
    page = text(team.post(at("read_back", check, people[1]), {"told": "on"}, follow=True))
    assert "nobody rings them again for that" in page
    deliver(now=timezone.now())
    thanks = thanks_to(contact)
    tried = thanks.attempts.values_list("channel", "outcome", "by")
    assert list(tried) == [("phone", "sent", involvement.contact_id)]
    assert thanks.sent_at
    assert Event.objects.filter(what="notice.rang", subject_id=str(thanks.pk)).count() == 1


def test_whoever_was_not_told_is_rung_once_more(team, check, people, involvement, now):
    contact = rung_by(people[1], "phone", "email", by=involvement, now=now)
    assert "The person hears that" in text(team.post(at("read_back", check, people[1]), follow=True))
    deliver(now=timezone.now())
    assert list(thanks_to(contact).attempts.values_list("channel", "outcome")) == [("phone", "")]


def test_whoever_likes_email_first_gets_the_email_whatever_was_said(team, check, people, involvement, now):
    contact = rung_by(people[1], "email", "phone", by=involvement, now=now)
    assert TICK not in text(team.get(at("read_back", check, people[1])))
    team.post(at("read_back", check, people[1]), {"told": "on"})
    assert not thanks_to(contact).attempts.exists()


def test_a_call_that_stops_is_saved_and_waits(team, check, people):
    page = text(team.post(at("phone", check, people[1]), {"statement_1": "yes", "later": "1"}, follow=True))
    assert "It does not count before it is read back." in page
    assert "Not read back yet" in page
    assert "you gave no answer." in text(team.get(at("read_back", check, people[1])))


def test_a_call_of_someone_else_is_not_shown_and_can_be_thrown_away(
    client, check, people, involvement, involvement_two, now
):
    type_in(invitation=people[0], answers=by_phone(), by=involvement, now=now)
    client.force_login(involvement_two)
    for name in ("phone", "read_back"):
        page = text(client.get(at(name, check, people[0]), follow=True))
        assert "Jo Pascoe is typing this in" in page
        assert SECRET not in page
    client.post(at("throw_away", check, people[0]))
    assert not Draft.objects.exists()


def test_answers_by_phone_are_not_sent_from_the_page_for_paper(team, check, people, involvement, now):
    type_in(invitation=people[0], answers=by_phone(), by=involvement, now=now)
    form = came(people[0], by=involvement, now=now)
    assert "Read them back" in text(team.post(at("look_again", check, form), follow=True))
    page = text(team.get(at("look_again", check, form), follow=True))
    assert "Read it back to Expert 1" in page


def test_nobody_is_rung_who_has_answered_or_once_it_is_closed(team, check, people, now):
    factories.answer(people[0], now=now)
    page = text(team.get(at("phone", check, people[0]), follow=True))
    assert "We have their answers already" in page
    Round.objects.filter(pk=check.pk).update(closes_at=now)
    assert "The check has closed" in text(team.get(at("phone", check, people[1]), follow=True))
