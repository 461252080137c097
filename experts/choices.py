"""How an expert by experience may answer a check."""

from django.db.models import IntegerChoices, TextChoices


class Way(TextChoices):
    """A way to answer a check. Every one counts the same."""

    ONLINE = "online", "Online"
    PAPER = "paper", "On paper"
    PHONE = "phone", "By phone"
    BSL = "bsl", "In British Sign Language"


class PaperSize(IntegerChoices):
    """How large the words on paper are, in points."""

    LARGE = 18, "Large"
    VERY_LARGE = 24, "Very large"
