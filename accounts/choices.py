"""The roles a person may be given. Expert and supporter are relations, and are never granted."""

from django.db import models


class Role(models.TextChoices):
    """What a person may be asked to do, in words."""

    STAFF = "staff", "council staff"
    INVOLVEMENT = "involvement", "involvement team"
    INVOLVEMENT_LEAD = "involvement-lead", "involvement lead"
    FACILITATOR = "facilitator", "facilitator"
    COMMENT_REVIEWER = "comment-reviewer", "comment reviewer"
    SAFEGUARDING = "safeguarding", "safeguarding team"
    DATA_PROTECTION = "data-protection", "data protection"
    STEERING = "steering", "steering group"
    CO_CHAIR_EXPERT = "co-chair-expert", "co-chair, expert by experience"
    CO_CHAIR_OFFICER = "co-chair-officer", "co-chair, officer"
    ADMINISTRATOR = "administrator", "administrator"


OF_A_DIRECTORATE = (Role.STAFF,)
STEERING_ROLES = (Role.STEERING, Role.CO_CHAIR_EXPERT, Role.CO_CHAIR_OFFICER)
# Whoever reads what people write in checks answers none, so that nobody reads their own words.
READERS = (Role.COMMENT_REVIEWER, Role.SAFEGUARDING)
# A facilitator is paid for one talk, and may be an expert by experience in other projects: they answer there.
EMPLOYED = (
    Role.STAFF,
    Role.INVOLVEMENT,
    Role.INVOLVEMENT_LEAD,
    *READERS,
    Role.DATA_PROTECTION,
    Role.CO_CHAIR_OFFICER,
    Role.ADMINISTRATOR,
)


class StaffSignIn(models.TextChoices):
    """How people who are employed here sign in. The setting of that name is one of these."""

    CODE = "code-and-second-factor", "a code and a second step"
    WORK_ACCOUNT = "work-account", "a work account"
    BOTH = "both", "either"


class Limits(models.TextChoices):
    """Whose limits hold for a session: how long it may be idle, and how long it lasts."""

    STAFF = "staff", "staff"
    EXPERT = "expert", "everyone else"


class KnownBy(models.TextChoices):
    """How somebody who rang is known to be who they say: never by what anybody could have read."""

    AGREED_WORD = "agreed-word", "They said the word that we agreed with them"
    RANG_BACK = "rang-back", "We rang back the number that we have"
    IN_PERSON = "in-person", "We met them"


class FactorChange(models.TextChoices):
    """What can happen to somebody's second step."""

    ADDED = "added", "added"
    REMOVED = "removed", "taken away"
    NEW_CODES = "new-codes", "new codes to write down"
