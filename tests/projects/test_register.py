"""Registering a project, page by page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from ladder.rungs import Rung
from projects import actions
from projects.choices import PayOffered, Stage
from projects.models import Project
from tests.factories import make_directorate, make_draft, make_project, make_ready_draft, make_user
from tests.projects.test_forms import ODD

PAGES = ("basics", "step", "reasons", "open_questions", "pay", "check_answers")


@pytest.fixture
def lead(client):
    user = make_user("Priya Nair", Role.STAFF)
    client.force_login(user)
    return user


def at(part, project):
    return reverse(f"projects:{part}", args=[project.slug])


def basics(**changed):
    return {
        "name": "Loneliness in rural villages",
        "summary": "Where and when people can meet.",
        "directorate": make_directorate().pk,
        "stage": "starting",
        **changed,
    }


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
    begun = client.post(reverse("projects:register"), basics())
    project = Project.objects.get()
    assert begun.url == at("step", project)

    stepped = client.post(begun.url, {"rung": "5", "justification": "We ask often."})
    assert stepped.url == at("reasons", project)

    reasoned = client.post(stepped.url, one_reason())
    assert reasoned.url == at("open_questions", project)

    opened = client.post(reasoned.url, {"already_decided": "The money.", "can_still_change": "The rest."})
    assert opened.url == at("pay", project)

    paid = client.post(opened.url, {"pay_offered": "not-yet"})
    assert paid.url == at("check_answers", project)

    answers = client.get(paid.url).text
    for said in (
        "Loneliness in rural villages",
        "Engaging",
        "We ask often.",
        "There is money for 3 meetings.",
    ):
        assert said in answers
    for said in ("The money.", "The rest.", "Not yet", "Publish this project"):
        assert said in answers

    published = client.post(paid.url, follow=True)
    project.refresh_from_db()
    assert project.published_at
    assert project.stated.rung == Rung.ENGAGING
    assert project.pay_offered == PayOffered.NOT_YET
    assert "Anyone can read about this project now" in published.text


@pytest.mark.django_db
def test_co_production_asks_for_no_reasons(client, lead):
    project = make_draft(by=lead)

    response = client.post(at("step", project), {"rung": "7", "justification": "We share each decision."})

    assert response.url == at("open_questions", project)
    assert client.get(at("reasons", project)).url == at("open_questions", project)


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
    project = make_draft(by=lead)

    response = client.post(
        at("step", project), {"rung": "1", "justification": "The law says so."}, follow=True
    )

    assert "Coercing is never right" in response.text
    assert "That is fine" not in response.text
    assert "Coercing is never right" in client.get(at("check_answers", project)).text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "typed", "kept"),
    [
        ("step", {"rung": "5"}, lambda project: actions.drafted_step(project).rung == Rung.ENGAGING),
        ("step", {}, lambda project: actions.drafted_step(project) is None),
        ("open_questions", {"already_decided": "The money."}, lambda project: project.already_decided),
        ("pay", {}, lambda project: project.pay_offered == ""),
    ],
)
def test_come_back_later_keeps_what_is_there(client, lead, part, typed, kept):
    project = make_draft(by=lead)

    response = client.post(at(part, project), {**typed, "later": "1"}, follow=True)

    assert response.redirect_chain == [(reverse("coproduction:your_work"), 302)]
    assert kept(Project.objects.get())
    assert "Saved. Carry on when you are ready" in response.text
    assert at("check_answers", project) in response.text


@pytest.mark.django_db
def test_a_draft_says_what_is_missing_and_carries_on_there(client, lead):
    project = make_draft(by=lead)
    actions.choose_step(project=project, rung=Rung.ENGAGING, justification="So.", by=lead, now=timezone.now())

    text = client.get(at("check_answers", project)).text

    assert "Give a reason why it is not co-production" in text
    assert f'href="{at("reasons", project)}" role="button"' in text
    assert "Publish this project" not in text
    assert "Not said yet" in text


@pytest.mark.django_db
def test_publishing_too_early_gets_the_sentence_and_nothing_happens(client, lead):
    project = make_draft(by=lead)

    response = client.post(at("check_answers", project))

    assert "There is a problem" in response.text
    assert "Choose a step on the ladder" in response.text
    assert Project.objects.get().published_at is None


@pytest.mark.django_db
def test_what_a_page_saved_is_on_it_again(client, lead):
    project = make_ready_draft(by=lead, rung=Rung.ENGAGING)

    assert "We share each decision." in client.get(at("step", project)).text
    reasons = client.get(at("reasons", project)).text
    assert "There is no money for a group that meets all year." in reasons
    assert 'value="resources" checked' in reasons
    assert "The budget for this year" in client.get(at("open_questions", project)).text


@pytest.mark.django_db
def test_a_changed_answer_goes_back_to_all_answers(client, lead):
    project = make_ready_draft(by=lead)

    response = client.post(at("basics", project), basics(name="Another name"))

    assert response.url == at("check_answers", project)
    assert Project.objects.get().name == "Another name"
    assert Project.objects.get().slug == project.slug


@pytest.mark.django_db
def test_a_published_project_changes_its_description_and_not_its_step(client, lead):
    project = make_project(by=lead, rung=Rung.ENGAGING)

    answers = client.get(at("check_answers", project)).text
    assert at("basics", project) in answers
    assert at("step", project) not in answers
    assert at("reasons", project) not in answers

    for part in ("step", "reasons"):
        assert client.post(at(part, project), {"rung": "7", "justification": "Now we do."}).status_code == 302
    assert Project.objects.get().stated.rung == Rung.ENGAGING

    client.post(at("open_questions", project), {"already_decided": "More.", "can_still_change": "Less."})
    assert Project.objects.get().already_decided == "More."
    empty = client.post(at("open_questions", project), {"later": "1"})
    assert "Say what is already decided" in empty.text
    assert Project.objects.get().already_decided == "More."


@pytest.mark.django_db
def test_publishing_twice_is_said_kindly(client, lead):
    project = make_project(by=lead)

    response = client.post(at("check_answers", project))

    assert response.status_code == 200
    assert "This project is published already" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("part", PAGES)
def test_only_the_team_and_involvement_open_these_pages(client, part):
    lead = make_user("Priya Nair", Role.STAFF)
    draft, published = make_draft("A draft", by=lead), make_project("Published", by=lead)

    client.force_login(make_user("Other Staff", Role.STAFF))
    assert client.get(at(part, draft)).status_code == 404
    assert client.get(at(part, published)).status_code == 403
    client.force_login(make_user("Nobody Special"))
    assert client.post(at(part, draft)).status_code == 404
    assert client.post(at(part, published)).status_code == 403
    client.logout()
    assert client.get(at(part, published)).url.startswith("/sign-in/")

    client.force_login(make_user("Lowena Hosken", Role.INVOLVEMENT))
    assert client.get(at(part, draft)).status_code in (200, 302)


@pytest.mark.django_db
def test_experts_and_steering_members_register_nothing(client):
    for user in (make_user("Sam Penrose"), make_user("Steering Member", Role.STEERING)):
        client.force_login(user)
        assert client.get(reverse("projects:register")).status_code == 403
        assert client.post(reverse("projects:register"), basics()).status_code == 403
    assert not Project.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("part", ["register", "basics", "step", "reasons", "open_questions", "pay"])
def test_whatever_is_typed_there_is_a_page_and_nothing_is_lost(client, lead, part, typed):
    project = make_ready_draft(by=lead, rung=Rung.ENGAGING)
    url = reverse("projects:register") if part == "register" else at(part, project)
    fields = client.get(url).context["form"].fields
    sent = {name: typed for name in fields if name not in ("reasons", "directorate", "stage")}
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
        assert part == "pay" or visible in response.text  # only that page has no box for words


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
    client.post(reverse("projects:register"), basics(name="<b>Bold</b> & brave", stage=Stage.TESTING))

    project = Project.objects.get()
    assert project.name == "<b>Bold</b> & brave"
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; brave" in client.get(at("check_answers", project)).text
