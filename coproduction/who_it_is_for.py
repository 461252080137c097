"""Whom a page is for, said to somebody whom it is not for."""

from accounts.rules import (
    can_change_roles_of,
    can_give_roles,
    can_read_audit,
    can_see_messages,
    can_see_roles,
    can_see_staff_pages,
    can_see_who_lacks_second_step,
    can_set_council,
    is_comment_reviewer,
    is_facilitator,
    is_involvement,
    is_involvement_lead,
    is_safeguarding,
)
from experts.rules import (
    can_choose_supporters,
    can_note_supporters,
    can_post_code,
    can_see_address,
    can_set_contact_for,
    can_set_contacts,
)
from governance.rules import can_see_dashboard, can_see_directorate
from ladder.rules import (
    can_add_films,
    can_arrange_talk,
    can_handle,
    can_read_results,
    can_record_talk,
    can_see_talks,
)
from projects import rules

SOMEBODY_ELSE = "It is for people with another part in this."
TEAM = "It is for the people who run this project, and for the involvement team."

WHO = {
    can_see_staff_pages: "It is for staff of the council who work on projects or checks.",
    is_involvement_lead: "It is for the involvement lead. They give people a new email when they must.",
    is_involvement: "It is for the involvement team. They look after all the checks.",
    can_handle: "It is for the involvement team, and never for someone who works on the project.",
    can_read_results: "It is for the people in this project, and for those who work on it.",
    can_arrange_talk: "It is for the involvement team, and never for someone who works on the project.",
    can_see_talks: "It is for facilitators and the involvement team.",
    is_facilitator: "It is for facilitators. They lead groups that talk it through.",
    can_record_talk: "It is for the facilitator of this group, who is not in the project.",
    can_add_films: "It is for the involvement team. They add films to the questions.",
    is_comment_reviewer: "It is for comment reviewers. They read what people write before anyone else does.",
    is_safeguarding: "It is for the safeguarding team. They look at worries that someone is in danger.",
    can_read_audit: "It is for data protection. They see that records are only read for a good reason.",
    can_see_messages: "It is for the involvement team and data protection. It tells who has answered.",
    can_see_dashboard: "It is for the steering group and the involvement team.",
    can_see_directorate: "It is for staff of that part of the council, and for the steering group.",
    can_see_who_lacks_second_step: "It is for the involvement team and administrators.",
    can_see_roles: "It is for involvement leads, administrators and data protection.",
    can_give_roles: "It is for involvement leads. They give people their roles.",
    can_change_roles_of: "It is for involvement leads, and never for what they have themselves.",
    can_set_council: "It is for administrators. They set what the council is called and how it looks.",
    can_choose_supporters: "It is for experts by experience. They choose who helps them.",
    can_note_supporters: "It is for the involvement team, but not for a project of their own.",
    can_set_contacts: "It is for the involvement team and its lead. They write down how to reach people.",
    can_set_contact_for: "It is for the involvement team and its lead. It is never for a project of theirs.",
    can_see_address: "It is for the involvement team. Nobody else sees an address or a phone number.",
    can_post_code: "It is for the involvement team, but not for a project of their own.",
    rules.can_register: "It is for staff of the council who add projects to the list.",
    rules.can_import: "It is for staff of the council who add projects to the list.",
    rules.can_undo_import: "It is for whoever brought the list in, and for the involvement team.",
    rules.is_in_team: "It is for the project’s team at the council. Experts answer the check.",
    rules.can_change: TEAM,
    rules.can_add_people: TEAM,
    rules.can_confirm_people: "It is for the involvement team. They say who is in a project.",
}
"""What a page says when its rule says no."""
