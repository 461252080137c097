"""Staff give a second step after the code from their email. Experts are never asked for one."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.urls import NoReverseMatch, reverse

from accounts.choices import Role
from accounts.models import RoleGrant
from audit.models import Event
from coproduction.environment import Environment
from coproduction.views.sign_in_first import BEFORE_THE_SECOND_STEP
from notices.actions import deliver
from notices.models import Notice
from tests.accounts.second_steps import (
    SECRET,
    WITH_APP,
    WITH_PASSKEY,
    WITH_WORK_ACCOUNT,
    browser_of,
    code_of,
    give_app,
    give_passkey,
)
from tests.accounts.test_sign_in import sign_in
from tests.factories import make_user
from tests.fixtures_made_once import made_once
from tests.house.access import ACCESS

pytestmark = pytest.mark.django_db
STEP, OWN, APP = "/sign-in/second-step/", "/how-you-sign-in/", "/how-you-sign-in/app/"
WORK = "/staff/"


@pytest.fixture(autouse=True)
def it_is_asked_for(settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True


@made_once
def priya():
    return make_user("Priya Nair", Role.INVOLVEMENT)


@made_once
def sam():
    """An expert: no role is granted to them."""
    return make_user("Sam Trewin")


def test_it_is_asked_for_in_production_unless_somebody_says_no():
    def asked(**variables):
        environment = Environment(variables)
        return environment.flag("STAFF_SECOND_FACTOR_REQUIRED", default=not environment.development)

    assert asked()
    assert not asked(PORTAL_MODE="development")
    assert not asked(STAFF_SECOND_FACTOR_REQUIRED="false")


@pytest.mark.parametrize("role", [*Role, None])
def test_who_works_here_is_led_to_set_one_up_before_anything_else(client, role):
    make_user("Priya Nair", *([role] if role else []))

    home = sign_in(client, "priya.nair@example.org").url

    works_here = role not in (None, Role.STEERING, Role.CO_CHAIR_EXPERT)
    first = client.get(home)
    assert first.status_code == (302 if works_here else 200)
    if works_here:
        assert first.url == OWN
        assert "Set up a second step" in client.get(OWN).text


def test_nothing_else_opens_before_it_is_set_up(priya):
    """Every address without arguments, but those that set one up, that leave, and that help."""
    client, open_to_them = browser_of(priya), set()
    for name in ACCESS:
        try:
            address = reverse(name)
        except NoReverseMatch:  # it wants arguments
            continue
        if client.get(address).get("Location") != OWN:
            open_to_them.add(name)

    assert {name for name in BEFORE_THE_SECOND_STEP if name in ACCESS} >= open_to_them
    assert "coproduction:your_work" not in open_to_them


def test_what_was_typed_before_it_is_set_up_is_shown_and_not_lost(priya):
    response = browser_of(priya).post(
        reverse("projects:register"), {"name": "Bus shelters"}, headers={"Sec-Fetch-Site": "same-origin"}
    )

    assert response.status_code == 403
    assert "Bus shelters" in response.text


@pytest.mark.parametrize("ways", [WITH_APP, WITH_PASSKEY, WITH_WORK_ACCOUNT])
def test_any_second_step_opens_the_portal(priya, ways):
    assert browser_of(priya, ways).get(WORK).status_code == 200


def test_a_developers_sign_in_counts_only_on_a_developers_machine(priya, settings):
    client = browser_of(priya, ({"method": "development"},))

    assert client.get(WORK).status_code == 200
    settings.DEVELOPMENT = False
    assert client.get(WORK).url == OWN


def test_the_development_page_signs_in_completely(client, priya):
    client.post(reverse("coproduction:sign_in_as"), {"user": priya.pk})

    assert client.get(WORK).status_code == 200


def test_without_the_setting_nobody_is_led_there_but_who_has_one_gives_it(client, priya, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    assert browser_of(priya).get(WORK).status_code == 200

    give_app(priya)
    assert sign_in(client, "priya.nair@example.org").url == STEP


def test_an_app_is_set_up_by_its_first_code_and_the_codes_to_write_down_follow(
    priya, django_capture_on_commit_callbacks
):
    client = browser_of(priya)
    page = client.get(APP)
    secret = page.context["form"].secret
    assert "<svg" in page.text
    assert page.context["key"].replace(" ", "") == secret

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(APP, {"code": code_of(secret)})

    assert response.url == reverse("mfa_view_recovery_codes")
    shown = client.get(response.url)
    assert len(shown.context["codes"]) == 10
    assert client.get(WORK).status_code == 200


@pytest.mark.parametrize("typed", ["", "12", "abcdef", "١٢٣٤٥٦", "x" * 5000, "<script>", "1\x00"])
def test_a_wrong_first_code_is_answered_kindly_and_keeps_the_square(priya, typed):
    client = browser_of(priya)
    secret = client.get(APP).context["form"].secret

    response = client.post(APP, {"code": typed})

    assert response.status_code == 200
    assert response.context["form"].secret == secret
    assert "<title>Error: " in response.text
    assert "<script>" not in response.text
    assert not Authenticator.objects.exists()


def test_an_app_is_set_up_once(priya):
    give_app(priya)

    assert browser_of(priya, WITH_APP).get(APP).url == OWN


def test_the_button_for_passkeys_gets_what_a_browser_needs(client):
    said = client.get("/sign-in/passkey/", headers={"Accept": "application/json"})

    options = json.loads(said.content)["request_options"]["publicKey"]
    assert options["userVerification"] == "required"
    assert options["rpId"] == "testserver"
    assert not options.get("allowCredentials"), "it tells nobody which passkeys there are"


def test_an_expert_with_a_passkey_is_not_asked_for_it(client, sam):
    give_passkey(sam)

    assert sign_in(client, "sam.trewin@example.org").url == "/me/"
    page = client.get(OWN)
    assert "You do not need one" in page.text
    assert "My phone" in page.text
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 404


def test_whoever_becomes_staff_while_signed_in_gives_it_at_once(client, sam):
    give_passkey(sam)
    sign_in(client, "sam.trewin@example.org")
    assert client.get("/me/").status_code == 200

    RoleGrant.objects.create(user=sam, role=Role.INVOLVEMENT, starts_on="2026-01-01")

    assert client.get("/me/").url == "/sign-in/again/"


def test_the_last_one_cannot_be_taken_away(priya):
    factor = give_app(priya)
    client, address = browser_of(priya, WITH_APP), reverse("account_remove_factor", args=[factor.pk])

    assert "this is your only one" in client.get(address).text
    assert "Add another one first" in client.post(address, follow=True).text
    assert Authenticator.objects.filter(pk=factor.pk).exists()


def test_one_of_two_can_be_taken_away_and_then_the_other_not(priya):
    one, two = give_app(priya), give_passkey(priya)
    client = browser_of(priya, WITH_APP)

    for factor in (one, two):
        client.post(reverse("account_remove_factor", args=[factor.pk]))

    assert [*Authenticator.objects.exclude(type="recovery_codes")] == [two]


def test_an_expert_may_take_their_only_passkey_away(sam):
    factor = give_passkey(sam)

    browser_of(sam).post(reverse("account_remove_factor", args=[factor.pk]))

    assert not Authenticator.objects.exists()


def test_nobody_takes_away_what_is_another_persons(priya, sam):
    factor = give_passkey(sam)
    client = browser_of(priya, WITH_APP)

    assert client.get(reverse("account_remove_factor", args=[factor.pk])).status_code == 404
    assert client.post(reverse("account_remove_factor", args=[factor.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=factor.pk).exists()


def test_secrets_are_encrypted_with_our_own_keys(priya, settings):
    give_app(priya)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        (kept,) = cursor.fetchone()
    seed = Authenticator.objects.get(type="recovery_codes").data["seed"]

    assert SECRET not in kept
    assert "gAAAA" in kept
    assert seed.startswith("gAAAA")

    settings.APPLICATION_KEYS = ["bmV3LWtleS1mb3ItdGVzdGluZy0zMi1ieXRlcy0hISE=", *settings.APPLICATION_KEYS]
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of()), "an older key still reads"


def changes_of(user):
    return [*Event.objects.filter(what__startswith="second_step.").values_list("what", "details__kind", "by")]


def test_a_change_ends_every_other_session_and_is_told(priya, django_capture_on_commit_callbacks):
    give_app(priya)
    factor = give_passkey(priya)
    here, there, others = (
        browser_of(priya, WITH_APP),
        browser_of(priya, WITH_APP),
        browser_of(make_user("Ash Bray")),
    )

    with django_capture_on_commit_callbacks(execute=True):
        here.post(reverse("account_remove_factor", args=[factor.pk]))

    assert here.get(WORK).status_code == 200
    assert there.get(WORK).url.startswith("/sign-in/?next=")
    assert others.get("/me/").status_code == 200
    assert changes_of(priya) == [("second_step.removed", "webauthn", str(priya.contact_id))]
    assert Notice.objects.get(kind="accounts.second_step").contact == priya.contact


def change_a_step(user, do):
    """One change to a second step, in a browser of the person's own."""
    client = browser_of(user, WITH_APP)
    if do == "app":
        secret = client.get(APP).context["form"].secret
        client.post(APP, {"code": code_of(secret)})
    else:
        give_app(user)
    if do == "codes":
        client.post(reverse("mfa_generate_recovery_codes"))
    if do == "passkey away":
        client.post(reverse("account_remove_factor", args=[give_passkey(user).pk]))


@pytest.mark.parametrize("do", ["app", "codes", "passkey away"])
def test_a_change_that_cannot_be_told_is_not_kept(priya, do):
    class Crash(Exception):
        pass

    def no_message(execute, sql, *others):
        if sql.startswith('INSERT INTO "notices_notice"'):
            raise Crash
        return execute(sql, *others)

    there = browser_of(priya, WITH_APP)
    with connection.execute_wrapper(no_message), pytest.raises(Crash):
        change_a_step(priya, do)

    assert not changes_of(priya)
    assert there.get(WORK).status_code == 200


@pytest.mark.parametrize(
    ("do", "said"),
    [
        ("app", "You added an app."),
        ("codes", "You made new codes to write down. The old ones stopped."),
        ("passkey away", "You took a passkey away."),
    ],
)
def test_the_message_says_what_changed_and_whom_to_call(priya, mailoutbox, do, said):
    change_a_step(priya, do)
    deliver(now=Notice.objects.get().due_at)

    (message,) = mailoutbox
    assert message.to == ["priya.nair@example.org"]
    assert said in message.body
    assert "Was it not you? Call us now" in message.body
    assert SECRET not in message.body
