"""What each address speaks of, and what everyone is told there: written by hand, and never worked out.

A word for each position: one's own, another project's, another directorate's, missing. Where there is only
one of a kind in the council, or it is nobody's: a word for what is there, and one for what is missing.

"in" opens it, "no" says that it is for others (403), "404" that there is nothing, seen or not.
"""

from dataclasses import dataclass

from tests.access.objects import MISSING, OWN, POSITIONS

# A kind of thing that addresses speak of, and what belongs to it.
KINDS = {
    "project": ("project", "draft", "import", "directorate"),
    "check": (
        "check", "result", "letter", "call", "invitation", "form", "comment", "worry", "talk", "message",
    ),
    "person": ("member", "name", "supporter", "expert", "sign-in", "holder"),
    "council": ("setting", "film", "file", "answer"),
    "none": ("none",),
}  # fmt: skip
NOBODY = "nobody"
INVOLVEMENT = ("involvement", "involvement_two")
HATS, LEAD, OTHER_STAFF = "many_hats", "lead", "other_staff"
STEERING = ("co_chair_expert", "co_chair_officer", "steering_member")
ADMINISTRATOR, INVOLVEMENT_LEAD, DATA_PROTECTION = "administrator", "involvement_lead", "data_protection"
FACILITATOR, REVIEWER, SAFEGUARDING = "facilitator", "comment_reviewer", "safeguarding"
EXPERT, OTHER_EXPERT, SUPPORTER = "expert", "other_expert", "supporter"


@dataclass(frozen=True, eq=False)
class Group:
    """Pages about one kind of thing on which everyone is told the same."""

    object: str
    about: dict[str, str]
    pages: str
    words: dict[str, tuple[str, ...] | str]
    others: str
    methods: tuple[str, ...] = ("get", "post")
    belongs: bool = True
    """Whether what its address names last belongs to what it names first."""

    @property
    def names(self) -> list[str]:
        """Names of addresses, from "app: one another"."""
        app, found, names = self.pages.partition(": ")
        return [f"{app}:{name}" for name in names.split()] if found else app.split()

    def word(self, part: str, position: str) -> str:
        """What somebody is told about the thing in this position."""
        said = next((said for said, who in self.words.items() if part in _several(who)), self.others)
        words = said.split()
        return words[self.positions.index(position)]

    @property
    def kind(self) -> str:
        """The kind of thing that it belongs to."""
        return next(kind for kind, objects in KINDS.items() if self.object in objects)

    @property
    def positions(self) -> tuple[str, ...]:
        """Where the thing may be: one's own and others', or simply there."""
        return {4: POSITIONS, 2: (OWN, MISSING), 1: (OWN,)}[len(self.others.split())]


def _several(who):
    return (who,) if isinstance(who, str) else who


