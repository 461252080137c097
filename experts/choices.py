"""How an expert by experience may answer a check, and how they tell us who helps them."""

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


class ToldHow(TextChoices):
    """How a person told us whom they chose to help them."""

    HERE = "here", "They said so here, signed in"
    PHONE = "phone", "By phone"
    LETTER = "letter", "By letter"
    FACE_TO_FACE = "face-to-face", "Face to face"
