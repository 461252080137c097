"""How a message travels, why one did not, and how a person likes to read."""

from django.db import models


class Channel(models.TextChoices):
    """A way to reach a person."""

    EMAIL = "email", "Email"
    TEXT = "text", "Text"
    LETTER = "letter", "Letter"
    PHONE = "phone", "Phone"


class NotNow(models.TextChoices):
    """Why a message waits. It stays due, and is looked at again."""

    PAUSED = "paused", "Paused. They chose this"
    QUIET_HOURS = "quiet-hours", "Nothing goes out from 8pm to 9am"
    NOT_SAFE_NOW = "not-safe-now", "Not a safe day or time. They told us"
    NO_WAY = "no-way", "No way to reach them is left. Please look"
    TRY_AGAIN = "try-again", "It did not go. We try again"


class PhoneThrough(models.TextChoices):
    """How a call is made."""

    DIRECT = "direct", "Ring them"
    RELAY_UK = "relay-uk", "Ring with Relay UK"
    BSL_RELAY = "bsl-relay", "Ring by BSL video relay"


class Format(models.TextChoices):
    """What a person can read or hear."""

    PLAIN = "plain", "Plain words"
    EASY_READ = "easy-read", "Easy Read"
    LARGE_PRINT = "large-print", "Large print"
    BRAILLE = "braille", "Braille"
    AUDIO = "audio", "Audio"


class HowOften(models.TextChoices):
    """Whether messages come as things happen."""

    ONE_AT_A_TIME = "one", "One at a time, as things happen"
    WEEKLY = "weekly", "Once a week, all in one"


class Skip(models.TextChoices):
    """Why a message was not sent. There is always a reason, and it is always kept."""

    ANSWERED = "answered", "They have answered"
    DECLINED = "declined", "They said “No, thank you”"
    CLOSED = "closed", "The check has closed"
    PAUSED = "paused", "They asked us to wait"
    HELP_ENDED = "help-ended", "They do not help with this check any more"
    TYPED_IN = "typed-in", "Everything that came is typed in and sent"
    TOO_LATE = "too-late", "It was too late to be of use"
    NO_EMAIL = "no-email", "We have no email address. Send a letter or ring"
    REFUSED = "refused", "The address was refused. Send a letter or ring"


class Size(models.TextChoices):
    """How large the words are."""

    NORMAL = "size-1", "Normal"
    LARGE = "size-2", "Large"
    VERY_LARGE = "size-3", "Very large"


class Pictures(models.TextChoices):
    """Whether drawings stand beside the words."""

    SHOW = "pictures", "Show pictures"
    HIDE = "no-pictures", "Hide pictures"


class Words(models.TextChoices):
    """Which wording, where there are two."""

    PLAIN = "plain", "Plain words"
    EASY_READ = "easy-read", "Easy Read"


class Film(models.TextChoices):
    """Whether a signed film stands beside a question, where there is one."""

    SHOW = "film", "Show the signed film"
    HIDE = "no-film", "Do not show the signed film"


class Colours(models.TextChoices):
    """The colours of pages."""

    NORMAL = "colours", "Normal"
    CREAM = "cream", "Cream page"
    CONTRAST = "contrast", "Strong black and white"