BY_REFERENCE, BY_SLUG, PERSON = {"reference": "reference"}, {"slug": "slug"}, {"person": "expert"}
CLOSED_ON = {"slug": "slug", "closed_on": "closed_on"}
THE_TEAM = (*INVOLVEMENT, HATS)
ITS_TEAM = {"in no no 404": LEAD, "no no in 404": OTHER_STAFF, "in in in 404": THE_TEAM}
# Nobody does this for a project of their own, whatever else they are.
NEVER_ONES_OWN = {"in in in 404": INVOLVEMENT, "in no in 404": HATS}
# "no" where something is missing too: a page for people of one role alone, which tells nobody else whether
# there is such a thing.
PROJECTS = [
    Group("project", BY_SLUG, "projects: show", {}, "in in in 404"),
    Group(
        "project",
        BY_REFERENCE,
        "projects: tasks could_be basics dates leads show_name take_name_off decided open join family step"
        " parts why reasons pay promises check_answers throw_away change drop_change preview people",
        ITS_TEAM,
        "no no no 404",
    ),
    Group("project", BY_REFERENCE, "projects: confirm_everyone", {"in in in 404": THE_TEAM}, "no no no 404"),
    Group(
        "project",
        BY_REFERENCE,
        "ladder: teams_side team_sheet",
        {"in no no 404": LEAD, "no no in 404": OTHER_STAFF, "no in no 404": HATS},
        "no no no 404",
    ),
    Group("project", BY_REFERENCE, "ladder: open_round", {"in in in 404": THE_TEAM}, "no no no no"),
    Group(
        "project",
        {"reference": "asked_reference"},
        "ladder: arrange_talk offer_conversation",
        NEVER_ONES_OWN,
        "no no no no",
    ),
    # A draft is there only for its team and for the involvement team.
    Group(
        "draft",
        {"reference": "draft"},
        "projects: tasks basics leads step check_answers throw_away change preview people",
        {"in 404 404 404": LEAD, "404 404 in 404": OTHER_STAFF, "in in in 404": THE_TEAM},
        "404 404 404 404",
    ),
    Group(
        "draft",
        {"reference": "draft"},
        "ladder: teams_side",
        {
            "in 404 404 404": LEAD,
            "404 404 in 404": OTHER_STAFF,
            "no no no 404": INVOLVEMENT,
            "no in no 404": HATS,
        },
        "404 404 404 404",
    ),
    Group(
        "import",
        {"pk": "batch"},
        "projects: import_batch import_make import_publish import_undo",
        {"in 404 404 404": LEAD, "404 404 in 404": OTHER_STAFF, "in in in 404": THE_TEAM},
        "no no no no",
    ),
    Group(
        "directorate",
        {"pk": "directorate"},
        "governance: directorate directorate_gaps directorate_questions directorate_two_sides",
        {"in in no 404": LEAD, "no no in 404": OTHER_STAFF, "in in in 404": (*THE_TEAM, *STEERING)},
        "no no no 404",
    ),
    Group(
        "directorate",
        {"pk": "directorate", "table": "table"},
        "governance: directorate_download",
        {"in in no 404": LEAD, "no no in 404": OTHER_STAFF, "in in in 404": (*THE_TEAM, *STEERING)},
        "no no no 404",
    ),
]
INSIDE = {
    "in in no 404": LEAD,
    "no no in 404": (OTHER_STAFF, OTHER_EXPERT),
    "in no no 404": (EXPERT, SUPPORTER),
    "in in in 404": (*THE_TEAM, *STEERING),
}
CHECKS = [
    Group("result", CLOSED_ON, "ladder: results", INSIDE, "no no no 404"),
    Group("result", CLOSED_ON, "ladder: conversation", INSIDE, "no no no 404", ("get",)),
    Group("result", CLOSED_ON, "ladder: conversation", ITS_TEAM, "no no no 404", ("post",)),
    Group("result", BY_SLUG, "ladder: checks_csv", INSIDE, "no no no 404"),
    Group("check", {"pk": "check"}, "ladder: round close_early", {"in in in 404": THE_TEAM}, "no no no no"),
    Group(
        "check",
        {"pk": "check"},
        "ladder: invited paper_run paper_blank forms ring more_time",
        NEVER_ONES_OWN,
        "no no no no",
    ),
    # A letter or a call about a check of one's own is not there for oneself.
    Group(
        "letter",
        {"pk": "letter"},
        "notices: letter_words letter_posted letter_again letter_came_back",
        {"in in in 404": INVOLVEMENT, "in 404 in 404": HATS},
        "no no no no",
    ),
    Group(
        "call",
        {"pk": "call"},
        "notices: call call_went",
        {"in in in 404": INVOLVEMENT, "in 404 in 404": HATS},
        "no no no no",
    ),
    Group(
        "invitation",
        {"pk": "check", "invitation": "invitation"},
        "ladder: invited_person new_code end_keys way_arranged paper_form phone read_back throw_away",
        NEVER_ONES_OWN,
        "no no no no",
    ),
    Group(
        "form",
        {"pk": "check", "form": "form"},
        "ladder: type_in look_again compare end_form",
        NEVER_ONES_OWN,
        "no no no no",
    ),
    Group(
        "comment",
        {"pk": "comment"},
        "ladder: comment",
        {"in in in 404": REVIEWER, "in 404 in 404": HATS},
        "no no no no",
    ),
    Group(
        "comment",
        {"pk": "closed"},
        "ladder: comments_of_check",
        {"in in in 404": REVIEWER, "in 404 in 404": HATS},
        "no no no no",
    ),
    # Words of a project that one leads are nobody's to judge, so a worry is safeguarding's alone.
    Group("worry", {"pk": "worry"}, "ladder: deal_with", {"in in in 404": SAFEGUARDING}, "no no no no"),
]
MESSAGES = [
    # Whoever works on a project may not know who answered, and a message may tell.
    Group(
        "message",
        {"name": "message"},
        "coproduction: message",
        {"in in in 404": (*INVOLVEMENT, DATA_PROTECTION), "in 404 in 404": HATS},
        "no no no no",
        ("get",),
    ),
    Group(
        "message",
        {"name": "message"},
        "coproduction: message",
        {"in in in 404": INVOLVEMENT, "in 404 in 404": HATS},
        "no no no no",
        ("post",),
    ),
    Group(
        "message",
        {"mark": "alike"},
        "coproduction: messages_alike",
        {"in in in 404": (*INVOLVEMENT, DATA_PROTECTION), "in 404 in 404": HATS},
        "no no no no",
    ),
    Group(
        "message",
        {"attempt": "stuck"},
        "coproduction: settle_message",
        {"in in in 404": INVOLVEMENT, "in 404 in 404": HATS},
        "no no no no",
    ),
]
TALKS = [
    Group("talk", {"pk": "asked"}, "ladder: talk call_off_talk", NEVER_ONES_OWN, "no no no no"),
    Group(
        "talk", {"pk": "asked", "person": "asked_person"}, "ladder: ring_talk", NEVER_ONES_OWN, "no no no no"
    ),
    # A facilitator writes down their own talks, and the other directorate's is another's.
    Group(
        "talk",
        {"pk": "met"},
        "ladder: record_talk",
        {"in in 404 404": FACILITATOR, "404 404 in 404": HATS},
        "no no no no",
    ),
    Group(
        "talk",
        {"pk": "asked"},
        "ladder: my_talk",
        {"in 404 404 404": EXPERT, "404 404 in 404": OTHER_EXPERT},
        "404 404 404 404",
    ),
]
ONES_OWN = {"in 404 404 404": EXPERT, "404 404 in 404": OTHER_EXPERT}
PEOPLE = [
    Group("member", {**BY_REFERENCE, "pk": "membership"}, "projects: end", ITS_TEAM, "no no no 404"),
    Group(
        "member",
        {**BY_REFERENCE, "pk": "membership"},
        "projects: confirm",
        {"in in in 404": THE_TEAM},
        "no no no 404",
    ),
    Group("name", {"pk": "co_lead"}, "projects: my_name", ONES_OWN, "404 404 404 404"),
    Group("supporter", {"pk": "supporter"}, "experts: change end", ONES_OWN, "no no no no"),
    Group(
        "supporter",
        {"person": "expert", "pk": "supporter"},
        "experts: change_for end_for",
        NEVER_ONES_OWN,
        "no no no no",
    ),
    Group(
        "expert", PERSON, "experts: list_for add_for sign_in_of end_code_of", NEVER_ONES_OWN, "no no no no"
    ),
    # Whoever leads the team is told what is safe, and not where somebody lives.
    Group(
        "expert",
        PERSON,
        "experts: contact_where_for contact_email_for",
        {**NEVER_ONES_OWN, "no no no 404": INVOLVEMENT_LEAD},
        "no no no no",
    ),
    Group(
        "expert",
        PERSON,
        "experts: contact_new_email_for",
        {"in in in 404": INVOLVEMENT_LEAD},
        "no no no no",
    ),
    Group(
        "expert",
        PERSON,
        "experts: contact_for contact_safe_for contact_best_for contact_when_for contact_often_for"
        " contact_format_for contact_pause_for contact_start_again_for",
        {**NEVER_ONES_OWN, "in in in 404": (*INVOLVEMENT, INVOLVEMENT_LEAD)},
        "no no no no",
    ),
    Group("sign-in", {"pk": "session"}, "account_end_session", ONES_OWN, "404 404 404 404"),
    Group("sign-in", {"pk": "factor"}, "account_remove_factor", ONES_OWN, "404 404 404 404"),
    Group("message", {"mark": "mine"}, "coproduction: my_message", ONES_OWN, "404 404 404 404", ("get",)),
    Group("sign-in", {"pk": "kept"}, "coproduction: kept_form", ONES_OWN, "404 404 404 404"),
    # The neighbour is here the involvement lead, who changes everybody's roles but their own.
    Group(
        "holder",
        {"pk": "holder"},
        "roles: person",
        {"in in in 404": (INVOLVEMENT_LEAD, ADMINISTRATOR, DATA_PROTECTION)},
        "no no no no",
    ),
    Group(
        "holder",
        {"pk": "holder"},
        "roles: close open_again send_work_link",
        {"in no in 404": INVOLVEMENT_LEAD, "no no no 404": (ADMINISTRATOR, DATA_PROTECTION)},
        "no no no no",
    ),
    Group(
        "holder",
        {"pk": "grant"},
        "roles: end change_end",
        {"in no in 404": INVOLVEMENT_LEAD, "no no no 404": (ADMINISTRATOR, DATA_PROTECTION)},
        "no no no no",
    ),
]
# Whoever works for the council answers no check, and reads that they must sign out first.
ANSWERS = (EXPERT, OTHER_EXPERT, SUPPORTER, FACILITATOR, "co_chair_expert", "steering_member", NOBODY)
SETS_THE_COUNCIL = ({"in 404": ADMINISTRATOR}, "no no")
WHOLE_COUNCIL = [
    Group("setting", {"which": "which"}, "council: places", {"in": ADMINISTRATOR}, "no"),
    Group(
        "setting",
        {"which": "which", "pk": "directorate"},
        "council: place remove",
        *SETS_THE_COUNCIL,
        belongs=False,
    ),
    Group("setting", {"key": "figure_key"}, "council: figure", *SETS_THE_COUNCIL),
    Group("setting", {"key": "figure_key", "pk": "figure"}, "council: take_back", *SETS_THE_COUNCIL),
    Group("setting", {"pk": "bands"}, "council: take_back_bands", *SETS_THE_COUNCIL),
    Group(
        "setting",
        {"dark": "dark", "link": "link", "tint": "tint"},
        "council: proposed",
        *SETS_THE_COUNCIL,
        belongs=False,
    ),
    Group(
        "film",
        {"version": "version", "slot": "slot"},
        "ladder: film take_film_away",
        {"in 404": THE_TEAM},
        "no no",
    ),
    Group("file", {"table": "table"}, "governance: download", {"in 404": (*THE_TEAM, *STEERING)}, "no no"),
    Group(
        "file",
        {"kind": "file"},
        "projects: download_own import_template",
        {"in 404": (*THE_TEAM, LEAD, OTHER_STAFF)},
        "no no",
    ),
    Group("file", {"kind": "file"}, "projects: download", {}, "in 404"),
    Group("file", {"stamp": "stamp"}, "council: theme", {}, "in 404"),
    Group("file", {"name": "film_file"}, "ladder: film_file", {}, "404 404"),
    Group("answer", {"key": "key"}, "ladder: open_link", {}, "in in"),
    # The council of this world has no work accounts, so nothing is at their addresses.
    Group("answer", {"key": "key"}, "work_link", {}, "404 404"),
    Group("answer", {"number": "number"}, "ladder: question", {"in 404": ANSWERS}, "in in"),
]
GROUPS = [*PROJECTS, *CHECKS, *MESSAGES, *TALKS, *PEOPLE, *WHOLE_COUNCIL]

# Whoever may open these finds nothing there, for nobody has set it up or asked for it.
NOTHING_THERE = {
    ("mfa_view_recovery_codes", "get"),
    ("mfa_generate_recovery_codes", "get"),
    ("mfa_generate_recovery_codes", "post"),
    ("work_sign_in", "post"),
    ("work_sign_in_back", "get"),
}
