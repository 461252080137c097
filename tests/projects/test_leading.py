"""Who leads a project: one of the staff, an expert with them, and whether the expert's name may be shown."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.choices import Role
from accounts.models import RoleGrant
from audit.models import Event
from projects.actions.leading import allow_name, end_co_lead, name_co_lead, name_staff_lead, take_name_off
from projects.actions.people import add_member, end_member
from projects.choices import AskedHow
from projects.models import CoLead, Membership, NameConsent
from projects.queries import AN_EXPERT, co_lead_of, co_leads_of, leads_of, who_can_lead
from tests.factories import MONDAY, make_directorate, make_draft, make_project, make_user
from tests.fixtures_made_once import made_once
from tests.projects.project_page import text_of
from words.errors import Refused, StaleState

TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)
LATER = MONDAY + timedelta(days=3)


@made_once
def membership(project, expert):
    """The expert's, confirmed."""
    return project.memberships.get(expert__contact=expert.contact_id)


@made_once
def co_lead(project, membership, lead):
    name_co_lead(project=project, membership=membership, by=lead, now=MONDAY)
    return co_lead_of(project)


def say_yes(co_lead, lead):
    allow_name(co_lead=co_lead, asked_how=AskedHow.PHONE, by=lead, now=MONDAY)


def whats():
    """The names of all audit lines, oldest first."""
    return list(Event.objects.order_by("pk").values_list("what", flat=True))


def test_another_member_of_staff_leads_and_the_one_before_stays_in_the_team(project, lead, other_staff):
    name_staff_lead(project=project, user=other_staff, by=lead, now=LATER)

    team = {row.user: row for row in project.team.filter(ends_on=None)}
    assert {user: row.is_lead for user, row in team.items()} == {lead: False, other_staff: True}
    assert team[other_staff].starts_on == date(2026, 11, 26)
    assert leads_of(project).staff == "Robin Shah"
    assert whats()[-1] == "project.lead_named"


def test_a_project_says_that_it_changed_but_not_when_a_name_was_taken_off(project, membership, lead):
    name_co_lead(project=project, membership=membership, by=lead, now=MONDAY + timedelta(hours=1))
    co_lead = co_lead_of(project)
    say_yes(co_lead, lead)
    take_name_off(co_lead=co_lead, by=lead, now=LATER)
    project.refresh_from_db()
    assert project.changed_at == MONDAY + timedelta(hours=1)
    end_co_lead(project=project, membership=membership, by=lead, now=LATER)
    project.refresh_from_db()
    assert project.changed_at == LATER


def test_someone_in_the_team_comes_back_as_lead_without_a_second_place_in_it(project, lead, other_staff):
    name_staff_lead(project=project, user=other_staff, by=lead, now=MONDAY)
    name_staff_lead(project=project, user=lead, by=lead, now=LATER)

    assert project.team.count() == 2
    assert project.team.get(is_lead=True).user == lead


def test_naming_the_lead_again_changes_and_says_nothing(project, lead):
    before = whats()
    name_staff_lead(project=project, user=lead, by=lead, now=LATER)
    assert whats() == before


def test_only_staff_lead_for_the_council(project, lead, expert):
    with pytest.raises(Refused, match="Choose someone who works for the council"):
        name_staff_lead(project=project, user=expert, by=lead, now=MONDAY)
    assert project.team.get(is_lead=True).user == lead


def test_an_expert_leads_with_the_staff_lead_and_is_not_named(project, co_lead):
    assert co_lead.starts_on == TODAY
    assert leads_of(project).expert == AN_EXPERT
    assert not leads_of(project).names_the_expert
    assert whats()[-1] == "project.co_lead_named"


def test_nobody_leads_whom_the_involvement_team_has_not_confirmed(project, lead):
    waiting = add_member(project=project, name="Una Wait", email="", by=lead, now=MONDAY)
    with pytest.raises(Refused, match="whom the involvement team has confirmed"):
        name_co_lead(project=project, membership=waiting, by=lead, now=MONDAY)
    assert co_lead_of(project) is None


