"""The fixed words of a check: what may be answered, how, and what a reader may be told.

Keys are stored for good, so they never change; labels are what pages print.
"""

from django.db.models import TextChoices


class Answer(TextChoices):
    """An answer to one of the eight statements, in the order that every page keeps."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NOT_SURE = "not-sure", "Not sure"
    SKIP = "skip", "I do not want to answer this one"


class TeamAnswer(TextChoices):
    """What a project's team may say to a "We" statement: the same words, in the same order. It skips none."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NOT_SURE = "not-sure", "Not sure"


class GroupAnswer(TextChoices):
    """What a small group says of a statement together, in the order that every page keeps."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NOT_SURE = "not-sure", "Not sure"
    DISAGREE = "disagree", "We do not agree"


class Consent(TextChoices):
    """What somebody of a group says, asked alone. Silence is no."""

    YES = "yes", "Yes"
    NO = "no", "No"


class TalkEnd(TextChoices):
    """What is left of a talk once everyone there had their days to answer."""

    ALL_YES = "all-yes", "Everyone there said yes"
    MET = "met", "The group met"


class Help(TextChoices):
    """Whether someone helped a person to answer."""

    NONE = "none", "No one helped me"
    READ = "read", "Someone read it to me"
    WROTE = "wrote", "Someone wrote my answers"
    ANSWERED = "answered", "Someone answered for me"
    NOT_ASKED = "not-asked", "Not asked"


class Channel(TextChoices):
    """The way a person's answers reached us."""

    ONLINE = "online", "Online"
    PAPER = "paper", "On paper"
    PHONE = "phone", "By phone"


class Voice(TextChoices):
    """What the writer of a comment lets others see. Someone who wrote nothing has no voice."""

    COUNT = "count", "Just count me"
    WORDS = "words", "Share my words, not my name"
    NAME = "name", "Share with my name"


class HelperPaid(TextChoices):
    """Whether a helper is paid to work on the project that the check is about."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_SURE = "not-sure", "Not sure"


class Source(TextChoices):
    """Who made a draft: the person, or the involvement team from paper or the phone, once or twice."""

    OWN = "own", "Their own"
    FIRST = "keyed-1", "Typed in"
    SECOND = "keyed-2", "Typed in again"


class FormEnd(TextChoices):
    """What became of a paper form once it was typed in, or came too late."""

    DESTROYED = "destroyed", "Destroyed"
    RETURNED = "returned", "Sent back to the person"


class FormState(TextChoices):
    """How far a paper form is. It is never stored: it follows from what was done."""

    TO_TYPE = "to-type", "To type in"
    TO_SEND = "to-send", "Typed in, not sent"
    AGAIN = "again", "Waits to be typed again"
    TO_COMPARE = "to-compare", "Typed in twice, not sent"
    TO_END = "to-end", "To destroy or send back"
    LATE = "late", "Too late to count"
    DONE = "done", "Done"


class CommentKind(TextChoices):
    """What somebody's words are about."""

    WORDS = "words", "What they wrote"
    HOW_KNOWN = "how-known", "How a helper knows what the person thinks"


class Review(TextChoices):
    """What a reviewer has made of somebody's words. Words that are for the reviewer alone are only read."""

    WAITING = "waiting", "Waits to be read"
    SHOWN = "shown", "Shown"
    KEPT_BACK = "kept-back", "Kept back"
    READ = "read", "Read"


class KeptBack(TextChoices):
    """Why a reviewer kept words back that their writer was willing to share."""

    SHOWS_WHO = "shows-who", "It would show who someone is"
    HURTS = "hurts", "It hurts someone"
    OFF_TOPIC = "off-topic", "It has nothing to do with the project"
    DANGER = "danger", "It is about a danger, and safeguarding has it"


class FilmSlot(TextChoices):
    """The questions of a check that may have a signed film, in the order they are asked."""

    PRACTICE = "practice", "Practice"
    ONE = "1", "Question 1"
    TWO = "2", "Question 2"
    THREE = "3", "Question 3"
    FOUR = "4", "Question 4"
    FIVE = "5", "Question 5"
    SIX = "6", "Question 6"
    SEVEN = "7", "Question 7"
    EIGHT = "8", "Question 8"
    STEP = "step", "The ladder"
    BETTER = "better", "The box for ideas"


class Badge(TextChoices):
    """What a project's check says about the council's step and people's step."""

    MATCH = "match", "Match"
    TALK = "talk", "Needs a conversation"
    HIGHER = "higher", "Experience is higher"
    FEW = "few", "Not enough answers to show yet"
    NONE = "none", "No check yet"


class Audience(TextChoices):
    """Who reads a result. Members stands for everyone who may see a project's own results."""

    MEMBERS = "members", "The people in the project and the council"
    PUBLIC = "public", "Anyone"


class ClosedEarly(TextChoices):
    """Why a check closed before its day. None of these tells how many people had answered."""

    PROJECT_STOPPED = "project-stopped", "The project has stopped"
    OPENED_BY_MISTAKE = "opened-by-mistake", "The check was opened by mistake"
    DATES_CLASH = "dates-clash", "The dates clash with something else that people are asked to do"
    WRONG_WORDS = "wrong-words", "The check told people something that was wrong"
    PEOPLE_AT_RISK = "people-at-risk", "Carrying on could have put someone at risk"


class MoreTime(TextChoices):
    """Why people got more time to answer a check. None of these tells how many people had answered."""

    POST_LATE = "post-late", "The post was late"
    SESSION_MOVED = "session-moved", "A session had to move"
    INTERPRETER = "interpreter", "An interpreter could not come"
    SITE_DOWN = "site-down", "This website did not work"
    BAD_WEATHER = "bad-weather", "The weather was bad"
    HOLIDAY = "holiday", "We forgot a holiday"


class ActivityKind(TextChoices):
    """What an activity of a project is for."""

    PLAN = "plan", "To plan it"
    DELIVER = "deliver", "To run it"
    REVIEW = "review", "To check how it goes"


class GateState(TextChoices):
    """What a project's own records say of one evidence gate."""

    MET = "met", "Met"
    NOT_MET = "not-met", "Not met"
    NOT_YET = "not-yet", "Nothing recorded yet"


class CheckDue(TextChoices):
    """Why a check is suggested. Nothing opens by itself: the involvement team decides."""

    FIRST = "first", "The first check, once people know the project"
    MET_TWICE = "met-twice", "The first check, now that people have met twice"
    AGAIN = "again", "It is time to ask again"
    END = "end", "The project ends"
    AFTER = "after", "The project has ended: ask what lasted"
    ONE_DAY = "one-day", "It is an event of one day: ask on that day"
