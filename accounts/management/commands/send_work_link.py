"""./dev manage send_work_link EMAIL"""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actions.work_account import send_link
from accounts.models import User
from audit.actions import SYSTEM
from words.errors import Refused


class Command(BaseCommand):
    """Send somebody a link that joins their work account, when no involvement lead can do it."""

    help = "Send somebody a link that joins their work account, when no involvement lead can do it."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address that the link goes to")

    def handle(self, *args, email, **options):
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError("Nobody here has this email address.")
        try:
            send_link(user=user, by=SYSTEM, now=timezone.now())
        except Refused as refused:
            raise CommandError(f"{refused}.") from refused
        self.stdout.write(f"A new link is on its way to {user}. The one before it has ended.")
