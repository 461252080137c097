"""./dev manage invite_staff EMAIL --name NAME [--role ROLE] [--directorate NAME]"""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from accounts.actions.granting import invite_staff
from accounts.choices import OF_A_DIRECTORATE, Role
from accounts.models import User
from audit.actions import SYSTEM
from council.models import Directorate
from words.errors import Refused
from words.working_days import london_date

LONGEST_ADDRESS = 254
LONGEST_NAME = 100


class Command(BaseCommand):
    """Let a member of staff sign in. The first one becomes the administrator."""

    help = "Let a member of staff sign in, and email them. The first one becomes the administrator."

    def add_arguments(self, parser):
        parser.add_argument("email", nargs="?", default="", help="the address they sign in with")
        parser.add_argument("--name", default="", help="first name and last name")
        parser.add_argument("--role", default="", help=", ".join(role.value for role in Role))
        parser.add_argument("--directorate", default="", help="for council staff: where they work")

    def handle(self, *args, email, name, role, directorate, **options):
        email, name = email.strip(), name.strip()
        check_address(email)
        check_name(name, email=email)
        chosen = the_role(role.strip())
        place = the_directorate(directorate.strip(), role=chosen)
        try:
            grant = invite_staff(
                name=name, email=email, role=chosen, directorate=place, by=SYSTEM, now=timezone.now()
            )
        except Refused as refused:
            raise CommandError(f"{refused}.") from refused
        self.stdout.write(
            f"{grant.user} can sign in as {grant.get_role_display()}. An email is on its way to {email}."
        )


def check_address(email):
    """Raise CommandError unless this can be an e-mail address."""
    if not email:
        raise CommandError("Say who to invite: ./dev manage invite_staff ada@example.org --name 'Ada Lowe'.")
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise CommandError(f"“{email}” is not an email address. Type one like ada@example.org.") from wrong
    if len(email) > LONGEST_ADDRESS:
        raise CommandError(f"This email address is too long. It may have {LONGEST_ADDRESS} characters.")


def check_name(name, *, email):
    """Raise CommandError when a person who is new here has no name, or a longer one than we can keep."""
    if len(name) > LONGEST_NAME:
        raise CommandError(f"This name is too long. It may have {LONGEST_NAME} characters.")
    if not name and not User.objects.filter(email__iexact=email).exists():
        raise CommandError("Give their name too: --name 'Ada Lowe'.")


def the_role(typed):
    """The role that was typed, or administrator while there is none. Raises CommandError for any other."""
    if typed:
        if typed not in Role.values:
            raise CommandError(f"There is no role “{typed}”. Choose one of: {', '.join(Role.values)}.")
        return Role(typed)
    if User.objects.holding(Role.ADMINISTRATOR, on=london_date(timezone.now())).exists():
        raise CommandError(f"Say what they will do: --role and one of {', '.join(Role.values)}.")
    return Role.ADMINISTRATOR


def the_directorate(typed, *, role):
    """The directorate that was typed, or None for roles of the whole council. Raises CommandError."""
    known = ", ".join(Directorate.objects.values_list("name", flat=True)) or "none yet"
    if typed:
        found = Directorate.objects.filter(name__iexact=typed).first()
        if found is None:
            raise CommandError(f"There is no directorate “{typed}”. The directorates are: {known}.")
        return found
    if role in OF_A_DIRECTORATE:
        raise CommandError(f"Council staff need a directorate: --directorate and one of: {known}.")
    return None