def test_nobody_leads_a_project_they_have_left_or_are_not_in(
    project, other_project, membership, other_expert, lead, involvement
):
    elsewhere = other_project.memberships.get()
    end_member(membership=membership, by=involvement, now=MONDAY)
    for somebody in (membership, elsewhere):
        with pytest.raises(Refused):
            name_co_lead(project=project, membership=somebody, by=lead, now=MONDAY)
    assert not CoLead.objects.exists()


def test_a_second_expert_takes_the_place_of_the_first_whose_name_goes_too(
    project, co_lead, lead, involvement
):
    say_yes(co_lead, lead)
    second = add_member(project=project, name="Bea Trew", email="", by=involvement, now=MONDAY)
    name_co_lead(project=project, membership=second, by=lead, now=LATER)

    assert leads_of(project).expert == AN_EXPERT
    assert CoLead.objects.get(pk=co_lead.pk).ends_on == date(2026, 11, 26)
    assert NameConsent.objects.get().withdrawn_at == LATER
    assert whats()[-2:] == ["project.co_lead_ended", "project.co_lead_named"]


def test_naming_the_same_expert_again_leaves_their_yes_as_it_is(project, co_lead, membership, lead):
    say_yes(co_lead, lead)
    name_co_lead(project=project, membership=membership, by=lead, now=LATER)
    assert leads_of(project).expert == "Sam Trewin"


def test_leaving_the_project_ends_leading_it_and_the_yes(project, co_lead, membership, lead, involvement):
    say_yes(co_lead, lead)
    end_member(membership=membership, by=involvement, now=LATER)

    assert leads_of(project).expert == ""
    consent = NameConsent.objects.get()
    assert (consent.withdrawn_at, consent.withdrawn_by) == (LATER, involvement.contact)


def test_ending_where_nobody_leads_says_nothing(project, membership, lead):
    before = whats()
    end_co_lead(project=project, membership=membership, by=lead, now=MONDAY)
    assert whats() == before


def test_a_name_is_shown_from_the_day_they_said_yes_and_how_they_were_asked_is_kept(project, co_lead, lead):
    say_yes(co_lead, lead)

    assert leads_of(project).expert == "Sam Trewin"
    assert leads_of(project).names_the_expert
    consent = NameConsent.objects.get()
    assert (consent.given_on, consent.asked_how) == (TODAY, AskedHow.PHONE)
    assert consent.recorded_by == lead.contact


def test_a_yes_is_written_down_once_at_a_time(project, co_lead, lead):
    say_yes(co_lead, lead)
    with pytest.raises(StaleState, match="Their name is shown already"):
        say_yes(co_lead, lead)
    take_name_off(co_lead=co_lead, by=lead, now=LATER)
    say_yes(co_lead, lead)
    assert NameConsent.objects.count() == 2


def test_a_name_comes_off_at_once_and_only_once(project, co_lead, lead, expert):
    say_yes(co_lead, lead)
    take_name_off(co_lead=co_lead, by=expert, now=LATER)

    assert leads_of(project).expert == AN_EXPERT
    assert NameConsent.objects.get().withdrawn_by == expert.contact
    with pytest.raises(StaleState, match="Their name is not shown"):
        take_name_off(co_lead=co_lead, by=lead, now=LATER)


def test_a_yes_of_someone_who_leads_no_longer_is_not_taken(project, co_lead, membership, lead):
    end_co_lead(project=project, membership=membership, by=lead, now=LATER)
    with pytest.raises(StaleState, match="does not lead the project any more"):
        say_yes(co_lead, lead)


def test_no_line_of_the_audit_holds_a_name(project, co_lead, membership, lead, involvement):
    say_yes(co_lead, lead)
    end_member(membership=membership, by=involvement, now=LATER)
    for event in Event.objects.all():
        assert "Sam" not in f"{event.what} {event.subject_id} {event.details}"


