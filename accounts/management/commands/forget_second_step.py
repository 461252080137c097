"""./dev manage forget_second_step EMAIL"""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actions.factors import forget_second_steps
from accounts.models import User


class Command(BaseCommand):
    """Take away what somebody set up as a second step, when their phone and their codes are lost."""

    help = "Take away somebody's second step: their phone and their codes are lost."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address they sign in with")

    def handle(self, *args, email, **options):
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError("Nobody signs in with this email address.")
        if not forget_second_steps(user=user, now=timezone.now()):
            raise CommandError(f"{user} has set up no second step.")
        self.stdout.write(
            f"{user} has no second step now. They are signed out everywhere, and told by email."
        )
