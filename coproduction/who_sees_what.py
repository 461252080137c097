"""Who sees what, as the privacy page and docs/privacy.md both say it. A test compares the two."""

from ladder.choices import Audience
from ladder.disclosure import Rules

WHO = (
    "Anyone",
    "Expert in the project",
    "Supporter",
    "Project’s team",
    "Staff of the directorate",
    "Involvement team",
    "Steering group, co-chairs",
    "Administrator",
)
NO, YES, THEIRS, BADGE = "no", "yes", "their own", "the badge"
TYPED, LET_IN = "what they type in", "if the person said so"
CONSENT, LED = "if they said yes to that", "its name, if they lead it"


def rows(rules: Rules) -> list[tuple[str, ...]]:
    """What there is to see, and for each of WHO whether they see it, under a council's own numbers."""
    floor, public_floor = rules.floor_for(Audience.MEMBERS), rules.floor_for(Audience.PUBLIC)
    small = [
        (
            f"A result with {floor} to {public_floor - 1} answers",
            BADGE,
            YES,
            LET_IN,
            YES,
            YES,
            YES,
            YES,
            BADGE,
        ),
    ]
    return [
        ("Projects on the list, and the step the council says", *(YES,) * 8),
        ("Projects that are not on the list yet", NO, LED, NO, THEIRS, NO, YES, NO, NO),
        ("A list of projects that staff bring in as a file", NO, NO, NO, THEIRS, NO, YES, NO, NO),
        ("Who takes part in a project", NO, NO, NO, YES, NO, YES, NO, NO),
        (
            "The name of an expert who leads a project",
            *(CONSENT, CONSENT, CONSENT, YES, CONSENT, YES, CONSENT, CONSENT),
        ),
        ("Who has looked at a person’s record", NO, *(THEIRS,) * 7),
        ("A person’s phone number, address and agreed word", NO, *(THEIRS,) * 4, YES, THEIRS, THEIRS),
        (
            "How we reach a person, and what is safe. Involvement leads see it too",
            *(NO, *(THEIRS,) * 4, YES, THEIRS, THEIRS),
        ),
        ("The money for pay in a project", NO, NO, NO, YES, NO, YES, NO, NO),
        ("That a check is open, and how many people we asked", *(YES,) * 8),
        ("Who we asked, and who has answered", NO, NO, NO, NO, NO, YES, NO, NO),
        (
            "Messages that go out, and why one does not. Data protection sees them too",
            *(NO,) * 5,
            YES,
            NO,
            NO,
        ),
        ("Which letters wait to be posted, and who is to be rung", NO, NO, NO, NO, NO, YES, NO, NO),
        ("Anyone’s answers while a check is open", NO, THEIRS, LET_IN, NO, NO, TYPED, NO, NO),
        ("What a project’s team says of itself, while a check is open", NO, NO, NO, YES, NO, NO, NO, NO),
        ("Anyone’s answers after it closed", *(NO,) * 8),
        (f"A result with {public_floor} or more answers", *(YES,) * 8),
        *(small if floor < public_floor else []),
        ("A result with fewer", *(NO,) * 8),
        ("What a project’s team says of its own work", NO, YES, LET_IN, YES, YES, YES, YES, NO),
        (
            "Words that people share, once a comment reviewer has read them",
            *(NO, YES, LET_IN, YES, YES, YES, YES, NO),
        ),
        ("Other words. Only a comment reviewer reads them", *(NO,) * 8),
        ("Words about a danger. The safeguarding team reads them too", *(NO,) * 8),
        (
            "What a group said together, if everyone there said yes",
            *(NO, YES, LET_IN, YES, YES, YES, YES, NO),
        ),
        ("Who in a group said yes, said no, or said nothing", *(NO,) * 8),
        ("Which staff have no second step to sign in", NO, NO, NO, NO, NO, YES, NO, YES),
        ("Who works here in which role. Involvement leads and data protection see it too", *(NO,) * 7, YES),
        ("A page of all projects of a directorate", NO, NO, NO, NO, YES, YES, YES, NO),
        ("The page of all projects for the steering group", NO, NO, NO, NO, NO, YES, YES, NO),
    ]