def test_the_names_on_offer_are_staff_of_the_directorate_and_the_team(lead, other_staff, involvement, expert):
    draft = make_draft(by=lead)
    colleague = make_user("Bryn Hale", Role.STAFF)
    gone = make_user("Gus Left", Role.STAFF)
    RoleGrant.objects.filter(user=gone).update(ends_on=YESTERDAY)
    make_user("Hal Housing", Role.STAFF, directorate=make_directorate("Housing"))

    assert [user.contact.name for user in who_can_lead(draft, on=TODAY)] == ["Alex Morgan", "Bryn Hale"]
    name_staff_lead(project=draft, user=other_staff, by=involvement, now=MONDAY)
    assert list(who_can_lead(draft, on=TODAY)) == [lead, colleague, other_staff]


def test_a_person_finds_what_they_lead_drafts_too_and_nothing_of_others(
    co_lead, expert, other_expert, lead, involvement
):
    draft = make_draft("A draft", by=lead)
    mine = add_member(
        project=draft, name="Sam Trewin", email="sam.trewin@example.org", by=involvement, now=MONDAY
    )
    name_co_lead(project=draft, membership=mine, by=lead, now=MONDAY)
    say_yes(co_lead, lead)

    found = [(each.project.name, each.shows_name) for each in co_leads_of(expert)]
    assert found == [("A draft", False), ("Direct payments support", True)]
    assert co_leads_of(other_expert) == []


def _in_the_project(lead, involvement):
    project = make_project(by=lead, now=MONDAY)
    return project, add_member(project=project, name="Sam Trewin", email="", by=involvement, now=MONDAY)


def test_someone_who_leaves_in_the_same_moment_does_not_lead(transactional_db, beside, somebody_waits):
    """Leaving comes first and is not finished: naming waits for it, and is refused."""
    lead, involvement = make_user("Alex Morgan", Role.STAFF), make_user("Jo Pascoe", Role.INVOLVEMENT)
    project, membership = _in_the_project(lead, involvement)
    with transaction.atomic():
        end_member(membership=membership, by=involvement, now=MONDAY)
        naming = beside(
            lambda: name_co_lead(
                project=project, membership=Membership.objects.get(pk=membership.pk), by=lead, now=MONDAY
            )
        )
        somebody_waits()
    with pytest.raises(Refused):
        naming.result()
    assert co_lead_of(project) is None


def test_a_yes_in_the_same_moment_as_the_end_does_not_outlive_it(transactional_db, beside, somebody_waits):
    """The yes comes first and is not finished: ending waits for it, and takes it back."""
    lead, involvement = make_user("Alex Morgan", Role.STAFF), make_user("Jo Pascoe", Role.INVOLVEMENT)
    project, membership = _in_the_project(lead, involvement)
    name_co_lead(project=project, membership=membership, by=lead, now=MONDAY)
    with transaction.atomic():
        say_yes(co_lead_of(project), lead)
        ending = beside(lambda: end_member(membership=membership, by=involvement, now=LATER))
        somebody_waits()
    ending.result()
    assert NameConsent.objects.get().withdrawn_at == LATER


# The pages


def page_of(client, name, project, **sent):
    address = reverse(f"projects:{name}", args=[project.reference])
    return client.post(address, sent, follow=True) if sent else client.get(address)


def test_the_page_names_both_leads_and_asks_about_the_name_next(client, project, membership, lead):
    client.force_login(lead)
    said = page_of(client, "leads", project, staff_lead=lead.pk, co_lead=membership.pk)
    assert "May we show their name?" in said.text
    assert "Sam Trewin leads this project with the council." in text_of(said)
    assert leads_of(project).expert == AN_EXPERT


def test_the_page_offers_nobody_who_waits_to_be_confirmed(client, project, lead):
    add_member(project=project, name="Una Wait", email="", by=lead, now=MONDAY)
    client.force_login(lead)
    said = page_of(client, "leads", project).text
    assert "Una Wait" not in said
    assert "Nobody can be chosen yet." in said


def test_a_co_lead_can_stop_and_nobody_follow(client, project, co_lead, lead):
    client.force_login(lead)
    assert "Nobody yet" in page_of(client, "leads", project).text
    page_of(client, "leads", project, staff_lead=lead.pk, co_lead="")
    assert co_lead_of(project) is None


