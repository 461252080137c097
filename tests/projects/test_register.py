"""Registering a project, task by task, in any order."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from council.models import Area
from ladder.rungs import Rung
from projects.choices import PayOffered, Stage
from projects.models import Project
from projects.unsaid import Task, step_in_preparation, unsaid
from tests.factories import MONDAY, make_directorate, make_draft, make_project, make_ready_draft, make_user
from tests.fixtures_made_once import made_once
from tests.projects.odd import ODD

TASKS = [task.value for task in Task]


@made_once
def lead(db, client):
    """Has signed in, in `client`."""
    user = make_user("Priya Nair", Role.STAFF)
    client.force_login(user)
    return user


@made_once
def draft(lead):
    """Of `lead`, ready to be published at a step below co-production."""
    return make_ready_draft(by=lead, rung=Rung.ENGAGING)


def at(part, project):
    return reverse(f"projects:{part}", args=[project.reference])


def one_reason(**changed):
    day = timezone.localdate() + timedelta(days=100)
    return {
        "reasons": ["resources"],
        "why_resources": "There is money for 3 meetings.",
        "again_resources_day": day.day,
        "again_resources_month": day.month,
        "again_resources_year": day.year,
        **changed,
    }


@pytest.mark.django_db
def test_from_the_first_page_to_a_published_project(client, lead):
    make_directorate("Housing")
    answers = {
        "basics": {
            "name": "Loneliness in rural villages",
            "summary": "Where people can meet.",
            "directorate": make_directorate().pk,
        },
        "dates": {
            "stage": "starting",
            "starts_on_day": "11",
            "starts_on_month": "1",
            "starts_on_year": "2027",
        },
        "decided": {"already_decided": "The money."},
        "open": {"can_still_change": "The rest."},
        "join": {"ways": ["workshop", "survey"], "areas": [Area.objects.create(name="Polwithen").pk]},
        "step": {"rung": "5"},
        "why": {"justification": "We ask often."},
        "reasons": one_reason(),
        "pay": {"pay_offered": "not-yet"},
        "promises": {"access_promises": ["step-free"], "access_words": "Tea for everyone."},
    }
    begun = client.post(
        reverse("projects:register"), {"name": "Loneliness in rural villages", "could_be": "parts"}
    )
    project = Project.objects.get()

    where, asked = begun.url, []
    while where != at("check_answers", project):
        task = next(name for name in answers if where == at(name, project))
        asked.append(task)
        where = client.post(where, answers[task]).url
    assert asked == list(answers)

    page = client.get(where).text
    for said in (
        "Loneliness in rural villages", "Engaging", "We ask often.", "There is money for 3 meetings.",
        "The money.", "The rest.", "Not yet", "Workshop, survey", "Polwithen", "Step-free rooms and toilets",
        "Tea for everyone.", "From 11 January 2027", "Priya Nair", "Publish this project",
    ):  # fmt: skip
        assert said in page, said

    published = client.post(where, follow=True)
    project.refresh_from_db()
    assert project.published_at
    assert project.stated.rung == Rung.ENGAGING
    assert project.pay_offered == PayOffered.NOT_YET
    assert "Anyone can read about this project now" in published.text


@pytest.mark.django_db
@pytest.mark.parametrize("task", [task for task in TASKS if task not in ("reasons", "leads", "family")])
def test_each_task_can_be_done_first_and_alone(client, lead, task):
    project = make_draft(by=lead)
    alone = {
        "could_be": ({"could_be": "not-now"}, lambda it: it.could_be == "not-now"),
        "basics": (
            {"name": "Another", "summary": "So.", "directorate": make_directorate().pk},
            lambda it: it.name == "Another",
        ),
        "dates": ({"stage": "running"}, lambda it: it.stage == Stage.RUNNING),
        "decided": ({"already_decided": "The money."}, lambda it: it.already_decided),
        "open": ({"can_still_change": "The rest."}, lambda it: it.can_still_change),
        "join": ({"ways": ["online"]}, lambda it: it.ways == ["online"]),
        "step": ({"rung": "5"}, lambda it: step_in_preparation(it).rung == Rung.ENGAGING),
        "parts": ({"plan": "4"}, lambda it: step_in_preparation(it).plan_rung == Rung.CONSULTING),
        "why": ({"justification": "So."}, lambda it: step_in_preparation(it).justification == "So."),
        "pay": (
            {"pay_offered": "yes", "yearly_pay_budget_pence": "1,200"},
            lambda it: it.pay_is_set and it.yearly_pay_budget_pence == 120_000,
        ),
        "promises": ({"access_promises": ["breaks"]}, lambda it: it.access_promises == ["breaks"]),
    }
    typed, kept = alone[task]

    assert client.post(at(task, project), typed).status_code == 302

    assert kept(Project.objects.get())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("task", "answer", "sentence"),
    [
        ("pay", {"pay_offered": "not-yet"}, "Saved. Before you publish: set the pay and the money for it"),
        ("could_be", {"could_be": "not-now"}, "Saved. Before you publish: you said that it could not be"),
    ],
)
def test_a_task_that_still_lacks_something_leads_to_the_list_and_says_what(
    task, answer, sentence, client, lead
):
    project = make_ready_draft(by=lead, rung=Rung.CO_PRODUCTION)
    response = client.post(at(task, project), answer)
    assert response.url == at("tasks", project)
    assert sentence in client.get(response.url).text


@pytest.mark.django_db
def test_two_answers_that_cannot_both_be_lead_to_the_list_from_any_task(client, lead):
    project = make_ready_draft(by=lead, rung=Rung.CO_PRODUCTION)
    client.post(at("could_be", project), {"could_be": "not-now", "later": "1"})
    response = client.post(at("open", project), {"can_still_change": "The rest."})
    assert response.url == at("tasks", project)
    assert "you said that it could not be co-production now" in client.get(response.url).text


@pytest.mark.django_db
@pytest.mark.parametrize("task", ["dates", "decided", "open", "join", "step", "why", "pay", "promises"])
def test_come_back_later_goes_to_the_list_of_tasks_and_asks_for_nothing(client, lead, task):
    project = make_draft(by=lead)

    response = client.post(at(task, project), {"later": "1"}, follow=True)

    assert response.redirect_chain == [(at("tasks", project), 302)]
    assert "Saved. Carry on when you are ready" in response.text


@pytest.mark.django_db
def test_the_list_says_how_far_each_task_is(client, lead):
    project = make_draft(by=lead)

    text = client.get(at("tasks", project)).text

    assert "You have done 6 of 14 parts" in text
    assert text.count("Not yet started") == 7
    assert text.count("Cannot start yet") == 3
    assert text.count("Optional") == 2
    assert "Carry on: what is already decided" in text
    assert project.reference in text
    assert "Only the project’s team and the involvement team can see it." in text


@pytest.mark.django_db
def test_a_reason_that_is_half_done_is_in_progress(client, lead):
    project = make_ready_draft(by=lead, rung=Rung.ENGAGING)
    client.post(at("reasons", project), one_reason(reasons=["resources", "time"], later="1"))

    text = client.get(at("tasks", project)).text

    assert "1 of 2 reasons done" in text
    assert "Time sensitivity: say why, and when you look again" in text
    assert text.count("In progress") == 1


@pytest.mark.django_db
def test_co_production_asks_for_no_reasons(client, lead):
    project = make_ready_draft(by=lead)

    assert "so no reason is needed" in client.get(at("tasks", project)).text
    assert client.get(at("reasons", project)).url == at("tasks", project)


@pytest.mark.django_db
def test_a_top_step_can_be_chosen_without_pay_and_is_told_kindly_what_it_needs(client, lead):
    project = make_draft(by=lead)

    assert "You have not set any pay yet" in client.get(at("step", project)).text
    assert client.post(at("step", project), {"rung": "7"}).status_code == 302

    assert "The 2 top steps ask a lot of people’s time" in client.get(at("tasks", project)).text


@pytest.mark.django_db
def test_the_ladder_is_asked_from_the_top_with_a_meaning_and_an_example_each(client, lead):
    text = client.get(at("step", make_draft(by=lead))).text

    places = [text.index(f'value="{rung}"') for rung in range(7, 0, -1)]
    assert places == sorted(places)
    assert text.count("Example:") == 7
    assert "Never right" in text
    assert " checked" not in text
    assert "Think Local Act Personal" in text


@pytest.mark.django_db
def test_coercing_may_be_chosen_and_is_told_plainly(client, lead):
    project = make_ready_draft(by=lead, rung=Rung.COERCING)

    reasons = client.get(at("reasons", project)).text
    assert "Coercing is never right" in reasons
    assert "That is fine" not in reasons
    assert "Coercing is never right" in client.get(at("check_answers", project)).text


@pytest.mark.django_db
def test_publishing_too_early_gets_the_sentence_and_nothing_happens(client, lead):
    project = make_draft(by=lead)

    response = client.post(at("check_answers", project))

    assert "There is a problem" in response.text
    assert unsaid(project)[0].sentence in response.text
    assert Project.objects.get().published_at is None


@pytest.mark.django_db
def test_what_a_page_saved_is_on_it_again(client, lead):
    project = make_ready_draft(by=lead, rung=Rung.ENGAGING)

    assert "We share each decision." in client.get(at("why", project)).text
    reasons = client.get(at("reasons", project)).text
    assert "There is no money for a group that meets all year." in reasons
    assert 'value="resources" checked' in reasons
    assert "The budget for this year" in client.get(at("decided", project)).text
    assert 'value="5,000"' in client.get(at("pay", project)).text
    assert 'value="step-free" checked' in client.get(at("promises", project)).text


@pytest.mark.django_db
def test_a_changed_answer_goes_back_to_all_answers(client, lead):
    project = make_ready_draft(by=lead)

    response = client.post(at("decided", project), {"already_decided": "Another thing"})

    assert response.url == at("check_answers", project)


@pytest.mark.django_db
def test_a_published_project_changes_what_it_says_at_once_and_must_say_it(client, lead):
    project = make_project(by=lead, rung=Rung.ENGAGING)

    response = client.post(at("decided", project), {"already_decided": "More."}, follow=True)

    assert response.redirect_chain == [(at("tasks", project), 302)]
    assert "Saved. Anyone can read it now." in response.text
    assert Project.objects.get().already_decided == "More."
    empty = client.post(at("decided", project), {"later": "1"})
    assert "Say what is already decided" in empty.text
    assert Project.objects.get().already_decided == "More."


@pytest.mark.django_db
def test_publishing_twice_is_said_kindly(client, lead):
    project = make_project(by=lead)

    response = client.post(at("check_answers", project))

    assert response.status_code == 200
    assert "This project is published already" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["tasks", *TASKS, "check_answers", "change"])
def test_only_the_team_and_involvement_open_these_pages(client, part):
    lead = make_user("Priya Nair", Role.STAFF)
    draft, published = make_draft("A draft", by=lead), make_project("Published", by=lead)

    client.force_login(make_user("Other Staff", Role.STAFF))
    assert client.get(at(part, draft)).status_code == 404
    assert client.get(at(part, published)).status_code == 403
    client.force_login(make_user("Nobody Special"))
    assert client.get(at(part, draft)).status_code == 404
    assert client.get(at(part, published)).status_code == 403
    client.logout()
    assert client.get(at(part, published)).url.startswith("/sign-in/")

    client.force_login(make_user("Lowena Hosken", Role.INVOLVEMENT))
    assert client.get(at(part, draft)).status_code in (200, 302)


@pytest.mark.django_db
def test_experts_and_steering_members_register_nothing(client):
    for user in (make_user("Sam Penrose"), make_user("Steering Member", Role.STEERING)):
        client.force_login(user)
        assert client.get(reverse("projects:register")).status_code == 403
        assert client.post(reverse("projects:register"), {"name": "X", "could_be": "all"}).status_code == 403
    assert not Project.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("part", ["register", *TASKS])
def test_whatever_is_typed_there_is_a_page_and_nothing_is_lost(client, draft, part, typed):
    url = reverse("projects:register") if part == "register" else at(part, draft)
    fields = client.get(url).context["form"].fields
    sent = {name: typed for name in fields if name not in ("reasons", "directorate")}
    if part == "reasons":
        sent |= {
            "reasons": ["time"],
            "again_time_day": typed,
            "again_time_month": "2",
            "again_time_year": "2027",
        }

    response = client.post(url, sent, follow=True)

    assert response.status_code == 200
    assert "<script>alert" not in response.text
    if not response.redirect_chain:
        assert "There is a problem" in response.text
        assert "<title>Error: " in response.text
        visible = typed.replace("\x00", "").replace("\u202e", "").replace("<", "&lt;").replace(">", "&gt;")
        # Only these pages have boxes for words.
        assert part in ("could_be", "dates", "leads", "join", "family", "step", "parts", "pay") or (
            visible in response.text
        )


@pytest.mark.django_db
def test_31_february_is_answered_beside_its_own_date(client, lead):
    project = make_ready_draft(by=lead, rung=Rung.ENGAGING)

    response = client.post(
        at("reasons", project),
        one_reason(again_resources_day="31", again_resources_month="2", again_resources_year="2027"),
    )

    assert "Resource limitations: enter a real date" in response.text
    assert 'href="#id_again_resources_0"' in response.text
    assert 'value="31"' in response.text
    assert "There is money for 3 meetings." in response.text


@pytest.mark.django_db
def test_words_that_only_look_like_markup_are_kept_as_words(client, lead):
    client.post(reverse("projects:register"), {"name": "<b>Bold</b> & brave", "could_be": "all"})

    project = Project.objects.get()
    assert project.name == "<b>Bold</b> & brave"
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; brave" in client.get(at("check_answers", project)).text


@pytest.mark.django_db
def test_the_pay_budget_is_for_staff_only(client, lead):
    project = make_project(by=lead, now=MONDAY)

    client.logout()
    assert "5,000" not in client.get(reverse("projects:show", args=[project.slug])).text


@pytest.mark.django_db
def test_an_address_of_a_button_says_kindly_that_it_is_no_page(client, lead):
    response = client.get(at("drop_change", make_project(by=lead)))

    assert response.status_code == 405
    assert "This address belongs to a button on another page" in response.text
