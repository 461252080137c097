"""What is kept about people, and for how long, in plain words. A test compares it with every model's own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing that we keep: what it is, why, how long, and the models that hold it."""

    what: str
    why: str
    how_long: str
    models: tuple[str, ...]


KEPT = (
    Kept(
        "Your name and email, how you like to read, and how we reach you safely",
        "So that we can write to you or ring you, and pages suit you",
        "Until you ask us to forget you, or 2 years after your last project",
        ("notices.Contact", "notices.HowToReach", "experts.Expert"),
    ),
    Kept(
        "The projects you are in",
        "So that we know who to ask",
        "2 years after you leave the project",
        ("projects.Membership",),
    ),
    Kept(
        "If you lead a project with the council, and if we may show your name",
        "So that your name shows only if you say so",
        "2 years after you leave the project",
        ("projects.CoLead", "projects.NameConsent"),
    ),
    Kept(
        "That we asked you to do a check, and if you sent it",
        "So that we write only to those who have not",
        "1 year after the check closes",
        ("ladder.Invitation",),
    ),
    Kept(
        "How you like to answer checks",
        "So that you are asked only once",
        "2 years after your last project",
        ("experts.WayToAnswer",),
    ),
    Kept(
        "Who helps you, and what they may do",
        "So that nobody else can do it",
        "2 years after the help ends",
        ("experts.Supporter",),
    ),
    Kept(
        "That you asked for another way, and when your paper form came",
        "So that we see to it, and nothing gets lost",
        "1 year after the check closes",
        ("ladder.WayTask", "ladder.PaperForm"),
    ),
    Kept(
        "A scrambled form of your link and code",
        "So that only you can open your check",
        "Until the check closes. For a paper form, 35 days more",
        ("ladder.InvitationKey",),
    ),
    Kept(
        "Your answers, while the check is open",
        "So that you can carry on later, and we can add them up",
        "Until the check closes. That is a few weeks",
        ("ladder.Draft", "ladder.Seal"),
    ),
    Kept(
        "That your group talks it through, and a scrambled form of your link and code",
        "So that each of you can say yes or no alone",
        "Until everyone there has been asked. That is a few weeks",
        ("ladder.TalkPerson", "ladder.TalkKey"),
    ),
    Kept(
        "What your group said, and your yes or no, while you are asked",
        "So that the team sees it only if everyone says yes",
        "5 working days after the facilitator wrote it down",
        ("ladder.TalkSeal",),
    ),
    Kept(
        "What your group said, if everyone there said yes. If not, only that it met",
        "So that the people in the project can read it",
        "As long as the list of projects is public",
        ("ladder.Talk",),
    ),
    Kept(
        "Everyone’s answers, added up. They have no names",
        "So that the result can be looked at again",
        "As long as the list of projects is public",
        ("ladder.Tally",),
    ),
    Kept(
        "What you wrote in your own words, kept apart from your answers",
        "So that a person can read it before others do",
        "2 years after the check closes",
        ("ladder.Comment",),
    ),
    Kept(
        "How many minutes you gave, with no project beside it",
        "So that your time is counted",
        "6 years, and the year it is in",
        ("experts.TimeGiven",),
    ),
    Kept(
        "Which messages we sent you, when, and your old email if it changed. We do not keep the words",
        "So that you get each message once",
        "35 days after we sent it, or after the check it was about",
        ("notices.Notice", "notices.Attempt"),
    ),
    Kept(
        "That you can sign in",
        "So that your own pages open for you alone",
        "2 years after you last signed in",
        ("accounts.User",),
    ),
    Kept(
        "Where you are signed in: the kind of browser, when it began, and when you were last there",
        "So that you can see it and end it. Nobody else sees it",
        "1 day after it ends. If you sign out, it goes at once",
        ("accounts.Session",),
    ),
    Kept(
        "A form that you sent when you were no longer signed in",
        "So that your words come back after you sign in",
        "1 hour",
        ("accounts.KeptForm",),
    ),
    Kept(
        "If you make a passkey: what you call it, and its public half. The other half stays with you",
        "So that you can sign in without a code",
        "Until you take it away",
        (),
    ),
    Kept(
        "For staff: the number of the work account that you sign in with",
        "So that nobody else can sign in as you",
        "Until another takes its place, or as long as you can sign in",
        (),
    ),
    Kept(
        "For staff: a scrambled form of the link that joins your work account",
        "So that only you can use it, once",
        "35 days after we made it",
        ("accounts.WorkLink",),
    ),
    Kept(
        "A scrambled form of a code that we post you to sign in",
        "So that only you can sign in with it",
        "35 days after we made it",
        ("accounts.PostedCode",),
    ),
    Kept(
        "How often a code was asked for or typed wrong, beside a scrambled number",
        "So that nobody can guess codes",
        "1 hour after its time is over, which is a day at most",
        ("accounts.TryCount",),
    ),
    Kept(
        "The part you have, such as staff",
        "So that each page opens for the right people",
        "6 years after it ends",
        ("accounts.RoleGrant",),
    ),
    Kept(
        "For staff: the projects and checks you work on",
        "So that people know who stands behind a project",
        "As long as the list is public. For a team, 6 years after the project ends",
        (
            "projects.Project",
            "projects.StatedLevel",
            "projects.TeamMember",
            "ladder.Round",
            "ladder.DateChange",
            "ladder.TeamAnswers",
            "ladder.Conversation",
        ),
    ),
    Kept(
        "What was done or looked at on this site, and by whom. It holds no words that anyone typed",
        "So that you can see who looked at your record",
        "6 years, and the year it is in",
        ("audit.Event",),
    ),
    Kept(
        "A list of projects that staff bring in as a file",
        "So that they can look at it before it counts",
        "7 days. After that only its name, and who brought it",
        ("projects.ImportBatch",),
    ),
)