def test_whoever_is_in_the_team_and_works_here_no_more_is_refused_beside_their_question(
    client, project, membership, lead
):
    gone = make_user("Gus Left", Role.STAFF)
    name_staff_lead(project=project, user=gone, by=lead, now=MONDAY)
    name_staff_lead(project=project, user=lead, by=lead, now=MONDAY)
    RoleGrant.objects.filter(user=gone).update(ends_on=YESTERDAY)
    client.force_login(lead)
    answer = page_of(client, "leads", project, staff_lead=gone.pk, co_lead=membership.pk)
    assert answer.context["form"].errors == {"staff_lead": ["Choose someone who works for the council"]}
    assert co_lead_of(project) is None


@pytest.mark.parametrize("odd", ["", "0", "\x00", "x" * 300, "999999999999999999999999"])
def test_whatever_is_sent_is_answered_in_words(client, project, lead, odd):
    client.force_login(lead)
    answer = page_of(client, "leads", project, staff_lead=odd, co_lead=odd)
    assert answer.context["form"].errors["staff_lead"]
    assert "There is a problem" in answer.text


def test_the_team_writes_down_how_they_asked_and_takes_the_name_off(client, project, co_lead, lead):
    client.force_login(lead)
    assert "Choose how you asked them" in page_of(client, "show_name", project, asked_how="").text
    assert "Choose how you asked them" not in page_of(client, "show_name", project).text

    said = page_of(client, "show_name", project, asked_how="face-to-face").text
    assert "Their name is on the page. They can take it off at any time." in said
    assert "Sam Trewin said yes on " in text_of(page_of(client, "show_name", project))
    assert leads_of(project).expert == "Sam Trewin"

    assert "The name is off the page." in page_of(client, "take_name_off", project, sent="").text
    assert leads_of(project).expert == AN_EXPERT
    assert "Their name is not shown." in page_of(client, "take_name_off", project, sent="").text


def test_only_they_themselves_say_so_here(client, project, co_lead, lead):
    """Staff cannot write down an answer that only a signed-in co-lead gives."""
    client.force_login(lead)
    page_of(client, "show_name", project, asked_how="here")
    assert leads_of(project).expert == AN_EXPERT


def test_without_a_co_lead_there_is_no_name_to_ask_about(client, project, lead):
    client.force_login(lead)
    assert "Who leads it" in page_of(client, "show_name", project, asked_how="phone").text


def test_a_co_lead_shows_their_name_and_takes_it_off_by_themselves(client, project, co_lead, expert):
    client.force_login(expert)
    home, button = reverse("coproduction:me"), reverse("projects:my_name", args=[co_lead.pk])
    said = client.get(home).text
    assert "Show my name on the page" in said
    assert "an expert by experience" in said

    client.post(button, {"show": "yes"})
    assert leads_of(project).expert == "Sam Trewin"
    assert NameConsent.objects.get().asked_how == AskedHow.HERE
    said = client.get(home).text
    assert "Your name is on its page." in said
    assert "Take my name off the page" in said

    assert "Your name is off the page." in client.post(button, {"show": "no"}, follow=True).text
    assert leads_of(project).expert == AN_EXPERT


def test_nobody_else_answers_for_a_co_lead(client, project, co_lead, other_expert, lead):
    button = reverse("projects:my_name", args=[co_lead.pk])
    for somebody in (other_expert, lead):
        client.force_login(somebody)
        assert client.post(button, {"show": "yes"}).status_code == 404
    assert not NameConsent.objects.exists()


def test_an_expert_who_leads_nothing_reads_nothing_of_it(client, expert):
    client.force_login(expert)
    assert "You lead" not in client.get(reverse("coproduction:me")).text


def test_the_co_lead_of_a_draft_reads_its_name_and_nothing_more(client, expert, lead, involvement):
    draft = make_draft("A secret draft", by=lead)
    mine = add_member(
        project=draft, name="Sam Trewin", email="sam.trewin@example.org", by=involvement, now=MONDAY
    )
    name_co_lead(project=draft, membership=mine, by=lead, now=MONDAY)
    client.force_login(expert)
    answer = client.get(reverse("coproduction:me"))
    assert "A secret draft" in answer.text
    assert "Its page will say" in " ".join(answer.text.split())
    assert [row["name"] for row in answer.context["rows"]] == ["Direct payments support"]
