"""How a message travels, why one did not, and how a person likes to read."""

from django.db import models


class Channel(models.TextChoices):
    """A way to reach a person."""

    EMAIL = "email", "Email"
    TEXT = "text", "Text"
    LETTER = "letter", "Letter"
    PHONE = "phone", "Phone"


BY_MACHINE = frozenset({Channel.EMAIL, Channel.TEXT})
"""What leaves by itself. A letter and a call wait for a person."""
BY_A_PERSON = frozenset({Channel.LETTER, Channel.PHONE})
MAY_COME_BACK = BY_MACHINE | {Channel.LETTER}


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


NOT_ON_PAPER = frozenset({Format.BRAILLE, Format.AUDIO})
"""What no printer here makes: somebody has it made from the words."""


class HowOften(models.TextChoices):
    """Whether messages come as things happen."""

    ONE_AT_A_TIME = "one", "One at a time, as things happen"
    WEEKLY = "weekly", "Once a week, all in one"


class Skip(models.TextChoices):
    """Why a message will never be sent. There is always a reason, and it is always kept."""

    ANSWERED = "answered", "They have answered"
    DECLINED = "declined", "They said “No, thank you”"
    CLOSED = "closed", "The check has closed"
    HELP_ENDED = "help-ended", "They do not help with this check any more"
    TYPED_IN = "typed-in", "Everything that came is typed in and sent"
    TWO_SENT = "two-sent", "Two have gone. We stop at 2"
    PERSON_FIRST = "person-first", "It follows the message to the person they help"
    TOO_LATE = "too-late", "It was too late to be of use"
    IN_SUMMARY = "in-summary", "It is in another message, which puts several into one"
    NOTHING_WAITS = "nothing-waits", "Nothing waits for them"
    STOPPED = "stopped", "Somebody in the involvement team stopped it"


class NotNow(models.TextChoices):
    """Why a message that is due was not sent when a worker looked. It is looked at again."""

    PAUSED = "paused", "They asked us to wait"
    QUIET_HOURS = "quiet-hours", "Nothing goes out from 8pm to 9am"
    NOT_SAFE_NOW = "not-safe-now", "This is not a time that is safe for them"
    FOR_SUMMARY = "for-summary", "It waits for a message that puts several into one"
    NO_MOMENT = "no-moment", "No safe time comes before it is too late"
    NO_WAY = "no-way", "We know no way to reach them"
    NOT_WRITTEN = "not-written", "It could not be written. Ring the operator"
    TRY_AGAIN = "try-again", "The mail service did not take it yet"


class Outcome(models.TextChoices):
    """What became of one attempt. While it is open there is none."""

    SENT = "sent", "Sent"
    DELIVERED = "delivered", "It arrived"
    NOT_SENT = "not-sent", "It did not leave. We try again"
    UNKNOWN = "unknown", "We cannot tell if it went"
    TEMPORARY = "temporary", "It could not be delivered for now"
    PERMANENT = "permanent", "The address or number does not work"
    TECHNICAL = "technical", "The service could not send it"
    CAME_BACK = "came-back", "It came back"
    NO_ANSWER = "no-answer", "Nobody answered"
    WRONG_NUMBER = "wrong-number", "The number is wrong"
    NOT_BY_PHONE = "not-by-phone", "They asked us not to ring"
    CANNOT_PRINT = "cannot-print", "The letter could not be made"


ARRIVED = frozenset({Outcome.SENT, Outcome.DELIVERED})
"""The person was told, as far as we know."""
DID_NOT_REACH = frozenset(
    {
        Outcome.TEMPORARY,
        Outcome.PERMANENT,
        Outcome.TECHNICAL,
        Outcome.CAME_BACK,
        Outcome.WRONG_NUMBER,
        Outcome.NOT_BY_PHONE,
        Outcome.CANNOT_PRINT,
    }
)
"""This way is no use for this message: the next one is tried."""


class Audience(models.TextChoices):
    """Whom a kind of message is for."""

    EXPERT = "expert", "People in projects"
    SUPPORTER = "supporter", "Supporters"
    STAFF = "staff", "Staff"


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
