"""./dev manage invite_staff: the first way in."""

import pytest
from django.core.management import CommandError, call_command

from accounts.choices import Role
from accounts.models import RoleGrant, User
from audit.models import Event
from notices.models import Notice
from tests.factories import make_directorate, make_user

ADA = ("ada.lowe@example.org", "--name", "Ada Lowe")


@pytest.mark.django_db
def test_the_first_person_becomes_the_administrator(capsys):
    call_command("invite_staff", *ADA)

    grant = RoleGrant.objects.get()
    assert (grant.role, grant.directorate, grant.granted_by) == (Role.ADMINISTRATOR, None, None)
    assert grant.user.contact.name == "Ada Lowe"
    assert not grant.user.has_usable_password()
    assert Notice.objects.get().kind == "accounts.invited"
    assert Event.objects.filter(what="role.granted", by="system").exists()
    assert "Ada Lowe can sign in as administrator" in capsys.readouterr().out


@pytest.mark.django_db
def test_after_that_the_role_must_be_said():
    make_user("Morwenna Rowe", Role.ADMINISTRATOR)

    with pytest.raises(CommandError, match="Say what they will do: --role and one of staff, involvement"):
        call_command("invite_staff", *ADA)


@pytest.mark.django_db
def test_council_staff_come_with_their_directorate_whatever_its_case():
    housing = make_directorate("Housing")

    call_command("invite_staff", *ADA, "--role", "staff", "--directorate", "housing")

    assert RoleGrant.objects.get().directorate == housing


@pytest.mark.django_db
def test_a_person_who_is_known_gets_a_second_role_without_a_second_name():
    call_command("invite_staff", *ADA)
    call_command("invite_staff", "ADA.LOWE@example.org", "--role", "involvement")

    assert User.objects.count() == 1
    assert set(RoleGrant.objects.values_list("role", flat=True)) == {"administrator", "involvement"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Say who to invite"),
        (("ada",), "“ada” is not an email address"),
        (("ada\x00@example.org",), "is not an email address"),
        (("a" * 260 + "@example.org", "--name", "Ada"), "is not an email address|too long"),
        (("ada.lowe@example.org",), "Give their name too"),
        (("ada.lowe@example.org", "--name", "x" * 10_000), "This name is too long"),
        ((*ADA, "--role", "boss"), "There is no role “boss”. Choose one of: staff"),
        ((*ADA, "--role", "staff"), "Council staff need a directorate: --directorate and one of: Housing"),
        ((*ADA, "--role", "staff", "--directorate", "Rats"), "There is no directorate “Rats”.*are: Housing"),
        ((*ADA, "--directorate", "Housing"), "Every other role is for the whole council"),
    ],
)
def test_every_mistake_is_one_plain_sentence_and_changes_nothing(arguments, sentence):
    make_directorate("Housing")

    with pytest.raises(CommandError, match=sentence):
        call_command("invite_staff", *arguments)

    assert not User.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_the_same_role_twice_is_said_and_not_done():
    call_command("invite_staff", *ADA)

    with pytest.raises(CommandError, match="Ada Lowe is already administrator"):
        call_command("invite_staff", *ADA, "--role", "administrator")

    assert RoleGrant.objects.count() == 1
